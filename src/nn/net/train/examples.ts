import type { Random } from '../../../core/random.ts';
import type { Batch } from '../spec.ts';

/** What a network learns from or is judged on: examples 0 … count − 1, made ready a batch at a time. */
interface Examples {
  readonly count: number;
  /** How much each counts; 1 each when absent. Those of no weight are passed over. */
  readonly weights?: Float64Array;
  /** Words of each text, positions of each row of steps: those of like length are then put into one batch, which saves work. */
  readonly lengths?: Int32Array;
  /**
   * These examples, in this order. What it gives may be used again by the next call.
   * @param random given for training alone: pictures may be changed by it
   */
  batch(examples: Int32Array, random?: Random): Batch;
}

/** Examples of classes. */
export interface ExampleSource extends Examples {
  /** Class of each example. */
  readonly codes: Int32Array;
}

/** Examples of numbers, for nets with a loss of numbers. */
export interface ValueSource extends Examples {
  /** count × outputs; NaN where no value is known. */
  readonly values: Float32Array;
}

/** Examples that count: those with a weight and, of numbers, with a value that is known. */
export function countedExamples(source: ExampleSource | ValueSource): Int32Array {
  const { count, weights } = source;
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const known = 'values' in source ? all.filter((i) => knownValues(source, i) > 0) : all;
  return weights ? known.filter((i) => (weights[i] as number) > 0) : known;
}

/** Values of an example that are known. */
export function knownValues({ values, count }: ValueSource, example: number): number {
  const outputs = values.length / count;
  let known = 0;
  for (let i = example * outputs; i < (example + 1) * outputs; i++) if (!Number.isNaN(values[i])) known++;
  return known;
}
