import type { Estimator } from '../../core/learn/estimator.ts';
import { blendPredictions } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import { metricEvaluator } from '../../core/metrics/evaluator.ts';
import { higherIsBetter } from '../../core/metrics/score.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { isComplete, meanIterations, outOfFold, settledParams, whole, type Attempt } from './attempt.ts';
import type { FittedMember } from './model.ts';
import type { MemberSpec } from './pipeline.ts';
import type { Try } from './report.ts';

/** A model that stands for choice: the best try of an estimator, the baseline, or a blend. */
export interface Contender {
  readonly tryId: number;
  readonly estimator: string;
  readonly family: Try['family'];
  readonly params: unknown;
  /** What to fit when it is chosen, with the number of iterations settled. */
  readonly members: readonly MemberSpec[];
  /** Fitted states a fold, with weights: to explain on rows that they have not seen. */
  readonly byFold: readonly (readonly FittedMember[])[];
  /** Out-of-fold predictions of the validation rows. */
  readonly prediction: Prediction;
  readonly score: number;
  readonly seconds: number;
  readonly iterations: number | undefined;
}

function contender(attempt: Attempt, space: SearchSpace): Contender {
  const { candidate, estimator } = attempt;
  const iterations = meanIterations(attempt);
  const settled = settledParams(attempt);
  const params =
    iterations !== undefined && estimator.withIterations ? estimator.withIterations(settled, iterations) : settled;
  return {
    tryId: candidate.id,
    estimator: candidate.estimator,
    family: candidate.family,
    params: candidate.params,
    members: [{ estimator, params, weight: 1 }],
    byFold: attempt.results.map((result) => [whole(result).member]),
    prediction: outOfFold(attempt, space),
    score: attempt.score as number,
    seconds: attempt.seconds,
    iterations,
  };
}

/** Sorts best first; of equals the one that was tried first. */
export function ranked<T extends { readonly score: number; readonly tryId: number }>(
  contenders: readonly T[],
  metric: MetricName,
): T[] {
  const sign = higherIsBetter(metric) ? 1 : -1;
  return contenders.toSorted((a, b) => sign * (b.score - a.score) || a.tryId - b.tryId);
}

/** The best `each` complete tries of every estimator, best first within an estimator. */
export function contendersOf(
  attempts: readonly Attempt[],
  space: SearchSpace,
  metric: MetricName,
  each: number,
): Contender[] {
  const sign = higherIsBetter(metric) ? 1 : -1;
  const byEstimator = new Map<Estimator, Attempt[]>();
  for (const attempt of attempts) {
    if (!isComplete(attempt, space)) continue;
    const own = byEstimator.get(attempt.estimator);
    if (own) own.push(attempt);
    else byEstimator.set(attempt.estimator, [attempt]);
  }
  return [...byEstimator.values()].flatMap((own) =>
    own
      .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)) || a.candidate.id - b.candidate.id)
      .slice(0, each)
      .map((attempt) => contender(attempt, space)),
  );
}

const BLEND_ROUNDS = 20;

/**
 * Greedy ensemble selection with replacement (Caruana et al. 2004) on out-of-fold predictions: in each round the member
 * joins that makes the mean best; its weight is how often it joined.
 * @param leastWeight members that would weigh less are left out
 * @returns undefined where the best member is best alone
 */
export function blend(
  members: readonly Contender[],
  space: SearchSpace,
  metric: MetricName,
  tryId: number,
  leastWeight = 0,
): Contender | undefined {
  const sign = higherIsBetter(metric) ? 1 : -1;
  const judge = (prediction: Prediction): number =>
    sign * metricEvaluator(metric, space.target, space.validation, prediction)();
  const [first] = ranked(members, metric);
  if (!first || members.length < 2) return undefined;
  let joined = [first];
  let mean = first.prediction;
  let best = { joined, value: judge(mean), prediction: mean };
  for (let round = 1; round < BLEND_ROUNDS; round++) {
    const options = members.map((member) => {
      const prediction = blendPredictions([mean, member.prediction], [round / (round + 1), 1 / (round + 1)]);
      return { member, prediction, value: judge(prediction) };
    });
    const chosen = options.reduce((a, b) => (b.value > a.value ? b : a));
    joined = [...joined, chosen.member];
    mean = chosen.prediction;
    if (chosen.value > best.value) best = { joined, value: chosen.value, prediction: mean };
  }
  const shareOf = (member: Contender): number =>
    best.joined.filter((one) => one === member).length / best.joined.length;
  const kept = best.joined.filter((member) => shareOf(member) >= leastWeight);
  const parts = members
    .map((member) => ({ member, weight: kept.filter((one) => one === member).length / kept.length }))
    .filter(({ weight }) => weight > 0);
  if (parts.length < 2) return undefined;
  const isWhole = kept.length === best.joined.length;
  const prediction = isWhole
    ? best.prediction
    : blendPredictions(
        parts.map(({ member }) => member.prediction),
        parts.map(({ weight }) => weight),
      );
  return {
    tryId,
    estimator: 'blend',
    family: 'blend',
    params: {
      members: parts.map(({ member, weight }) => ({ tryId: member.tryId, estimator: member.estimator, weight })),
    },
    members: parts.flatMap(({ member, weight }) => member.members.map((spec) => ({ ...spec, weight }))),
    byFold: first.byFold.map((_, fold) =>
      parts.flatMap(({ member, weight }) => (member.byFold[fold] ?? []).map((fitted) => ({ ...fitted, weight }))),
    ),
    prediction,
    score: sign * (isWhole ? best.value : judge(prediction)),
    seconds: parts.reduce((sum, { member }) => sum + member.seconds, 0),
    iterations: undefined,
  };
}
