import { cholesky, solveCholesky } from '../../core/learn/linear/cholesky.ts';

/** Share of the variation of a column's changes that its effect is drawn to 0 by. */
const RIDGE = 0.05;
/** With fewer changes than this a column has no effect that could be told from chance. */
const LEAST_CHANGES = 3;
/** Known columns that are learned from at most, the first ones. */
export const MOST_KNOWN = 8;

/**
 * What one more of each known column goes with, from the changes from one point to the next: levels that wander together
 * by chance say nothing so. 0 for columns that hardly change.
 * @param values without their seasons
 * @param known columns, at least as long
 */
export function knownEffects(values: Float64Array, known: readonly Float64Array[]): Float64Array {
  const n = values.length;
  const effects = new Float64Array(known.length);
  const change = (column: Float64Array, t: number): number => (column[t] as number) - (column[t - 1] as number);
  const columns = known.flatMap((column, i) => {
    let changes = 0;
    for (let t = 1; t < n; t++) if (change(column, t) !== 0) changes++;
    return changes >= LEAST_CHANGES ? [{ column, i }] : [];
  });
  const size = columns.length;
  if (size === 0 || n < 3 * size + 5) return effects;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const [a, one] of columns.entries()) {
    for (const [b, other] of columns.entries()) {
      for (let t = 1; t < n; t++) {
        matrix[a * size + b] = (matrix[a * size + b] as number) + change(one.column, t) * change(other.column, t);
      }
    }
    for (let t = 1; t < n; t++) right[a] = (right[a] as number) + change(one.column, t) * change(values, t);
    matrix[a * size + a] = (matrix[a * size + a] as number) * (1 + RIDGE);
  }
  const factor = cholesky(matrix, size);
  if (!factor) return effects;
  const solved = solveCholesky(factor, right);
  for (const [a, { i }] of columns.entries()) effects[i] = solved[a] as number;
  return effects.every(Number.isFinite) ? effects : new Float64Array(known.length);
}

/** What the known columns come to at point t. */
export function effectAt(effects: Float64Array, known: readonly Float64Array[], t: number): number {
  let sum = 0;
  for (const [i, effect] of effects.entries()) sum += effect * (known[i]?.[t] ?? 0);
  return sum;
}
