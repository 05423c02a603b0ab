import { MIN_GROUP } from './min-group.ts';

/** A word and how many rows bear it. */
export interface CountedLevel {
  readonly level: string;
  readonly count: number;
}

export interface FoldedLevels {
  /** Words that at least 11 rows bear, in the given order. */
  readonly kept: readonly CountedLevel[];
  /** Words that must not be told, by their place in the given list. */
  readonly folded: readonly number[];
  /** Rows of all folded words together: 0 or at least 11. */
  readonly foldedRows: number;
}

/**
 * Puts the words of fewer than 11 rows together; where all of these together are still fewer than 11 rows the rarest of
 * the others join them, so that neither a word nor a remainder stands for a small group. Words of no rows fold too.
 * Rows of all words together under 11 fold into one that is small: the caller tells nothing then.
 */
export function foldLevels(levels: readonly CountedLevel[]): FoldedLevels {
  const folded = new Set(levels.flatMap(({ count }, i) => (count < MIN_GROUP ? [i] : [])));
  let foldedRows = [...folded].reduce((sum, i) => sum + (levels[i]?.count ?? 0), 0);
  const others = levels
    .map(({ count }, i) => ({ count, i }))
    .filter(({ i }) => !folded.has(i))
    .toSorted((a, b) => a.count - b.count);
  for (const { count, i } of others) {
    if (foldedRows === 0 || foldedRows >= MIN_GROUP) break;
    folded.add(i);
    foldedRows += count;
  }
  return {
    kept: levels.filter((_, i) => !folded.has(i)),
    folded: [...folded].sort((a, b) => a - b),
    foldedRows,
  };
}
