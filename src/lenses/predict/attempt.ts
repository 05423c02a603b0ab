import { CancelledError, CodedError, type Message } from '../../core/errors.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { gatherFolds, makePrediction, predictionValues, predictionWidth } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import { score } from '../../core/metrics/score.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import type { ValidationRows } from '../../core/prepare/rows.ts';
import { takeRows } from '../../core/table/take.ts';
import { readFitPart, type FitOutcome, type FitPart } from './checkpoint.ts';
import type { FitId, Journal, Recalled } from './checkpoint-journal.ts';
import type { Candidate, TrainEvent } from './events.ts';
import { keepFit } from './kept-fit.ts';
import type { FittedMember } from './model.ts';
import type { Prepared } from './pipeline.ts';
import type { Try } from './report.ts';
import { curveEvent } from './watched.ts';

/** What one fold gave a try. */
export interface FoldResult {
  /** Names the fit among all of a search. */
  readonly key: string;
  readonly fold: number;
  readonly rows: ValidationRows;
  /** The metric on `rows`. */
  readonly score: number;
  readonly iterations: number | undefined;
  /** Absent after an interruption, where the try had fallen too far behind to be chosen. */
  readonly fitted?: FittedFold;
}

/** What a fold's model predicts for the fold's validation rows, and the model. */
export interface FittedFold {
  readonly prediction: Prediction;
  readonly member: FittedMember;
}

/** A try as it stands: some folds may still be missing. */
export interface Attempt {
  readonly candidate: Candidate;
  readonly estimator: Estimator;
  readonly results: readonly FoldResult[];
  readonly seconds: number;
  /** The metric over the validation rows reached so far. */
  readonly score?: number;
  readonly error?: Message;
  readonly cancelled?: boolean;
}

export interface AttemptContext {
  readonly space: SearchSpace;
  /** One a fold of the space. */
  readonly prepared: readonly Prepared[];
  readonly metric: MetricName;
  readonly seed: number;
  /** Throws CancelledError when the search is to end, whether by cancel or by finish. */
  readonly pacer: Pacer;
  /** Aborted when the person wants the best so far. */
  readonly finish: AbortSignal;
  readonly clock: () => number;
  /** Folds that it remembers are not fitted again. */
  readonly journal: Journal;
}

/**
 * Fits and judges the candidate on the given folds that it lacks. Failures are part of the result.
 * @throws CancelledError, train.checkpoint-unreadable
 */
export async function* runFolds(
  attempt: Attempt,
  folds: readonly number[],
  context: AttemptContext,
  fixedIterations?: number,
): AsyncGenerator<TrainEvent, Attempt> {
  let now = attempt;
  for (const fold of folds) {
    if (now.results.some((result) => result.fold === fold)) continue;
    const fit = fitOf(now, fold, fixedIterations);
    const earlier = context.journal.recall(fit);
    now = earlier ? recalled(now, fold, earlier, context) : yield* fitFold(now, fold, fit, context, fixedIterations);
    if (now.error) break;
  }
  return now;
}

const keyOf = ({ candidate }: Attempt, fold: number): string => `${candidate.id}.${fold}`;

/** Name of the fit by which a try is judged again with a fixed number of iterations. */
export const settledKey = (attempt: Attempt, fold: number): string => `${keyOf(attempt, fold)}.settled`;

function fitOf(attempt: Attempt, fold: number, fixedIterations: number | undefined): FitId {
  const { candidate, estimator } = attempt;
  const key = fixedIterations === undefined ? keyOf(attempt, fold) : settledKey(attempt, fold);
  return { key, estimator: estimator.id, version: estimator.version, params: candidate.params };
}

/** The try with one fold more, as it was when it was fitted. */
function recalled(attempt: Attempt, fold: number, { record, part }: Recalled, context: AttemptContext): Attempt {
  const { key, outcome } = record;
  if (outcome.kind === 'stopped') throw new CancelledError();
  const seconds = attempt.seconds + record.seconds;
  if (outcome.kind === 'failed') return { ...attempt, seconds, error: outcome.error };
  const { space, prepared } = context;
  const { validation: rows } = space.folds[fold] as SearchSpace['folds'][number];
  const result: FoldResult = { key, fold, rows, score: outcome.score, iterations: outcome.iterations };
  if (part === undefined) return withResult(attempt, result, outcome.running, seconds);
  const { values, state } = readFitPart(key, part, rows.length * predictionWidth(space.target));
  const encoding = (prepared[fold] as Prepared).encode(attempt.estimator.encoding).fitted;
  const fitted = { prediction: makePrediction(space.target, values), member: memberOf(attempt, encoding, state) };
  return withResult(attempt, { ...result, fitted }, outcome.running, seconds);
}

const memberOf = ({ estimator }: Attempt, encoding: FittedMember['encoding'], state: unknown): FittedMember => ({
  estimator: estimator.id,
  version: estimator.version,
  encoding,
  state,
  weight: 1,
});

const withResult = (attempt: Attempt, result: FoldResult, score: number, seconds: number): Attempt => ({
  ...attempt,
  results: [...attempt.results, result].toSorted((a, b) => a.fold - b.fold),
  score,
  seconds,
});

