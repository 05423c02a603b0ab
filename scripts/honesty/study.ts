import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import { rocAuc } from '../../src/core/metrics/binary.ts';
import { rmse } from '../../src/core/metrics/regression.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom, shuffle, type Random } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictPipeline } from '../../src/lenses/predict/pipeline.ts';
import type { PredictPlan } from '../../src/lenses/predict/question.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';

const ROWS = 600;
/** Fresh rows of the same kind, on which a model's true figure is measured. */
const FRESH_ROWS = 20_000;

const estimators = makeEstimatorRegistry([baseline, ridge, logistic, boostedTrees] as readonly Estimator[]);

interface Made {
  readonly table: Table;
  readonly answer: Float64Array;
}

/** Numbers, a category and noise with a known, partly bent relation to the answer. */
function makeRows(rows: number, task: TaskKind, random: Random): Made {
  const number = (): Float64Array => Float64Array.from({ length: rows }, () => random.normal());
  const [a, b, c, noise] = [number(), number(), number(), number()] as const;
  const group = Array.from({ length: rows }, () => ['x', 'y', 'z'][random.integer(3)] as string);
  const answer = Float64Array.from({ length: rows }, (_, i) => {
    const score =
      0.9 * (a[i] as number) - Math.abs(b[i] as number) + (group[i] === 'z' ? 0.8 : 0) + 0.3 * (c[i] as number);
    if (task === 'regression') return score + random.normal();
    return Number(random.next() < 1 / (1 + Math.exp(0.4 - score)));
  });
  const columns = Object.entries({ a, b, c, noise }).map(
    ([name, values]) => ({ kind: 'number', name, values }) as const,
  );
  return { table: makeTable([...columns, makeCategoryColumn('group', group)]), answer };
}

function withAnswer({ table, answer }: Made, task: TaskKind): Table {
  const column =
    task === 'regression'
      ? ({ kind: 'number', name: 'answer', values: answer } as const)
      : makeCategoryColumn(
          'answer',
          Array.from(answer, (value) => (value === 1 ? 'yes' : 'no')),
        );
  return makeTable([...table.columns, column]);
}

async function train(table: Table, task: TaskKind, seed: number): Promise<PredictModel> {
  const plan: PredictPlan = {
    question: {
      lens: 'predict',
      target: 'answer',
      task,
      ...(task === 'binary' ? { positive: 'yes' } : {}),
      columns: ['a', 'b', 'c', 'noise', 'group'],
      split: { kind: 'random', testShare: 0.2 },
    },
    recipe: defaultRecipe(STEPS),
    settings: { preset: 'quick', backend: 'auto', seed, families: ['linear', 'trees'], linear: 'auto' },
  };
  const run = trainPredict({
    table,
    plan,
    estimators,
    steps: STEPS,
    now: () => new Date(0).toISOString(),
    pacer: createPacer(new AbortController().signal),
    finish: new AbortController().signal,
    modelId: `study ${seed}`,
    appVersion: 'study',
    compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

/** One draw of a table with a signal: what the test rows said of the model, and what is true of it. */
export interface CoverageDraw {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly truth: number;
}

/** Trains on one drawn table and measures the judged model on many fresh rows. */
export async function drawCoverage(task: 'binary' | 'regression', seed: number): Promise<CoverageDraw> {
  const random = createRandom(seed).fork(`coverage ${task}`);
  const model = await train(withAnswer(makeRows(ROWS, task, random), task), task, seed);
  const fresh = makeRows(FRESH_ROWS, task, random);
  const signal = new AbortController().signal;
  const prediction = await predictPipeline(model.judged, fresh.table, { estimators, steps: STEPS }, signal);
  const figure = model.report.test.find(({ metric }) => metric === (task === 'binary' ? 'rocAuc' : 'rmse'));
  if (!figure) throw new Error('the receipt lacks its first figure');
  const truth =
    prediction.task === 'regression'
      ? rmse(fresh.answer, prediction.values)
      : rocAuc(
          fresh.answer,
          prediction.probabilities.filter((_, i) => i % 2 === 1),
        );
  return { value: figure.value, low: figure.low, high: figure.high, truth };
}

/** One draw of a table whose answers were shuffled: what is claimed of it. */
export interface NoiseDraw {
  readonly verdict: string;
  readonly segmentCards: number;
}

/** Trains on a table in which nothing can be known. */
export async function drawNoise(task: 'binary' | 'regression', seed: number): Promise<NoiseDraw> {
  const random = createRandom(seed).fork(`noise ${task}`);
  const made = makeRows(ROWS, task, random);
  const order = Int32Array.from({ length: ROWS }, (_, i) => i);
  shuffle(order, random);
  const shuffled = { ...made, answer: Float64Array.from(order, (row) => made.answer[row] as number) };
  const model = await train(withAnswer(shuffled, task), task, seed);
  const segmentCards = model.report.cards.filter(({ segment }) => segment.length > 0).length;
  return { verdict: model.report.verdict.code, segmentCards };
}
