import { CancelledError } from '../../core/errors.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { blendPredictions, predictionWidth } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import { higherIsBetter, score } from '../../core/metrics/score.ts';
import { asTry, isComplete, meanIterations, runFolds, scoreOf, type Attempt, type AttemptContext } from './attempt.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { takeRows } from '../../core/table/take.ts';
import type { Candidate, TrainEvent } from './events.ts';
import type { Prepared } from './pipeline.ts';
import type { SearchPlan } from './plan.ts';
import type { Try } from './report.ts';
import { createTimekeeper, type Timekeeper } from './timekeeper.ts';

export interface SearchInput extends AttemptContext {
  readonly plan: SearchPlan;
  readonly baseline: Estimator;
  /** How many folds' time refitting the chosen model takes. */
  readonly refitFolds: number;
  /** Aborted when the person wants the best so far. */
  readonly finish: AbortSignal;
  /** Called between tries and now and then within them; makes the event that says how long it still takes. */
  readonly time: (leftMs: number) => TrainEvent;
}

export interface SearchResult {
  readonly baseline: Attempt;
  /** Every try but the baseline's, in the order in which they began. */
  readonly attempts: readonly Attempt[];
  /** Ended by the person, or by the clock, before all that was planned was tried. */
  readonly ended: 'complete' | 'finished' | 'out-of-time';
}

/** At most so many training rows: the best of each estimator is judged again with one number of iterations for all folds. */
const SETTLE_ROWS = 5_000;

/** What a running search knows; changed in place by the functions below, seen by nobody else. */
interface Run {
  readonly input: SearchInput;
  readonly context: AttemptContext;
  readonly timekeeper: Timekeeper;
  readonly attempts: Attempt[];
  baseline: Attempt | undefined;
  outOfTime: boolean;
}

/**
 * Tries what is planned and yields every step of it: the baseline and each family's default on all folds, then drawn
 * settings on the first fold, the best of which go on to the others.
 * @throws CancelledError when the pacer's signal is aborted; `finish` ends it with what there is
 */
export async function* search(input: SearchInput): AsyncGenerator<TrainEvent, SearchResult> {
  const pacer = stoppable(input.pacer, input.finish);
  const timekeeper = createTimekeeper(input.plan.budgetMs, input.refitFolds, input.clock);
  const run: Run = {
    input,
    context: { ...input, pacer },
    timekeeper,
    attempts: [],
    baseline: undefined,
    outOfTime: false,
  };
  // Not stoppable: whatever is kept is compared with the baseline.
  const first = begin(run, input.baseline, 'baseline', input.baseline.defaults);
  yield { kind: 'candidate', candidate: first.candidate };
  const baseline = yield* runFolds(first, allFolds(run), input);
  if (baseline.error) throw new Error(`the baseline failed: ${baseline.error.code}`);
  run.baseline = baseline;
  yield tried(run, baseline);
  let ended: SearchResult['ended'] = 'complete';
  try {
    yield* anchors(run);
    yield* trials(run);
    yield* settle(run);
  } catch (error) {
    if (!(error instanceof CancelledError) || input.pacer.signal.aborted) throw error;
    if (input.finish.aborted) ended = 'finished';
    else run.outOfTime = true;
  }
  if (ended === 'complete' && run.outOfTime) ended = 'out-of-time';
  return { baseline, attempts: run.attempts, ended };
}

/**
 * A pacer that also ends the work when the time for trying is up; for what can be done without.
 * @param folds of `estimator` that are to be kept time for
 */
function hurried(run: Run, estimator?: Estimator, folds = 0): AttemptContext {
  const { pacer } = run.context;
  return {
    ...run.context,
    pacer: {
      signal: pacer.signal,
      async pause() {
        if (run.timekeeper.over(completeIds(run), estimator?.id, folds)) throw new CancelledError();
        await pacer.pause();
      },
    },
  };
}

/** Estimators of the tries that may be chosen. */
const completeIds = (run: Run): string[] =>
  run.attempts.filter((other) => isComplete(other, run.input.space)).map((other) => other.estimator.id);

/** A pacer that ends the work when it is cancelled and when it is to be finished. */
function stoppable(pacer: Pacer, finish: AbortSignal): Pacer {
  return {
    signal: AbortSignal.any([pacer.signal, finish]),
    async pause() {
      if (finish.aborted) throw new CancelledError();
      await pacer.pause();
      if (finish.aborted) throw new CancelledError();
    },
  };
}

function begin(run: Run, estimator: Estimator, family: Try['family'], params: unknown): Attempt {
  // The baseline is number 0.
  const id = family === 'baseline' ? 0 : run.attempts.length + 1;
  const candidate = { id, estimator: estimator.id, family, params, ...layersOf(run, estimator, params) };
  return { candidate, estimator, results: [], seconds: 0 };
}

