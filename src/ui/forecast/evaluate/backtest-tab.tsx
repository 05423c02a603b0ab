import { Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FanChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { foldRows, insideOf } from '../view/backtest.ts';
import { fanPoints, pastPoints, pointTicks } from '../view/fan-points.ts';
import { useBandWords } from '../view/use-band-words.ts';
import { useSeriesName } from '../view/use-series-name.ts';

const HEIGHT = 320;

interface BacktestTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** Each forecast of the past beside what came. */
export function BacktestTab({ report, series }: BacktestTabProps) {
  const words = useWords();
  const format = useFormat();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const nameOf = useSeriesName(report);
  const bands = useBandWords();
  const colors = roleColors(useScheme());
  const rows = useMemo(() => foldRows(series), [series]);
  const { inside, of } = insideOf(rows);
  const first = Math.min(...series.folds.map(({ from }) => from));
  const start = Math.max(0, first - 2 * series.future.mean.length);
  const head = [
    words('forecast.backtest.from'),
    words('forecast.backtest.said'),
    words('forecast.backtest.came'),
    words('forecast.backtest.error'),
    words('forecast.backtest.inside'),
  ];
  return (
    <Stack gap="md">
      <ChartFrame
        title={words('forecast.backtest.title')}
        summary={words('forecast.backtest.summary', { share: format.share(inside, of) })}
        fileName="backtest"
        height={HEIGHT}
        table={{
          columns: head,
          rows: rows.map((row) => [
            period(timeOf(axis, row.from)),
            row.said,
            row.came,
            row.error,
            `${row.inside}/${row.of}`,
          ]),
        }}
      >
        <FanChart
          past={{
            name: words('forecast.past'),
            color: colors.actual,
            points: pastPoints(axis, series.values, start, axis.length),
          }}
          bands={bands}
          stretches={series.folds.map(({ from, fan }) => ({
            name: words('forecast.backtest.then'),
            color: colors.model,
            points: fanPoints(axis, from, fan),
            quiet: true,
          }))}
          x={{
            title: words('forecast.time'),
            format: period,
            domain: [timeOf(axis, start), timeOf(axis, axis.length - 1)],
            ticks: pointTicks(axis, start, axis.length - 1),
          }}
          y={{ title: nameOf(series), format: format.number }}
          height={HEIGHT}
        />
      </ChartFrame>
      <Text maw="var(--sg-reading)">{words('forecast.backtest.lead')}</Text>
      <WideTable label={words('forecast.backtest.title')} minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {head.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.from}>
                <Table.Th scope="row">
                  {period(timeOf(axis, row.from))} – {period(timeOf(axis, row.to))}
                </Table.Th>
                <Table.Td>{format.number(row.said)}</Table.Td>
                <Table.Td>{format.number(row.came)}</Table.Td>
                <Table.Td>{format.number(row.error)}</Table.Td>
                <Table.Td>{format.share(row.inside, row.of)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Stack>
  );
}
