import { cellReader } from '../table/cells.ts';
import type { CategoryColumn, TextColumn } from '../table/column.ts';

/** The texts of a column by row; short tickets are read as categories. Missing: the empty string. */
export function textReader(column: TextColumn | CategoryColumn): (row: number) => string {
  const read = cellReader(column);
  return (row) => read(row) ?? '';
}
