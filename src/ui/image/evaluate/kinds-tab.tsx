import { Stack, Table, Text } from '@mantine/core';
import type { Estimate } from '../../../core/metrics/types.ts';
import type { ImageFindings } from '../../../lenses/image/types.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { MulticlassProof } from '../../predict/evaluate/multiclass-proof.tsx';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { classesTable } from './classes-table.ts';

interface KindsTabProps {
  readonly report: PredictReport;
  readonly image: ImageFindings;
}

/** How well each kind is recognised, with intervals, and which is taken for which. */
export function KindsTab({ report, image }: KindsTabProps) {
  const words = useWords();
  const format = useFormat();
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {words('rows.test', { count: report.testRows })}
        </Text>
        <WideTable
          label={words('images.classes.table')}
          minWidth={460}
          csv={{ fileName: 'kinds', table: () => classesTable(image.perClass, words) }}
        >
          <Table aria-label={words('images.classes.table')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('images.classes.kind')}</Table.Th>
                <Table.Th ta="right">{words('proof.rows')}</Table.Th>
                <Table.Th ta="right">{words('images.classes.recall')}</Table.Th>
                <Table.Th ta="right">{words('images.classes.precision')}</Table.Th>
                <Table.Th ta="right">{words('metric.f1.term')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {image.perClass.map((kind) => (
                <Table.Tr key={kind.name}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{kind.name}</Table.Td>
                  <Table.Td ta="right">{format.count(kind.count)}</Table.Td>
                  <Table.Td ta="right">
                    <Between estimate={kind.recall} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Between estimate={kind.precision} />
                  </Table.Td>
                  <Table.Td ta="right">{format.percent(kind.f1)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      </Stack>
      {report.multiclass && <MulticlassProof result={report.multiclass.test} target={report.plan.question.target} />}
    </Stack>
  );
}

/** A share with its interval under it. */
export function Between({ estimate }: { readonly estimate: Estimate }) {
  const words = useWords();
  const { value, low, high } = estimateParts(useLocale(), estimate, 'percent');
  return (
    <>
      {value}
      <Text size="xs" c="dimmed" component="div">
        {words('figures.range', { low, high })}
      </Text>
    </>
  );
}
