import { wilson } from '../../core/stats/tests.ts';
import { ratioInterval } from '../../core/stats/ratio-interval.ts';
import type { Estimate } from '../../core/metrics/types.ts';
import type { Clinical } from './types.ts';

/** Rows of two classes with the probability of "yes" that a model gave them; `y` is 1 for "yes". */
export interface Scored {
  readonly y: ArrayLike<number>;
  readonly p: ArrayLike<number>;
}

/** Specificities that are aimed at, ascending. */
export const AIMS = [0.8, 0.9, 0.95, 0.99] as const;

/**
 * The lowest threshold at which at least `aim` of the "no" rows stay below it; half-way to the next higher probability of
 * any row, so that it does not lie on one. Above 1 ("yes" is never said) where a "no" row that has to stay below is at 1.
 */
export function thresholdFor({ y, p }: Scored, aim: number): number {
  const scores = Float64Array.from(p).sort();
  const no = Float64Array.from(p)
    .filter((_, i) => y[i] !== 1)
    .sort();
  const below = Math.ceil(aim * no.length - 1e-9);
  if (below === 0) return 0;
  const last = no[below - 1] as number;
  if (last >= 1) return 1 + Number.EPSILON;
  const next = scores.find((score) => score > last) ?? 1;
  const middle = (last + next) / 2;
  // Two neighbours among the numbers there are have none between them.
  return middle > last ? middle : next;
}

/**
 * Reads a model of two classes as a test of health is read: thresholds that reach specificities are settled on
 * validation rows, what they give is counted on test rows, with Wilson's intervals.
 */
export function readClinically(positive: string, validation: Scored, test: Scored): Clinical {
  const count = (yes: boolean): number => Array.from(test.y).filter((label) => (label === 1) === yes).length;
  const positives = count(true);
  const negatives = count(false);
  const points = AIMS.map((aim) => {
    const threshold = thresholdFor(validation, aim);
    let found = 0;
    let cleared = 0;
    for (let i = 0; i < test.p.length; i++) {
      const said = (test.p[i] as number) >= threshold;
      if (test.y[i] === 1 && said) found++;
      if (test.y[i] !== 1 && !said) cleared++;
    }
    return {
      aim,
      threshold,
      sensitivity: proportion(found, positives),
      specificity: proportion(cleared, negatives),
    };
  });
  return { positive, positives, negatives, points };
}

/** A share with Wilson's 95 % interval; 0 of nothing, with nothing known of it. */
export function proportion(part: number, whole: number): Estimate {
  return { value: whole > 0 ? part / whole : 0, ...wilson(part, whole) };
}

export interface PredictiveValues {
  /** Of those called "yes", the share that is. NaN where nobody is called so. */
  readonly ppv: Estimate;
  /** Of those called "no", the share that is not. NaN where nobody is called so. */
  readonly npv: Estimate;
}

/**
 * What a "yes" and a "no" of the test mean among people of whom `prevalence` have it, taken as known. Both grow with a
 * ratio of two shares alone (how much more often those who have it are called so), so their intervals are those of the
 * ratio.
 * @param prevalence 0 … 1; at the ends everything is certain
 */
export function predictiveValues(
  point: Pick<Clinical['points'][number], 'sensitivity' | 'specificity'>,
  { positives, negatives }: Pick<Clinical, 'positives' | 'negatives'>,
  prevalence: number,
): PredictiveValues {
  const found = Math.round(point.sensitivity.value * positives);
  const cleared = Math.round(point.specificity.value * negatives);
  const odds = prevalence / (1 - prevalence);
  return {
    ppv: meaning(found, positives, negatives - cleared, negatives, odds),
    npv: meaning(cleared, negatives, positives - found, positives, 1 / odds),
  };
}

/**
 * The share of those called so who are so.
 * @param right called so and are (`x` of `n`) @param wrong called so and are not @param odds of being so
 */
function meaning(right: number, of: number, wrong: number, ofOthers: number, odds: number): Estimate {
  const share = (ratio: number): number =>
    odds === Infinity || ratio === Infinity ? 1 : (ratio * odds) / (1 + ratio * odds);
  if (odds === 0) return { value: 0, low: 0, high: 0 };
  const { low, high } = ratioInterval(right, of, wrong, ofOthers);
  const ratio = right / of / (wrong / ofOthers);
  if (Number.isNaN(ratio)) return { value: NaN, low: 0, high: 1 };
  const value = share(ratio);
  return { value, low: Math.min(value, share(low)), high: Math.max(value, share(high)) };
}