/** The try with one fold more, fitted now and written down. */
async function* fitFold(
  attempt: Attempt,
  fold: number,
  fit: FitId,
  context: AttemptContext,
  fixedIterations: number | undefined,
): AsyncGenerator<TrainEvent, Attempt> {
  const { clock, journal } = context;
  const started = clock() - (journal.reached(fit)?.ms ?? 0);
  const record = (outcome: FitOutcome, part?: FitPart): number => {
    const seconds = (clock() - started) / 1000;
    journal.add({ ...fit, seconds, outcome }, part);
    return attempt.seconds + seconds;
  };
  try {
    const result = yield* runFold(attempt, fold, fit, context, fixedIterations);
    const running = scoreOf([...attempt.results, result], context);
    const { score: own, iterations, fitted } = result;
    const part = { values: predictionValues(fitted.prediction), state: fitted.member.state };
    const counted = iterations === undefined ? {} : { iterations };
    const seconds = record({ kind: 'fitted', score: own, running, ...counted, kept: 'whole' }, part);
    return withResult(attempt, result, running, seconds);
  } catch (error) {
    if (!(error instanceof CancelledError)) {
      const message = asMessage(error);
      return { ...attempt, seconds: record({ kind: 'failed', error: message }), error: message };
    }
    record({ kind: 'stopped', by: context.finish.aborted ? 'finish' : 'time' });
    throw error;
  }
}

async function* runFold(
  attempt: Attempt,
  fold: number,
  fit: FitId,
  { space, prepared, metric, seed, pacer, journal, clock }: AttemptContext,
  fixedIterations: number | undefined,
): AsyncGenerator<TrainEvent, FoldResult & { readonly fitted: FittedFold }> {
  const { candidate, estimator } = attempt;
  const rows = space.folds[fold] as SearchSpace['folds'][number];
  const { fitted: encoding, features } = (prepared[fold] as Prepared).encode(estimator.encoding);
  await pacer.pause();
  const params =
    fixedIterations !== undefined && estimator.withIterations
      ? estimator.withIterations(candidate.params, fixedIterations)
      : candidate.params;
  const input = { features, target: space.target, rows: rows.train };
  const watched = fixedIterations === undefined ? { ...input, validation: rows.validation } : input;
  const run = keepFit({ fit, estimator, input: watched, params, seed: seed + fold, pacer, journal, clock });
  let state: unknown;
  for (;;) {
    const step = await run.next();
    if (step.done) {
      state = step.value;
      break;
    }
    yield curveEvent(step.value, candidate.id, fold, space);
  }
  const prediction = await estimator.predict(takeRows(features, rows.validation), state, pacer.signal);
  await pacer.pause();
  return {
    key: fit.key,
    fold,
    rows: rows.validation,
    score: score(metric, space.target, rows.validation, prediction),
    iterations: estimator.iterations?.(state),
    fitted: { prediction, member: memberOf(attempt, encoding, state) },
  };
}

/** An error as it stands in the receipt: coded where it was, else `train.try-failed` with what it said. */
export function asMessage(error: unknown): Message {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  return { code: 'train.try-failed', params: { message: error instanceof Error ? error.message : String(error) } };
}

export const isComplete = (attempt: Attempt, space: SearchSpace): boolean =>
  attempt.error === undefined && attempt.results.length === space.folds.length && Number.isFinite(attempt.score);

/** What a fold learned and predicted, of a try that may be chosen: the checkpoint keeps it whole for those. */
export function whole({ key, fitted }: FoldResult): FittedFold {
  if (!fitted) throw new Error(`only figures are left of fit ${key}`);
  return fitted;
}

const asParts = (
  results: readonly FoldResult[],
): { readonly rows: ValidationRows; readonly prediction: Prediction }[] =>
  results.map((result) => ({ rows: result.rows, prediction: whole(result).prediction }));

/** Predictions of a complete try for `space.validation`, each row's by models that had not seen it. */
export function outOfFold(attempt: Attempt, space: SearchSpace): Prediction {
  return gatherFolds(space.target, space.validation, asParts(attempt.results));
}

/** The metric over the validation rows reached by at least one fold: over all of them together where no fold is missing. */
function scoreOf(results: readonly FoldResult[], { space, metric }: Pick<AttemptContext, 'space' | 'metric'>): number {
  if (results.length < space.folds.length) return results.reduce((sum, one) => sum + one.score, 0) / results.length;
  const ordered = results.toSorted((a, b) => a.fold - b.fold);
  return score(metric, space.target, space.validation, gatherFolds(space.target, space.validation, asParts(ordered)));
}

/** Mean of the iterations that early stopping settled on, over the folds; undefined for estimators without. */
export function meanIterations(attempt: Attempt): number | undefined {
  const counts = attempt.results.map(({ iterations }) => iterations).filter((count) => count !== undefined);
  if (counts.length === 0) return undefined;
  return Math.max(1, Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length));
}

/** Settings to fit with where there are no validation rows: with what the folds settled, iterations aside. */
export function settledParams({ candidate, estimator, results }: Attempt): unknown {
  const states = results.flatMap(({ fitted }) => (fitted ? [fitted.member.state] : []));
  if (!estimator.settled || states.length === 0) return candidate.params;
  return estimator.settled(candidate.params, states);
}

/** The try as the receipt and the page show it. */
export function asTry(attempt: Attempt): Try {
  const { id, estimator, family, params } = attempt.candidate;
  const value = attempt.error === undefined && !attempt.cancelled ? attempt.score : undefined;
  const iterations = meanIterations(attempt);
  return {
    id,
    estimator,
    family,
    params,
    status: attempt.cancelled ? 'cancelled' : attempt.error ? 'failed' : 'done',
    ...(value === undefined || !Number.isFinite(value) ? {} : { score: value }),
    folds: attempt.results.length,
    seconds: attempt.seconds,
    ...(iterations === undefined ? {} : { iterations }),
    ...(attempt.error ? { error: attempt.error } : {}),
  };
}
