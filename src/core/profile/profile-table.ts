import type { Finding, Level } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { profileColumn } from './profile-column.ts';
import type { ColumnProfile, TableProfile } from './types.ts';

const GRAVITY: Readonly<Record<Level, number>> = { stop: 0, careful: 1, note: 2 };

/**
 * What each column is and what is wrong with it. Exact, over all rows.
 * @param onProgress columns done, of how many
 * @throws CancelledError
 */
export async function profileTable(
  table: Table,
  pacer: Pacer,
  onProgress?: (done: number, total: number) => void,
): Promise<TableProfile> {
  const columns: ColumnProfile[] = [];
  // The search for repeated rows counts as one more column.
  const total = table.columns.length + 1;
  for (const column of table.columns) {
    await pacer.pause();
    columns.push(profileColumn(column));
    onProgress?.(columns.length, total);
  }
  const duplicateRows = await countDuplicateRows(table, pacer);
  const copies = await findCopies(table, pacer);
  onProgress?.(total, total);
  const own: Finding[] =
    duplicateRows > 0
      ? [{ code: 'profile.duplicate-rows', level: 'note', params: { count: duplicateRows, rows: table.rowCount } }]
      : [];
  const findings = [...own, ...copies, ...columns.flatMap((column) => column.findings)];
  return {
    rowCount: table.rowCount,
    columns,
    duplicateRows,
    findings: findings.toSorted((a, b) => GRAVITY[a.level] - GRAVITY[b.level]),
  };
}

const CHUNK = 1 << 16;

/** Rows that repeat an earlier row in every cell, by a 53-bit hash a row. */
async function countDuplicateRows(table: Table, pacer: Pacer): Promise<number> {
  const { rowCount, columns } = table;
  if (columns.length === 0) return 0;
  const a = new Uint32Array(rowCount).fill(0x811c9dc5);
  const b = new Uint32Array(rowCount).fill(0x1b873593);
  for (const column of columns) {
    mixColumn(column, a, b);
    await pacer.pause();
  }
  const seen = new Set<number>();
  let repeated = 0;
  for (let row = 0; row < rowCount; row++) {
    const hash = (a[row] as number) * 0x200000 + ((b[row] as number) >>> 11);
    if (seen.has(hash)) repeated++;
    else seen.add(hash);
    if (row % CHUNK === 0) await pacer.pause();
  }
  return repeated;
}

/** Stirs a column's cells into the hashes of their rows. */
function mixColumn(column: Column, a: Uint32Array, b: Uint32Array): void {
  const mix = (row: number, word: number): void => {
    a[row] = Math.imul((a[row] as number) ^ word, 0x01000193);
    b[row] = Math.imul(((b[row] as number) << 5) ^ ((b[row] as number) >>> 27) ^ word, 0x5bd1e995);
  };
  if (column.kind === 'category') {
    for (let row = 0; row < a.length; row++) mix(row, column.codes[row] as number);
    return;
  }
  if (column.kind === 'text') {
    for (let row = 0; row < a.length; row++) {
      const end = column.offsets[row + 1] as number;
      for (let i = column.offsets[row] as number; i < end; i++) mix(row, column.bytes[i] as number);
      mix(row, 0x100);
    }
    return;
  }
  // Both zeros and all NaNs are one value each to a person.
  const cell = new Float64Array(1);
  const words = new Uint32Array(cell.buffer);
  for (let row = 0; row < a.length; row++) {
    const value = column.values[row] as number;
    cell[0] = value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value;
    mix(row, words[0] as number);
    mix(row, words[1] as number);
  }
}

/** Columns that repeat another cell by cell. */
async function findCopies(table: Table, pacer: Pacer): Promise<Finding[]> {
  const found: Finding[] = [];
  const known = new Map<string, Column>();
  for (const column of table.columns) {
    await pacer.pause();
    const print = `${column.kind} ${fingerprint(column)}`;
    const first = known.get(print);
    if (first) {
      found.push({
        code: 'profile.duplicate-column',
        level: 'note',
        column: column.name,
        params: { column: column.name, other: first.name },
      });
    } else if (table.rowCount > 1) known.set(print, column);
  }
  return found;
}

function fingerprint(column: Column): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  const mix = (word: number): void => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(((b << 5) | (b >>> 27)) ^ word, 0x5bd1e995);
  };
  if (column.kind === 'category') {
    // Levels are numbered by appearance, so equal columns have equal codes.
    for (const code of column.codes) mix(code);
    for (const level of column.levels) for (let i = 0; i < level.length; i++) mix(level.charCodeAt(i));
  } else if (column.kind === 'text') {
    for (const byte of column.bytes) mix(byte);
    for (const offset of column.offsets) mix(offset);
  } else {
    const words = new Uint32Array(column.values.buffer, column.values.byteOffset, column.values.length * 2);
    for (const word of words) mix(word);
  }
  return `${a >>> 0} ${b >>> 0}`;
}
