import { createRandom, shuffle } from '../../random.ts';

/** So many of the rows, drawn at random, in their order. */
export function sampleOf(rows: Int32Array, most: number, seed: number): Int32Array {
  if (rows.length <= most) return rows;
  const positions = Int32Array.from(rows, (_, i) => i);
  shuffle(positions, createRandom(seed).fork('rows to learn from'));
  return positions
    .subarray(0, most)
    .sort()
    .map((i) => rows[i] as number);
}

/** At most so many of the rows, evenly spaced. */
export function spreadOver(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] as number);
}
