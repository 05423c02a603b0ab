import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Family, PredictPlan } from '../../src/lenses/predict/question.ts';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import type { SharedReport } from '../../src/lenses/share.ts';
import { packProject, type ProjectContents } from '../../src/storage/project-file/pack.ts';
import type { ModelSummary } from '../../src/storage/summaries.ts';
import type { ScoredBatch } from '../../src/workers/train-contract.ts';

/** Real models, reports and project files for the fuzzer to damage: small, so that a hundred thousand go fast. */

const estimators = makeEstimatorRegistry([baseline, ridge, logistic, boostedTrees] as unknown as readonly Estimator[]);

function makeRows(task: TaskKind): Table {
  const random = createRandom(1);
  const rows = 400;
  const a = Float64Array.from({ length: rows }, () => random.normal());
  const odd = Float64Array.from({ length: rows }, () => (random.next() < 0.1 ? NaN : random.normal()));
  const group = Array.from({ length: rows }, () => ['x', '<b>y</b>', 'z'][random.integer(3)] as string);
  const score = Float64Array.from(a, (value, i) => value + (group[i] === 'z' ? 1 : 0) + random.normal());
  const answer =
    task === 'regression'
      ? ({ kind: 'number', name: 'answer', values: score } as const)
      : makeCategoryColumn(
          'answer',
          Array.from(score, (value) => (value > 0.5 ? 'yes' : 'no')),
        );
  return makeTable([
    { kind: 'number', name: 'a', values: a },
    { kind: 'number', name: '__proto__', values: odd },
    makeCategoryColumn('group', group),
    answer,
  ]);
}

async function train(task: 'binary' | 'regression', family: Family): Promise<PredictModel> {
  const plan: PredictPlan = {
    question: {
      lens: 'predict',
      target: 'answer',
      task,
      ...(task === 'binary' ? { positive: 'yes' } : {}),
      columns: ['a', '__proto__', 'group'],
      split: { kind: 'random', testShare: 0.3 },
    },
    recipe: defaultRecipe(STEPS),
    settings: { preset: 'quick', backend: 'auto', seed: 1, families: [family], linear: 'auto' },
  };
  const run = trainPredict({
    table: makeRows(task),
    plan,
    estimators,
    steps: STEPS,
    now: () => new Date(0).toISOString(),
    pacer: createPacer(new AbortController().signal),
    finish: new AbortController().signal,
    modelId: `${task} ${family}`,
    appVersion: 'fuzz',
    compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

const share = (model: PredictModel): SharedReport => ({
  format: 'sightglass.shared',
  version: 1,
  lens: 'predict',
  title: 'Who leaves <b>next</b>?',
  createdOn: '2026-11-23',
  appVersion: 'fuzz',
  body: predictSharing.build(
    {
      model,
      personal: [],
      money: { currency: 'EUR', valuePerRow: 100, costPerRow: 2, effect: 0.2 },
      modelBudget: 20_000,
    },
    { without: [], columnsOut: [], putBack: [] },
  ).body,
});

/** Curves with a few points only: they would be most of the file, and are all alike. */
function shortened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return (value.length > 40 ? value.slice(0, 8) : value).map(shortened);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]));
}
const small = (model: PredictModel): PredictModel => ({
  ...model,
  report: shortened(model.report) as PredictModel['report'],
});

const summaryOf = (model: PredictModel): ModelSummary => ({
  id: model.id,
  name: model.target,
  createdAt: model.createdAt,
  target: model.target,
  projectId: 'project',
  byteLength: 1000,
  metric: { name: 'rocAuc', value: 0.8, low: NaN, high: 0.9 },
  dataKey: JSON.stringify([[['file', {}]], null, []]),
});

function contentsOf(models: readonly PredictModel[]): ProjectContents {
  const question = models[0]?.report.plan.question as PredictPlan['question'];
  const project = {
    format: 'sightglass.project',
    version: 1,
    id: 'project',
    actions: [
      { type: 'files-added', files: [{ id: 'file', name: 'a.csv', byteLength: 20, read: { decimal: ',' } }] },
      { type: 'combine-set', combine: { kind: 'single', file: 'file' } },
      { type: 'kind-set', column: '__proto__', kind: 'number' },
      { type: 'question-set', question, auto: true },
      { type: 'money-set', money: { currency: 'EUR', valuePerRow: 3 } },
      { type: 'file-removed', id: 'file' },
    ],
  };
  const batch: ScoredBatch = {
    id: 'batch',
    modelId: models[0]?.id ?? '',
    createdAt: '2026-11-24T08:00:00.000Z',
    fileName: '<script>.csv',
    table: {
      rowCount: 2,
      columns: [
        { kind: 'number', name: 'a', values: Float64Array.of(1, NaN) },
        { kind: 'category', name: '__proto__', codes: Int32Array.of(0, -1), levels: ['<img src=x onerror=alert(1)>'] },
        { kind: 'text', name: 'note', bytes: Uint8Array.of(65, 66), offsets: Float64Array.of(0, 0, 2) },
      ],
    },
    prediction: { task: 'binary', classes: ['no', 'yes'], probabilities: Float64Array.of(0.25, 0.75, 0.5, 0.5) },
  };
  return {
    project,
    models: models.map((model) => ({ summary: summaryOf(model), load: async () => model })),
    withRows: {
      batches: [{ load: async () => batch }],
      files: [{ id: 'file', name: 'a.csv', blob: new Blob(['a,group\n1,x\n2,z\n']) }],
    },
  };
}

export interface Samples {
  readonly reports: readonly SharedReport[];
  readonly project: Blob;
  /** The same under the passphrase `fuzz`, with one round. */
  readonly locked: Blob;
}

export async function makeSamples(): Promise<Samples> {
  const [linear, trees, number] = await Promise.all([
    train('binary', 'linear'),
    train('binary', 'trees'),
    train('regression', 'linear'),
  ]);
  const contents = contentsOf([small(linear), small(number)]);
  const options = { appVersion: 'fuzz', createdOn: '2026-11-23' };
  return {
    reports: [linear, trees, number].map(share),
    project: await packProject(contents, options),
    locked: await packProject(contents, { ...options, passphrase: 'fuzz', iterations: 1 }),
  };
}
