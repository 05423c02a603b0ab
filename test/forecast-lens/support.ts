import type { Forecaster } from '../../src/core/learn/forecast/forecaster.ts';
import { CORE_FORECASTERS, makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { trainForecast } from '../../src/lenses/forecast/train.ts';
import type { ForecastTrainInput } from '../../src/lenses/forecast/training.ts';
import type { ForecastModel, ForecastPlan, ForecastQuestion } from '../../src/lenses/forecast/types.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';

/** Quick ones. */
export const SOME: readonly Forecaster[] = ['naive', 'seasonal-naive', 'drift', 'mean', 'tsb', 'theta', 'ets'].map(
  (id) => CORE_FORECASTERS.find((one) => one.id === id) as Forecaster,
);

export const month = (t: number): number => Date.UTC(2012, t, 1);

/** A trend with a season and noise. */
export function seasonal(length: number, seed: number, level = 200): number[] {
  const random = createRandom(seed);
  return Array.from(
    { length },
    (_, t) => level + 0.5 * t + 30 * Math.sin((2 * Math.PI * t) / 12) + 5 * random.normal(),
  );
}

/** One row a month and series. */
export function longTable(series: Readonly<Record<string, readonly number[]>>, extra: readonly Column[] = []): Table {
  const rows = Object.entries(series).flatMap(([name, values]) => values.map((value, t) => ({ name, value, t })));
  return makeTable([
    { kind: 'date', name: 'month', values: Float64Array.from(rows, ({ t }) => month(t)), hasTime: false },
    makeCategoryColumn(
      'shop',
      rows.map(({ name }) => name),
    ),
    { kind: 'number', name: 'sales', values: Float64Array.from(rows, ({ value }) => value) },
    ...extra,
  ]);
}

export function planOf(question: Partial<ForecastQuestion> = {}, known: readonly string[] = []): ForecastPlan {
  return {
    question: {
      lens: 'forecast',
      target: 'sales',
      reading: {
        time: 'month',
        layout: { kind: 'long', value: 'sales', by: 'shop' },
        gather: 'sum',
        gaps: 'line',
        leavePartialOut: false,
        known,
      },
      horizon: 6,
      addUp: false,
      ...question,
    },
    recipe: [],
    settings: {
      preset: 'balanced',
      backend: 'auto',
      seed: 3,
      families: ['linear', 'trees', 'network'],
      linear: 'auto',
    },
  };
}

export const inputOf = (
  table: Table,
  plan: ForecastPlan,
  more: Partial<ForecastTrainInput> & { readonly forecasters?: ForecastTrainInput['forecasters'] } = {},
): ForecastTrainInput => ({
  table,
  plan,
  forecasters: makeForecasterRegistry(SOME),
  now: () => '2026-01-01T00:00:00.000Z',
  clock: () => 0,
  pacer: createPacer(new AbortController().signal),
  finish: new AbortController().signal,
  modelId: 'model-1',
  appVersion: '1.0.0',
  compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
  ...more,
});

export interface Run {
  readonly model: ForecastModel;
  readonly events: readonly TrainEvent[];
}

export async function run(input: ForecastTrainInput, watch?: (event: TrainEvent) => void): Promise<Run> {
  const running = trainForecast(input);
  const events: TrainEvent[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { model: step.value, events };
    events.push(step.value);
    watch?.(step.value);
  }
}
