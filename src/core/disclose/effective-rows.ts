import { cholesky, invertCholesky } from '../learn/linear/cholesky.ts';
import type { Pacer } from '../learn/pacer.ts';

/** Multiplications that looking at the rows may cost: about three seconds. */
const MOST_STEPS = 6e8;
const BLOCK = 2048;

/** Rows that coefficients rest on, one a column; 0 where it does not vary. */
export interface EffectiveRows {
  /** In a fit of all columns together. */
  readonly together: readonly number[];
  /** In a fit of that column and no other: how many rows vary in it. */
  readonly alone: readonly number[];
}

/**
 * How many rows each coefficient of a linear fit rests on. Least squares makes a coefficient as a weighted sum of the
 * rows' outcomes, one side against the other; k rows of equal weight and none besides count k: (Σw²)² / Σw⁴ (the
 * participation ratio), and the side of fewer rows counts. So seen are levels of few rows, rows far out, and what few rows
 * alone tell apart: two columns that differ in three of them.
 * @param columns encoded features, all rows of the table; finite in `rows`
 * @param penalty of ‖b‖² beside the squared errors; for log-odds divided by the mean of p(1 − p)
 * @returns undefined where there is too much to look at
 */
export async function effectiveRows(
  columns: readonly Float64Array[],
  rows: Int32Array,
  penalty: number,
  pacer: Pacer,
): Promise<EffectiveRows | undefined> {
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
  const together = makeSides(d);
  const alone = makeSides(d);
  await eachRow(columns, means, rows, pacer, (x) => {
    for (let i = 0; i < d; i++) {
      let weight = 0;
      for (let j = 0; j < d; j++) weight += (inverse[i * d + j] as number) * (x[j] as number);
      together.add(i, weight);
      alone.add(i, x[i] as number);
    }
  });
  const fewer = (sides: Sides): number[] => scale.map((own, i) => (own > 0 ? sides.fewer(i) : 0));
  return { together: fewer(together), alone: fewer(alone) };
}

/** Weights of rows, those below 0 and those above apart. */
interface Sides {
  add(column: number, weight: number): void;
  /** Rows of equal weight that the side of fewer of them comes to. */
  fewer(column: number): number;
}

function makeSides(columns: number): Sides {
  const squares = new Float64Array(2 * columns);
  const fourths = new Float64Array(2 * columns);
  const rowsAt = (at: number): number => (squares[at] as number) ** 2 / (fourths[at] as number) || 0;
  return {
    add: (column, weight) => {
      const square = weight * weight;
      const at = weight < 0 ? column : columns + column;
      squares[at] = (squares[at] as number) + square;
      fourths[at] = (fourths[at] as number) + square * square;
    },
    fewer: (column) => Math.min(rowsAt(column), rowsAt(columns + column)),
  };
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
