import { phaseMeans } from './season-test.ts';

/** Values taken apart by moving averages and means by phase: quick, and good enough to describe; `decompose` shows them. */
export interface QuickParts {
  readonly trend: Float64Array;
  /** By value, one a period; each adds up to 0 over a round. */
  readonly seasons: readonly Float64Array[];
  readonly remainder: Float64Array;
}

/** The trend is looked at over so many of these stretches where there is no season. */
const STRETCHES = 12;
const LEAST_WINDOW = 5;
const ROUNDS = 2;

/** @param periods ascending, each at most half as long as the values */
export function quickParts(values: Float64Array, periods: readonly number[]): QuickParts {
  const n = values.length;
  const window = Math.max(LEAST_WINDOW, periods.at(-1) ?? 0, Math.round(n / STRETCHES));
  const seasons = periods.map(() => new Float64Array(n));
  let trend = movingAverage(values, window);
  for (let round = 0; round < (periods.length > 0 ? ROUNDS : 0); round++) {
    periods.forEach((period, i) => {
      const rest = values.map((value, t) => value - (trend[t] as number) - sumWithout(seasons, i, t));
      const means = seasonMeans(round === 0 ? inside(rest, window) : rest, period);
      (seasons[i] as Float64Array).forEach((_, t, season) => (season[t] = means[t % period] as number));
    });
    trend = movingAverage(
      values.map((value, t) => value - sumWithout(seasons, -1, t)),
      window,
    );
  }
  const remainder = values.map((value, t) => value - (trend[t] as number) - sumWithout(seasons, -1, t));
  return { trend, seasons, remainder };
}

/** Mean by phase of what a trend leaves, adding up to 0. @param rest NaN is passed over */
export const seasonMeans = (rest: Float64Array, period: number): Float64Array => centred(phaseMeans(rest, period, 0));

/**
 * What a moving average leaves, without the ends, where the line that carries it on is bent by the season; all of it
 * where little would remain.
 */
export function inside(rest: Float64Array, window: number): Float64Array {
  const half = Math.floor(window / 2);
  if (rest.length < 3 * window) return rest;
  return rest.map((value, t) => (t < half || t >= rest.length - half ? NaN : value));
}

function sumWithout(seasons: readonly Float64Array[], left: number, t: number): number {
  let sum = 0;
  for (let i = 0; i < seasons.length; i++) if (i !== left) sum += (seasons[i] as Float64Array)[t] as number;
  return sum;
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/**
 * Mean of the `window` values around each (of an even window the outer two count half); at both ends on along the line
 * through the outermost `window` values.
 */
export function movingAverage(values: Float64Array, window: number): Float64Array {
  const n = values.length;
  const width = Math.min(window, n);
  const half = Math.floor(width / 2);
  const sums = new Float64Array(n + 1);
  for (let t = 0; t < n; t++) sums[t + 1] = (sums[t] as number) + (values[t] as number);
  const average = new Float64Array(n);
  const even = width % 2 === 0;
  for (let t = half; t < n - half; t++) {
    const [from, to] = [t - half, t + half];
    const all = (sums[to + 1] as number) - (sums[from] as number);
    const outer = even ? ((values[from] as number) + (values[to] as number)) / 2 : 0;
    average[t] = (all - outer) / width;
  }
  continueAlong(values, average, 0, width, 0, half);
  continueAlong(values, average, n - width, width, n - half, n);
  return average;
}

/** Line through `width` values from `start` on, put at points `from` … `to` − 1. */
function continueAlong(
  values: Float64Array,
  into: Float64Array,
  start: number,
  width: number,
  from: number,
  to: number,
): void {
  const { mean, slope } = lineThrough(values, start, width);
  for (let t = from; t < to; t++) into[t] = mean + slope * (t - start - (width - 1) / 2);
}

/** Least squares line through `width` values: its value in the middle, and its slope. */
export function lineThrough(values: Float64Array, start: number, width: number): { mean: number; slope: number } {
  let [sum, cross, power] = [0, 0, 0];
  const middle = (width - 1) / 2;
  for (let i = 0; i < width; i++) {
    const value = values[start + i] as number;
    sum += value;
    cross += (i - middle) * value;
    power += (i - middle) ** 2;
  }
  return { mean: sum / width, slope: power > 0 ? cross / power : 0 };
}
