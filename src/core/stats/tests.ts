import { mean, variance } from './descriptive.ts';
import { chiSquaredUpper, normalCdf, normalQuantile, normalTwoSided, tQuantile, tTwoSided } from './distributions.ts';
import { argsort, tieEnds } from './order.ts';
import { logGamma } from './special-functions.ts';

/** Tests of hypotheses (all two-sided), their intervals, corrections for many of them, and sample sizes. */

export interface ChiSquaredResult {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  readonly expected: readonly (readonly number[])[];
  /** 0 … 1, without bias correction. */
  readonly cramersV: number;
}

/**
 * Pearson's χ² test of independence.
 * @param table counts; rows and columns with no counts are left out.
 * @param yates continuity correction, used for 2 × 2 tables alone.
 */
export function chiSquaredTest(table: readonly (readonly number[])[], yates = false): ChiSquaredResult {
  const width = Math.max(0, ...table.map((row) => row.length));
  const rowSums = table.map((row) => row.reduce((a, b) => a + b, 0));
  const columnSums = Array.from({ length: width }, (_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const total = rowSums.reduce((a, b) => a + b, 0);
  const expected = rowSums.map((r) => columnSums.map((c) => (r * c) / total));
  const height = rowSums.filter((s) => s > 0).length;
  const filled = columnSums.filter((s) => s > 0).length;
  const corrected = yates && height === 2 && filled === 2;
  let statistic = 0;
  expected.forEach((row, i) =>
    row.forEach((e, j) => {
      if (!(e > 0)) return;
      const gap = Math.abs((table[i]?.[j] ?? 0) - e);
      const d = corrected ? gap - Math.min(0.5, gap) : gap;
      statistic += (d * d) / e;
    }),
  );
  const df = Math.max(0, (height - 1) * (filled - 1));
  const pValue = df === 0 ? 1 : chiSquaredUpper(statistic, df);
  const smaller = Math.min(height, filled) - 1;
  return { statistic, df, pValue, expected, cramersV: smaller > 0 ? Math.sqrt(statistic / total / smaller) : 0 };
}

/** Fisher's exact test of a 2 × 2 table: the sum of all tables no likelier than the one seen. */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const row = a + b;
  const column = a + c;
  const total = a + b + c + d;
  const choose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const all = choose(total, column);
  const likelihood = (x: number): number => choose(row, x) + choose(total - row, column - x) - all;
  const seen = likelihood(a);
  let pValue = 0;
  for (let x = Math.max(0, row + column - total); x <= Math.min(row, column); x++) {
    const l = likelihood(x);
    if (l <= seen + 1e-7) pValue += Math.exp(l);
  }
  return Math.min(1, pValue);
}

export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** With n − 1. */
  readonly variance: number;
}

export const summarise = (values: ArrayLike<number>): Sample => ({
  count: values.length,
  mean: mean(values),
  variance: variance(values),
});

export interface MeanDifference {
  readonly t: number;
  readonly df: number;
  readonly pValue: number;
  readonly difference: number;
  /** 95 % interval of a − b. */
  readonly low: number;
  readonly high: number;
}

/** Welch's t test of two means with unequal variances. Two constant samples that differ give p = 0, equal ones 1. */
export function welchTest(a: Sample, b: Sample): MeanDifference {
  const va = a.variance / a.count;
  const vb = b.variance / b.count;
  const difference = a.mean - b.mean;
  const error = Math.sqrt(va + vb);
  if (error === 0) {
    const same = difference === 0;
    return { t: same ? 0 : Infinity, df: 1, pValue: same ? 1 : 0, difference, low: difference, high: difference };
  }
  const df = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  const t = difference / error;
  const reach = tQuantile(0.975, df) * error;
  return { t, df, pValue: tTwoSided(t, df), difference, low: difference - reach, high: difference + reach };
}

/** Mann–Whitney U of `a` against `b`, normal approximation with tie and continuity correction. */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): { u: number; pValue: number } {
  const na = a.length;
  const n = na + b.length;
  const all = new Float64Array(n);
  all.set(Array.from(a), 0);
  all.set(Array.from(b), na);
  const order = argsort(all);
  let start = 0;
  let rankSum = 0;
  let ties = 0;
  for (const end of tieEnds(all, order)) {
    const size = end - start;
    ties += size ** 3 - size;
    for (let i = start; i < end; i++) if ((order[i] as number) < na) rankSum += (start + end + 1) / 2;
    start = end;
  }
  const u = rankSum - (na * (na + 1)) / 2;
  const product = na * b.length;
  const spread = Math.sqrt((product / 12) * (n + 1 - ties / (n * (n - 1))));
  const gap = Math.max(u, product - u) - product / 2 - 0.5;
  return { u, pValue: spread > 0 ? Math.min(1, normalTwoSided(Math.max(0, gap / spread))) : 1 };
}

