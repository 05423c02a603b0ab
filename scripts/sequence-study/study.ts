import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import type { ComputeNote } from '../../src/core/learn/compute.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { markov } from '../../src/core/learn/journey/markov.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { Table } from '../../src/core/table/table.ts';
import { LENS_METHODS } from '../../src/lenses/methods.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictPlan, PredictQuestion, PredictSettings, Preset } from '../../src/lenses/predict/question.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeJourneyCnn, makeJourneyGru, makeJourneyLstm } from '../../src/nn/sequence/estimator.ts';
import { countsMatter, orderMatters, PAIRS_CEILING, pairsMatter, WHAT_NEXT, WILL_BUY } from './generate.ts';

const pacer = createPacer(new AbortController().signal);
const kernels = startKernels();
const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
const sources = { engine: async () => engine, kernels: async () => kernels };
const ALL = [
  baseline,
  logistic,
  boostedTrees,
  markov,
  makeJourneyGru(sources),
  makeJourneyLstm(sources),
  makeJourneyCnn(sources),
] as unknown as Estimator[];

const COMPUTE: ComputeNote = { backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] };

function planOf(sequence: SequenceColumns, seed: number, preset: Preset): PredictPlan {
  const { entity, event, time, properties, ask } = sequence;
  const question: PredictQuestion = {
    lens: 'sequence',
    target: event,
    task: ask === 'next' ? 'multiclass' : 'binary',
    ...(ask === 'next' ? {} : { positive: 'yes' }),
    columns: [event, time, ...properties],
    split: { kind: 'snapshots', column: entity, testShare: 0.2 },
    sequence,
  };
  const settings: PredictSettings = {
    preset,
    backend: 'auto',
    seed,
    families: ['linear', 'trees', 'network'],
    linear: 'auto',
  };
  return { question, recipe: [], settings };
}

/** What the page would do, with some of its methods; the clock stands still, so that every planned try is made. */
async function train(
  table: Table,
  sequence: SequenceColumns,
  seed: number,
  ids: readonly string[],
  preset: Preset,
): Promise<PredictModel> {
  const run = trainPredict({
    table,
    plan: planOf(sequence, seed, preset),
    method: LENS_METHODS.sequence,
    estimators: makeEstimatorRegistry(ALL.filter(({ id }) => id === 'baseline' || ids.includes(id))),
    steps: STEPS,
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => 0,
    pacer,
    finish: new AbortController().signal,
    modelId: 'model',
    appVersion: '0.0.0',
    compute: () => COMPUTE,
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

/** What was chosen, and how well it does on people and dates that it was not learned from. */
export interface StudyResult {
  readonly chosen: string;
  readonly figure: number;
  readonly rows: number;
  readonly seconds: number;
}

const figureOf = ({ report }: PredictModel, metric: string): number =>
  report.test.find((one) => one.metric === metric)?.value ?? NaN;

const TASKS = {
  order: { table: (seed: number) => orderMatters(seed, 500), sequence: WILL_BUY, metric: 'rocAuc' },
  counts: { table: (seed: number) => countsMatter(seed, 500), sequence: WILL_BUY, metric: 'rocAuc' },
  next: { table: (seed: number) => pairsMatter(seed, 150, 30), sequence: WHAT_NEXT, metric: 'accuracy' },
} as const;

const METHODS: Readonly<Record<string, readonly string[]>> = {
  simple: ['logistic', 'boosted-trees'],
  trees: ['boosted-trees'],
  markov: ['markov'],
  gru: ['journey-gru'],
  lstm: ['journey-lstm'],
  cnn: ['journey-cnn'],
  all: ALL.map(({ id }) => id),
};

/**
 * In Balanced; the LSTM in Thorough, which alone tries it.
 * @param task order, counts or next @param methods simple, trees, markov, gru, lstm, cnn or all
 */
export async function study(task: keyof typeof TASKS, methods: string, seed: number): Promise<StudyResult> {
  const { table, sequence, metric } = TASKS[task];
  const began = process.cpuUsage();
  const model = await train(
    table(seed),
    sequence,
    seed,
    METHODS[methods] ?? [],
    methods === 'lstm' ? 'thorough' : 'balanced',
  );
  const { user, system } = process.cpuUsage(began);
  const { chosen, split } = model.report;
  return {
    chosen: chosen.estimator,
    figure: figureOf(model, metric),
    rows: split.train + model.report.testRows,
    seconds: (user + system) / 1e6,
  };
}

export { PAIRS_CEILING };
