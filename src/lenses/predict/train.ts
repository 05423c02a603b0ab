import type { CellMeaning } from '../../core/ingest/cell-meaning.ts';
import { metricsFor, selectionMetric } from '../../core/metrics/score.ts';
import { isolateRows, searchSpace, takeTarget } from '../../core/prepare/compact.ts';
import { findPersonalColumns } from '../../core/privacy/find-personal.ts';
import { allRows } from '../../core/prepare/split.ts';
import type { Table } from '../../core/table/table.ts';
import { bootstrapMetrics } from '../../core/metrics/bootstrap.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import { choose, verdictOf, type Choice } from './choose.ts';
import { describeColumn, describePixel } from './columns.ts';
import { blend, contendersOf, ranked, type Contender } from './contender.ts';
import { readCheckpoint } from './checkpoint.ts';
import { createJournal, type FitId, type Journal } from './checkpoint-journal.ts';
import type { TrainEvent } from './events.ts';
import { judge } from './judge.ts';
import { keepFit } from './kept-fit.ts';
import type { FittedPipeline, ModelColumn, PredictModel } from './model.ts';
import { fitPipeline, prepare, type FitPipelineInput, type MemberSpec, type Prepared } from './pipeline.ts';
import { PREDICT_METHOD } from './method.ts';
import { columnsOf, entityGroups, pictureShape, readProblem, splitProblem, type Problem } from './problem.ts';
import { makeReport, type Outcome } from './receipt.ts';
import type { LeaderboardRow } from './report.ts';
import { search, type SearchResult } from './search.ts';
import { tellCompute } from './tell-compute.ts';
import type { Field, TrainInput, Training } from './training.ts';
import { curveEvent } from './watched.ts';

/** The part of all the time that comes after the search, by experience: refits, intervals, drivers. */
const TAIL_SHARE = 0.3;

/**
 * Fits what the plan asks for, chooses on validation rows, opens the test rows once and refits on all rows.
 * Rows of the test set are not in any table that something is learned from before they are opened.
 * @throws CodedError where the data cannot answer the question (`train.*`, `split.*`, `table.no-column`), CancelledError
 */
export async function* trainPredict(input: TrainInput): AsyncGenerator<TrainEvent, PredictModel> {
  const { model } = yield* trainAndRefit(input);
  return model;
}

/** A trained model, and the way to fit the same once more on other rows. */
export interface Trained {
  readonly model: PredictModel;
  /** The model with `applied` fitted on every row of `table` whose target is known, settings unchanged. */
  refitOn(table: Table): AsyncGenerator<TrainEvent, PredictModel>;
}

