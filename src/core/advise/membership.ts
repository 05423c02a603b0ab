import type { Column } from '../table/column.ts';
import { getColumn, type Table } from '../table/table.ts';
import type { SegmentCondition } from './types.ts';

/** 1 for each of the given rows that meets the condition, else 0. Levels are matched by name. @throws table.no-column */
export function membersOf(table: Table, rows: Int32Array, condition: SegmentCondition): Uint8Array {
  return membersOfColumn(getColumn(table, condition.column), rows, condition);
}

/** `membersOf`, for a column at hand. A column of another kind than the condition's has no members. */
export function membersOfColumn(column: Column, rows: Int32Array, condition: SegmentCondition): Uint8Array {
  const members = new Uint8Array(rows.length);
  if (column.kind === 'text' || column.kind === 'image' || column.kind !== condition.kind) return members;
  if (column.kind === 'category') {
    const { codes } = column;
    const wanted = new Set(condition.levels);
    const isMember = column.levels.map((level) => wanted.has(level));
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows[i] as number] as number;
      if (condition.missing ? code < 0 : code >= 0 && isMember[code]) members[i] = 1;
    }
    return members;
  }
  const { values } = column;
  const { low = -Infinity, high = Infinity, missing } = condition;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    // NaN is in no range.
    if (missing ? Number.isNaN(value) : value >= low && value < high) members[i] = 1;
  }
  return members;
}

/** Rows of a table that meet all conditions. @throws table.no-column */
export function countMembers(table: Table, conditions: readonly SegmentCondition[]): number {
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  const masks = conditions.map((condition) => membersOf(table, rows, condition));
  let count = 0;
  for (let row = 0; row < rows.length; row++) if (masks.every((mask) => mask[row] === 1)) count++;
  return count;
}

/** Members of both. */
export function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  const members = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) members[i] = (a[i] as number) & (b[i] as number);
  return members;
}
