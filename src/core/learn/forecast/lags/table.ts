import type { Column } from '../../../table/column.ts';
import type { Table } from '../../../table/table.ts';
import { TREE_FEATURES } from './features.ts';

/**
 * The trees' features as a table.
 * @param known known columns, at most, of a series; a series that has fewer lacks their values
 * @param write writes the features of a row
 */
export function featureTable(known: number, rows: number, write: (row: number, into: Float64Array) => void): Table {
  const names = [...TREE_FEATURES, ...Array.from({ length: known }, (_, k) => `known-${k}`)];
  const columns = names.map((): Float64Array => new Float64Array(rows));
  const work = new Float64Array(names.length);
  for (let row = 0; row < rows; row++) {
    work.fill(Number.NaN, TREE_FEATURES.length);
    write(row, work);
    for (const [k, column] of columns.entries()) column[row] = work[k] as number;
  }
  return {
    rowCount: rows,
    columns: columns.map((values, k): Column => ({ kind: 'number', name: names[k] as string, values })),
  };
}
