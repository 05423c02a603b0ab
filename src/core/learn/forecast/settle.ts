import type { PointForecast } from './forecaster.ts';

/** Least spread, as a share of the largest value: a series that was fitted perfectly still has none of exactly 0. */
const LEAST_SPREAD = 1e-9;
/** How far beyond the values a forecast may go, in ranges of the values. */
const FARTHEST = 1000;

/**
 * Makes a forecast safe to calculate with: finite, not beyond a thousand ranges of what was seen, and with a spread above 0.
 * @param values what was seen; not empty
 */
export function settleForecast(forecast: PointForecast, values: Float64Array): PointForecast {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  const reach = Math.min(Number.MAX_VALUE / 4, FARTHEST * Math.max(high - low, size * LEAST_SPREAD));
  const last = values[values.length - 1] as number;
  const settle = (value: number): number =>
    value === value ? Math.min(high + reach, Math.max(low - reach, value)) : last;
  const least = size * LEAST_SPREAD || Number.EPSILON;
  const spread = forecast.spread.map((s) => (s > least ? Math.min(s, reach) : s === s ? least : high - low || least));
  const { quantiles } = forecast;
  return {
    mean: forecast.mean.map(settle),
    spread,
    ...(quantiles && { quantiles: { ...quantiles, values: quantiles.values.map((one) => one.map(settle)) } }),
  };
}
