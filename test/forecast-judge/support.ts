import { backtest, type Contestant, type Judged } from '../../src/core/forecast/backtest.ts';
import type { Fold } from '../../src/core/forecast/folds.ts';
import type { Forecaster, PointForecast, View } from '../../src/core/learn/forecast/forecaster.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import type { CalendarStep, Series, SeriesSet } from '../../src/core/series/types.ts';

export const pacer = createPacer(new AbortController().signal);
export const MONTH: CalendarStep = { unit: 'month', count: 1 };

/** Series that end together. */
export function setOf(all: readonly (readonly number[])[], step: CalendarStep = MONTH): SeriesSet {
  const length = Math.max(...all.map((values) => values.length));
  const series = all.map((values, i): Series => {
    const padded = new Float64Array(length).fill(NaN);
    padded.set(values, length - values.length);
    return {
      name: `s${i}`,
      values: padded,
      first: length - values.length,
      last: length - 1,
      filled: new Int32Array(0),
    };
  });
  return { axis: { step, start: Date.UTC(2015, 0, 1), length }, series, known: [], future: 0, findings: [] };
}

/** A method that goes by a plain function of what it is shown. */
export function method(
  id: string,
  forecast: (view: View, horizon: number) => PointForecast,
  extra: Partial<Forecaster> = {},
): Forecaster {
  return {
    id,
    version: 1,
    family: 'smoothing',
    scope: 'local',
    defaults: {},
    unsuited: () => undefined,
    async *fit({ views }) {
      yield { done: 1, total: 1 };
      return views.map(({ name }) => name);
    },
    forecast: async ({ views, horizon }) => views.map((view) => forecast(view, horizon)),
    ...extra,
  };
}

const flat = (horizon: number, value: number): Float64Array => new Float64Array(horizon).fill(value);

export const lastValue = method(
  'naive',
  ({ values }, horizon) => {
    const steps = values.slice(1).map((value, t) => (value - (values[t] as number)) ** 2);
    const sigma = Math.sqrt(steps.reduce((a, b) => a + b, 0) / steps.length) || 1e-9;
    return {
      mean: flat(horizon, values[values.length - 1] as number),
      spread: Float64Array.from({ length: horizon }, (_, h) => sigma * Math.sqrt(h + 1)),
    };
  },
  { family: 'baseline' },
);

export const meanValue = method(
  'mean',
  ({ values }, horizon) => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sigma = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1e-9;
    return { mean: flat(horizon, mean), spread: flat(horizon, sigma) };
  },
  { family: 'baseline' },
);

export const contestants = (...forecasters: readonly Forecaster[]): Contestant[] =>
  forecasters.map((forecaster) => ({ forecaster, params: forecaster.defaults }));

export async function judgeAll(
  folds: readonly Fold[],
  horizon: number,
  ...forecasters: readonly Forecaster[]
): Promise<readonly Judged[]> {
  const run = backtest({ folds, contestants: contestants(...forecasters), horizon, seed: 1, pacer, clock: () => 0 });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

export function noise(seed: number, length: number, level = 100, size = 10): number[] {
  const random = createRandom(seed);
  return Array.from({ length }, () => level + size * random.normal());
}

export function walk(seed: number, length: number, size = 1): number[] {
  const random = createRandom(seed);
  let value = 500;
  return Array.from({ length }, () => (value += size * random.normal()));
}
