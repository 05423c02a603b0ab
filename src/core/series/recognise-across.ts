import type { TableProfile } from '../profile/types.ts';
import { tryFindStep } from './find-step.ts';
import { pointsBetween, usualHorizon } from './horizon.ts';
import { timesOfWords } from './read-times.ts';
import { LEAST_POINTS, type RecognisedSeries } from './recognised.ts';
import type { TimeColumn } from './time-columns.ts';

/** Columns whose names are times: a row a series. */
export function across(profile: TableProfile, times: readonly TimeColumn[]): readonly RecognisedSeries[] {
  const numbers = profile.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const columns = numbers.filter((name) => !Number.isNaN(timesOfWords([name])?.[0] ?? NaN));
  if (columns.length < LEAST_POINTS || columns.length < 0.7 * numbers.length || times.length > 0) return [];
  const headers = timesOfWords(columns);
  const step = headers && tryFindStep(headers)?.step;
  if (!headers || !step) return [];
  const words = profile.columns.filter(
    ({ kind, missing }) => (kind === 'category' || kind === 'text') && missing === 0,
  );
  const name = words.toSorted((a, b) => b.distinct - a.distinct)[0]?.name;
  const points = pointsBetween(step, Math.min(...headers), Math.max(...headers));
  return [
    {
      reading: {
        time: '',
        layout: { kind: 'across', columns, ...(name === undefined ? {} : { name }) },
        gather: 'last',
        gaps: 'line',
        leavePartialOut: true,
        known: [],
      },
      target: '',
      horizon: usualHorizon(step, points),
      strength: 0.9,
      reason: {
        code: 'suggest.series-across',
        params: { series: profile.rowCount, points, unit: step.unit, count: step.count },
      },
    },
  ];
}
