import { higherIsBetter } from '../../core/metrics/score.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { isComplete, type Attempt, type FoldResult } from './attempt.ts';
import type { SearchPlan } from './plan.ts';

/** A search as far as it says who may still be chosen. */
export interface Race {
  readonly baseline: Attempt | undefined;
  readonly attempts: readonly Attempt[];
  readonly plan: SearchPlan;
  readonly space: SearchSpace;
  readonly metric: MetricName;
}

/** The metric on the first fold, signed so that more is better. */
export function onFirstFold({ results }: Attempt, metric: MetricName): number {
  const first = results.find(({ fold }) => fold === 0);
  return first ? (higherIsBetter(metric) ? 1 : -1) * first.score : -Infinity;
}

/** Of the tries that lack folds, those that may go on to them, the best on the first fold first. */
export const promisingOf = (attempts: readonly Attempt[], space: SearchSpace, metric: MetricName): Attempt[] =>
  attempts
    .filter((one) => !isComplete(one, space) && !one.error && !one.cancelled)
    .toSorted((a, b) => onFirstFold(b, metric) - onFirstFold(a, metric) || a.candidate.id - b.candidate.id);

/** What the complete try that does best on the first fold gave there; of equals the one that began first. */
export function bestCompleteOnFirstFold({
  attempts,
  space,
  metric,
}: Omit<Race, 'baseline' | 'plan'>): FoldResult | undefined {
  const sign = higherIsBetter(metric) ? 1 : -1;
  return attempts
    .filter((one) => isComplete(one, space))
    .flatMap(({ results }) => results.slice(0, 1))
    .reduce<FoldResult | undefined>((a, b) => (a && !(sign * b.score > sign * a.score) ? a : b), undefined);
}

/**
 * Keys of the fits of tries that may still be chosen, blended in or looked at again. What is not among them once never
 * is later: new tries only push others out, and judging the best again can move up only the next one.
 * @param working id of the try at work
 */
export function mayBeChosen(race: Race, working: number | undefined): Set<string> {
  const { baseline, attempts, plan, space, metric } = race;
  const sign = higherIsBetter(metric) ? 1 : -1;
  // The next one too: settling may leave the best behind it.
  const most = Math.max(1, plan.blendMembers) + 1;
  const ofTrack = plan.tracks.flatMap(({ estimator, keep }): Attempt[] => {
    const own = attempts.filter((one) => one.candidate.estimator === estimator.id);
    const complete = own
      .filter((one) => isComplete(one, space))
      .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)) || a.candidate.id - b.candidate.id);
    return [...complete.slice(0, most), ...promisingOf(own, space, metric).slice(0, keep)];
  });
  const others = attempts.filter(({ candidate }) => candidate.id === working);
  const wanted = [...(baseline ? [baseline] : []), ...ofTrack, ...others];
  const first = bestCompleteOnFirstFold(race);
  return new Set([...wanted.flatMap(({ results }) => results), ...(first ? [first] : [])].map(({ key }) => key));
}
