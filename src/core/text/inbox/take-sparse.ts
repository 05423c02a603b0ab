import type { SparseRows } from '../sparse.ts';

/** Some rows, in the order given. */
export function takeSparse({ columns, offsets, indices, values }: SparseRows, rows: Int32Array): SparseRows {
  const taken = new Float64Array(rows.length + 1);
  rows.forEach((row, i) => {
    taken[i + 1] = (taken[i] as number) + (offsets[row + 1] as number) - (offsets[row] as number);
  });
  const size = taken[rows.length] as number;
  const result = { indices: new Int32Array(size), values: new Float32Array(size) };
  rows.forEach((row, i) => {
    const [start, end] = [offsets[row] as number, offsets[row + 1] as number];
    result.indices.set(indices.subarray(start, end), taken[i]);
    result.values.set(values.subarray(start, end), taken[i]);
  });
  return { rows: rows.length, columns, offsets: taken, ...result };
}

/** Some columns, numbered anew by their place in `kept` (ascending). */
export function keepColumns({ rows, columns, offsets, indices, values }: SparseRows, kept: Int32Array): SparseRows {
  const place = new Int32Array(columns).fill(-1);
  kept.forEach((column, i) => {
    place[column] = i;
  });
  const filled = indices.reduce((sum, column) => sum + ((place[column] as number) >= 0 ? 1 : 0), 0);
  const result = {
    offsets: new Float64Array(rows + 1),
    indices: new Int32Array(filled),
    values: new Float32Array(filled),
  };
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
      const column = place[indices[k] as number] as number;
      if (column < 0) continue;
      result.indices[at] = column;
      result.values[at++] = values[k] as number;
    }
    result.offsets[row + 1] = at;
  }
  return { rows, columns: kept.length, ...result };
}
