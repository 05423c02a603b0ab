import type { ComputeNote } from '../../src/core/learn/compute.ts';
import { makeEstimatorRegistry, type Estimator, type EstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ols } from '../../src/core/learn/linear/ols.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictPlan, PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import type { TrainInput } from '../../src/lenses/predict/training.ts';

/** Columns by name: numbers become number columns (null missing), strings categories. */
export function table(columns: Readonly<Record<string, readonly (number | string | null)[]>>): Table {
  return makeTable(
    Object.entries(columns).map(([name, cells]): Column => {
      if (cells.some((cell) => typeof cell === 'string')) {
        return makeCategoryColumn(
          name,
          cells.map((cell) => (cell === null ? null : String(cell))),
        );
      }
      return { kind: 'number', name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
    }),
  );
}

export const COMPUTE: ComputeNote = {
  backend: 'none',
  reason: { code: 'compute.not-needed', params: {} },
  timings: [],
};

export const SETTINGS: PredictSettings = {
  preset: 'quick',
  backend: 'auto',
  seed: 1,
  families: ['linear', 'trees'],
  linear: 'auto',
};

export const estimators = (...more: readonly Estimator[]): EstimatorRegistry =>
  makeEstimatorRegistry([
    baseline as Estimator,
    ols as Estimator,
    ridge as Estimator,
    logistic as Estimator,
    boostedTrees as Estimator,
    ...more,
  ]);

export function plan(question: Omit<PredictQuestion, 'lens'>, settings: Partial<PredictSettings> = {}): PredictPlan {
  return {
    question: { lens: 'predict', ...question },
    recipe: defaultRecipe(STEPS),
    settings: { ...SETTINGS, ...settings },
  };
}

/** A training to its end, with a clock that stands still so that every planned try is made. */
export async function train(
  input: Pick<TrainInput, 'table' | 'plan'> & Partial<TrainInput>,
  onEvent?: (event: TrainEvent) => void,
): Promise<PredictModel> {
  const run = trainPredict({
    estimators: estimators(),
    steps: STEPS,
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => 0,
    pacer: createPacer(new AbortController().signal),
    finish: new AbortController().signal,
    modelId: 'model',
    appVersion: '0.0.0',
    compute: () => COMPUTE,
    ...input,
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    onEvent?.(step.value);
  }
}
