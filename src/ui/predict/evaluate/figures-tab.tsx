import { Stack, Table, Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ThresholdNote } from '../parts/threshold-note.tsx';
import { MetricTerm } from '../parts/metric-term.tsx';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { figuresTable } from '../view/report-tables.ts';
import { WideTable } from '../parts/wide-table.tsx';

/** Every figure on test rows, with its interval and the baseline's beside it. */
export function FiguresTab({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const format = useFormat();
  const metrics = useMetricFormat();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {words('rows.test', { count: report.testRows })}
        {report.testPositives === undefined
          ? ''
          : ` · ${words('figures.positives', { share: format.share(report.testPositives, report.testRows), yes: report.classes?.[1] ?? '' })}`}
      </Text>
      <WideTable
        label={words('figures.table')}
        minWidth={460}
        csv={{ fileName: 'figures', table: () => figuresTable(report, words) }}
      >
        <Table aria-label={words('figures.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('figures.figure')}</Table.Th>
              <Table.Th ta="right">{words('figures.model')}</Table.Th>
              <Table.Th ta="right">{words('figures.between')}</Table.Th>
              <Table.Th ta="right">{words('figures.baseline')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.test.map((row) => {
              const parts = metrics.parts(row.metric, row);
              return (
                <Table.Tr key={row.metric}>
                  <Table.Td>
                    <MetricTerm metric={row.metric} />
                  </Table.Td>
                  <Table.Td ta="right" fw={600} data-metric={row.metric} data-value={String(row.value)}>
                    {parts.value}
                  </Table.Td>
                  <Table.Td ta="right">{words('figures.range', { low: parts.low, high: parts.high })}</Table.Td>
                  <Table.Td ta="right">{metrics.value(row.metric, row.baseline)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
      <ThresholdNote report={report} />
    </Stack>
  );
}
