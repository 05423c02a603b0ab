import type { SparseRow } from './predict.ts';
import type { SparseLinearState } from './types.ts';

/**
 * What each feature of a row adds to the score of a class over the mean score of the others: value × (the class's weight −
 * the mean of the others'). With the difference of the intercepts they sum to the difference of the scores.
 * @param code number of the class
 * @returns a number each of `row.columns`
 */
export function contributions(state: SparseLinearState, row: SparseRow, code: number): Float64Array {
  const { classes: k, weights } = state;
  return Float64Array.from({ length: row.columns.length }, (_, i) => {
    const base = (row.columns[i] as number) * k;
    let all = 0;
    for (let c = 0; c < k; c++) all += weights[base + c] as number;
    const own = weights[base + code] as number;
    return (row.values[i] as number) * (own - (all - own) / (k - 1));
  });
}
