import { CodedError } from '../errors.ts';
import { columnLength, type Column } from './column.ts';

/** Columns of equal length with distinct names. A name is any string, `__proto__` and the empty one included. */
export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}

/** @throws table.ragged, table.duplicate-column */
export function makeTable(columns: readonly Column[], rowCount?: number): Table {
  const first = columns[0];
  const rows = rowCount ?? (first ? columnLength(first) : 0);
  const seen = new Set<string>();
  for (const column of columns) {
    const length = columnLength(column);
    if (length !== rows) throw new CodedError('table.ragged', { column: column.name, length, rows });
    if (seen.has(column.name)) throw new CodedError('table.duplicate-column', { column: column.name });
    seen.add(column.name);
  }
  return { rowCount: rows, columns };
}

export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** @throws table.no-column */
export function getColumn(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (!column) throw new CodedError('table.no-column', { column: name, columns: table.columns.map((c) => c.name) });
  return column;
}

/** The named columns, in the order asked for. @throws table.no-column */
export function selectColumns(table: Table, names: readonly string[]): Table {
  return { rowCount: table.rowCount, columns: names.map((name) => getColumn(table, name)) };
}
