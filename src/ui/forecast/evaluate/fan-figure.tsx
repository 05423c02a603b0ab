import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FanChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { fanPoints, outerEnds, pastPoints, pointTicks, recentFrom } from '../view/fan-points.ts';
import { useBandWords } from '../view/use-band-words.ts';
import { useSeriesName } from '../view/use-series-name.ts';

const HEIGHT = 340;

interface FanFigureProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** What was, and what comes as a fan. */
export function FanFigure({ report, series }: FanFigureProps) {
  const words = useWords();
  const format = useFormat();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const nameOf = useSeriesName(report);
  const bands = useBandWords();
  const colors = roleColors(useScheme());
  const [far, setFar] = useState<'recent' | 'all'>('recent');
  const horizon = series.future.mean.length;
  const season = series.nature.seasons[0]?.period ?? 1;
  const start = far === 'all' ? 0 : recentFrom(series.from, horizon, season);
  const past = useMemo(() => pastPoints(axis, series.values, start, series.from), [axis, series, start]);
  const fan = useMemo(
    () => fanPoints(axis, series.from, series.future, series.values[series.from - 1]),
    [axis, series],
  );
  const table = useMemo(
    () => ({
      columns: [
        words('forecast.time'),
        words('forecast.past'),
        words('forecast.low'),
        words('forecast.middle'),
        words('forecast.high'),
      ],
      rows: [
        ...past.map(({ x, y }): (string | number | null)[] => [
          period(x),
          Number.isFinite(y) ? y : null,
          null,
          null,
          null,
        ]),
        ...Array.from(series.future.mean, (mean, h): (string | number | null)[] => {
          const [low, high] = outerEnds(series.future, h);
          return [period(timeOf(axis, series.from + h)), null, low, mean, high];
        }),
      ],
    }),
    [axis, past, series, period, words],
  );
  const [low, high] = outerEnds(series.future, horizon - 1);
  return (
    <ChartFrame
      title={words('forecast.fan.title', { series: nameOf(series) })}
      summary={words('forecast.fan.summary', {
        from: period(timeOf(axis, series.from)),
        to: period(timeOf(axis, series.from + horizon - 1)),
        value: format.number(series.future.mean[horizon - 1]),
        low: format.number(low),
        high: format.number(high),
      })}
      fileName="forecast"
      height={HEIGHT}
      table={table}
      controls={
        start > 0 || far === 'all' ? (
          <SegmentedControl
            size="xs"
            aria-label={words('forecast.fan.span')}
            value={far}
            onChange={(value) => setFar(value === 'all' ? 'all' : 'recent')}
            data={[
              { value: 'recent', label: words('forecast.fan.recent') },
              { value: 'all', label: words('forecast.fan.all') },
            ]}
          />
        ) : undefined
      }
    >
      <FanChart
        past={{ name: words('forecast.past'), color: colors.actual, points: past }}
        bands={bands}
        stretches={[{ name: words('forecast.ahead'), color: colors.model, points: fan }]}
        x={{
          title: words('forecast.time'),
          format: period,
          domain: [timeOf(axis, start), timeOf(axis, series.from + horizon - 1)],
          ticks: pointTicks(axis, start, series.from + horizon - 1),
        }}
        y={{ title: nameOf(series), format: format.number }}
        height={HEIGHT}
        marks={[{ x: timeOf(axis, series.from - 1), label: words('forecast.begins') }]}
      />
    </ChartFrame>
  );
}
