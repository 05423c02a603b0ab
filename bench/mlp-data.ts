import { createRandom } from '../src/core/random.ts';

/** What both networks of bench/mlp.mjs learn from: 20 numbers a row, ten of which count, and a yes or no. */
export interface MlpData {
  readonly columns: readonly Float64Array[];
  readonly labels: Int32Array;
}

/** The same rows wherever it is called: the page and the file for Keras are made from one seed. */
export function makeMlpData(rows: number, width: number): MlpData {
  const random = createRandom(7);
  const columns = Array.from({ length: width }, () => Float64Array.from({ length: rows }, () => random.normal()));
  const at = (j: number, i: number): number => columns[j]?.[i] ?? 0;
  const labels = Int32Array.from({ length: rows }, (_, i) => {
    let score = at(0, i) * at(1, i) + Math.sin(2 * at(2, i)) + 0.5 * at(3, i) ** 2 - 0.5;
    for (let j = 4; j < 10; j++) score += ((j % 3) - 1) * 0.4 * at(j, i);
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  return { columns, labels };
}
