import type { Finding } from '../../core/errors.ts';
import type { Table } from '../../core/table/table.ts';
import { writtenRows } from './problem.ts';

/** What to bear in mind about texts that a model is applied to. @param table in the model's shape */
export function textNotes(table: Table): Finding[] {
  const written = writtenRows(table);
  const rows = written.filter((one) => one === 0).length;
  const column = table.columns[0]?.name ?? '';
  if (rows === 0) return [];
  return [{ level: 'careful', code: 'apply.empty-texts', column, params: { column, rows, of: table.rowCount } }];
}
