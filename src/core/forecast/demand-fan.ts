import type { PointForecast, View } from '../learn/forecast/forecaster.ts';
import { groupOf } from './groups.ts';
import { LEVELS, type Fan } from './types.ts';

/** Values that the shape is taken from, the latest: demand of long ago is another demand. */
const MOST_VALUES = 120;
/** The forecast may move sizes by so much either way. */
const MOST_RATIO = 3;
/** Fewer positive values have no shape. */
const LEAST_POSITIVE = 3;

/** With zeros so often, errors are no bell: the fan follows what was asked for before. */
export const isDemand = ({ values, nature }: Pick<View, 'values' | 'nature'>): boolean =>
  groupOf(nature) === 'demand' && values.filter((value) => value > 0).length >= LEAST_POSITIVE;

/**
 * A quantile of ascending values with the finite-sample correction of conformal prediction (Vovk and others 2005): below
 * the middle it lies a little lower, above it a little higher. Beyond the ends it is the least or the greatest.
 */
function safeQuantile(sorted: Float64Array, level: number): number {
  const n = sorted.length;
  const place = level >= 0.5 ? Math.ceil(level * (n + 1)) : Math.floor(level * (n + 1));
  return sorted[Math.min(n, Math.max(1, place)) - 1] as number;
}

/**
 * The fan of intermittent demand: quantiles of the values before, sizes moved as far as the forecast lies off their mean.
 * Its lower end is 0 where demand is 0 often enough.
 */
export function demandFan(forecast: PointForecast, values: Float64Array): Fan {
  const recent = values.subarray(Math.max(0, values.length - MOST_VALUES));
  const sorted = Float64Array.from(recent, (value) => Math.max(0, value)).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const raw = LEVELS.map((level) => safeQuantile(sorted, level));
  const ratio = (h: number): number =>
    mean > 0 ? Math.min(MOST_RATIO, Math.max(1 / MOST_RATIO, (forecast.mean[h] as number) / mean)) : 1;
  return {
    mean: forecast.mean.map((value) => Math.max(0, value)),
    quantiles: raw.map((quantile) => Float64Array.from(forecast.mean, (_, h) => quantile * ratio(h))),
  };
}
