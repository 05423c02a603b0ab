import type { TrainRows } from '../rows.ts';

/** The values of the rows that are not missing, in ascending order. */
export function presentValues(values: Float64Array, rows: TrainRows): Float64Array {
  const present = new Float64Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count).sort();
}
