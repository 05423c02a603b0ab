import { CancelledError, CodedError, type Message } from '../../core/errors.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { gatherFolds } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import { score } from '../../core/metrics/score.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import type { ValidationRows } from '../../core/prepare/rows.ts';
import { takeRows } from '../../core/table/take.ts';
import type { Candidate, TrainEvent } from './events.ts';
import type { FittedMember } from './model.ts';
import type { Prepared } from './pipeline.ts';
import type { Try } from './report.ts';

/** What one fold gave a try. */
export interface FoldResult {
  readonly fold: number;
  readonly rows: ValidationRows;
  readonly prediction: Prediction;
  readonly member: FittedMember;
  readonly iterations: number | undefined;
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
  readonly clock: () => number;
}

/** Fits and judges the candidate on the given folds that it lacks. Failures are part of the result; only CancelledError is thrown. */
export async function* runFolds(
  attempt: Attempt,
  folds: readonly number[],
  context: AttemptContext,
  fixedIterations?: number,
): AsyncGenerator<TrainEvent, Attempt> {
  const started = context.clock();
  const results = [...attempt.results];
  const finish = (extra: Partial<Attempt> = {}): Attempt => {
    const ordered = results.toSorted((a, b) => a.fold - b.fold);
    const value = scoreOf(ordered, context);
    return {
      ...attempt,
      results: ordered,
      ...(value === undefined ? {} : { score: value }),
      seconds: attempt.seconds + (context.clock() - started) / 1000,
      ...extra,
    };
  };
  for (const fold of folds) {
    if (results.some((result) => result.fold === fold)) continue;
    try {
      results.push(yield* runFold(attempt, fold, context, fixedIterations));
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      return finish({ error: asMessage(error) });
    }
  }
  return finish();
}

async function* runFold(
  { candidate, estimator }: Attempt,
  fold: number,
  { space, prepared, seed, pacer }: AttemptContext,
  fixedIterations: number | undefined,
): AsyncGenerator<TrainEvent, FoldResult> {
  const rows = space.folds[fold] as SearchSpace['folds'][number];
  const { fitted, features } = (prepared[fold] as Prepared).encode(estimator.encoding);
  await pacer.pause();
  const params =
    fixedIterations !== undefined && estimator.withIterations
      ? estimator.withIterations(candidate.params, fixedIterations)
      : candidate.params;
  const input = { features, target: space.target, rows: rows.train };
  const watched = fixedIterations === undefined ? { ...input, validation: rows.validation } : input;
  const run = estimator.fit(watched, params, { seed: seed + fold, pacer });
  let state: unknown;
  for (;;) {
    const step = await run.next();
    if (step.done) {
      state = step.value;
      break;
    }
    yield { kind: 'curve', candidateId: candidate.id, fold, ...step.value };
  }
  const prediction = await estimator.predict(takeRows(features, rows.validation), state, pacer.signal);
  await pacer.pause();
  const member = { estimator: estimator.id, version: estimator.version, encoding: fitted, state, weight: 1 };
  return { fold, rows: rows.validation, prediction, member, iterations: estimator.iterations?.(state) };
}

/** An error as it stands in the receipt: coded where it was, else `train.try-failed` with what it said. */
export function asMessage(error: unknown): Message {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  return { code: 'train.try-failed', params: { message: error instanceof Error ? error.message : String(error) } };
}

export const isComplete = (attempt: Attempt, space: SearchSpace): boolean =>
  attempt.error === undefined && attempt.results.length === space.folds.length && Number.isFinite(attempt.score);

/** Predictions of a complete try for `space.validation`, each row's by models that had not seen it. */
export function outOfFold(attempt: Attempt, space: SearchSpace): Prediction {
  return gatherFolds(space.target, space.validation, attempt.results);
}

/** The metric over the validation rows reached so far; undefined where there are none. */
export function scoreOf(
  results: readonly FoldResult[],
  { space, metric }: Pick<AttemptContext, 'space' | 'metric'>,
): number | undefined {
  if (results.length === 0) return undefined;
  if (results.length === space.folds.length) {
    return score(metric, space.target, space.validation, gatherFolds(space.target, space.validation, results));
  }
  const scores = results.map(({ rows, prediction }) => score(metric, space.target, rows, prediction));
  return scores.reduce((sum, value) => sum + value, 0) / scores.length;
}

/** Mean of the iterations that early stopping settled on, over the folds; undefined for estimators without. */
export function meanIterations(attempt: Attempt): number | undefined {
  const counts = attempt.results.map(({ iterations }) => iterations).filter((count) => count !== undefined);
  if (counts.length === 0) return undefined;
  return Math.max(1, Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length));
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
