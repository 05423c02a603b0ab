import { CodedError } from '../../core/errors.ts';
import type { EstimatorRegistry } from '../../core/learn/estimator.ts';
import { higherIsBetter } from '../../core/metrics/score.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { SearchPlan } from './plan.ts';
import type { Family } from './question.ts';
import type { Try } from './report.ts';

/** What is left of a search whose worker was lost: fitted states went with it, what was tried and its scores did not. */
export interface CutShort {
  /** Fitted again, and alone. */
  readonly best: { readonly estimator: string; readonly family: Family; readonly params: unknown };
  /** What else was judged before, the baseline aside; stays on the receipt. */
  readonly others: readonly Try[];
}

const isModel = (family: Try['family']): family is Family => family !== 'baseline' && family !== 'blend';

/** What to go on with; undefined where no try but the baseline's was finished. Of tries on unequally many folds those on most count. */
export function cutShort(tries: readonly Try[], metric: MetricName): CutShort | undefined {
  const sign = higherIsBetter(metric) ? 1 : -1;
  const models = tries.filter(({ family }) => isModel(family));
  const finished = models.filter(({ status, score }) => status === 'done' && score !== undefined);
  const folds = Math.max(0, ...finished.map((one) => one.folds));
  const [best] = finished
    .filter((one) => one.folds === folds)
    .toSorted((a, b) => sign * ((b.score as number) - (a.score as number)) || a.id - b.id);
  if (!best || !isModel(best.family)) return undefined;
  const { estimator, family, params } = best;
  return { best: { estimator, family, params }, others: models.filter((one) => one !== best) };
}

/** The plan with one try and no search. @throws model.unknown-estimator when the page no longer knows the method */
export function planOnly(plan: SearchPlan, { best }: CutShort, estimators: EstimatorRegistry): SearchPlan {
  const estimator = estimators.get(best.estimator);
  if (!estimator) throw new CodedError('model.unknown-estimator', { estimator: best.estimator });
  const track = { estimator, family: best.family, anchors: [best.params], trials: [], keep: 0 };
  return { ...plan, tracks: [track], blendMembers: 0 };
}
