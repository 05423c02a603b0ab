import { Table, Text } from '@mantine/core';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { useTableWords } from '../parts/use-table-words.ts';
import { triesTable } from '../view/report-tables.ts';
import { paramPairs } from '../view/race.ts';
import { WideTable } from '../parts/wide-table.tsx';

/** Every try with its settings and score; those that failed say why. */
export function TriesTable({ report }: { readonly report: PredictReport }) {
  const words = useWords();
  const format = useFormat();
  const metrics = useMetricFormat();
  const nameOf = useEstimatorName();
  const { message } = useMessage();
  const tableWords = useTableWords();
  return (
    <WideTable
      label={words('tries.table')}
      minWidth={640}
      maxHeight={420}
      csv={{ fileName: 'tries', table: () => triesTable(report, tableWords) }}
    >
      <Table fz="sm" aria-label={words('tries.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">{words('tries.number')}</Table.Th>
            <Table.Th>{words('leaderboard.model')}</Table.Th>
            <Table.Th>{words('tries.settings')}</Table.Th>
            <Table.Th ta="right">{words(`metric.${report.selectionMetric}.term`)}</Table.Th>
            <Table.Th ta="right">{words('leaderboard.time')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.tries.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td ta="right">{row.id}</Table.Td>
              <Table.Td>{nameOf(row.estimator)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Text size="xs" c="dimmed">
                  {paramPairs(row.params)
                    .map(([name, value]) => `${name} ${value}`)
                    .join(' · ')}
                </Text>
                {row.error && (
                  <Text size="xs" c="var(--sg-stop)">
                    {message(row.error)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {row.score === undefined
                  ? words(`race.status.${row.status}`)
                  : metrics.value(report.selectionMetric, row.score)}
              </Table.Td>
              <Table.Td ta="right">{format.duration(row.seconds * 1000)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
