import type { Finding, Level } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { Table } from '../table/table.ts';
import { countDuplicateRows } from './duplicate-rows.ts';
import { findCopies } from './copies.ts';
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
  // Columns without content are alike, but that is said of each already.
  const telling = table.columns.filter((_, i) => columns[i]?.role !== 'constant' && columns[i]?.role !== 'empty');
  const copies = await findCopies(telling, pacer);
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