/** Rows from which a network's inputs are counted, to draw it. */
const DRAWN_ROWS = 1_000;

function layersOf({ input }: Run, estimator: Estimator, params: unknown): Pick<Candidate, 'layers'> {
  if (!estimator.layers) return {};
  const { space, prepared } = input;
  const rows = (space.folds[0] as SearchSpace['folds'][number]).train.subarray(0, DRAWN_ROWS);
  const features = takeRows((prepared[0] as Prepared).encode(estimator.encoding).features, rows);
  return { layers: estimator.layers(params, features, predictionWidth(space.target)) };
}

const allFolds = (run: Run): number[] => run.input.space.folds.map((_, fold) => fold);

/** Defaults of each family first, then the other anchors. */
async function* anchors(run: Run): AsyncGenerator<TrainEvent, void> {
  const { tracks } = run.input.plan;
  const rounds = Math.max(0, ...tracks.map((track) => track.anchors.length));
  for (let round = 0; round < rounds; round++) {
    for (const { estimator, family, anchors: settings } of tracks) {
      if (round >= settings.length) continue;
      const left = tracks.reduce(
        (sum, track) => sum + Math.max(0, track.anchors.length - round) * allFolds(run).length + track.trials.length,
        0,
      );
      // Every family gets its default, however long it takes.
      if (round > 0 && !affordable(run, estimator, allFolds(run).length)) continue;
      yield* attempt(run, begin(run, estimator, family, settings[round]), allFolds(run), left, run.context);
    }
  }
}

/** Successive halving in two rounds: all on the first fold, the best on the others too. */
async function* trials(run: Run): AsyncGenerator<TrainEvent, void> {
  try {
    yield* onFirstFold(run);
  } catch (error) {
    const { pacer, finish } = run.input;
    if (!(error instanceof CancelledError) || pacer.signal.aborted || finish.aborted) throw error;
    // Time is up for new tries; what was set aside for the best of them is still there.
    run.outOfTime = true;
  }
  if (run.input.space.folds.length > 1) yield* onOtherFolds(run);
}

async function* onFirstFold(run: Run): AsyncGenerator<TrainEvent, void> {
  const { tracks } = run.input.plan;
  const rounds = Math.max(0, ...tracks.map((track) => track.trials.length));
  const others = allFolds(run).length - 1;
  for (let round = 0; round < rounds; round++) {
    for (const { estimator, family, anchors: settled, trials: drawn, keep } of tracks) {
      if (round >= drawn.length) continue;
      // What is kept for the other folds has to be paid for out of the same budget.
      const reserve = settled.length === 0 ? 0 : keep * others;
      if (round + settled.length > 0 && !affordable(run, estimator, 1 + reserve)) continue;
      const left = tracks.reduce((sum, other) => sum + Math.max(0, other.trials.length - round), 0);
      // With nothing else to keep, the person waits.
      const context = completeIds(run).length > 0 ? hurried(run, estimator, reserve) : run.context;
      yield* attempt(run, begin(run, estimator, family, drawn[round]), [0], left, context);
    }
  }
}

async function* onOtherFolds(run: Run): AsyncGenerator<TrainEvent, void> {
  const rest = allFolds(run).slice(1);
  for (const { estimator, keep } of run.input.plan.tracks) {
    for (const promising of bestOnFirstFold(run, estimator, keep)) {
      const complete = completeIds(run);
      const needed = complete.length === 0;
      // Every family belongs on the leaderboard if time allows.
      const wanted = !complete.includes(estimator.id) || helps(run, promising);
      if (needed || (wanted && affordable(run, estimator, rest.length))) {
        yield* attempt(run, promising, rest, keep, needed ? run.context : hurried(run));
      }
    }
  }
}

/** Whether, on the first fold, the try beats the best complete one or makes it better when the two are averaged. */
function helps(run: Run, candidate: Attempt): boolean {
  const { space, metric } = run.input;
  const sign = higherIsBetter(metric) ? 1 : -1;
  const [own] = candidate.results;
  const others = run.attempts.flatMap((other) => (isComplete(other, space) ? other.results.slice(0, 1) : []));
  if (!own || others.length === 0) return true;
  const judged = (prediction: Prediction): number => sign * score(metric, space.target, own.rows, prediction);
  const best = others.reduce((a, b) => (judged(b.prediction) > judged(a.prediction) ? b : a));
  const together = blendPredictions([own.prediction, best.prediction], [0.5, 0.5]);
  return Math.max(judged(own.prediction), judged(together)) > judged(best.prediction);
}

