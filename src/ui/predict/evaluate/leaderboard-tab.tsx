import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { MetricName } from '../../../core/metrics/types.ts';
import type { LeaderboardRow, PredictReport } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTableWords } from '../parts/use-table-words.ts';
import { leaderboardTable } from '../view/report-tables.ts';
import { MetricTerm } from '../parts/metric-term.tsx';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import { TriesTable } from './tries-table.tsx';
import { WideTable } from '../parts/wide-table.tsx';

/** Figures a row of the leaderboard at most: more would not be read. */
const SHOWN_METRICS = 3;

/** The best try of each kind on validation rows, and every try behind them. */
export function LeaderboardTab({ report }: { readonly report: PredictReport }) {
  const words = useWords();
  const metrics = useMemo(() => shownMetrics(report), [report]);
  const tableWords = useTableWords();
  const { split } = report;
  const failed = report.tries.filter(({ status }) => status === 'failed').length;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw="var(--sg-reading)">
        {words(`leaderboard.scheme.${split.scheme}`, { folds: split.folds })}{' '}
        {words('rows.validation', { count: split.validation })}.
        {split.repeats > 1 && ` ${words('leaderboard.scheme.repeated', { repeats: split.repeats })}`}
      </Text>
      <WideTable
        label={words('leaderboard.table')}
        minWidth={280 + 170 * metrics.length}
        csv={{ fileName: 'leaderboard', table: () => leaderboardTable(report, tableWords) }}
      >
        <Table aria-label={words('leaderboard.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('leaderboard.model')}</Table.Th>
              {metrics.map((metric) => (
                <Table.Th key={metric} ta="right">
                  <MetricTerm metric={metric} />
                </Table.Th>
              ))}
              <Table.Th ta="right">{words('leaderboard.time')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.leaderboard.map((row) => (
              <BoardRow key={row.tryId} row={row} metrics={metrics} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <details>
        <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }}>
          {words('leaderboard.tries', { count: report.tries.length })}
          {failed > 0 ? `, ${words('race.failed', { count: failed })}` : ''}
        </Text>
        <TriesTable report={report} />
      </details>
    </Stack>
  );
}

function shownMetrics(report: PredictReport): readonly MetricName[] {
  const all = report.leaderboard[0]?.metrics.map(({ metric }) => metric) ?? [];
  return [report.selectionMetric, ...all.filter((metric) => metric !== report.selectionMetric)].slice(0, SHOWN_METRICS);
}

interface BoardRowProps {
  readonly row: LeaderboardRow;
  readonly metrics: readonly MetricName[];
}

function BoardRow({ row, metrics }: BoardRowProps) {
  const words = useWords();
  const format = useFormat();
  const metricFormat = useMetricFormat();
  const nameOf = useEstimatorName();
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text span fw={row.chosen ? 600 : 400} size="sm">
            {nameOf(row.estimator)}
          </Text>
          {row.chosen && (
            <Badge tt="none" size="sm">
              {words('leaderboard.chosen')}
            </Badge>
          )}
        </Group>
      </Table.Td>
      {metrics.map((metric) => {
        const figure = row.metrics.find((found) => found.metric === metric);
        if (!figure) return <Table.Td key={metric} />;
        const parts = metricFormat.parts(metric, figure);
        return (
          <Table.Td key={metric} ta="right">
            <div>{parts.value}</div>
            <Text size="xs" c="dimmed">
              {words(row.family === 'baseline' ? 'leaderboard.cell.baseline' : 'leaderboard.cell', {
                low: parts.low,
                high: parts.high,
                baseline: metricFormat.short(metric, figure.baseline),
              })}
            </Text>
          </Table.Td>
        );
      })}
      <Table.Td ta="right">{format.duration(row.seconds * 1000)}</Table.Td>
    </Table.Tr>
  );
}
