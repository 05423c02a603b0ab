import { cholesky, invertCholesky } from '../learn/linear/cholesky.ts';
import type { Pacer } from '../learn/pacer.ts';

/** Multiplications that looking at the rows may cost: some seconds. */
const MOST_STEPS = 2e9;
const BLOCK = 2048;

/**
 * How many rows each coefficient of a linear fit rests on. Least squares makes a coefficient as a weighted sum of the
 * rows' outcomes, one side against the other; k rows of equal weight and none besides count k: (Σw²)² / Σw⁴ (the
 * participation ratio), and the side of fewer rows counts. So seen are levels of few rows, rows far out, and what few rows
 * alone tell apart: two columns that differ in three of them.
 * @param columns encoded features, all rows of the table; finite in `rows`
 * @param penalty of ‖b‖² beside the squared errors; for log-odds divided by the mean of p(1 − p)
 * @returns one a column, 0 where it does not vary; undefined where there is too much to look at
 */
export async function effectiveRows(
  columns: readonly Float64Array[],
  rows: Int32Array,
  penalty: number,
  pacer: Pacer,
): Promise<number[] | undefined> {
  const d = columns.length;
  if (rows.length * d * d > MOST_STEPS) return undefined;
  const means = columns.map((values) => rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length);
  const gram = new Float64Array(d * d);
  await eachRow(columns, means, rows, pacer, (x) => {
    for (let i = 0; i < d; i++) {
      const value = x[i] as number;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * d + j] = (gram[i * d + j] as number) + value * (x[j] as number);
    }
  });
  const scale = columns.map((_, i) => gram[i * d + i] as number);
  const largest = Math.max(0, ...scale);
  // Columns that repeat others share their rows: a trace of a penalty makes the fit one of many.
  scale.forEach((own, i) => (gram[i * d + i] = own > 0 ? own * (1 + 1e-10) + penalty : largest || 1));
  const factor = cholesky(gram, d);
  if (!factor) return undefined;
  const inverse = invertCholesky(factor);
  // Weights below 0 first, then those above.
  const squares = new Float64Array(2 * d);
  const fourths = new Float64Array(2 * d);
  await eachRow(columns, means, rows, pacer, (x) => {
    for (let i = 0; i < d; i++) {
      let weight = 0;
      for (let j = 0; j < d; j++) weight += (inverse[i * d + j] as number) * (x[j] as number);
      const square = weight * weight;
      const side = weight < 0 ? i : d + i;
      squares[side] = (squares[side] as number) + square;
      fourths[side] = (fourths[side] as number) + square * square;
    }
  });
  const sideOf = (at: number): number => (squares[at] as number) ** 2 / (fourths[at] as number) || 0;
  return scale.map((own, i) => (own > 0 ? Math.min(sideOf(i), sideOf(d + i)) : 0));
}

async function eachRow(
  columns: readonly Float64Array[],
  means: readonly number[],
  rows: Int32Array,
  pacer: Pacer,
  see: (x: Float64Array) => void,
): Promise<void> {
  const x = new Float64Array(columns.length);
  for (let start = 0; start < rows.length; start += BLOCK) {
    for (const row of rows.subarray(start, start + BLOCK)) {
      for (let j = 0; j < x.length; j++) x[j] = (columns[j]?.[row] as number) - (means[j] as number);
      see(x);
    }
    await pacer.pause();
  }
}
