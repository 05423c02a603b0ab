import type { Finding } from '../../core/errors.ts';
import type { Series, SeriesSet } from '../../core/series/types.ts';

/** Name of the sum of all series; a series of the person's may have the same one. */
export const TOTAL_NAME = 'total';

export interface WithTotal {
  readonly whole: SeriesSet;
  readonly total?: number;
  readonly parts: readonly number[];
  readonly findings: readonly Finding[];
}

/**
 * The set with the sum of its series behind the last one. Only series that go on to the end of the axis are parts: one
 * that ended earlier has nothing to add to what comes. Before its first value a part counts as 0.
 */
export function withTotal(set: SeriesSet): WithTotal {
  const end = Math.max(...set.series.map(({ last }) => last));
  const parts = [...set.series.keys()].filter((s) => set.series[s]?.last === end);
  if (parts.length < 2) {
    return {
      whole: set,
      parts: [],
      findings: [{ level: 'careful', code: 'forecast.no-total', params: { series: parts.length } }],
    };
  }
  const first = Math.min(...parts.map((s) => (set.series[s] as Series).first));
  const values = new Float64Array(set.axis.length).fill(NaN);
  const filled = new Set<number>();
  for (let t = first; t <= end; t++) {
    let sum = 0;
    for (const s of parts) {
      const value = set.series[s]?.values[t] as number;
      if (Number.isFinite(value)) sum += value;
    }
    values[t] = sum;
  }
  // A point is filled where every part of it that is there was filled.
  const there = new Int32Array(set.axis.length);
  for (const s of parts) {
    const { first: from, last, filled: own } = set.series[s] as Series;
    for (let t = from; t <= last; t++) there[t] = (there[t] as number) + 1;
    for (const t of own) there[t] = (there[t] as number) - 1;
  }
  for (let t = first; t <= end; t++) if (there[t] === 0) filled.add(t);
  const sum: Series = { name: TOTAL_NAME, values, first, last: end, filled: Int32Array.from(filled) };
  const left = set.series.length - parts.length;
  const findings: Finding[] =
    left > 0
      ? [{ level: 'careful', code: 'forecast.total-without', params: { series: left, of: set.series.length } }]
      : [];
  const known = set.known.map((column) => ({
    ...column,
    values: valuesForTotal(column.values, parts, set.series.length),
  }));
  return { whole: { ...set, series: [...set.series, sum], known }, total: set.series.length, parts, findings };
}

/** A known column of the total: the same for all, or the mean over its parts. */
function valuesForTotal(
  values: readonly Float64Array[],
  parts: readonly number[],
  count: number,
): readonly Float64Array[] {
  const first = values[0];
  if (!first || (values.length === 1 && count > 1)) return values;
  const mean = first.map((_, t) => parts.reduce((sum, s) => sum + (values[s]?.[t] as number), 0) / parts.length);
  return [...values, mean];
}
