import { argsort } from '../stats/order.ts';

/** How far two distributions lie apart. */

/** Half the sum of absolute differences of shares: 0 … 1. */
export function totalVariation(old: ArrayLike<number>, fresh: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < old.length; i++) sum += Math.abs((old[i] as number) - (fresh[i] as number));
  return sum / 2;
}

/** Jensen–Shannon distance of shares (the root of the divergence), base 2: 0 … 1. */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    const middle = (x + y) / 2;
    if (x > 0) sum += x * Math.log2(x / middle);
    if (y > 0) sum += y * Math.log2(y / middle);
  }
  return Math.sqrt(Math.max(0, sum / 2));
}

/** Visits the steps of both empirical distribution functions: their values from each value on, and how far the next is. */
function eachStep(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  visit: (fa: number, fb: number, width: number) => void,
): void {
  const all = new Float64Array(a.length + b.length);
  all.set(a, 0);
  all.set(b, a.length);
  const order = argsort(all);
  let inA = 0;
  let inB = 0;
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    if (at < a.length) inA++;
    else inB++;
    const value = all[at] as number;
    const next = i + 1 < order.length ? (all[order[i + 1] as number] as number) : value;
    if (next > value || i + 1 === order.length) visit(inA / a.length, inB / b.length, next - value);
  }
}

export interface KsResult {
  /** Largest gap between the two distribution functions. */
  readonly statistic: number;
  readonly pValue: number;
}

/** Products of sizes up to which p is exact. */
const EXACT = 1e7;

/**
 * Two-sample Kolmogorov–Smirnov test. p is exact for samples without ties up to a product of sizes of ten million,
 * beyond that Kolmogorov's limit; with ties it is on the safe side.
 */
export function ks(a: ArrayLike<number>, b: ArrayLike<number>): KsResult {
  let statistic = 0;
  eachStep(a, b, (fa, fb) => (statistic = Math.max(statistic, Math.abs(fa - fb))));
  const [m, n] = [a.length, b.length];
  const pValue = m * n <= EXACT ? exactKs(statistic, m, n) : limitKs(statistic * Math.sqrt((m * n) / (m + n)));
  return { statistic, pValue };
}

/**
 * Share of the orders of m and n values whose gap reaches the statistic: paths on a lattice that stay within the gap are
 * followed row by row, as probabilities.
 */
function exactKs(statistic: number, m: number, n: number): number {
  if (statistic <= 0) return 1;
  // The gap is a multiple of 1 / (m n): compared as a whole number.
  const gap = Math.round(statistic * m * n);
  const within = (i: number, j: number): boolean => Math.abs(i * n - j * m) < gap;
  const inside = new Float64Array(n + 1);
  for (let j = 0; j <= n && within(0, j); j++) inside[j] = 1;
  for (let i = 1; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (!within(i, j)) {
        inside[j] = 0;
        continue;
      }
      // The last step came from a with chance i / (i + j), from b otherwise.
      const fromB = j > 0 ? (inside[j - 1] as number) * j : 0;
      inside[j] = ((inside[j] as number) * i + fromB) / (i + j);
    }
  }
  return Math.min(1, Math.max(0, 1 - (inside[n] as number)));
}

/** P(K ≥ x) of Kolmogorov's limit. */
function limitKs(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}

/** Wasserstein-1 (earth mover's) distance of two samples, in the units of the values. */
export function wasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  eachStep(a, b, (fa, fb, width) => (sum += Math.abs(fa - fb) * width));
  return sum;
}
