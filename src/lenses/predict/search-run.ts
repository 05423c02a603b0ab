import { CancelledError } from '../../core/errors.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { predictionWidth } from '../../core/learn/prediction.ts';
import { higherIsBetter } from '../../core/metrics/score.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { takeRows } from '../../core/table/take.ts';
import { asTry, isComplete, runFolds, type Attempt, type AttemptContext } from './attempt.ts';
import { mayBeChosen } from './checkpoint-wanted.ts';
import type { Candidate, TrainEvent } from './events.ts';
import type { Prepared } from './pipeline.ts';
import type { SearchPlan } from './plan.ts';
import type { Try } from './report.ts';
import type { Timekeeper } from './timekeeper.ts';

export interface SearchInput extends AttemptContext {
  readonly plan: SearchPlan;
  readonly baseline: Estimator;
  /** How many folds' time refitting the chosen model takes. */
  readonly refitFolds: number;
  /** Called between tries and now and then within them; makes the event that says how long it still takes. */
  readonly time: (leftMs: number, refitMs: number) => TrainEvent;
}

/** What a running search knows; changed in place by the functions here and in `search.ts`, seen by nobody else. */
export interface Run {
  readonly input: SearchInput;
  readonly context: AttemptContext;
  readonly timekeeper: Timekeeper;
  readonly attempts: Attempt[];
  baseline: Attempt | undefined;
  outOfTime: boolean;
}

/**
 * A pacer that also ends the work when the time for trying is up; for what can be done without.
 * @param folds of `estimator` that are to be kept time for
 */
export function hurried(run: Run, estimator?: Estimator, folds = 0): AttemptContext {
  const { pacer } = run.context;
  return {
    ...run.context,
    pacer: {
      ...pacer,
      async pause() {
        if (run.timekeeper.over(completeIds(run), estimator?.id, folds)) throw new CancelledError();
        await pacer.pause();
      },
    },
  };
}

/** Estimators of the tries that may be chosen. */
export const completeIds = (run: Run): string[] =>
  run.attempts.filter((other) => isComplete(other, run.input.space)).map((other) => other.estimator.id);

/** A pacer that ends the work when it is cancelled and when it is to be finished. */
export function stoppable(pacer: Pacer, finish: AbortSignal): Pacer {
  return {
    ...pacer,
    signal: AbortSignal.any([pacer.signal, finish]),
    async pause() {
      if (finish.aborted) throw new CancelledError();
      await pacer.pause();
      if (finish.aborted) throw new CancelledError();
    },
  };
}

/** A try that has not been judged on any fold yet. */
export function begin(run: Run, estimator: Estimator, family: Try['family'], params: unknown): Attempt {
  // The baseline is number 0.
  const id = family === 'baseline' ? 0 : run.attempts.length + 1;
  const candidate = { id, estimator: estimator.id, family, params, ...layersOf(run, estimator, params) };
  return { candidate, estimator, results: [], seconds: 0 };
}

/** Rows from which a network's inputs are counted, to draw it. */
const DRAWN_ROWS = 1_000;
/** Of texts more: their words are counted, and rows that were not looked at would bring further ones. */
const DRAWN_TEXTS = 20_000;

function layersOf({ input }: Run, estimator: Estimator, params: unknown): Pick<Candidate, 'layers'> {
  if (!estimator.layers) return {};
  const { space, prepared } = input;
  const rows = (space.folds[0] as SearchSpace['folds'][number]).train.subarray(
    0,
    estimator.text ? DRAWN_TEXTS : DRAWN_ROWS,
  );
  const features = takeRows((prepared[0] as Prepared).encode(estimator.encoding).features, rows);
  return { layers: estimator.layers(params, features, predictionWidth(space.target)) };
}

/** Numbers of the folds. */
export const allFolds = (run: Run): number[] => run.input.space.folds.map((_, fold) => fold);

/** Whether so many more folds of the estimator fit into the time; where not, the search is said to have run out of it. */
export function affordable(run: Run, estimator: Estimator, folds: number): boolean {
  const fits = run.input.journal.decide(() => run.timekeeper.fits(estimator.id, folds, completeIds(run)));
  if (!fits) run.outOfTime = true;
  return fits;
}

