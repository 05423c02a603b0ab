import type { SeriesCells } from './series-cells.ts';
import type { Gathering } from './types.ts';

/** Values of each series by point; NaN where no row says one. */
export interface Gathered {
  readonly values: readonly Float64Array[];
  /** Rows behind each of them. */
  readonly counts: readonly Int32Array[];
  /** Rows (with a value, where values are read) of all series by point. */
  readonly rows: Float64Array;
  /** Points of a series with more than one row. */
  readonly shared: number;
  /** Rows that share their point with another one of the same series. */
  readonly sharing: number;
}

/**
 * Rows of one point and series become one value.
 * @param points point of each row; outside of 0 … length − 1: the row is left out
 * @param averaged points that are averaged however the others are gathered
 */
export function gatherCells(
  cells: SeriesCells,
  points: Int32Array,
  length: number,
  how: Gathering,
  averaged: ReadonlySet<number>,
): Gathered {
  const rows = new Float64Array(length);
  const sums = { shared: 0, sharing: 0 };
  const { code } = cells;
  const found = code
    ? gatherByCode(cells, code, points, length, how, averaged, rows, sums)
    : cells.values.flatMap((column) => {
        const bins = makeBins(1, length, how);
        for (let row = 0; row < points.length; row++) {
          const value = column[row] as number;
          if (!Number.isNaN(value)) add(bins, points[row] as number, length, value, cells.times[row] as number, how);
        }
        return finishBins(bins, length, how, averaged, rows, sums);
      });
  return { values: found.map(({ values }) => values), counts: found.map(({ counts }) => counts), rows, ...sums };
}

function gatherByCode(
  cells: SeriesCells,
  code: Int32Array,
  points: Int32Array,
  length: number,
  how: Gathering,
  averaged: ReadonlySet<number>,
  rows: Float64Array,
  sums: { shared: number; sharing: number },
): Finished[] {
  const [column] = cells.values;
  const bins = makeBins(cells.names.length, length, how);
  for (let row = 0; row < points.length; row++) {
    const series = code[row] as number;
    const point = points[row] as number;
    const value = column ? (column[row] as number) : 1;
    if (series < 0 || point < 0 || point >= length || Number.isNaN(value)) continue;
    add(bins, series * length + point, bins.counts.length, value, cells.times[row] as number, how);
  }
  return finishBins(bins, length, how, averaged, rows, sums);
}

interface Bins {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  /** Time of the latest row so far; `last` alone. */
  readonly latest?: Float64Array;
}

function makeBins(series: number, length: number, how: Gathering): Bins {
  const size = series * length;
  return {
    sums: new Float64Array(size),
    counts: new Float64Array(size),
    ...(how === 'last' ? { latest: new Float64Array(size).fill(-Infinity) } : {}),
  };
}

function add(bins: Bins, at: number, size: number, value: number, time: number, how: Gathering): void {
  if (at < 0 || at >= size) return;
  const { sums, counts, latest } = bins;
  counts[at] = (counts[at] as number) + 1;
  if (how !== 'last') sums[at] = (sums[at] as number) + value;
  else if (latest && time >= (latest[at] as number)) {
    // Of several rows of one moment the one further down in the file counts.
    latest[at] = time;
    sums[at] = value;
  }
}

/** A series, and the rows behind each of its points. */
interface Finished {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

function finishBins(
  { sums, counts }: Bins,
  length: number,
  how: Gathering,
  averaged: ReadonlySet<number>,
  rows: Float64Array,
  total: { shared: number; sharing: number },
): Finished[] {
  const found: Finished[] = [];
  for (let from = 0; from < sums.length; from += length) {
    const values = new Float64Array(length).fill(NaN);
    for (let point = 0; point < length; point++) {
      const count = counts[from + point] as number;
      if (count === 0) continue;
      rows[point] = (rows[point] as number) + count;
      if (count > 1 && !averaged.has(point)) {
        total.shared++;
        total.sharing += count;
      }
      const sum = sums[from + point] as number;
      values[point] = valueOf(averaged.has(point) && how === 'sum' ? 'mean' : how, sum, count);
    }
    found.push({ values, counts: Int32Array.from(counts.subarray(from, from + length)) });
  }
  return found;
}

function valueOf(how: Gathering, sum: number, count: number): number {
  switch (how) {
    case 'sum':
    case 'last':
      return sum;
    case 'mean':
      return sum / count;
    case 'count':
      return count;
  }
}
