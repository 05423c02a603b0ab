import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { ShownSeries } from '../../../app/forecast.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FanChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { useTargetWords } from '../question/use-target-words.ts';
import { pastPoints, pointTicks } from '../view/fan-points.ts';
import { useNatureWords } from './use-nature-words.ts';

const HEIGHT = 280;

interface SeriesPanelProps {
  readonly shown: ShownSeries;
  readonly question: ForecastQuestion;
}

/** The series as they are read: one drawn at a time, with what stands out in it, and what it is like in words. */
export function SeriesPanel({ shown, question }: SeriesPanelProps) {
  const words = useWords();
  const format = useFormat();
  const targetWords = useTargetWords();
  const { axis, series } = shown.set;
  const period = usePeriod(axis.step);
  const colors = roleColors(useScheme());
  const natureWords = useNatureWords(axis);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, series.length - 1);
  const one = series[at];
  const nature = shown.natures[at];
  if (!one || !nature) return null;
  const filled = new Set(one.filled);
  const [first = '', ...others] = natureWords(nature);
  const points = pastPoints(axis, one.values, 0, axis.length);
  const oddPoints = nature.outliers.map(({ at: t, value }) => ({ x: timeOf(axis, t), y: value }));
  const filledPoints = Array.from(filled, (t) => ({ x: timeOf(axis, t), y: one.values[t] ?? NaN }));
  const dots =
    oddPoints.length > 0
      ? { name: words('forecast.series.odd'), color: colors.miss, points: oddPoints }
      : filledPoints.length > 0
        ? { name: words('forecast.series.filled'), color: colors.falseAlarm, points: filledPoints }
        : undefined;
  return (
    <Panel
      title={words('forecast.series.title')}
      lead={words('forecast.series.lead', {
        count: shown.count,
        points: axis.length,
        from: period(timeOf(axis, 0)),
        to: period(timeOf(axis, axis.length - 1)),
      })}
    >
      {series.length > 1 && (
        <NativeSelect
          w="fit-content"
          maw="100%"
          mb="sm"
          label={words('forecast.series.choose')}
          description={
            shown.count > series.length ? words('forecast.series.largest', { count: series.length }) : undefined
          }
          value={String(at)}
          data={series.map(({ name }, i) => ({ value: String(i), label: name }))}
          onChange={(event) => setPlace(Number(event.currentTarget.value))}
        />
      )}
      <ChartFrame
        title={one.name === '' ? targetWords(question) : one.name}
        summary={first}
        fileName="series"
        height={HEIGHT}
        table={{
          columns: [words('forecast.time'), one.name, words('forecast.series.filled')],
          rows: points.map(({ x, y }, i) => [period(x), y, filled.has(one.first + i) ? words('forecast.yes') : '']),
        }}
      >
        <FanChart
          past={{ name: one.name, color: colors.actual, points }}
          bands={[]}
          stretches={[]}
          {...(dots ? { dots } : {})}
          x={{
            title: words('forecast.time'),
            format: period,
            domain: [timeOf(axis, 0), timeOf(axis, axis.length - 1)],
            ticks: pointTicks(axis, 0, axis.length - 1),
          }}
          y={{ title: targetWords(question), format: format.number }}
          height={HEIGHT}
          marks={nature.shifts.map(({ at: t }) => ({ x: timeOf(axis, t), label: words('forecast.series.shift') }))}
        />
      </ChartFrame>
      {others.length > 0 && (
        <ul style={{ maxWidth: 'var(--sg-reading)', paddingInlineStart: 20 }}>
          {others.map((sentence) => (
            <Text component="li" key={sentence}>
              {sentence}
            </Text>
          ))}
        </ul>
      )}
    </Panel>
  );
}
