import type { View } from '../learn/forecast/forecaster.ts';
import { timeOf } from '../series/calendar.ts';
import { describeSeries } from '../series/describe-series.ts';
import type { Series, SeriesNature, SeriesSet, TimeAxis } from '../series/types.ts';

/** Points of a series from its first to its last value. */
export const lengthOf = ({ first, last }: Series): number => Math.max(0, last - first + 1);

/** The values with gaps that were left open filled by a line between their neighbours, at the end by the last value. */
function withoutGaps(values: Float64Array): Float64Array {
  const filled = values.slice();
  let before = 0;
  for (let t = 1; t <= filled.length; t++) {
    const isEnd = t === filled.length;
    if (!isEnd && !Number.isFinite(filled[t])) continue;
    const from = filled[before] as number;
    const to = isEnd ? from : (filled[t] as number);
    for (let gap = before + 1; gap < t; gap++) filled[gap] = from + ((to - from) * (gap - before)) / (t - before);
    before = t;
  }
  return filled;
}

/**
 * A series as it stood before an origin: nothing behind `length` values is looked at, its nature neither.
 * @param series number in the set
 * @param length values before the origin, at least 1
 * @param nature of these very values, where it is known already
 */
export function viewBefore(
  set: SeriesSet,
  series: number,
  length: number,
  horizon: number,
  nature?: SeriesNature,
): View {
  const one = set.series[series] as Series;
  const values = withoutGaps(one.values.slice(one.first, one.first + length));
  const axis: TimeAxis = { step: set.axis.step, start: timeOf(set.axis, one.first), length };
  return {
    name: one.name,
    values,
    nature: nature ?? describeSeries(values, axis),
    axis,
    known: set.known.map((column) => knownOf(column.values, series, one.first, length + horizon)),
    knownNames: set.known.map(({ name }) => name),
  };
}

/** A known column over a view and its horizon; behind its end the last value goes on. */
function knownOf(columns: readonly Float64Array[], series: number, first: number, length: number): Float64Array {
  const whole = (columns.length === 1 ? columns[0] : columns[series]) as Float64Array;
  const end = Math.max(0, whole.length - 1);
  return Float64Array.from({ length }, (_, t) => whole[Math.min(end, first + t)] as number);
}
