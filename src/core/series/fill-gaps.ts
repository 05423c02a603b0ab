import { CodedError } from '../errors.ts';
import type { GapFilling, Series } from './types.ts';

/**
 * A series with its gaps between the first and the last known value filled.
 * @param values NaN where nothing is known; filled in place
 * @param toTheEnd the series goes on as zeros to the end of the axis
 * @param untold points that are filled by a line however the others are: the wall clock has no such hour
 * @throws series.gaps where they are refused
 */
export function fillGaps(
  name: string,
  values: Float64Array,
  how: GapFilling,
  toTheEnd: boolean,
  untold: ReadonlySet<number>,
): Series {
  let first = 0;
  while (first < values.length && Number.isNaN(values[first])) first++;
  if (first === values.length) return { name, values, first: 0, last: -1, filled: new Int32Array(0) };
  let last = values.length - 1;
  if (!toTheEnd) while (Number.isNaN(values[last])) last--;
  const filled: number[] = [];
  for (let point = first; point <= last; point++) if (Number.isNaN(values[point])) filled.push(point);
  const open = filled.filter((point) => !untold.has(point));
  if (how === 'refuse' && open.length > 0) {
    throw new CodedError('series.gaps', { series: name, count: open.length, points: last - first + 1 });
  }
  for (const point of filled) {
    const by = untold.has(point) && how !== 'forward' ? 'line' : how;
    values[point] = by === 'zero' ? 0 : NaN;
  }
  if (how === 'forward') carryForward(values, first, last);
  else drawLines(values, first, last);
  return { name, values, first, last, filled: Int32Array.from(filled) };
}

function carryForward(values: Float64Array, first: number, last: number): void {
  for (let point = first + 1; point <= last; point++) {
    if (Number.isNaN(values[point])) values[point] = values[point - 1] as number;
  }
}

/** Straight from the last value before to the first one behind. */
function drawLines(values: Float64Array, first: number, last: number): void {
  let before = first;
  for (let point = first + 1; point <= last; point++) {
    if (Number.isNaN(values[point])) continue;
    const [from, to] = [values[before] as number, values[point] as number];
    for (let gap = before + 1; gap < point; gap++) {
      values[gap] = from + ((to - from) * (gap - before)) / (point - before);
    }
    before = point;
  }
}
