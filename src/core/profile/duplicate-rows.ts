import type { Pacer } from '../learn/pacer.ts';
import type { Column } from '../table/column.ts';
import { pictureBytes } from '../table/pictures.ts';
import type { Table } from '../table/table.ts';
import { hashOfLanes, mixWord, START_A, START_B } from './hash.ts';
import { countDistinct } from './numeric.ts';

/** Rows that repeat an earlier row in every cell, by a 53-bit hash a row. @throws CancelledError */
export async function countDuplicateRows(table: Table, pacer: Pacer): Promise<number> {
  const { rowCount, columns } = table;
  if (columns.length === 0) return 0;
  const a = new Int32Array(rowCount).fill(START_A);
  const b = new Int32Array(rowCount).fill(START_B);
  for (const column of columns) {
    mixColumn(column, a, b);
    await pacer.pause();
  }
  // Sorted, not put into a Set: that ends at 16.7 million.
  const hashes = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) hashes[row] = hashOfLanes(a[row] as number, b[row] as number);
  return rowCount - countDistinct(hashes.sort());
}

/** Stirs a column's cells into the lanes of their rows. */
function mixColumn(column: Column, a: Int32Array, b: Int32Array): void {
  const mix = (row: number, word: number): void => {
    a[row] = mixWord(a[row] as number, word);
    b[row] = mixWord(b[row] as number, word);
  };
  switch (column.kind) {
    case 'category':
      for (let row = 0; row < a.length; row++) mix(row, column.codes[row] as number);
      return;
    case 'text':
      for (let row = 0; row < a.length; row++) {
        const start = column.offsets[row] as number;
        const end = column.offsets[row + 1] as number;
        for (let i = start; i < end; i++) mix(row, column.bytes[i] as number);
        mix(row, end - start);
      }
      return;
    case 'image': {
      const size = pictureBytes(column);
      for (let row = 0; row < a.length; row++) {
        for (let i = row * size; i < (row + 1) * size; i++) mix(row, column.pixels[i] as number);
        mix(row, column.missing?.[row] ?? 0);
      }
      return;
    }
    case 'number':
    case 'date': {
      const cell = new Float64Array(1);
      const words = new Int32Array(cell.buffer);
      for (let row = 0; row < a.length; row++) {
        const value = column.values[row] as number;
        // Both zeros and all NaNs are one value each to a person.
        cell[0] = Number.isNaN(value) ? Number.NaN : value + 0;
        mix(row, words[0] as number);
        mix(row, words[1] as number);
      }
    }
  }
}
