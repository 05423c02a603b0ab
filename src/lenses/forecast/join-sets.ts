import { pointOf, timeOf } from '../../core/series/calendar.ts';
import type { KnownColumn, Series, SeriesSet, TimeAxis } from '../../core/series/types.ts';

/**
 * Series that were learned from and the same series read again later, as one set: what the later file says counts, also of
 * the past. Series that it has not stay as they were; new ones come behind.
 * @param later in the same steps
 */
export function joinSets(earlier: SeriesSet, later: SeriesSet): SeriesSet {
  const { step } = earlier.axis;
  const start = Math.min(earlier.axis.start, later.axis.start);
  const grid = { step, start };
  const endOf = ({ axis }: SeriesSet): number => pointOf(grid, timeOf(axis, axis.length - 1)) + 1;
  const axis: TimeAxis = { step, start, length: Math.max(endOf(earlier), endOf(later)) };
  const placeOf = (set: SeriesSet): number => pointOf(grid, set.axis.start);
  const [before, after] = [placeOf(earlier), placeOf(later)];
  const only = earlier.series.length === 1 && later.series.length === 1;
  const names = [
    ...new Set([...earlier.series.map(({ name }) => name), ...(only ? [] : later.series.map(({ name }) => name))]),
  ];
  const future = Math.max(
    0,
    after + later.axis.length + later.future - axis.length,
    before + earlier.axis.length + earlier.future - axis.length,
  );
  const known = earlier.known.map((column) =>
    joinKnown(
      column,
      later.known.find(({ name }) => name === column.name),
      { before, after, length: axis.length + future, names, earlier, later },
    ),
  );
  const series = names.map((name) =>
    joinSeries(
      name,
      axis.length,
      earlier.series.find((one) => one.name === name),
      before,
      only ? later.series[0] : later.series.find((one) => one.name === name),
      after,
    ),
  );
  return { axis, series, known, future, findings: later.findings };
}

function joinSeries(
  name: string,
  length: number,
  earlier: Series | undefined,
  before: number,
  later: Series | undefined,
  after: number,
): Series {
  const values = new Float64Array(length).fill(NaN);
  const filled = new Set<number>();
  // What may be told of a point depends on the rows behind it.
  const rows = earlier?.rows || later?.rows ? new Int32Array(length) : undefined;
  const put = (series: Series | undefined, place: number): void => {
    if (!series) return;
    const own = new Set(series.filled);
    for (let t = series.first; t <= series.last; t++) {
      const value = series.values[t] as number;
      const at = place + t;
      // A value that was only filled gives way to one that is known.
      if (!Number.isFinite(value) || (own.has(t) && Number.isFinite(values[at]) && !filled.has(at))) continue;
      values[at] = value;
      if (rows) rows[at] = series.rows?.[t] ?? (own.has(t) ? 0 : 1);
      if (own.has(t)) filled.add(at);
      else filled.delete(at);
    }
  };
  put(earlier, before);
  put(later, after);
  const first = values.findIndex((value) => Number.isFinite(value));
  const last = values.findLastIndex((value) => Number.isFinite(value));
  return {
    name,
    values,
    first,
    last,
    filled: Int32Array.from([...filled].toSorted((a, b) => a - b)),
    ...(rows ? { rows } : {}),
  };
}

interface KnownPlaces {
  readonly before: number;
  readonly after: number;
  readonly length: number;
  readonly names: readonly string[];
  readonly earlier: SeriesSet;
  readonly later: SeriesSet;
}

function joinKnown(column: KnownColumn, later: KnownColumn | undefined, places: KnownPlaces): KnownColumn {
  const { before, after, length, names } = places;
  const isCommon = column.values.length === 1 && (!later || later.values.length === 1);
  const of = (own: KnownColumn, set: SeriesSet, name: string): Float64Array | undefined =>
    own.values.length === 1 ? own.values[0] : own.values[set.series.findIndex((one) => one.name === name)];
  const values = (isCommon ? [''] : names).map((name) => {
    const joined = new Float64Array(length).fill(NaN);
    const put = (from: Float64Array | undefined, place: number): void => {
      for (const [t, value] of (from ?? new Float64Array(0)).entries())
        if (place + t < length) joined[place + t] = value;
    };
    put(of(column, places.earlier, name), before);
    if (later) put(of(later, places.later, name), after);
    return goneOn(joined);
  });
  return { ...column, values };
}

/** Without gaps: the value before goes on, at the start the first one. */
function goneOn(values: Float64Array): Float64Array {
  let last = values.find((value) => Number.isFinite(value)) ?? 0;
  return values.map((value) => (last = Number.isFinite(value) ? value : last));
}
