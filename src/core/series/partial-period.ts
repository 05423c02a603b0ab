import { quantile } from '../stats/descriptive.ts';
import { timeOf, type Grid } from './calendar.ts';

/** Whether the first and the last stretch of an axis are only partly covered by rows. */
export interface Partial {
  readonly first: boolean;
  readonly last: boolean;
}

/** How much further than usual the rows must stay away from an end of the stretch. */
const CLEARLY_FURTHER = 1.5;
/** What is usual: nearly every stretch's, or most stretches' where there are few rows besides (holidays are rare). */
const NEARLY_ALL = 0.95;
const MOST = 0.8;
const FEW_ROWS = 0.8;

/**
 * How far the rows of each stretch keep from its beginning and its end says what is usual (shops close on Sundays, few
 * orders come at midnight); the first and the last one are partial where they keep clearly further.
 * @param times of the rows
 * @param points of the rows, as `pointReader` gives them
 * @param resolution milliseconds that a row stands for: a day where only the day is known
 */
export function findPartial(
  times: Float64Array,
  points: Int32Array,
  grid: Grid,
  length: number,
  resolution: number,
): Partial {
  if (length < 3) return { first: false, last: false };
  const earliest = new Float64Array(length).fill(Infinity);
  const latest = new Float64Array(length).fill(-Infinity);
  const counts = new Float64Array(length);
  for (let row = 0; row < points.length; row++) {
    const point = points[row] as number;
    const time = times[row] as number;
    if (point < 0 || point >= length || Number.isNaN(time)) continue;
    counts[point] = (counts[point] as number) + 1;
    if (time < (earliest[point] as number)) earliest[point] = time;
    if (time > (latest[point] as number)) latest[point] = time;
  }
  const before: number[] = [];
  const behind: number[] = [];
  const rows: number[] = [];
  let begin = timeOf(grid, 0);
  for (let point = 0; point < length; point++) {
    const end = timeOf(grid, point + 1);
    if ((latest[point] as number) > -Infinity) {
      before.push(Math.max(0, (earliest[point] as number) - begin));
      behind.push(Math.max(0, end - (latest[point] as number) - resolution));
      rows.push(counts[point] as number);
    }
    begin = end;
  }
  if (before.length < 3) return { first: false, last: false };
  const usualRows = quantile(rows.slice(1, -1), 0.5);
  return {
    first: isFar(before[0] as number, before.slice(1, -1), (rows[0] as number) / usualRows),
    last: isFar(behind.at(-1) as number, behind.slice(1, -1), (rows.at(-1) as number) / usualRows),
  };
}

const isFar = (distance: number, others: readonly number[], rows: number): boolean =>
  distance > CLEARLY_FURTHER * quantile(others, NEARLY_ALL) ||
  (rows < FEW_ROWS && distance > CLEARLY_FURTHER * quantile(others, MOST));

/** Points before that a count is compared with, and comparisons that there must be. */
const WINDOW = 7;
const LEAST_COMPARED = 8;
/** A usual count below this says too little. */
const LEAST_USUAL = 20;
const CLEARLY_LOWER = 0.6;

/**
 * Whether the last point has so few rows, by those before, that it must have been cut off: set against the median of
 * the week before it is far lower than any point before was.
 * @param rows by point
 */
export function endsThin(rows: Float64Array): boolean {
  const ratios: number[] = [];
  for (let point = WINDOW; point < rows.length; point++) {
    const window = [...rows.subarray(point - WINDOW, point)].toSorted((a, b) => a - b);
    const usual = window[WINDOW >> 1] as number;
    if (usual < LEAST_USUAL) return false;
    ratios.push((rows[point] as number) / usual);
  }
  if (ratios.length <= LEAST_COMPARED) return false;
  const last = ratios.pop() as number;
  return last < CLEARLY_LOWER * Math.min(...ratios);
}
