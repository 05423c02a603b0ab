import type { CategoryColumn } from '../table/column.ts';
import type { ReferenceColumn } from './types.ts';

/** Shares of the same bins in the rows that are remembered and in new ones. The last bin is the missing cells. */
export interface BinnedShares {
  readonly old: readonly number[];
  readonly fresh: readonly number[];
}

/** Bins of numbers hold about this share of the old rows, or more. */
const BIN_SHARE = 0.1;
/** Levels with a bin of their own; the rest share one, and levels never seen another. */
const MOST_LEVELS = 20;

/**
 * Numbers and dates, in bins between the remembered quantiles. A quantile says that old rows below it are at most, and
 * those up to it at least, so many; where many cells are equal it says no more than that. So each quantile's place among
 * the new rows is taken as near to its old place as the new rows allow, and a value that fills several quantiles is a
 * bin of its own.
 */
export function numberShares({ quantiles, missingShare }: ReferenceColumn, values: Float64Array): BinnedShares {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const missing = values.length === 0 ? 0 : 1 - present.length / values.length;
  if (!quantiles || quantiles.length < 2)
    return { old: [1 - missingShare, missingShare], fresh: [1 - missing, missing] };
  const last = quantiles.length - 1;
  const cuts = cutsOf(quantiles).map((i) => ({
    old: i / last,
    fresh: nearestPlace(present, quantiles[i] as number, i / last),
  }));
  const old: number[] = [];
  const fresh: number[] = [];
  let before = { old: 0, fresh: 0 };
  for (const cut of [...cuts, { old: 1, fresh: 1 }]) {
    old.push((cut.old - before.old) * (1 - missingShare));
    fresh.push(Math.max(0, cut.fresh - before.fresh) * (1 - missing));
    before = cut;
  }
  return { old: [...old, missingShare], fresh: [...fresh, missing] };
}

/**
 * Numbers of the quantiles to cut at: the ends of values that fill several (the outermost ones too, beyond which no old
 * row lay), else every second or so.
 */
function cutsOf(quantiles: readonly number[]): number[] {
  const last = quantiles.length - 1;
  const cuts: number[] = [];
  let from = 0;
  for (let i = 0; i <= last; i++) {
    const likeBefore = i > 0 && quantiles[i] === quantiles[i - 1];
    const likeNext = i < last && quantiles[i] === quantiles[i + 1];
    const insideHeap = likeBefore && likeNext;
    const full = i > 0 && i < last && (i - from) / last >= BIN_SHARE - 1e-9;
    if (likeBefore === likeNext && (insideHeap || !full)) continue;
    cuts.push(i);
    from = i;
  }
  return cuts;
}

/** Share of the sorted values below `value` … up to it, whichever point of that stretch is nearest to `place`. */
function nearestPlace(sorted: Float64Array, value: number, place: number): number {
  if (sorted.length === 0) return place;
  const below = countBelow(sorted, (x) => x < value) / sorted.length;
  const upTo = countBelow(sorted, (x) => x <= value) / sorted.length;
  return Math.min(upTo, Math.max(below, place));
}

/** How many values from the start meet the condition, which none does after the first that does not. */
function countBelow(sorted: Float64Array, meets: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Categories: the most frequent levels, the rest of the known ones, those never seen, missing. */
export function levelShares({ levels = [], missingShare }: ReferenceColumn, column: CategoryColumn): BinnedShares {
  const bins = Math.min(MOST_LEVELS, levels.length);
  const old = levels.slice(0, bins).map(({ share }) => share);
  const rest = levels.slice(bins).reduce((sum, { share }) => sum + share, 0);
  const known = old.reduce((sum, share) => sum + share, rest);
  const place = new Map(levels.map(({ level }, i) => [level, Math.min(i, bins)]));
  const binOf = column.levels.map((level) => place.get(level) ?? bins + 1);
  const counts = new Float64Array(bins + 3);
  for (const code of column.codes) {
    const bin = code < 0 ? bins + 2 : (binOf[code] as number);
    counts[bin] = (counts[bin] as number) + 1;
  }
  const rows = Math.max(1, column.codes.length);
  return {
    old: [...old, rest, Math.max(0, 1 - known - missingShare), missingShare],
    fresh: Array.from(counts, (count) => count / rows),
  };
}
