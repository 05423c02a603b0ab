import type { SeasonProfiles } from './seasons.ts';

/** Mean of each place in the round against the centred moving average, as the classical decomposition has it. */
function placeMeans(values: Float64Array, period: number, multiplicative: boolean): Float64Array {
  const n = values.length;
  const half = period >> 1;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = half; t + half < n; t++) {
    let sum = 0;
    for (let k = t - half; k <= t + half; k++) sum += values[k] as number;
    if (period % 2 === 0) sum -= ((values[t - half] as number) + (values[t + half] as number)) / 2;
    const middle = sum / period;
    const value = values[t] as number;
    sums[t % period] = (sums[t % period] as number) + (multiplicative ? value / middle : value - middle);
    counts[t % period] = (counts[t % period] as number) + 1;
  }
  return sums.map((sum, i) => sum / (counts[i] as number));
}

/**
 * The season of the classical decomposition by moving averages, factors where they are positive, else additions; the same
 * as `seasonal_decompose` of statsmodels.
 * @param values at least two rounds
 * @param positive whether all values are above 0
 */
export function classicalProfiles(values: Float64Array, period: number, positive: boolean): SeasonProfiles {
  if (positive) {
    const factors = placeMeans(values, period, true);
    const mean = factors.reduce((a, b) => a + b, 0) / period;
    const profile = factors.map((f) => f / mean);
    if (profile.every((f) => f > 0)) return { multiplicative: true, seasons: [{ period, profile }] };
  }
  const parts = placeMeans(values, period, false);
  const mean = parts.reduce((a, b) => a + b, 0) / period;
  return { multiplicative: false, seasons: [{ period, profile: parts.map((p) => p - mean) }] };
}
