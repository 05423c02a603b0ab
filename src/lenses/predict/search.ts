import { CancelledError } from '../../core/errors.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import { blendPredictions } from '../../core/learn/prediction.ts';
import { higherIsBetter, score } from '../../core/metrics/score.ts';
import { isComplete, meanIterations, runFolds, settledKey, settledParams, whole, type Attempt } from './attempt.ts';
import { bestCompleteOnFirstFold, onFirstFold, promisingOf } from './checkpoint-wanted.ts';
import type { TrainEvent } from './events.ts';
import {
  affordable,
  allFolds,
  attempt,
  begin,
  checkpoint,
  completeIds,
  hurried,
  replace,
  stoppable,
  tried,
} from './search-run.ts';
import type { Run, SearchInput } from './search-run.ts';
import { createTimekeeper } from './timekeeper.ts';

export interface SearchResult {
  readonly baseline: Attempt;
  /** Every try but the baseline's, in the order in which they began. */
  readonly attempts: readonly Attempt[];
  /** Ended by the person, or by the clock, before all that was planned was tried. */
  readonly ended: 'complete' | 'finished' | 'out-of-time';
}

/** At most so many training rows: the best of each estimator is judged again with one number of iterations for all folds. */
const SETTLE_ROWS = 5_000;

/**
 * Tries what is planned and yields every step of it: the baseline and each family's default on all folds, then drawn
 * settings on the first fold, the best of which go on to the others.
 * @throws CancelledError when the pacer's signal is aborted; `finish` ends it with what there is
 */
export async function* search(input: SearchInput): AsyncGenerator<TrainEvent, SearchResult> {
  const pacer = stoppable(input.pacer, input.finish);
  const timekeeper = createTimekeeper(input.plan.budgetMs, input.refitFolds, input.clock, input.journal.searchMs);
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
  yield* checkpoint(run);
  let ended: SearchResult['ended'] = 'complete';
  try {
    yield* anchors(run);
    yield* trials(run);
    yield* settle(run);
  } catch (error) {
    if (!(error instanceof CancelledError) || input.pacer.signal.aborted) throw error;
    if (isFinished(input)) ended = 'finished';
    else run.outOfTime = true;
  }
  yield* checkpoint(run);
  if (ended === 'complete' && run.outOfTime) ended = 'out-of-time';
  return { baseline, attempts: run.attempts, ended };
}

/** Ended by the person, now or before an interruption. */
const isFinished = ({ finish, journal }: SearchInput): boolean => finish.aborted || journal.finished;

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
    yield* tryOnFirstFold(run);
  } catch (error) {
    if (!(error instanceof CancelledError) || run.input.pacer.signal.aborted || isFinished(run.input)) throw error;
    // Time is up for new tries; what was set aside for the best of them is still there.
    run.outOfTime = true;
  }
  if (run.input.space.folds.length > 1) yield* tryOnOtherFolds(run);
}

async function* tryOnFirstFold(run: Run): AsyncGenerator<TrainEvent, void> {
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

async function* tryOnOtherFolds(run: Run): AsyncGenerator<TrainEvent, void> {
  const rest = allFolds(run).slice(1);
  for (const { estimator, keep } of run.input.plan.tracks) {
    for (const promising of bestOnFirstFold(run, estimator, keep)) {
      const complete = completeIds(run);
      const needed = complete.length === 0;
      // Every family belongs on the leaderboard if time allows.
      // Written down, since what it is decided by may be gone from a later checkpoint.
      const wanted = !complete.includes(estimator.id) || run.input.journal.decide(() => helps(run, promising));
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
  const best = bestCompleteOnFirstFold({ attempts: run.attempts, space, metric });
  if (!own || !best) return true;
  const together = blendPredictions([whole(own).prediction, whole(best).prediction], [0.5, 0.5]);
  const blended = score(metric, space.target, own.rows, together);
  return Math.max(sign * own.score, sign * blended) > sign * best.score;
}

/** Tries judged on the first fold alone that look better there than the best complete one. */
function bestOnFirstFold(run: Run, estimator: Estimator, keep: number): Attempt[] {
  const { space, metric } = run.input;
  const own = run.attempts.filter((candidate) => candidate.estimator.id === estimator.id && !candidate.error);
  const toBeat = Math.max(
    -Infinity,
    ...own.filter((candidate) => isComplete(candidate, space)).map((candidate) => onFirstFold(candidate, metric)),
  );
  return promisingOf(own, space, metric)
    .filter((candidate) => onFirstFold(candidate, metric) > toBeat)
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
    // Where this was judged again before an interruption, what settled its settings may be gone.
    const params = run.input.journal.paramsOf(settledKey(best, 0)) ?? settledParams(best);
    const fresh = { ...best, candidate: { ...best.candidate, params }, results: [] };
    const again = yield* runFolds(fresh, allFolds(run), hurried(run), iterations);
    if (again.error) continue;
    // The counts found stay on record: refitting with a fixed number reports that number.
    replace(run, again);
    yield tried(run, again);
    yield* checkpoint(run);
  }
}

function bestOf(run: Run, estimator: Estimator): Attempt | undefined {
  const sign = higherIsBetter(run.input.metric) ? 1 : -1;
  return run.attempts
    .filter((candidate) => candidate.estimator.id === estimator.id && isComplete(candidate, run.input.space))
    .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)))[0];
}
