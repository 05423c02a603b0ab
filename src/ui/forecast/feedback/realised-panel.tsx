import { NativeSelect, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastFeedback, ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FanChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { Panel } from '../../shell/panel.tsx';
import { fanPoints, outerEnds, pastPoints, pointTicks, recentFrom } from '../view/fan-points.ts';
import { useBandWords } from '../view/use-band-words.ts';
import { useSeriesName } from '../view/use-series-name.ts';

const HEIGHT = 320;

interface RealisedPanelProps {
  readonly report: ForecastReport;
  readonly feedback: ForecastFeedback;
}

/** What came beside the fan, how much of it lay inside, and the errors beside those that were to be expected. */
export function RealisedPanel({ report, feedback }: RealisedPanelProps) {
  const words = useWords();
  const format = useFormat();
  const nameOf = useSeriesName(report);
  const all = [...report.series, ...(report.total ? [report.total] : [])];
  const seen = feedback.series.flatMap((one) => {
    const series = all.find(({ name }) => name === one.name);
    return series ? [{ ...one, series }] : [];
  });
  const [place, setPlace] = useState(0);
  const one = seen[place] ?? seen[0];
  const { inside, overall } = feedback;
  return (
    <Panel
      title={words('forecast.feedback.title')}
      lead={words('forecast.feedback.inside', {
        share: format.share(inside.count, inside.of),
        low: format.percent(inside.low),
        high: format.percent(inside.high),
      })}
    >
      <WideTable label={words('forecast.feedback.title')} minWidth={420}>
        <Table maw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('tables.name')}</Table.Th>
              <Table.Th ta="right">{words('forecast.feedback.promised')}</Table.Th>
              <Table.Th ta="right">{words('forecast.feedback.realised')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                {words('forecast.methods.mase')}
              </Table.Th>
              <Table.Td ta="right">{format.number(overall.promised.mase)}</Table.Td>
              <Table.Td ta="right">{format.number(overall.realised.mase)}</Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                {words('forecast.methods.smape')}
              </Table.Th>
              <Table.Td ta="right">{format.percent(overall.promised.smape)}</Table.Td>
              <Table.Td ta="right">{format.percent(overall.realised.smape)}</Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                {words('forecast.methods.coverage')}
              </Table.Th>
              <Table.Td ta="right">{format.percent(overall.promised.coverage)}</Table.Td>
              <Table.Td ta="right">{format.percent(overall.realised.coverage)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </WideTable>
      <Text size="sm" c="dimmed" mb="md">
        {words('forecast.feedback.points', { count: overall.points })}
      </Text>
      {seen.length > 1 && (
        <NativeSelect
          w="fit-content"
          maw="100%"
          mb="sm"
          label={words('forecast.series.choose')}
          value={String(place)}
          data={seen.map(({ series }, i) => ({ value: String(i), label: nameOf(series) }))}
          onChange={(event) => setPlace(Number(event.currentTarget.value))}
        />
      )}
      {one && <Realised report={report} series={one.series} realised={one.realised} />}
    </Panel>
  );
}

interface RealisedProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
  readonly realised: Float64Array;
}

function Realised({ report, series, realised }: RealisedProps) {
  const words = useWords();
  const format = useFormat();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const nameOf = useSeriesName(report);
  const bands = useBandWords();
  const colors = roleColors(useScheme());
  const horizon = series.future.mean.length;
  const start = recentFrom(series.from, horizon, 1);
  const end = series.from + horizon - 1;
  const came = Array.from(realised, (y, h) => ({ x: timeOf(axis, series.from + h), y })).filter(({ y }) =>
    Number.isFinite(y),
  );
  const past = [...pastPoints(axis, series.values, start, series.from), ...came];
  return (
    <ChartFrame
      title={words('forecast.feedback.chart', { series: nameOf(series) })}
      summary={words('forecast.feedback.chart.summary', { count: came.length })}
      fileName="realised"
      height={HEIGHT}
      table={{
        columns: [
          words('forecast.time'),
          words('forecast.feedback.realised'),
          words('forecast.low'),
          words('forecast.middle'),
          words('forecast.high'),
        ],
        rows: Array.from(series.future.mean, (mean, h) => {
          const [low, high] = outerEnds(series.future, h);
          const y = realised[h];
          return [
            period(timeOf(axis, series.from + h)),
            y !== undefined && Number.isFinite(y) ? y : null,
            low,
            mean,
            high,
          ];
        }),
      }}
    >
      <FanChart
        past={{ name: words('forecast.feedback.realised'), color: colors.actual, points: past }}
        bands={bands}
        stretches={[
          {
            name: words('forecast.ahead'),
            color: colors.model,
            points: fanPoints(axis, series.from, series.future, series.values[series.from - 1]),
          },
        ]}
        dots={{ name: words('forecast.feedback.came'), color: colors.miss, points: came }}
        x={{
          title: words('forecast.time'),
          format: period,
          domain: [timeOf(axis, start), timeOf(axis, end)],
          ticks: pointTicks(axis, start, end),
        }}
        y={{ title: nameOf(series), format: format.number }}
        height={HEIGHT}
        marks={[{ x: timeOf(axis, series.from - 1), label: words('forecast.begins') }]}
      />
    </ChartFrame>
  );
}
