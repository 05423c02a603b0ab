import type { CategoryColumn } from '../../table/column.ts';
import type { TrainRows } from '../rows.ts';

export interface LevelCounts {
  /**
   * Levels that occur among the rows, the most frequent first, equal ones by name: neither the order of the file nor other
   * rows may show through.
   */
  readonly seen: readonly { readonly level: string; readonly count: number }[];
  readonly missing: number;
}

export function levelCounts(column: CategoryColumn, rows: TrainRows): LevelCounts {
  const counts = new Int32Array(column.levels.length);
  let missing = 0;
  for (const row of rows) {
    const code = column.codes[row] as number;
    if (code < 0) missing++;
    else counts[code] = (counts[code] as number) + 1;
  }
  const seen = column.levels
    .map((level, code) => ({ level, count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  return { seen, missing };
}
