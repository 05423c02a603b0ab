import { knownValues, type ExampleSource, type ValueSource } from './examples.ts';
import type { NetParams } from './params.ts';

/**
 * What each example counts by its own weight and, where classes are to be balanced, by its class: a class's examples
 * then weigh together as much as those of any other class that there is.
 */
export function exampleWeights(
  { codes, weights }: Pick<ExampleSource, 'codes' | 'weights'>,
  examples: Int32Array,
  classes: number,
  kind: NetParams['classWeights'],
): Float64Array {
  const own = Float64Array.from(codes, (_, i) => weights?.[i] ?? 1);
  if (kind === 'none') return own;
  const sums = new Float64Array(classes);
  let all = 0;
  for (const i of examples) {
    const code = codes[i] as number;
    sums[code] = (sums[code] as number) + (own[i] as number);
    all += own[i] as number;
  }
  const present = sums.filter((sum) => sum > 0).length;
  return own.map((weight, i) => {
    const sum = sums[codes[i] as number] as number;
    return sum > 0 ? (weight * all) / (present * sum) : weight;
  });
}

/** What is wanted of a batch of numbers (rows × outputs, NaN where none is known), and how much each one counts. */
export function wantedValues(batch: Int32Array, source: ValueSource): { wanted: Float32Array; weights: Float32Array } {
  const { values, count } = source;
  const outputs = values.length / count;
  const wanted = new Float32Array(batch.length * outputs);
  const weights = new Float32Array(batch.length);
  let sum = 0;
  for (const i of batch) sum += (source.weights?.[i] ?? 1) * knownValues(source, i);
  for (const [row, i] of batch.entries()) {
    wanted.set(values.subarray(i * outputs, (i + 1) * outputs), row * outputs);
    weights[row] = (source.weights?.[i] ?? 1) / sum;
  }
  return { wanted, weights };
}

/** What is wanted of a batch (rows × classes), and how much its rows count (they sum to 1). */
export function wantedOf(
  batch: Int32Array,
  codes: Int32Array,
  weights: Float64Array,
  classes: number,
  smoothing: number,
): { wanted: Float32Array; weights: Float32Array } {
  const wanted = new Float32Array(batch.length * classes).fill(smoothing / classes);
  const shares = new Float32Array(batch.length);
  let sum = 0;
  for (const i of batch) sum += weights[i] as number;
  for (const [row, i] of batch.entries()) {
    wanted[row * classes + (codes[i] as number)] = 1 - smoothing + smoothing / classes;
    shares[row] = (weights[i] as number) / sum;
  }
  return { wanted, weights: shares };
}
