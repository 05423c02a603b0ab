import type { PointForecast, View } from './forecaster.ts';
import { localForecaster, type LocalMethod } from './local.ts';
import { tooLittle } from './suits.ts';

/** Root mean square of the one-step errors is all that these methods learn. */
interface Learned {
  readonly sigma: number;
}

/** Root mean square of y_t − y_{t−lag}, less `shift` a step. */
function stepError(values: Float64Array, lag: number, shift = 0): number {
  let squares = 0;
  for (let t = lag; t < values.length; t++) {
    squares += ((values[t] as number) - (values[t - lag] as number) - shift) ** 2;
  }
  return values.length > lag ? Math.sqrt(squares / (values.length - lag)) : 0;
}

const steps = (horizon: number, value: (h: number) => number): Float64Array =>
  Float64Array.from({ length: horizon }, (_, i) => value(i + 1));

const lastOf = (values: Float64Array): number => values[values.length - 1] as number;

function slopeOf(values: Float64Array): number {
  return (lastOf(values) - (values[0] as number)) / (values.length - 1);
}

const common = { version: 1, family: 'baseline', defaults: {} } as const;

const naiveMethod: LocalMethod<object, Learned> = {
  ...common,
  id: 'naive',
  // Anything that has a last value has this forecast: it is what is left where nothing can be learned.
  unsuited: ({ values }) =>
    values.length === 0 ? { code: 'forecast.unsuited.too-short', params: { points: 0, needed: 1 } } : undefined,
  learn: ({ values }) => ({ sigma: stepError(values, 1) }),
  forecast: ({ values }, horizon, { sigma }) => ({
    mean: new Float64Array(horizon).fill(lastOf(values)),
    spread: steps(horizon, (h) => sigma * Math.sqrt(h)),
  }),
};

/** The strongest season of a view, or 1. */
const strongest = ({ nature }: View): number => nature.seasons[0]?.period ?? 1;

const seasonalNaiveMethod: LocalMethod<object, Learned & { readonly period: number }> = {
  ...common,
  id: 'seasonal-naive',
  unsuited(view) {
    const period = strongest(view);
    if (period < 2) return { code: 'forecast.unsuited.no-season', params: { points: view.values.length } };
    return tooLittle(view, period + 1);
  },
  learn(view) {
    const period = strongest(view);
    return { period, sigma: stepError(view.values, period) };
  },
  forecast({ values }, horizon, { period, sigma }): PointForecast {
    const n = values.length;
    return {
      mean: steps(horizon, (h) => values[n - period + ((h - 1) % period)] as number),
      spread: steps(horizon, (h) => sigma * Math.sqrt(Math.floor((h - 1) / period) + 1)),
    };
  },
  told: ({ period }) => ({ period }),
};

const driftMethod: LocalMethod<object, Learned> = {
  ...common,
  id: 'drift',
  unsuited: (view) => tooLittle(view, 4),
  learn: ({ values }) => ({ sigma: stepError(values, 1, slopeOf(values)) }),
  forecast({ values }, horizon, { sigma }) {
    const slope = slopeOf(values);
    return {
      mean: steps(horizon, (h) => lastOf(values) + h * slope),
      spread: steps(horizon, (h) => sigma * Math.sqrt(h * (1 + h / (values.length - 1)))),
    };
  },
};

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value / values.length;
  return sum;
}

const meanMethod: LocalMethod<object, Learned> = {
  ...common,
  id: 'mean',
  unsuited: (view) => tooLittle(view, 3),
  learn({ values }) {
    const mean = meanOf(values);
    let squares = 0;
    for (const value of values) squares += (value - mean) ** 2;
    return { sigma: Math.sqrt(squares / (values.length - 1)) };
  },
  forecast: ({ values }, horizon, { sigma }) => ({
    mean: new Float64Array(horizon).fill(meanOf(values)),
    spread: new Float64Array(horizon).fill(sigma * Math.sqrt(1 + 1 / values.length)),
  }),
};

/** The last value. Spread σ√h of a random walk (Hyndman and Athanasopoulos 2021, 5.5, for all four). */
export const naive = localForecaster(naiveMethod);
/** The value of the last round. */
export const seasonalNaive = localForecaster(seasonalNaiveMethod);
/** On along the line from the first to the last value. */
export const drift = localForecaster(driftMethod);
/** The mean of all values. */
export const mean = localForecaster(meanMethod);
