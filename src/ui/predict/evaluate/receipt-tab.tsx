import { Button, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { saveBlob } from '../../charts/save.ts';
import { TableDownload } from '../../charts/table-download.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FindingLine } from '../../shell/finding-line.tsx';
import { ComputeLine } from '../parts/compute-line.tsx';
import { useComputeWords } from '../parts/use-compute-words.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { useThreshold } from '../parts/use-threshold.ts';
import { useSplitWords } from '../train/use-split-words.ts';
import { receiptJson } from '../view/receipt.ts';

/** What was done, to check and to repeat it; the whole of it as report.json. */
export function ReceiptTab({ report }: { readonly report: PredictReport }) {
  const words = useWords();
  const { value, rule } = useThreshold(report);
  const lines = useReceiptLines(report);
  const download = () =>
    saveBlob(
      new Blob([receiptJson(report, rule === 'by-hand' ? value : undefined)], { type: 'application/json' }),
      'report.json',
    );
  return (
    <Stack gap="md" maw="var(--sg-reading)">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {words('receipt.lead')}
        </Text>
        <Button variant="default" onClick={download}>
          {words('receipt.download')}
        </Button>
      </Group>
      <div>
        <TableDownload
          title={words('receipt.table')}
          fileName="receipt"
          table={() => ({
            columns: [words('tables.name'), words('tables.value')],
            rows: lines.map(({ name, told }) => [name, told]),
          })}
        />
        <Table variant="vertical" layout="fixed" aria-label={words('receipt.table')}>
          <Table.Tbody>
            {lines.map(({ name, told, shown }) => (
              <Table.Tr key={name}>
                <Table.Th w={{ base: 120, sm: 200 }}>{name}</Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{shown ?? told}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {report.warnings.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {words('receipt.warnings')}
          </Text>
          {report.warnings.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </div>
      )}
    </Stack>
  );
}

interface ReceiptLine {
  readonly name: string;
  /** As it is downloaded. */
  readonly told: string;
  /** As it is shown, where that is more than words. */
  readonly shown?: ReactNode;
}

function useReceiptLines(report: PredictReport): readonly ReceiptLine[] {
  const words = useWords();
  const format = useFormat();
  const splitWords = useSplitWords();
  const nameOf = useEstimatorName();
  const computeWords = useComputeWords();
  const { split, data, plan, chosen } = report;
  const features = data.columns.filter(({ use }) => use === 'feature').length;
  const { said, details } = computeWords(report.compute);
  const rows = (write: (count: number) => string) =>
    words('receipt.rows.value', {
      rows: write(data.rowCount),
      train: write(split.train),
      test: write(split.test),
      without: write(data.rowsWithoutTarget),
    });
  return [
    { name: words('receipt.when'), told: format.instant(report.createdAt) },
    { name: words('receipt.rows'), told: rows(String), shown: rows(format.count) },
    { name: words('receipt.columns'), told: words('question.columns', { count: features }) },
    { name: words('receipt.split'), told: splitWords(plan.question.split) },
    { name: words('receipt.hash'), told: split.hash, shown: <code>{split.hash}</code> },
    { name: words('receipt.seed'), told: String(report.seed) },
    { name: words('receipt.preset'), told: words(`settings.preset.${plan.settings.preset}`) },
    { name: words('receipt.tries'), told: String(report.tries.length), shown: format.count(report.tries.length) },
    { name: words('receipt.chosen'), told: nameOf(chosen.estimator) },
    { name: words('receipt.refit'), told: words('predict.rows', { count: report.refit.rowCount }) },
    {
      name: words('receipt.engine'),
      told: details === '' ? said : `${said} ${details}`,
      shown: <ComputeLine compute={report.compute} />,
    },
    { name: words('receipt.time'), told: `${report.seconds} s`, shown: format.duration(report.seconds * 1000) },
    { name: words('receipt.version'), told: report.app.version },
  ];
}
