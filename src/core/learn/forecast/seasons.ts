import { binaryUnit } from './binary-unit.ts';
import type { View } from './forecaster.ts';

/** Rounds that a season needs before it is learned from. */
export const LEAST_ROUNDS = 2;

/** Seasons of a view that it holds at least two rounds of, by their evidence; shortest first. */
export function usablePeriods({ nature, values }: View): number[] {
  const periods = nature.seasons
    .map(({ period }) => period)
    .filter((period) => period >= 2 && Number.isInteger(period) && LEAST_ROUNDS * period <= values.length);
  return [...new Set(periods)].sort((a, b) => a - b);
}

/** Seasons as fixed profiles over their rounds. Plain data. */
export interface SeasonProfiles {
  readonly multiplicative: boolean;
  /** Profile of points t with t mod period = i, counted from the start of what it was learned from. */
  readonly seasons: readonly { readonly period: number; readonly profile: Float64Array }[];
}

/** Centred moving average over `width` points (half weights at the ends where it is even), shorter towards the edges. */
export function movingAverage(values: Float64Array, width: number): Float64Array {
  const n = values.length;
  const sums = new Float64Array(n + 1);
  for (let t = 0; t < n; t++) sums[t + 1] = (sums[t] as number) + (values[t] as number);
  const half = width >> 1;
  const even = width % 2 === 0;
  const result = new Float64Array(n);
  const first = Math.min(half, n - 1);
  const last = Math.max(first, n - 1 - half);
  for (let t = first; t <= last && t + half < n; t++) {
    let sum = (sums[t + half + 1] as number) - (sums[t - half] as number);
    if (even) sum -= ((values[t - half] as number) + (values[t + half] as number)) / 2;
    result[t] = sum / width;
  }
  // Towards the edges on along the line of the outermost round, as a shorter average would lean with the season.
  const step = Math.min(width, last - first);
  const slopeBack = step > 0 ? ((result[first + step] as number) - (result[first] as number)) / step : 0;
  const slopeOn = step > 0 ? ((result[last] as number) - (result[last - step] as number)) / step : 0;
  for (let t = 0; t < first; t++) result[t] = (result[first] as number) - slopeBack * (first - t);
  for (let t = last + 1; t < n; t++) result[t] = (result[last] as number) + slopeOn * (t - last);
  return result;
}

/**
 * Mean of each place in the round, centred, and drawn to 0 by as much as such means scatter by chance (James and Stein).
 * Returns zeros where the places differ no more than that.
 */
function shrunkProfile(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const profile = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = 0; t < n; t++) {
    profile[t % period] = (profile[t % period] as number) + (values[t] as number);
    counts[t % period] = (counts[t % period] as number) + 1;
  }
  let mean = 0;
  for (let i = 0; i < period; i++) {
    profile[i] = (profile[i] as number) / (counts[i] as number);
    mean += (profile[i] as number) / period;
  }
  let between = 0;
  for (let i = 0; i < period; i++) {
    profile[i] = (profile[i] as number) - mean;
    between += (profile[i] as number) ** 2;
  }
  let within = 0;
  for (let t = 0; t < n; t++) within += ((values[t] as number) - mean - (profile[t % period] as number)) ** 2;
  const chance = (within / Math.max(1, n - period)) * (period / n) * Math.max(1, period - 3);
  const kept = between > 0 ? Math.max(0, 1 - chance / between) : 0;
  return profile.map((p) => p * kept);
}

/**
 * Learns fixed profiles of seasons, one after the other, shortest first.
 * @param values positive where `multiplicative`
 */
export function learnProfiles(
  values: Float64Array,
  periods: readonly number[],
  multiplicative: boolean,
): SeasonProfiles {
  const widest = periods.at(-1);
  if (widest === undefined) return { multiplicative, seasons: [] };
  const unit = multiplicative ? 1 : binaryUnit(values);
  const work = values.map((v) => (multiplicative ? Math.log(v) : v / unit));
  const trend = movingAverage(work, widest);
  for (let t = 0; t < work.length; t++) work[t] = (work[t] as number) - (trend[t] as number);
  const seasons = periods.map((period) => {
    const profile = shrunkProfile(work, period);
    for (let t = 0; t < work.length; t++) work[t] = (work[t] as number) - (profile[t % period] as number);
    return { period, profile: profile.map((p) => (multiplicative ? Math.exp(p) : p * unit)) };
  });
  return { multiplicative, seasons };
}

/** What the profiles come to at point t: a sum, or a product. */
export function seasonAt({ multiplicative, seasons }: SeasonProfiles, t: number): number {
  let result = multiplicative ? 1 : 0;
  for (const { period, profile } of seasons) {
    const part = profile[t % period] as number;
    if (multiplicative) result *= part;
    else result += part;
  }
  return result;
}

/** The values without their seasons. */
export function withoutSeasons(values: Float64Array, profiles: SeasonProfiles): Float64Array {
  if (profiles.seasons.length === 0) return values;
  return values.map((v, t) => (profiles.multiplicative ? v / seasonAt(profiles, t) : v - seasonAt(profiles, t)));
}

/** Puts the seasons back on what was learned without them. @param from point of the first value */
export function putSeasonsOn(values: Float64Array, profiles: SeasonProfiles, from: number): Float64Array {
  if (profiles.seasons.length === 0) return values;
  return values.map((v, h) =>
    profiles.multiplicative ? v * seasonAt(profiles, from + h) : v + seasonAt(profiles, from + h),
  );
}

/** Factors by which errors of the next points grow with their season; 1 each where seasons are added. */
export function seasonFactors(profiles: SeasonProfiles, from: number, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => (profiles.multiplicative ? seasonAt(profiles, from + h) : 1));
}
