import { candidatesOf, evidenceOf } from '../../core/forecast/evidence.ts';
import { conclude, type Conclusions, type ConcludeInput } from '../../core/forecast/conclude.ts';
import { makeFolds, type Fold } from '../../core/forecast/folds.ts';
import { createMultipliers } from '../../core/forecast/intervals.ts';
import { scoreMethod, type SeriesScore } from '../../core/forecast/method-scores.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import { createPlainHash } from '../../core/learn/plain-hash.ts';
import { findPersonalColumns } from '../../core/privacy/find-personal.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type { Series } from '../../core/series/types.ts';
import { readCheckpoint } from '../predict/checkpoint.ts';
import { createJournal, type Journal } from '../predict/checkpoint-journal.ts';
import type { TrainEvent } from '../predict/events.ts';
import { tellCompute } from '../predict/tell-compute.ts';
import { fieldOf, type Field } from './contestants.ts';
import { fitFinally, wholeViews, type FinalFits } from './final-fits.ts';
import type { SeriesOutcome } from './outcome.ts';
import { describeProblem, readProblem } from './problem.ts';
import { makeForecastReport } from './receipt.ts';
import { search, type Searched } from './search.ts';
import type { ForecastProblem, ForecastTrainInput } from './training.ts';
import type { ForecastModel } from './types.ts';

/** The part of all the time that comes after the search, by experience. */
const TAIL_SHARE = 0.15;
/** Series that are taken apart at most: of more, nobody looks at each. */
const MOST_TAKEN_APART = 60;

const LOOKS = { quick: 'few', balanced: 'usual', thorough: 'many' } as const;

/** A forecast in the making, as far as it is settled before the search. */
interface Job {
  readonly input: ForecastTrainInput;
  readonly problem: ForecastProblem;
  readonly folds: readonly Fold[];
  readonly field: Field;
  readonly personal: readonly PersonalColumn[];
  readonly journal: Journal;
  readonly clock: () => number;
  readonly started: number;
}

/**
 * Backtests every method, chooses for every series, learns how wide the fans have to be, and fits what is chosen on
 * everything. A finish signal ends the search with the best so far; the same search run on its checkpoints ends up where
 * it would have.
 * @throws forecast.no-horizon, forecast.too-short, forecast.no-method, series.*, train.checkpoint-unreadable, CancelledError
 */
export async function* trainForecast(input: ForecastTrainInput): AsyncGenerator<TrainEvent, ForecastModel> {
  yield { kind: 'phase', phase: 'preparing' };
  const job = await setUp(input);
  const { journal, problem } = job;
  const compute = (): ComputeNote => laterNote(input.compute(), journal.compute);
  yield { kind: 'compute', compute: compute() };
  yield { kind: 'phase', phase: 'searching' };
  const { seed } = input.plan.settings;
  const steps = { seed, pacer: input.pacer, clock: job.clock, journal, horizon: problem.horizon };
  const searching = search({
    ...steps,
    folds: job.folds,
    field: job.field,
    finish: input.finish,
    time: (leftMs) => timeEvent(job, leftMs + TAIL_SHARE * (job.clock() - job.started + leftMs)),
  });
  const searched = yield* tellCompute(searching, compute, compute());
  yield { kind: 'phase', phase: 'testing' };
  const judgement = await judge(job, searched);
  yield { kind: 'phase', phase: 'refitting' };
  const views = wholeViews(problem.whole, problem.natures, problem.horizon);
  const { contestants } = job.field;
  const chosen = judgement.conclusions.series.map(({ choice }) => choice.members);
  const final = yield* fitFinally({ ...steps, views, chosen, contestants });
  yield { kind: 'phase', phase: 'finishing' };
  yield { kind: 'compute', compute: compute() };
  const outcomes = outcomesOf(job, judgement, final, views);
  await input.pacer.pause();
  const report = makeForecastReport({
    input,
    problem,
    field: job.field,
    folds: job.folds,
    searched,
    conclusions: judgement.conclusions,
    outcomes,
    personal: job.personal,
    compute: compute(),
    seconds: (job.clock() - job.started) / 1000,
  });
  yield timeEvent(job, 0);
  return {
    format: 'sightglass.model',
    version: 1,
    lens: 'forecast',
    id: input.modelId,
    createdAt: report.createdAt,
    target: input.plan.question.target,
    fits: final.fits,
    data: problem.set,
    report,
    ...(input.parent === undefined ? {} : { parent: input.parent }),
  };
}

