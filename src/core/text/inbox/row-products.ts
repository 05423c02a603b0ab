import type { SparseRows } from '../sparse.ts';

/** Products of sparse rows. None checks its row numbers. */

/** Euclidean length of each row. */
export function rowLengths({ rows, offsets, values }: SparseRows): Float64Array {
  const lengths = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) sum += (values[k] as number) ** 2;
    lengths[row] = Math.sqrt(sum);
  }
  return lengths;
}

/** Adds a row, times `factor`, to a dense vector: with −1 times the same it is wiped out again. */
export function scatterRow(
  { offsets, indices, values }: SparseRows,
  row: number,
  factor: number,
  into: Float64Array,
): void {
  for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
    const column = indices[k] as number;
    into[column] = (into[column] as number) + factor * (values[k] as number);
  }
}

/** Sets to 0 what `scatterRow` touched, without the rounding of taking it away. */
export function clearRow({ offsets, indices }: SparseRows, row: number, into: Float64Array): void {
  for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) into[indices[k] as number] = 0;
}

/** Σ of a row's values times those of a dense vector. */
export function dotRow({ offsets, indices, values }: SparseRows, row: number, dense: Float64Array): number {
  let sum = 0;
  for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
    sum += (values[k] as number) * (dense[indices[k] as number] as number);
  }
  return sum;
}
