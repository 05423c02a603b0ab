import { shuffle, type Random } from '../../../core/random.ts';

/** Batches whose texts are put in order of length together: more saves work, fewer mixes better. */
const BATCHES_A_BUCKET = 16;

/**
 * An epoch's batches: each example once, batches of sizes that differ by one at most, in an order of their own. Where
 * lengths are given, each batch has texts of like length, drawn anew each epoch.
 * @param examples to be gone through; not changed
 * @param lengths by example
 */
export function epochBatches(
  examples: Int32Array,
  steps: number,
  random: Random,
  lengths: Int32Array | undefined,
): Int32Array[] {
  const order = examples.slice();
  shuffle(order, random);
  const edge = (step: number): number => Math.floor((step * order.length) / steps);
  if (lengths) {
    for (let step = 0; step < steps; step += BATCHES_A_BUCKET) {
      const bucket = order.subarray(edge(step), edge(Math.min(steps, step + BATCHES_A_BUCKET)));
      // In place, and by the shuffled order where lengths are the same (sorting is stable).
      bucket.sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
    }
  }
  const turn = Int32Array.from({ length: steps }, (_, step) => step);
  if (lengths) shuffle(turn, random);
  return Array.from(turn, (step) => order.subarray(edge(step), edge(step + 1)));
}