export interface ProportionDifference {
  readonly z: number;
  readonly pValue: number;
  readonly difference: number;
  /** Newcombe's hybrid score interval, 95 %. */
  readonly low: number;
  readonly high: number;
}

/** Two proportions, pooled z test. No variation at all gives z = 0, p = 1. */
export function twoProportions(x1: number, n1: number, x2: number, n2: number): ProportionDifference {
  const p1 = x1 / n1;
  const p2 = x2 / n2;
  const pooled = (x1 + x2) / (n1 + n2);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const z = error > 0 ? (p1 - p2) / error : 0;
  const first = wilson(x1, n1);
  const second = wilson(x2, n2);
  const difference = p1 - p2;
  return {
    z,
    pValue: normalTwoSided(z),
    difference,
    low: difference - Math.hypot(p1 - first.low, second.high - p2),
    high: difference + Math.hypot(first.high - p1, p2 - second.low),
  };
}

/** Wilson's score interval of a proportion; 0 … 1 for no trials. */
export function wilson(successes: number, trials: number, level = 0.95): { low: number; high: number } {
  if (!(trials > 0)) return { low: 0, high: 1 };
  const z = normalQuantile(0.5 + level / 2);
  const p = successes / trials;
  const square = (z * z) / trials;
  const center = (p + square / 2) / (1 + square);
  const reach = (z / (1 + square)) * Math.sqrt((p * (1 - p)) / trials + square / (4 * trials));
  // At 0 and at n successes the end is exact, rounding aside.
  return {
    low: successes <= 0 ? 0 : Math.max(0, center - reach),
    high: successes >= trials ? 1 : Math.min(1, center + reach),
  };
}

/** p values adjusted by Benjamini and Hochberg's step-up, in the order given. */
export function benjaminiHochberg(pValues: ArrayLike<number>): number[] {
  const order = argsort(pValues);
  const m = order.length;
  const adjusted = Array.from<number>({ length: m });
  let least = 1;
  for (let i = m - 1; i >= 0; i--) {
    const row = order[i] as number;
    least = Math.min(least, ((pValues[row] as number) * m) / (i + 1));
    adjusted[row] = least;
  }
  return adjusted;
}

/** p values adjusted by Holm's step-down, in the order given. */
export function holm(pValues: ArrayLike<number>): number[] {
  const order = argsort(pValues);
  const m = order.length;
  const adjusted = Array.from<number>({ length: m });
  let most = 0;
  for (let i = 0; i < m; i++) {
    const row = order[i] as number;
    most = Math.max(most, Math.min(1, (pValues[row] as number) * (m - i)));
    adjusted[row] = most;
  }
  return adjusted;
}

/** The standardised effect at which a two-sided normal test has this power, both tails counted. */
function testReach(alpha: number, power: number): number {
  const critical = normalQuantile(1 - alpha / 2);
  let reach = critical + normalQuantile(power);
  // The far tail adds a little: aim the near one that much lower.
  for (let step = 0; step < 5; step++) reach = critical + normalQuantile(power - normalCdf(-reach - critical));
  return reach;
}

/**
 * Rows each arm needs to tell two proportions apart, by Cohen's arcsine effect size; not rounded.
 * ∞ where the proportions are equal.
 */
export function sampleSizePerArm(baseline: number, variant: number, alpha = 0.05, power = 0.8): number {
  const h = 2 * (Math.asin(Math.sqrt(variant)) - Math.asin(Math.sqrt(baseline)));
  return 2 * (testReach(alpha, power) / h) ** 2;
}

/** Rows each arm needs to tell two means apart (normal approximation); not rounded. ∞ for no difference. */
export function sampleSizeForMeans(difference: number, deviation: number, alpha = 0.05, power = 0.8): number {
  return 2 * ((testReach(alpha, power) * deviation) / difference) ** 2;
}
