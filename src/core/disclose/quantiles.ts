import { quantileSorted } from '../stats/descriptive.ts';
import { MIN_GROUP } from './min-group.ts';

/**
 * Type 7 quantiles, each only where at least 11 rows lie at it or beyond it on either side and at least 11 between it and
 * the one told before it; the middle first, then outwards, so that the middle is what stays. Never an extreme, unless 11
 * rows share it. A quantile lies between two rows' values or on one: round what you publish.
 * @param sorted ascending, no NaN
 * @param shares 0 … 1
 * @returns one a share, undefined where it may not be told
 */
export function safeQuantiles(sorted: ArrayLike<number>, shares: readonly number[]): (number | undefined)[] {
  const n = sorted.length;
  const order = shares
    .map((share, i) => ({ share, i }))
    .toSorted((a, b) => Math.abs(a.share - 0.5) - Math.abs(b.share - 0.5));
  const told: number[] = [];
  const result = shares.map((): number | undefined => undefined);
  for (const { share, i } of order) {
    // Rows before the place, and from it on.
    const below = Math.floor(share * (n - 1)) + 1;
    if (below < MIN_GROUP || n - below < MIN_GROUP) continue;
    if (told.some((other) => Math.abs(other - below) < MIN_GROUP)) continue;
    told.push(below);
    result[i] = quantileSorted(sorted, share);
  }
  return result;
}
