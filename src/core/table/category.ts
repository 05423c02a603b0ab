import type { CategoryColumn } from './column.ts';

/** A category column from strings; null is missing. Levels are in order of first appearance. */
export function makeCategoryColumn(name: string, cells: readonly (string | null)[]): CategoryColumn {
  const codes = new Int32Array(cells.length);
  const known = new Map<string, number>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    codes[row] = cell === null || cell === undefined ? -1 : codeOf(known, cell);
  }
  return { kind: 'category', name, codes, levels: [...known.keys()] };
}

/** The code of a level, added behind the others where it is new. */
export function codeOf(known: Map<string, number>, level: string): number {
  const code = known.get(level);
  if (code !== undefined) return code;
  known.set(level, known.size);
  return known.size - 1;
}

/** The same column without levels that no row has, the rest in order of first appearance. */
export function dropUnusedLevels(column: CategoryColumn): CategoryColumn {
  const newCodes = new Int32Array(column.levels.length).fill(-1);
  const levels: string[] = [];
  const codes = new Int32Array(column.codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = column.codes[row] as number;
    if (code < 0) {
      codes[row] = -1;
      continue;
    }
    if ((newCodes[code] as number) < 0) {
      newCodes[code] = levels.length;
      levels.push(column.levels[code] as string);
    }
    codes[row] = newCodes[code] as number;
  }
  return { ...column, codes, levels };
}
