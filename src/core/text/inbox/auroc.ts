import type { Estimate } from '../../metrics/types.ts';
import { normalQuantile } from '../../stats/distributions.ts';
import { ranks } from '../../stats/order.ts';
import { wilson } from '../../stats/tests.ts';

/**
 * Area under the ROC curve with a 95 % interval: DeLong, DeLong and Clarke-Pearson (1988) by mid-ranks (Sun and Xu 2014),
 * symmetric on the logit scale. Where the two sides do not overlap, or never differ, the ends are Wilson's for as many
 * trials as the smaller side has rows. NaN where a side is empty.
 * @param positive scores of the rows that should score higher
 */
export function aurocEstimate(positive: ArrayLike<number>, negative: ArrayLike<number>): Estimate {
  const [m, n] = [positive.length, negative.length];
  if (m === 0 || n === 0) return { value: NaN, low: NaN, high: NaN };
  const all = new Float64Array(m + n);
  all.set(Array.from(positive), 0);
  all.set(Array.from(negative), m);
  const together = ranks(all);
  const [alone, others] = [ranks(all.subarray(0, m)), ranks(all.subarray(m))];
  const above = Float64Array.from(alone, (rank, i) => ((together[i] as number) - rank) / n);
  const below = Float64Array.from(others, (rank, i) => 1 - ((together[m + i] as number) - rank) / m);
  const value = above.reduce((a, b) => a + b, 0) / m;
  const variance = spread(above, value) / m + spread(below, value) / n;
  if (!(variance > 0) || value <= 0 || value >= 1) {
    const fewer = Math.min(m, n);
    return { value, ...wilson(value * fewer, fewer) };
  }
  const reach = (normalQuantile(0.975) * Math.sqrt(variance)) / (value * (1 - value));
  const logit = Math.log(value / (1 - value));
  const share = (x: number): number => 1 / (1 + Math.exp(-x));
  return { value, low: share(logit - reach), high: share(logit + reach) };
}

/** Variance with n − 1 about a known mean; 0 of a single value. */
function spread(values: Float64Array, center: number): number {
  if (values.length < 2) return 0;
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
}
