import { quantileSorted } from '../stats/descriptive.ts';

/** Shares of the rows below the cuts of a column with many values. */
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];
/** How far, in shares of the rows, a cut may move to be a rounder number. */
const LEEWAY = 0.025;
/** A column with at most so many values is cut at each of them. */
const FEW_VALUES = 7;
/** Share of rows with the smallest value from which a cut is made right above it (zero orders, no visits). */
const HEAP = 0.05;
/** How much of the way from the next value down to the heap such a cut may move to be rounder. */
const NEXT_TO = 0.9;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Places at which to cut a column into below and at-least, few and easy to say: near quantiles, moved to the roundest
 * number (dates: the start of a year, month or day) close by.
 * @param sorted ascending, no NaN
 * @returns ascending, distinct; each has values on both sides
 */
export function cutPoints(sorted: Float64Array, kind: 'number' | 'date'): number[] {
  const n = sorted.length;
  if (n < 2 || sorted[0] === sorted[n - 1]) return [];
  const few = distinctUpTo(sorted, FEW_VALUES);
  if (few) return few.slice(1);
  const cuts = new Set<number>();
  const round = kind === 'date' ? roundestDate : roundestNumber;
  const lowest = sorted[0] as number;
  for (const share of SHARES) {
    const low = quantileSorted(sorted, share - LEEWAY);
    const high = quantileSorted(sorted, share + LEEWAY);
    cuts.add(round(low, high, quantileSorted(sorted, share)));
  }
  const heap = firstAbove(sorted, lowest);
  if (heap / n >= HEAP) {
    const above = sorted[heap] as number;
    cuts.add(round(above - NEXT_TO * (above - lowest), above, above));
  }
  return [...cuts].filter((cut) => cut > lowest && cut <= (sorted[n - 1] as number)).sort((a, b) => a - b);
}

function distinctUpTo(sorted: Float64Array, most: number): number[] | undefined {
  const values: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    if (values.length === most) return undefined;
    values.push(sorted[i] as number);
  }
  return values;
}

/** Position of the first value above. */
function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The multiple of the largest of 1, 2 and 5 times a power of ten within low … high; of several the one nearest `near`. */
export function roundestNumber(low: number, high: number, near: number): number {
  if (!(low < high)) return near;
  if (low <= 0 && high >= 0) return 0;
  const top = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  for (let power = top; power > top - 15; power--) {
    for (const lead of [5, 2, 1]) {
      // Negative powers divide: 3 / 10 is 0.3, 3 × 0.1 is not.
      const size = 10 ** Math.abs(power);
      const scale = (multiple: number): number => (power < 0 ? (multiple * lead) / size : multiple * lead * size);
      const step = scale(1);
      const first = Math.ceil(low / step);
      const last = Math.floor(high / step);
      if (first > last) continue;
      return scale(Math.min(last, Math.max(first, Math.round(near / step))));
    }
  }
  return near;
}

/** The start of a year, else of a month, day or hour (UTC) within low … high, nearest `near`. */
export function roundestDate(low: number, high: number, near: number): number {
  if (!(low < high)) return near;
  const at = new Date(near);
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  const starts = [
    [year, year + 1].map((y) => Date.UTC(y, 0, 1)),
    [month, month + 1].map((m) => Date.UTC(year, m, 1)),
    [Math.floor(near / DAY) * DAY, Math.ceil(near / DAY) * DAY],
    [Math.floor(near / HOUR) * HOUR, Math.ceil(near / HOUR) * HOUR],
  ];
  for (const candidates of starts) {
    const inside = candidates.filter((start) => start >= low && start <= high);
    const [first, second] = inside;
    if (first === undefined) continue;
    return second !== undefined && Math.abs(second - near) < Math.abs(first - near) ? second : first;
  }
  return near;
}
