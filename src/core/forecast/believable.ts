import type { PointForecast, View } from '../learn/forecast/forecaster.ts';

/** A spread grows no faster than this many times that of a random walk with the series' own steps. */
const MOST_SPREAD = 3;

const isFinite = (values: Float64Array): boolean => values.every((value) => Number.isFinite(value));

/** Root mean square of the steps from one value to the next. */
function stepSize(values: Float64Array): number {
  let squares = 0;
  for (let t = 1; t < values.length; t++) squares += ((values[t] as number) - (values[t - 1] as number)) ** 2;
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}

/**
 * A forecast that can be worked with: none where it is not a number somewhere; a spread that its theory lets grow beyond
 * all bounds is cut, for what it says of other origins would be worth nothing either.
 */
export function believable(
  forecast: PointForecast | undefined,
  { values }: Pick<View, 'values'>,
  horizon: number,
): PointForecast | undefined {
  if (!forecast) return undefined;
  const { mean, spread, quantiles } = forecast;
  if (mean.length !== horizon || spread.length !== horizon || !isFinite(mean) || !isFinite(spread)) return undefined;
  if (quantiles && !quantiles.values.every((one) => one.length === horizon && isFinite(one))) return undefined;
  const step = stepSize(values);
  if (!(step > 0)) return forecast;
  return { ...forecast, spread: spread.map((s, h) => Math.min(s, MOST_SPREAD * step * Math.sqrt(h + 1))) };
}