/** `trainPredict`, for callers that will refit. */
export async function* trainAndRefit(asked: TrainInput): AsyncGenerator<TrainEvent, Trained> {
  yield { kind: 'phase', phase: 'preparing' };
  const training = await setUp(asked);
  const { input } = training;
  const compute = input.compute();
  yield { kind: 'compute', compute };
  yield { kind: 'phase', phase: 'searching' };
  const searching = search({
    plan: training.search,
    baseline: training.baseline,
    refitFolds: refitFolds(training),
    space: training.space,
    prepared: training.prepared,
    metric: training.metric,
    seed: training.seed,
    pacer: input.pacer,
    finish: input.finish,
    clock: training.clock,
    journal: training.journal,
    time: (leftMs, refitMs) => searchTime(training, leftMs, refitMs),
  });
  const found = yield* tellCompute(searching, input.compute, compute);
  const searched = training.clock() - training.started;
  // Of many rows the search sees a sample: the refits on all of them may take longer than the search did.
  let refitMs = 0;
  const tail = (part: number): TrainEvent => remaining(training, Math.max(searched * TAIL_SHARE * (1 - part), refitMs));
  yield { kind: 'compute', compute: input.compute() };
  const field = fieldOf(training, found);
  const choice = await choose({ ...training, ...field, pacer: input.pacer });
  const leaderboard = await rankContenders(training, field, choice);

  const msOfRow = (1000 * choice.chosen.seconds) / learnedRows(training);
  yield { kind: 'phase', phase: 'refitting' };
  refitMs = msOfRow * (training.split.train.length + training.problem.rows.length);
  yield tail(0.1);
  const judged = yield* refitOnce(training, choice.chosen);
  const plain = yield* refit(training, field.baseline.members, training.split.train, 0);

  yield { kind: 'phase', phase: 'testing' };
  refitMs = msOfRow * training.problem.rows.length;
  yield tail(0.35);
  const judgement = await judge(training, choice, judged, plain);

  yield { kind: 'phase', phase: 'explaining' };
  yield tail(0.5);
  const linear = field.contenders.find(({ family }) => family === 'linear');
  const explanation = await training.method.explain(training, choice.chosen, linear);
  const { method } = training;
  const finding = method.find?.(training, { choice, judged, judgement });
  const findings = finding && Symbol.asyncIterator in finding ? yield* finding : ((await finding) ?? {});

  yield { kind: 'phase', phase: 'finishing' };
  yield tail(0.8);
  const applied = yield* refit(
    training,
    choice.chosen.members,
    allRows(training.problem.rows),
    choice.chosen.tryId,
    APPLIED,
  );
  const additions = method.add ? yield* method.add(training, applied) : {};
  yield { kind: 'compute', compute: input.compute() };
  const outcome = { found, field, choice, leaderboard, judgement, explanation, judged, applied, findings };
  const model = { ...assemble(training, outcome), ...additions, ...training.made?.kept };
  yield remaining(training, 0);
  return { model, refitOn: (table) => refitModel(training, model, choice.chosen, table) };
}

async function* refitModel(
  training: Training,
  model: PredictModel,
  { members, tryId }: Contender,
  table: Table,
): AsyncGenerator<TrainEvent, PredictModel> {
  const rows = training.made?.again(table) ?? table;
  const problem = readProblem(rows, training.problem.question);
  const onTable = { ...training, problem, input: { ...training.input, table: rows } };
  const applied = yield* refit(onTable, members, problem.rows, tryId);
  const additions = training.method.add ? yield* training.method.add(onTable, applied) : {};
  const report = { ...model.report, refit: { ...model.report.refit, rowCount: problem.rows.length } };
  return { ...model, ...additions, applied, report, columns: modelColumns(problem) };
}

const modelColumns = ({ question, features, rows }: Problem): ModelColumn[] =>
  isolateRows(features, rows).columns.map(question.shape ? describePixel : describeColumn);

async function setUp(given: TrainInput): Promise<Training> {
  const clock = given.clock ?? ((): number => performance.now());
  const started = clock();
  const method = given.method ?? PREDICT_METHOD;
  const made = await method.makeRows?.(given.table, given.plan, given.steps, given.pacer);
  const input = made
    ? { ...given, table: made.table, plan: { ...given.plan, question: made.question, recipe: made.recipe } }
    : given;
  const { plan, pacer, table, estimators, steps } = input;
  const { seed } = plan.settings;
  const problem = readProblem(table, plan.question);
  const baseline = estimators.get('baseline');
  if (!baseline) throw new Error('no estimator is called baseline');
  const classes = problem.target.task === 'regression' ? 1 : problem.target.classes.length;
  const columns = problem.features.columns.length;
  const shape = pictureShape(problem);
  const counted = { rows: problem.rows.length, columns, task: problem.target.task, classes };
  const size = shape ? { ...counted, shape } : counted;
  const recipe = method.asTheyAre ? [] : plan.recipe;
  const searchPlan = method.planSearch(plan.settings, size, estimators);
  const split = splitProblem(problem, table, seed, searchPlan);
  const journal = openJournal(input, split.hash, () => clock() - started);
  await pacer.pause();
  const space = searchSpace(problem.features, problem.target, split, searchPlan.mostRows, seed);
  const prepared: Prepared[] = [];
  for (const fold of space.folds) {
    prepared.push(prepare(space.table, fold.train, recipe, steps));
    await pacer.pause();
  }
  const validation = Int32Array.from(space.validation, (row) => space.rows[row] as number);
  return {
    input: { ...input, compute: () => laterNote(input.compute(), journal.compute) },
    asked: given.plan,
    ...(made ? { made } : {}),
    problem,
    method,
    recipe,
    search: searchPlan,
    split,
    space,
    prepared,
    personal: await findPersonalColumns(table, pacer),
    metric: selectionMetric(problem.target.task),
    groups: entityGroups(problem.question, table, validation),
    baseline,
    seed,
    clock,
    started: started - journal.elapsedMs,
    journal,
  };
}

