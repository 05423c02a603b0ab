import { normalTwoSided, tTwoSided } from './distributions.ts';
import { argsort, ranks, tieEnds } from './order.ts';

/** Figures of plain numbers. None takes NaN: leave missing values out first. Empty input gives NaN. */

export function mean(values: ArrayLike<number>): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] as number;
  const first = sum / n;
  // A second pass takes away the rounding of the first.
  let rest = 0;
  for (let i = 0; i < n; i++) rest += (values[i] as number) - first;
  return Number.isFinite(first) ? first + rest / n : first;
}

/** Σ (x − mean)^power. */
function centralSum(values: ArrayLike<number>, center: number, power: 2 | 3 | 4): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] as number) - center;
    const square = d * d;
    sum += power === 2 ? square : power === 3 ? square * d : square * square;
  }
  return sum;
}

/** With n − 1 in the denominator; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  return values.length < 2 ? NaN : centralSum(values, mean(values), 2) / (values.length - 1);
}

export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** Type 7 (linear) quantile of ascending values, as numpy's default computes it. @param p 0 … 1 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0) return NaN;
  const place = p * (n - 1);
  const below = Math.min(n - 1, Math.max(0, Math.floor(place)));
  const above = Math.min(n - 1, below + 1);
  const share = place - below;
  const a = sorted[below] as number;
  const b = sorted[above] as number;
  return share < 0.5 ? a + (b - a) * share : b - (b - a) * (1 - share);
}

/** Type 7 quantiles of values in any order. */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return shares.map((p) => quantileSorted(sorted, p));
}

export function quantile(values: ArrayLike<number>, p: number): number {
  return quantiles(values, [p])[0] as number;
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Median distance from the median, unscaled (times 1.4826 it estimates a normal standard deviation). */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const center = median(values);
  return median(Float64Array.from(values, (v) => Math.abs(v - center)));
}

/** Skewness adjusted for sample size (G1, as pandas computes it); `biased` gives g1. */
export function skewness(values: ArrayLike<number>, biased = false): number {
  const n = values.length;
  const center = mean(values);
  const g = centralSum(values, center, 3) / n / (centralSum(values, center, 2) / n) ** 1.5;
  return biased ? g : (g * Math.sqrt(n * (n - 1))) / (n - 2);
}

/** Excess kurtosis adjusted for sample size (G2, as pandas computes it); `biased` gives g2. */
export function excessKurtosis(values: ArrayLike<number>, biased = false): number {
  const n = values.length;
  const center = mean(values);
  const g = centralSum(values, center, 4) / n / (centralSum(values, center, 2) / n) ** 2 - 3;
  return biased ? g : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g + 6);
}

export interface Correlation {
  readonly value: number;
  /** Two-sided, against no correlation. */
  readonly pValue: number;
}

/** Pearson's r with its t test; NaN where a side is constant. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  const n = Math.min(x.length, y.length);
  const mx = mean(x);
  const my = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const a = (x[i] as number) - mx;
    const b = (y[i] as number) - my;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const value = Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
  const t = value * Math.sqrt((n - 2) / (1 - value * value));
  return { value, pValue: n > 2 ? tTwoSided(t, n - 2) : NaN };
}

/** Spearman's rank correlation: Pearson's of the average ranks. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  return pearson(ranks(x), ranks(y));
}

/** Kendall's τ-b in O(n log n) (Knight 1966), p by the normal approximation with tie correction. */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  const n = x.length;
  const byY = argsort(y);
  const yRank = ranks(y);
  const xRank = ranks(x);
  // Stable sort by x of rows already in order of y.
  const xInY = Float64Array.from(byY, (row) => xRank[row] as number);
  const order = argsort(xInY).map((place) => byY[place] as number);
  const sequence = Float64Array.from(order, (row) => yRank[row] as number);
  const xTies = tieSums(x);
  const yTies = tieSums(y);
  const both = new Float64Array(n);
  for (let i = 0; i < n; i++) both[i] = 2 * (xRank[i] as number) * (2 * n + 2) + 2 * (yRank[i] as number);
  const total = (n * (n - 1)) / 2;
  const swaps = countInversions(sequence);
  const concordance = total - xTies.pairs - yTies.pairs + tieSums(both).pairs - 2 * swaps;
  const value = concordance / Math.sqrt((total - xTies.pairs) * (total - yTies.pairs));
  const base = n * (n - 1);
  const spread =
    (base * (2 * n + 5) - xTies.spread - yTies.spread) / 18 +
    (2 * xTies.pairs * yTies.pairs) / base +
    (xTies.triples * yTies.triples) / (9 * base * (n - 2));
  return { value, pValue: normalTwoSided(concordance / Math.sqrt(spread)) };
}

function tieSums(values: ArrayLike<number>): { pairs: number; triples: number; spread: number } {
  let start = 0;
  let pairs = 0;
  let triples = 0;
  let spread = 0;
  for (const end of tieEnds(values, argsort(values))) {
    const t = end - start;
    pairs += (t * (t - 1)) / 2;
    triples += t * (t - 1) * (t - 2);
    spread += t * (t - 1) * (2 * t + 5);
    start = end;
  }
  return { pairs, triples, spread };
}

/** Pairs in the wrong order, by a bottom-up merge sort of the argument. */
function countInversions(values: Float64Array): number {
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place++) {
        if (left < middle && (right >= end || (from[left] as number) <= (from[right] as number))) {
          to[place] = from[left++] as number;
        } else {
          if (left < middle) swaps += middle - left;
          to[place] = from[right++] as number;
        }
      }
    }
    [from, to] = [to, from];
  }
  return swaps;
}
