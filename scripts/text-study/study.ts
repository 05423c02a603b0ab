import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { baseline } from '../../src/core/learn/baseline.ts';
import { fitToEnd, makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { blendPredictions, likeliestClass } from '../../src/core/learn/prediction.ts';
import type { ClassPrediction, ClassTarget } from '../../src/core/learn/task.ts';
import { textLogistic } from '../../src/core/learn/text/logistic.ts';
import { textSvm } from '../../src/core/learn/text/svm.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { makeTarget } from '../../src/core/prepare/target.ts';
import { createRandom, shuffle } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { getColumn, makeTable, selectColumns, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { aurocEstimate } from '../../src/core/text/inbox/auroc.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictPlan } from '../../src/lenses/predict/question.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import { confidences } from '../../src/lenses/text/hand-over.ts';
import { TEXT_METHOD } from '../../src/lenses/text/method.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeTextCnn, makeTextGru } from '../../src/nn/text/estimator.ts';
import { makeInbox, type InboxOptions } from '../../test/support/texts.ts';

const FOLDER = join(process.env['SIGHTGLASS_DATA'] ?? '../shared/data', 'banking77');
const TEXT = 'text';
const TARGET = 'category';

const pacer = createPacer(new AbortController().signal);
const kernels = startKernels();
const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
const sources = { engine: async () => engine, kernels: async () => kernels };
const estimators = makeEstimatorRegistry([
  baseline,
  textLogistic,
  textSvm,
  makeTextCnn(sources),
  makeTextGru(sources),
] as unknown as Estimator[]);

function readFile(name: string): Table {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(join(FOLDER, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const cells = (column: string): string[] => data.map((row) => row[column] ?? '');
  return makeTable([makeTextColumn(TEXT, cells(TEXT)), makeCategoryColumn(TARGET, cells(TARGET))]);
}

const train = readFile('banking77_train.csv');
const test = readFile('banking77_test.csv');
const textsOf = (table: Table): Table => selectColumns(table, [TEXT]);
const targetOf = (table: Table): ClassTarget =>
  makeTarget(getColumn(table, TARGET), 'multiclass').target as ClassTarget;

/** Processor time of this process, which other work on the machine does not lengthen; it runs on one core. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds = (since: number): number => now() - since;

function accuracyOn(prediction: ClassPrediction, table: Table): number {
  const { codes, classes } = targetOf(table);
  const said = likeliestClass(prediction);
  let right = 0;
  codes.forEach((code, row) => {
    if (prediction.classes[said[row] as number] === classes[code]) right++;
  });
  return right / table.rowCount;
}

const asClasses = (prediction: unknown): ClassPrediction => prediction as ClassPrediction;

export interface AloneResult {
  readonly accuracy: number;
  readonly seconds: number;
}

/** One estimator on the whole train file, judged on the test file. */
export async function fitAlone(id: string, params: object, seed: number): Promise<AloneResult> {
  const estimator = estimators.get(id) as Estimator;
  const rows = allRows(Int32Array.from({ length: train.rowCount }, (_, i) => i));
  const since = now();
  const input = { features: textsOf(train), target: targetOf(train), rows };
  const settings = { ...(estimator.defaults as object), ...params };
  const state = await fitToEnd(estimator, input, settings, { seed, pacer });
  const took = seconds(since);
  return { accuracy: accuracyOn(asClasses(await estimator.predict(textsOf(test), state)), test), seconds: took };
}

export interface WholeResult {
  readonly chosen: string;
  readonly members: readonly { readonly estimator: string; readonly weight: number }[];
  /** Of the model refitted on all rows of the train file, on the test file. */
  readonly accuracy: number;
  /** As the report promises it, on rows of the train file. */
  readonly promised: { readonly value: number; readonly low: number; readonly high: number };
  readonly auroc: number;
  /** Until the first model could have been used, and until everything was done. */
  readonly firstSeconds: number;
  readonly seconds: number;
}

/** All that the page does with the train file: search, choice, test rows, findings, refit. */
export async function trainWhole(seed: number): Promise<WholeResult> {
  const plan: PredictPlan = {
    question: {
      lens: 'text',
      target: TARGET,
      task: 'multiclass',
      columns: [TEXT],
      split: { kind: 'random', testShare: 0.2 },
    },
    recipe: [],
    settings: { preset: 'balanced', backend: 'wasm', seed, families: ['linear', 'network'], linear: 'auto' },
  };
  const since = now();
  let first = NaN;
  const model = await trained(plan, train, (event) => {
    if (event.kind === 'tried' && event.attempt.family !== 'baseline' && Number.isNaN(first)) first = seconds(since);
  });
  const took = seconds(since);
  const { prediction } = await applyModel({ model, table: test, estimators, steps: STEPS, pacer });
  const promised = model.report.test.find(({ metric }) => metric === 'accuracy');
  if (!promised) throw new Error('a report without accuracy');
  return {
    chosen: model.report.chosen.estimator,
    members: model.applied.members.map(({ estimator, weight }) => ({ estimator, weight })),
    accuracy: accuracyOn(asClasses(prediction), test),
    promised: { value: promised.value, low: promised.low, high: promised.high },
    auroc: model.report.text?.outOfScope.auroc.value ?? NaN,
    firstSeconds: first,
    seconds: took,
  };
}

export interface MadeResult {
  readonly chosen: string;
  readonly language: string;
  /** On the test rows. */
  readonly accuracy: number;
  /** Wrong labels among the rows that were looked at, and those of them in the top tenth of the list. */
  readonly flips: number;
  readonly listed: number;
}

/** Generated tickets of which everything is known (test/support/texts.ts), trained as the page does by the preset Balanced. */
export async function trainMade(seed: number, options: Omit<InboxOptions, 'seed'>): Promise<MadeResult> {
  const inbox = makeInbox({ seed, ...options });
  const model = await trained(
    {
      question: {
        lens: 'text',
        target: 'label',
        task: 'multiclass',
        columns: ['text'],
        split: { kind: 'random', testShare: 0.2 },
      },
      recipe: [],
      settings: { preset: 'balanced', backend: 'wasm', seed, families: ['linear', 'network'], linear: 'auto' },
    },
    inbox.table,
  );
  const { report } = model;
  const top = report.text?.mislabelled.rows.slice(0, Math.ceil(report.split.train / 10)) ?? [];
  const flips = new Set(inbox.flips);
  return {
    chosen: report.chosen.estimator,
    language: report.text?.language ?? '',
    accuracy: report.test.find(({ metric }) => metric === 'accuracy')?.value ?? NaN,
    // Which of them are test rows is the split's: as many as its share.
    flips: (inbox.flips.length * report.split.train) / inbox.truth.length,
    listed: top.filter(({ row }) => flips.has(row)).length,
  };
}

async function trained(plan: PredictPlan, table: Table, told?: (event: TrainEvent) => void): Promise<PredictModel> {
  const run = trainPredict({
    table,
    plan,
    method: TEXT_METHOD,
    estimators,
    steps: STEPS,
    now: () => new Date(0).toISOString(),
    pacer,
    finish: new AbortController().signal,
    modelId: 'study',
    appVersion: 'study',
    compute: () => engine.compute,
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    told?.(step.value);
  }
}

export interface Member {
  readonly estimator: string;
  readonly weight: number;
}

const HELD_OUT = 10;

/**
 * Ten intents that a model never saw against the others, on the test file: the area under the ROC curve of its confidence.
 * @param members fitted with their usual settings, networks once each
 */
export async function heldOut(seed: number, members: readonly Member[]): Promise<{ readonly auroc: number }> {
  const whole = targetOf(train);
  const drawn = Int32Array.from(whole.classes.keys());
  shuffle(drawn, createRandom(seed).fork('held-out intents'));
  const held = new Set(drawn.subarray(0, HELD_OUT));
  const kept = [...whole.classes.keys()].filter((code) => !held.has(code));
  const place = new Map(kept.map((code, i) => [code, i]));
  const rows = Int32Array.from(whole.codes.keys()).filter((row) => !held.has(whole.codes[row] as number));
  const features = takeRows(textsOf(train), rows);
  const target: ClassTarget = {
    task: 'multiclass',
    codes: Int32Array.from(rows, (row) => place.get(whole.codes[row] as number) as number),
    classes: kept.map((code) => whole.classes[code] as string),
  };
  const predictions: ClassPrediction[] = [];
  for (const { estimator: id } of members) {
    const estimator = estimators.get(id) as Estimator;
    const input = { features, target, rows: allRows(Int32Array.from(rows, (_, i) => i)) };
    const state = await fitToEnd(estimator, input, { ...(estimator.defaults as object), nets: 1 }, { seed, pacer });
    predictions.push(asClasses(await estimator.predict(textsOf(test), state)));
  }
  const sure = confidences(
    asClasses(
      blendPredictions(
        predictions,
        members.map(({ weight }) => weight),
      ),
    ),
  );
  const { codes } = targetOf(test);
  const isNew = (row: number): boolean => held.has(codes[row] as number);
  const { value } = aurocEstimate(
    sure.filter((_, row) => !isNew(row)),
    sure.filter((_, row) => isNew(row)),
  );
  return { auroc: value };
}
