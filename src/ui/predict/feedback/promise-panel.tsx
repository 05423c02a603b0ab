import { Box, Stack, Table, Text } from '@mantine/core';
import type { TaskKind } from '../../../core/learn/task.ts';
import { higherIsBetter } from '../../../core/metrics/score.ts';
import type { Estimate } from '../../../core/metrics/types.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { FeedbackReport } from '../../../lenses/predict/model.ts';
import { BarChart, barChartHeight } from '../../charts/bar-chart.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { ThresholdNote } from '../parts/threshold-note.tsx';
import { MetricTerm } from '../parts/metric-term.tsx';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { promiseKept } from '../view/feedback.ts';
import { headlineOf } from '../view/metric.ts';
import { promiseTable } from '../view/report-tables.ts';
import { WideTable } from '../parts/wide-table.tsx';

interface PromisePanelProps {
  readonly report: FeedbackReport;
  readonly task: TaskKind;
  /** What was promised. */
  readonly promised: PredictReport;
}

/** Each figure as promised and as it came, with both intervals. */
export function PromisePanel({ report, task, promised }: PromisePanelProps) {
  const words = useWords();
  const format = useFormat();
  if (report.metrics.length === 0) {
    return (
      <Panel title={words('promise.title')}>
        <EmptyPanel words={words('promise.none')} />
      </Panel>
    );
  }
  return (
    <Panel
      title={words('promise.title')}
      lead={
        words('promise.lead', { matched: format.share(report.matchedRows, report.rowCount) }) +
        (report.unmatchedRows > 0 ? ` ${words('promise.unmatched', { count: report.unmatchedRows })}` : '')
      }
    >
      <Stack gap="lg">
        <PromiseFigure report={report} task={task} />
        <PromiseTable report={report} />
        <ThresholdNote report={promised} />
      </Stack>
    </Panel>
  );
}

function PromiseFigure({ report, task }: Omit<PromisePanelProps, 'promised'>) {
  const words = useWords();
  const metrics = useMetricFormat();
  const colors = roleColors(useScheme());
  const row = headlineOf(report.metrics, task);
  if (!row) return null;
  const name = words(`metric.${row.metric}.name`);
  const said = words('promise.promised');
  const came = words('promise.realised');
  const kept = promiseKept(row, row.promised, higherIsBetter(row.metric));
  const bar = (label: string, { value, low, high }: Estimate, color: string) => ({
    label,
    value,
    low,
    high,
    color,
    note: metrics.value(row.metric, value),
  });
  const guess = words('promise.guessing');
  return (
    <Box maw="var(--sg-reading)">
      <ChartFrame
        title={words('promise.chart', { metric: name })}
        rows={{ set: 'all', count: report.matchedRows }}
        summary={words(`promise.kept.${kept}`, {
          metric: name,
          promised: metrics.estimate(row.metric, row.promised),
          realised: metrics.estimate(row.metric, row),
        })}
        table={{
          columns: ['', name, words('figures.low'), words('figures.high')],
          rows: [
            [said, row.promised.value, row.promised.low, row.promised.high],
            [came, row.value, row.low, row.high],
            [guess, row.baseline, null, null],
          ],
        }}
        fileName="promised-and-realised"
        height={barChartHeight(3)}
      >
        <BarChart
          bars={[
            bar(said, row.promised, colors.model),
            bar(came, row, colors.actual),
            {
              label: guess,
              value: row.baseline,
              color: colors.baseline,
              note: metrics.value(row.metric, row.baseline),
            },
          ]}
          x={{ title: name, format: (value) => metrics.short(row.metric, value) }}
        />
      </ChartFrame>
    </Box>
  );
}

function PromiseTable({ report }: { readonly report: FeedbackReport }) {
  const words = useWords();
  const metrics = useMetricFormat();
  return (
    <WideTable
      label={words('promise.table')}
      minWidth={560}
      csv={{ fileName: 'promised-and-realised-figures', table: () => promiseTable(report, words) }}
    >
      <Table fz="sm" aria-label={words('promise.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('figures.figure')}</Table.Th>
            <Table.Th ta="right">{words('promise.promised')}</Table.Th>
            <Table.Th ta="right">{words('promise.realised')}</Table.Th>
            <Table.Th ta="right">{words('promise.guessing')}</Table.Th>
            <Table.Th>{words('promise.so')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.metrics.map((row) => {
            const kept = promiseKept(row, row.promised, higherIsBetter(row.metric));
            return (
              <Table.Tr key={row.metric}>
                <Table.Td>
                  <MetricTerm metric={row.metric} />
                </Table.Td>
                <EstimateCell metric={row.metric} estimate={row.promised} />
                <EstimateCell metric={row.metric} estimate={row} />
                <Table.Td ta="right">{metrics.value(row.metric, row.baseline)}</Table.Td>
                <Table.Td>
                  <Text size="sm" {...(kept === 'worse' ? { c: 'var(--sg-stop)', fw: 600 } : {})}>
                    {words(`promise.short.${kept}`)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

interface EstimateCellProps {
  readonly metric: FeedbackReport['metrics'][number]['metric'];
  readonly estimate: Estimate;
}

function EstimateCell({ metric, estimate }: EstimateCellProps) {
  const words = useWords();
  const metrics = useMetricFormat();
  const { value, low, high } = metrics.parts(metric, estimate);
  return (
    <Table.Td ta="right">
      {value}{' '}
      <Text span size="xs" c="dimmed">
        {words('figures.range', { low, high })}
      </Text>
    </Table.Td>
  );
}