/** @throws train.checkpoint-unreadable */
function openJournal(input: TrainInput, split: string, clock: () => number): Journal {
  const { appVersion: app, checkpoint, compute } = input;
  const saved = checkpoint?.saved && readCheckpoint(checkpoint.saved, { app, split });
  const note = (): ComputeNote => laterNote(compute(), saved?.head.compute);
  return createJournal(saved, { app, split, clock, compute: note, kept: checkpoint !== undefined });
}

/** Networks that ran before an interruption ran where they ran, though nothing since has asked for an engine. */
const laterNote = (now: ComputeNote, before: ComputeNote | undefined): ComputeNote =>
  now.backend === 'none' ? (before ?? now) : now;

/** Rows of the two refits, in rows that a fold learns from. */
const refitFolds = ({ split, problem, space }: Training): number =>
  (split.train.length + problem.rows.length) / Math.max(1, space.folds[0]?.train.length ?? 1);

/** Rows that a try learned from, over all folds. */
const learnedRows = ({ space }: Training): number =>
  Math.max(
    1,
    space.folds.reduce((sum, { train }) => sum + train.length, 0),
  );

const remaining = (training: Training, leftMs: number): TrainEvent => {
  const elapsedMs = training.clock() - training.started;
  const whole = elapsedMs + leftMs;
  return { kind: 'time', elapsedMs, leftMs, share: whole > 0 ? elapsedMs / whole : 1 };
};

/**
 * The time while the search is on.
 * @param searchLeftMs what is left of it @param refitMs what refitting those that may be chosen takes, by their tries
 */
const searchTime = (training: Training, searchLeftMs: number, refitMs: number): TrainEvent => {
  const searched = training.clock() - training.started + searchLeftMs;
  return remaining(training, searchLeftMs + Math.max(TAIL_SHARE * searched, refitMs));
};

function fieldOf({ space, metric, search: plan }: Training, found: SearchResult): Field {
  const [baseline] = contendersOf([found.baseline], space, metric, 1);
  if (!baseline) throw new Error('the baseline was not judged');
  const contenders = contendersOf(found.attempts, space, metric, 1);
  const members = contendersOf(found.attempts, space, metric, plan.blendMembers);
  return { baseline, contenders, blend: blend(members, space, metric, found.attempts.length + 1, plan.leastWeight) };
}

/** Everyone's figures on validation rows, with intervals, the best first. */
async function rankContenders(training: Training, field: Field, { chosen }: Choice): Promise<LeaderboardRow[]> {
  const { space, metric, problem, seed, groups } = training;
  const all = [...field.contenders, ...(field.blend ? [field.blend] : [])];
  const rows: LeaderboardRow[] = [];
  for (const one of [...ranked(all, metric), field.baseline]) {
    const metrics = await bootstrapMetrics(
      metricsFor(problem.target.task),
      space.target,
      space.validation,
      one.prediction,
      field.baseline.prediction,
      { seed, pacer: training.input.pacer, ...(groups ? { groups } : {}) },
    );
    const { tryId, estimator, family, seconds } = one;
    rows.push({ tryId, estimator, family, metrics, chosen: one === chosen, seconds });
  }
  return rows;
}

/** Names of the refits in a checkpoint. */
const JUDGED = 'judged';
const APPLIED = 'applied';
/** A member of a refit: `judged.0`. */
const memberKey = (refit: string, member: number): string => `${refit}.${member}`;

