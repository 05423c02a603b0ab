import { Stack } from '@mantine/core';
import { timeOf } from '../../../core/series/calendar.ts';
import type { Decomposition } from '../../../core/series/types.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pointTicks } from '../view/fan-points.ts';

const HEIGHT = 180;

interface PartsTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
  readonly parts: Decomposition | undefined;
}

/** Trend, seasons and what neither explains. */
export function PartsTab({ report, series, parts }: PartsTabProps) {
  const words = useWords();
  const format = useFormat();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const color = roleColors(useScheme()).model;
  if (!parts) return null;
  const { unit, count } = axis.step;
  const first = series.values.findIndex((value) => Number.isFinite(value));
  const drawn = [
    { id: 'trend', title: words('forecast.parts.trend'), values: parts.trend },
    ...parts.seasons.map((values, i) => ({
      id: `season-${i + 1}`,
      title: words('forecast.parts.season', {
        every: words(`series.unit.${unit}`, { count: (series.nature.seasons[i]?.period ?? 1) * count }),
      }),
      values,
    })),
    { id: 'remainder', title: words('forecast.parts.remainder'), values: parts.remainder },
  ];
  return (
    <Stack gap="md">
      {drawn.map(({ id, title, values }) => {
        const points = Array.from(values, (y, i) => ({ x: timeOf(axis, first + i), y }));
        return (
          <ChartFrame
            key={id}
            title={title}
            summary={words(parts.multiplicative ? 'forecast.parts.multiply' : 'forecast.parts.add')}
            fileName={id}
            height={HEIGHT}
            table={{ columns: [words('forecast.time'), title], rows: points.map(({ x, y }) => [period(x), y]) }}
          >
            <LineChart
              series={[{ name: title, color, points }]}
              x={{
                title: words('forecast.time'),
                format: period,
                ticks: pointTicks(axis, first, first + values.length - 1),
              }}
              y={{ title, format: format.number }}
              height={HEIGHT}
            />
          </ChartFrame>
        );
      })}
    </Stack>
  );
}
