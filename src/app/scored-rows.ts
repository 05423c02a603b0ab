import { cellReader } from '../core/table/cells.ts';
import { csvChunks } from '../core/table/csv.ts';
import { makeTable, type Table } from '../core/table/table.ts';
import type { RowWindow } from '../workers/data-contract.ts';

/** Rows that were made to be predicted, with their predictions: as a file, and some of them to be shown. */
export interface ScoredRows {
  readonly csv: Blob;
  readonly windows: readonly RowWindow[];
}

/** @param shown row numbers, in the order in which they are shown */
export function scoredRows(rows: Table, added: Table, shown: readonly number[]): ScoredRows {
  const readers = rows.columns.map(cellReader);
  const columns = rows.columns.map(({ name }) => name);
  return {
    csv: new Blob([...csvChunks(makeTable([...rows.columns, ...added.columns]))], { type: 'text/csv;charset=utf-8' }),
    windows: shown.map((start) => ({ start, columns, rows: [readers.map((read) => read(start))] })),
  };
}