/**
 * How long the refits of what may be chosen take, by how long its folds took: of the best try, or where a blend is wanted
 * of all that may be in it.
 */
function refitsMs({ input, attempts }: Run): number {
  const { space, metric, refitFolds, plan } = input;
  const sign = higherIsBetter(metric) ? 1 : -1;
  const complete = attempts
    .filter((one) => isComplete(one, space))
    .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)));
  const place = (one: Attempt): number =>
    complete.filter(({ estimator }) => estimator.id === one.estimator.id).indexOf(one);
  const chosen =
    plan.blendMembers > 0 ? complete.filter((one) => place(one) < plan.blendMembers) : complete.slice(0, 1);
  const seconds = chosen.reduce((sum, one) => sum + one.seconds, 0);
  return (1000 * seconds * refitFolds) / Math.max(1, space.folds.length);
}

const timeOf = (run: Run, left: number): TrainEvent => run.input.time(run.timekeeper.estimate(left), refitsMs(run));

/** Between two words about the time that is left. */
const TIME_EVERY_MS = 500;

/** Runs some folds of a try, one by one, and keeps what they gave. */
export async function* attempt(
  run: Run,
  candidate: Attempt,
  folds: readonly number[],
  left: number,
  context: AttemptContext,
): AsyncGenerator<TrainEvent, void> {
  if (candidate.results.length === 0) yield { kind: 'candidate', candidate: candidate.candidate };
  replace(run, candidate);
  for (const fold of folds) {
    let told = run.input.clock();
    const before = latest(run, candidate);
    const fitting = runFolds(before, [fold], context);
    try {
      for (;;) {
        const step = await fitting.next();
        if (step.done) {
          replace(run, step.value);
          break;
        }
        yield step.value;
        if (run.input.journal.isFurther) yield* checkpoint(run, candidate.candidate.id);
        if (run.input.clock() - told < TIME_EVERY_MS) continue;
        told = run.input.clock();
        yield timeOf(run, left);
      }
    } catch (error) {
      if (error instanceof CancelledError) replace(run, { ...latest(run, candidate), cancelled: true });
      if (!run.input.pacer.signal.aborted) yield tried(run, latest(run, candidate));
      throw error;
    }
    const { seconds, error } = latest(run, candidate);
    run.timekeeper.record(candidate.estimator.id, 1000 * (seconds - before.seconds));
    yield timeOf(run, left);
    if (error) break;
    yield* checkpoint(run, candidate.candidate.id);
  }
  yield tried(run, latest(run, candidate));
  yield* checkpoint(run);
}

/**
 * Says what is new, to be kept: now and then while a try is at work, and at the end of each.
 * @param working id of the try at work
 */
export function* checkpoint(run: Run, working?: number): Generator<TrainEvent, void> {
  const { journal } = run.input;
  if (!journal.due(working === undefined)) return;
  const wanted = mayBeChosen({ ...run.input, ...run }, working);
  yield { kind: 'checkpoint', step: journal.take({ wanted, searchMs: run.timekeeper.elapsed() }) };
}

const latest = (run: Run, like: Attempt): Attempt =>
  run.attempts.find(({ candidate }) => candidate.id === like.candidate.id) ?? like;

/** Puts a try in the place of its earlier state. */
export function replace(run: Run, next: Attempt): void {
  const at = run.attempts.findIndex(({ candidate }) => candidate.id === next.candidate.id);
  if (at < 0) run.attempts.push(next);
  else run.attempts[at] = next;
}

/** The event that a try has ended. */
export function tried(run: Run, attempt: Attempt): TrainEvent {
  const { metric, space } = run.input;
  const sign = higherIsBetter(metric) ? 1 : -1;
  const baselineScore = (run.baseline as Attempt).score as number;
  const own = isComplete(attempt, space) ? sign * (attempt.score as number) : -Infinity;
  const others = run.attempts.filter((other) => other !== attempt && isComplete(other, space));
  const best = own > -Infinity && others.every((other) => sign * (other.score as number) <= own);
  return { kind: 'tried', attempt: asTry(attempt), baselineScore, best };
}
