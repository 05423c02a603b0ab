import * as tf from '@tensorflow/tfjs-core';
import { firstMaximum } from './first-maximum.ts';
import type { RaggedInput, StepsInput, TextInput } from './inputs.ts';

/** Far below anything that a convolution gives. */
const NEVER = -1e30;

/** The numbers of each word: rows × positions × width. @param table of the batch's own words */
export function embed(table: tf.Tensor2D, { places, rows, positions }: TextInput): tf.Tensor3D {
  return tf.reshape(tf.gather(table, places), [rows, positions, table.shape[1]]);
}

/** A table a field, and the numbers behind them: rows × positions × channels. The fill-up is zeros and learns nothing. */
export function embedSteps(
  tables: readonly tf.Tensor2D[],
  { fields, numbers, rows, positions }: StepsInput,
): tf.Tensor3D {
  const parts: tf.Tensor[] = tables.map((table, field) => {
    const [vocabulary, width] = table.shape;
    const learned = tf.slice(table, [1, 0], [vocabulary - 1, width]);
    return tf.gather(tf.concat([tf.zeros([1, width]), learned]), fields[field] as tf.Tensor1D);
  });
  if (numbers) parts.push(numbers);
  return tf.reshape(tf.concat(parts, 1), [rows, positions, -1]);
}

/**
 * One width of `conv1d-max`: rows × filters.
 * @param kernel width × numbers × filters
 */
export function convolveMax(
  x: tf.Tensor3D,
  kernel: tf.Tensor3D,
  bias: tf.Tensor1D,
  { lengths }: RaggedInput,
): tf.Tensor2D {
  const [width] = kernel.shape;
  const y = tf.conv1d(x, kernel, 1, 'valid');
  const [rows, places, filters] = y.shape;
  const index = tf.reshape(tf.range(0, places), [1, places, 1]);
  const isBeyond = tf.cast(tf.greater(index, tf.sub(lengths, width)), 'float32');
  const order = tf.sub(places, index);
  const largest = firstMaximum(tf.add(y, tf.mul(isBeyond, NEVER)), [1], order);
  return tf.relu(tf.add(tf.reshape(largest, [rows, filters]), bias));
}
