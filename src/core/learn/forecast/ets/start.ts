import type { EtsSpec } from './spec.ts';

/** States before the first value, by the heuristic of Hyndman, Koehler, Ord and Snyder 2008, 2.6.1. */
export interface StartStates {
  readonly level: number;
  readonly slope: number;
  /** One a place in the round; sum 0, or mean 1 where it multiplies. */
  readonly season: Float64Array;
}

/** Rounds that the first season is taken from, and points that the first line goes through. */
const ROUNDS = 4;
const LINE_POINTS = 10;

/** Centred moving average over a round; NaN at the ends. */
function roundAverage(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const result = new Float64Array(n).fill(Number.NaN);
  const half = period >> 1;
  const even = period % 2 === 0;
  for (let t = half; t + half < n; t++) {
    let sum = 0;
    for (let k = t - half; k <= t + half; k++) sum += values[k] as number;
    if (even) sum -= ((values[t - half] as number) + (values[t + half] as number)) / 2;
    result[t] = sum / period;
  }
  return result;
}

/** Season of the first rounds against their moving average. Needs two rounds. */
function firstSeason(values: Float64Array, period: number, multiplies: boolean): Float64Array {
  const early = values.subarray(0, Math.min(values.length, ROUNDS * period));
  const average = roundAverage(early, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = 0; t < early.length; t++) {
    const middle = average[t] as number;
    if (Number.isNaN(middle)) continue;
    const part = multiplies ? (early[t] as number) / middle : (early[t] as number) - middle;
    if (!Number.isFinite(part)) continue;
    sums[t % period] = (sums[t % period] as number) + part;
    counts[t % period] = (counts[t % period] as number) + 1;
  }
  const neutral = multiplies ? 1 : 0;
  const season = sums.map((sum, i) => ((counts[i] as number) > 0 ? sum / (counts[i] as number) : neutral));
  const mean = season.reduce((a, b) => a + b, 0) / period;
  if (!multiplies) return season.map((s) => s - mean);
  // Factors near 0 would make the first steps explode.
  const factors = season.map((s) => Math.max(0.02, s / mean));
  const rest = factors.reduce((a, b) => a + b, 0) / period;
  return factors.map((s) => s / rest);
}

export function startStates(values: Float64Array, { trend, season: kind, period }: EtsSpec): StartStates {
  const season = kind === 'N' ? new Float64Array(0) : firstSeason(values, period, kind === 'M');
  const count = Math.min(values.length, Math.max(LINE_POINTS, kind === 'N' ? 0 : period));
  const free = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const s = kind === 'N' ? 0 : (season[t % period] as number);
    free[t] = kind === 'M' ? (values[t] as number) / s : (values[t] as number) - s;
  }
  let mean = 0;
  for (const value of free) mean += value / count;
  if (trend === 'N') return { level: mean, slope: 0, season };
  let cross = 0;
  let square = 0;
  for (let t = 0; t < count; t++) {
    const x = t - (count - 1) / 2;
    cross += x * (free[t] as number);
    square += x * x;
  }
  const slope = square > 0 ? cross / square : 0;
  return { level: mean - (slope * (count + 1)) / 2, slope, season };
}