async function setUp(input: ForecastTrainInput): Promise<Job> {
  const clock = input.clock ?? ((): number => performance.now());
  const started = clock();
  const { plan, pacer, table } = input;
  const problem = input.set
    ? await describeProblem(input.set, plan.question, pacer)
    : await readProblem(table, plan.question, pacer, Date.parse(input.now()));
  const { whole, horizon, natures } = problem;
  const folds = await makeFolds({ set: whole, horizon, natures, pacer, looks: LOOKS[plan.settings.preset] });
  const field = fieldOf(input.forecasters, plan.settings, whole.series.length);
  const journal = openJournal(input, hashOf(problem, input), () => clock() - started);
  const personal = await findPersonalColumns(table, pacer);
  return { input, problem, folds, field, personal, journal, clock, started: started - journal.elapsedMs };
}

/** Of everything that the search rests on. */
function hashOf({ whole, horizon }: ForecastProblem, { plan, forecasters }: ForecastTrainInput): string {
  const hash = createPlainHash();
  hash.add(plan);
  hash.add(horizon);
  for (const { name, values, first, last, filled } of whole.series) hash.add([name, values, first, last, filled]);
  for (const { name, values } of whole.known) hash.add([name, ...values]);
  for (const { id, version } of forecasters.values()) hash.add([id, version]);
  return hash.hex();
}

/** @throws train.checkpoint-unreadable */
function openJournal(input: ForecastTrainInput, split: string, clock: () => number): Journal {
  const { appVersion: app, checkpoint, compute } = input;
  const saved = checkpoint?.saved && readCheckpoint(checkpoint.saved, { app, split });
  const note = (): ComputeNote => laterNote(compute(), saved?.head.compute);
  return createJournal(saved, { app, split, clock, compute: note, kept: checkpoint !== undefined });
}

const laterNote = (now: ComputeNote, before: ComputeNote | undefined): ComputeNote =>
  now.backend === 'none' ? (before ?? now) : now;

const timeEvent = ({ clock, started }: Job, leftMs: number): TrainEvent => {
  const elapsedMs = clock() - started;
  const whole = elapsedMs + leftMs;
  return { kind: 'time', elapsedMs, leftMs, share: whole > 0 ? elapsedMs / whole : 1 };
};

interface Judgement {
  readonly conclude: ConcludeInput;
  readonly conclusions: Conclusions;
  /** By method, then by series. */
  readonly scores: ReadonlyMap<string, readonly (SeriesScore | undefined)[]>;
}

async function judge({ problem, folds, input }: Job, { judged }: Searched): Promise<Judgement> {
  const { whole, groups, horizon, neverNegative } = problem;
  const methods = candidatesOf(judged, folds);
  const evidence = evidenceOf(judged, folds, whole.series.length);
  const concluding = {
    evidence,
    methods,
    groups,
    horizon,
    neverNegative,
    multipliers: createMultipliers(),
    pacer: input.pacer,
  };
  const conclusions = await conclude(concluding);
  await input.pacer.pause();
  const scores = new Map<string, readonly (SeriesScore | undefined)[]>();
  for (const method of methods) {
    scores.set(method.method, scoreMethod(concluding, method));
    await input.pacer.pause();
  }
  return { conclude: concluding, conclusions, scores };
}

function outcomesOf(
  { problem, field }: Job,
  { conclude: { evidence, multipliers }, conclusions, scores }: Judgement,
  final: FinalFits,
  views: ReturnType<typeof wholeViews>,
): SeriesOutcome[] {
  const families = new Map(field.contestants.map(({ forecaster: { id, family } }) => [id, family]));
  const count = problem.whole.series.length;
  return problem.whole.series.map((series: Series, s): SeriesOutcome => {
    const own = new Map<string, SeriesScore>();
    for (const [method, all] of scores) {
      const score = all[s];
      if (score) own.set(method, score);
    }
    return {
      series,
      view: views[s] as (typeof views)[number],
      evidence: evidence[s] as (typeof evidence)[number],
      conclusion: conclusions.series[s] as (typeof conclusions.series)[number],
      members: final.members[s] ?? [],
      forecast: final.forecasts[s] as (typeof final.forecasts)[number],
      told: final.told[s] ?? {},
      scores: own,
      families,
      neverNegative: problem.neverNegative[s] === true,
      multipliers,
      takeApart: count <= MOST_TAKEN_APART,
    };
  });
}
