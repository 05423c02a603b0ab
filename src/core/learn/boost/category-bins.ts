import type { CategoryColumn } from '../../table/column.ts';

/** Most levels of a column that keep a bin of their own; rarer ones are treated as missing. */
const MAX_LEVELS = 254;

/**
 * The levels seen in `rows`, most frequent first and at most MAX_LEVELS of them. Equally frequent ones are in the order
 * of their names, since the order of the column's own levels depends on rows that may not be learned from.
 */
export function frequentLevels(column: CategoryColumn, rows: Int32Array): string[] {
  const counts = new Float64Array(column.levels.length);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i] as number] as number;
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  const name = (code: number): string => column.levels[code] as string;
  return Array.from(counts.keys())
    .filter((code) => (counts[code] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || (name(a) < name(b) ? -1 : 1))
    .slice(0, MAX_LEVELS)
    .map(name);
}

/** Bin of each code of a column: 1 + position in `levels`, or 0 for a level that is not among them. */
export function levelBins(column: CategoryColumn, levels: readonly string[]): Uint8Array {
  const positions = new Map(levels.map((level, i) => [level, i + 1]));
  return Uint8Array.from(column.levels, (level) => positions.get(level) ?? 0);
}

/** Bin of each of `rows`: 0 for a missing or unknown level. */
export function categoryCodes(column: CategoryColumn, rows: Int32Array, levels: readonly string[]): Uint8Array {
  const bins = levelBins(column, levels);
  const codes = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i] as number] as number;
    if (code >= 0) codes[i] = bins[code] as number;
  }
  return codes;
}
