import type { SparseRows } from '../../text/sparse.ts';
import type { Pacer } from '../pacer.ts';
import type { SparseLinearState } from './types.ts';

const ROWS_AT_A_TIME = 64;

/** One row's features, columns ascending. */
export interface SparseRow {
  readonly columns: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Scores of one row: a number a class. */
export function scoreRow(state: SparseLinearState, row: SparseRow): Float64Array {
  const { classes: k, weights } = state;
  const scores = Float64Array.from(state.intercepts);
  for (let i = 0; i < row.columns.length; i++) {
    const value = row.values[i] as number;
    const base = (row.columns[i] as number) * k;
    for (let c = 0; c < k; c++) scores[c] = (scores[c] as number) + value * (weights[base + c] as number);
  }
  return scores;
}

/** Scores, rows × classes. @throws CancelledError */
export async function scoreSparse(state: SparseLinearState, features: SparseRows, pacer: Pacer): Promise<Float64Array> {
  const k = state.classes;
  const scores = new Float64Array(features.rows * k);
  for (let row = 0; row < features.rows; row++) {
    if (row % ROWS_AT_A_TIME === 0) await pacer.pause();
    scores.set(scoreRow(state, sparseRow(features, row)), row * k);
  }
  return scores;
}

export function sparseRow(features: SparseRows, row: number): SparseRow {
  const start = features.offsets[row] as number;
  const end = features.offsets[row + 1] as number;
  return { columns: features.indices.subarray(start, end), values: features.values.subarray(start, end) };
}

/** Softmax of scores / temperature, rows × classes; each row sums to 1. */
export function softmaxScores(scores: Float64Array, classes: number, temperature: number): Float64Array {
  const probabilities = new Float64Array(scores.length);
  for (let start = 0; start < scores.length; start += classes) {
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, scores[start + c] as number);
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const part = Math.exp(((scores[start + c] as number) - largest) / temperature);
      probabilities[start + c] = part;
      sum += part;
    }
    for (let c = 0; c < classes; c++) probabilities[start + c] = (probabilities[start + c] as number) / sum;
  }
  return probabilities;
}

/** Probabilities, rows × classes. @throws CancelledError */
export async function predictSparse(
  state: SparseLinearState,
  features: SparseRows,
  pacer: Pacer,
): Promise<Float64Array> {
  return softmaxScores(await scoreSparse(state, features, pacer), state.classes, state.temperature);
}