/** The chosen model on all rows but the test rows: fitted, or as it was fitted before an interruption. */
async function* refitOnce(
  training: Training,
  { members, tryId }: Contender,
): AsyncGenerator<TrainEvent, FittedPipeline> {
  const { journal, split } = training;
  const known = journal.kept(JUDGED);
  // Kept with the checkpoint of this very plan, page and split, which has been checked.
  if (known !== undefined) return known as FittedPipeline;
  const judged = yield* refit(training, members, split.train, tryId, JUDGED);
  journal.keep(JUDGED, judged);
  for (const member of members.keys()) journal.forget(memberKey(JUDGED, member));
  if (journal.due(true)) yield { kind: 'checkpoint', step: journal.take() };
  return judged;
}

/**
 * A pipeline fitted on the given rows and nothing else.
 * @param name where an interrupted one is to go on; then checkpoints are told
 */
async function* refit(
  training: Training,
  members: readonly MemberSpec[],
  rows: Int32Array,
  candidateId: number,
  name?: string,
): AsyncGenerator<TrainEvent, FittedPipeline> {
  const { input, problem, recipe, seed, journal } = training;
  const table = isolateRows(problem.features, rows);
  const target = takeTarget(problem.target, rows);
  const fitting = fitPipeline({
    table,
    target,
    rows: allRows(Int32Array.from(rows, (_, i) => i)),
    recipe,
    steps: input.steps,
    members,
    seed,
    pacer: input.pacer,
    ...(name === undefined ? {} : { fitMember: keptMembers(training, name, members.length) }),
  });
  for (;;) {
    const step = await fitting.next();
    if (step.done) return step.value;
    yield curveEvent(step.value, candidateId, -1, { rows, target });
    if (journal.isFurther && journal.due(false)) yield { kind: 'checkpoint', step: journal.take() };
  }
}

/** Fits members as far as they are not on record; one that is alone is kept by whoever wants the pipeline. */
function keptMembers(
  { input, seed, journal, clock }: Training,
  refit: string,
  members: number,
): NonNullable<FitPipelineInput['fitMember']> {
  return async function* fitMember({ estimator, params }, fitted, member) {
    const key = memberKey(refit, member);
    // Of this very plan, page and split, which have been checked.
    const known = journal.kept(key);
    if (known !== undefined) return known;
    const fit: FitId = { key, estimator: estimator.id, version: estimator.version, params };
    const state = yield* keepFit({ fit, estimator, input: fitted, params, seed, pacer: input.pacer, journal, clock });
    if (members > 1) journal.keep(key, state);
    return state;
  };
}

function assemble(training: Training, outcome: Outcome): PredictModel {
  const { input, problem, metric, split, space } = training;
  const { target } = problem;
  const verdict = verdictOf({
    choice: outcome.choice,
    metric,
    validationRows: space.validation.length,
    testGain: outcome.judgement.gain,
    testRows: split.test.length,
  });
  const report = makeReport(training, outcome, verdict);
  return {
    format: 'sightglass.model',
    version: 1,
    lens: problem.question.lens,
    id: input.modelId,
    createdAt: report.createdAt,
    target: problem.question.target,
    task: target.task,
    ...(target.task === 'regression' ? {} : { classes: target.classes }),
    ...(report.threshold ? { threshold: report.threshold.value } : {}),
    columns: modelColumns(problem),
    ...(input.cells === undefined ? {} : { cells: meaningOf(problem, input.cells) }),
    applied: outcome.applied,
    judged: outcome.judged,
    report,
    ...(input.parent === undefined ? {} : { parent: input.parent }),
  };
}

/** What was said of the cells, as far as the model has to do with their columns. */
function meaningOf({ question, features }: Problem, { missing, ...others }: CellMeaning): CellMeaning {
  const ofEvents = question.sequence ? columnsOf(question) : [];
  const names = new Set([question.target, ...ofEvents, ...features.columns.map(({ name }) => name)]);
  return { ...others, ...(missing ? { missing: missing.filter(([name]) => names.has(name)) } : {}) };
}
