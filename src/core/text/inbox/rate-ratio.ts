import { fQuantile } from '../../stats/distributions.ts';
import { incompleteBeta } from '../../stats/special-functions.ts';

/** How many times as often something happened in the second of two periods, with an exact 95 % interval. */
export interface RateRatio {
  /** ∞ where it did not happen in the first, NaN where in neither. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Two-sided, against a ratio of 1: twice the smaller tail. */
  readonly pValue: number;
}

/**
 * The exact conditional test and interval of two Poisson rates (Przyborowski and Wilenski 1940): given the sum, the second
 * count is binomial; Clopper and Pearson's interval of its share becomes one of the ratio. Counts need not be whole: divided
 * by how much they are overdispersed, they say as little as they should.
 * @param exposures what the counts are out of: lengths of time, or all that happened
 */
export function rateRatio(
  first: number,
  second: number,
  exposures: readonly [first: number, second: number] = [1, 1],
): RateRatio {
  const scale = exposures[0] / exposures[1];
  const n = first + second;
  if (!(n > 0) || !(scale > 0 && scale < Infinity)) return { ratio: NaN, low: 0, high: Infinity, pValue: 1 };
  const under = exposures[1] / (exposures[0] + exposures[1]);
  // P(X ≥ second) and P(X ≤ second) of a binomial with n trials.
  const upper = second > 0 ? incompleteBeta(under, second, first + 1) : 1;
  const lower = first > 0 ? incompleteBeta(1 - under, first, second + 1) : 1;
  const odds = (share: number): number => (share / (1 - share)) * scale;
  return {
    ratio: (second / first) * scale,
    low: second > 0 ? odds(betaQuantile(0.025, second, first + 1)) : 0,
    high: first > 0 ? odds(betaQuantile(0.975, second + 1, first)) : Infinity,
    pValue: Math.min(1, 2 * Math.min(upper, lower)),
  };
}

/** By the F distribution. */
function betaQuantile(p: number, a: number, b: number): number {
  const f = (a * fQuantile(p, 2 * a, 2 * b)) / b;
  return f / (1 + f);
}
