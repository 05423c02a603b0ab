import { Button, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FindingLine } from '../../shell/finding-line.tsx';
import { ComputeLine } from '../parts/compute-line.tsx';
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
      <Table variant="vertical" layout="fixed" aria-label={words('receipt.table')}>
        <Table.Tbody>
          {lines.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={{ base: 120, sm: 200 }}>{name}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
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

function useReceiptLines(report: PredictReport): readonly (readonly [string, ReactNode])[] {
  const words = useWords();
  const format = useFormat();
  const splitWords = useSplitWords();
  const nameOf = useEstimatorName();
  const { split, data, plan, chosen } = report;
  const features = data.columns.filter(({ use }) => use === 'feature').length;
  return [
    [words('receipt.when'), format.instant(report.createdAt)],
    [
      words('receipt.rows'),
      words('receipt.rows.value', {
        rows: format.count(data.rowCount),
        train: format.count(split.train),
        test: format.count(split.test),
        without: format.count(data.rowsWithoutTarget),
      }),
    ],
    [words('receipt.columns'), words('question.columns', { count: features })],
    [words('receipt.split'), splitWords(plan.question.split)],
    [words('receipt.hash'), <code key="hash">{split.hash}</code>],
    [words('receipt.seed'), String(report.seed)],
    [words('receipt.preset'), words(`settings.preset.${plan.settings.preset}`)],
    [words('receipt.tries'), format.count(report.tries.length)],
    [words('receipt.chosen'), nameOf(chosen.estimator)],
    [words('receipt.refit'), words('predict.rows', { count: report.refit.rowCount })],
    [words('receipt.engine'), <ComputeLine key="engine" compute={report.compute} />],
    [words('receipt.time'), format.duration(report.seconds * 1000)],
    [words('receipt.version'), report.app.version],
  ];
}