/** Tries judged on the first fold alone that look better there than the best complete one. */
function bestOnFirstFold(run: Run, estimator: Estimator, keep: number): Attempt[] {
  const { space, metric } = run.input;
  const sign = higherIsBetter(metric) ? 1 : -1;
  const onFirst = (candidate: Attempt): number => {
    const results = candidate.results.filter(({ fold }) => fold === 0);
    return sign * (scoreOf(results, run.input) ?? -sign * Infinity);
  };
  const own = run.attempts.filter((candidate) => candidate.estimator.id === estimator.id && !candidate.error);
  const toBeat = Math.max(-Infinity, ...own.filter((candidate) => isComplete(candidate, space)).map(onFirst));
  return own
    .filter((candidate) => !isComplete(candidate, space) && !candidate.cancelled && onFirst(candidate) > toBeat)
    .toSorted((a, b) => onFirst(b) - onFirst(a) || a.candidate.id - b.candidate.id)
    .slice(0, keep);
}

/**
 * Early stopping peeks at the very rows that judge: on few rows that flatters. The best try of each estimator that
 * stops early is judged again with the mean number of iterations, the same on every fold, as it is refitted later.
 */
async function* settle(run: Run): AsyncGenerator<TrainEvent, void> {
  const { space, plan } = run.input;
  if (space.table.rowCount > SETTLE_ROWS || space.folds.length < 2) return;
  for (const { estimator } of plan.tracks) {
    const best = bestOf(run, estimator);
    const iterations = best && meanIterations(best);
    if (!best || iterations === undefined || !estimator.withIterations) continue;
    if (!affordable(run, estimator, allFolds(run).length)) continue;
    const fresh = { ...best, results: [] };
    const again = yield* runFolds(fresh, allFolds(run), hurried(run), iterations);
    if (again.error) continue;
    // The counts found stay on record: refitting with a fixed number reports that number.
    replace(run, again);
    yield tried(run, again);
  }
}

function bestOf(run: Run, estimator: Estimator): Attempt | undefined {
  const sign = higherIsBetter(run.input.metric) ? 1 : -1;
  return run.attempts
    .filter((candidate) => candidate.estimator.id === estimator.id && isComplete(candidate, run.input.space))
    .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)))[0];
}

function affordable(run: Run, estimator: Estimator, folds: number): boolean {
  const fits = run.timekeeper.fits(estimator.id, folds, completeIds(run));
  if (!fits) run.outOfTime = true;
  return fits;
}

/** Between two words about the time that is left. */
const TIME_EVERY_MS = 500;

/** Runs some folds of a try, one by one, and keeps what they gave. */
async function* attempt(
  run: Run,
  candidate: Attempt,
  folds: readonly number[],
  left: number,
  context: AttemptContext,
): AsyncGenerator<TrainEvent, void> {
  if (candidate.results.length === 0) yield { kind: 'candidate', candidate: candidate.candidate };
  replace(run, candidate);
  for (const fold of folds) {
    const before = run.input.clock();
    let told = before;
    const fitting = runFolds(latest(run, candidate), [fold], context);
    try {
      for (;;) {
        const step = await fitting.next();
        if (step.done) {
          replace(run, step.value);
          break;
        }
        yield step.value;
        if (run.input.clock() - told < TIME_EVERY_MS) continue;
        told = run.input.clock();
        yield run.input.time(run.timekeeper.estimate(left));
      }
    } catch (error) {
      if (error instanceof CancelledError) replace(run, { ...latest(run, candidate), cancelled: true });
      throw error;
    }
    run.timekeeper.record(candidate.estimator.id, run.input.clock() - before);
    yield run.input.time(run.timekeeper.estimate(left));
    if (latest(run, candidate).error) break;
  }
  yield tried(run, latest(run, candidate));
}

const latest = (run: Run, like: Attempt): Attempt =>
  run.attempts.find(({ candidate }) => candidate.id === like.candidate.id) ?? like;

function replace(run: Run, next: Attempt): void {
  const at = run.attempts.findIndex(({ candidate }) => candidate.id === next.candidate.id);
  if (at < 0) run.attempts.push(next);
  else run.attempts[at] = next;
}

function tried(run: Run, attempt: Attempt): TrainEvent {
  const { metric, space } = run.input;
  const sign = higherIsBetter(metric) ? 1 : -1;
  const baselineScore = (run.baseline as Attempt).score as number;
  const own = isComplete(attempt, space) ? sign * (attempt.score as number) : -Infinity;
  const others = run.attempts.filter((other) => other !== attempt && isComplete(other, space));
  const best = own > -Infinity && others.every((other) => sign * (other.score as number) <= own);
  return { kind: 'tried', attempt: asTry(attempt), baselineScore, best };
}
