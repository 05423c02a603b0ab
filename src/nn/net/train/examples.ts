import type { Random } from '../../../core/random.ts';
import type { Batch } from '../spec.ts';

/** What a network learns from or is judged on: examples 0 … count − 1, made ready a batch at a time. */
export interface ExampleSource {
  readonly count: number;
  /** Class of each example. */
  readonly codes: Int32Array;
  /** How much each counts; 1 each when absent. Those of no weight are passed over. */
  readonly weights?: Float64Array;
  /** Words of each text: texts of like length are then put into one batch, which saves work. */
  readonly lengths?: Int32Array;
  /**
   * These examples, in this order. What it gives may be used again by the next call.
   * @param random given for training alone: pictures may be changed by it
   */
  batch(examples: Int32Array, random?: Random): Batch;
}

/** Examples that count. */
export function countedExamples({ count, weights }: ExampleSource): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return weights ? all.filter((i) => (weights[i] as number) > 0) : all;
}
