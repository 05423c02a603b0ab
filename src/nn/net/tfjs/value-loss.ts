import * as tf from '@tensorflow/tfjs-core';
import type { NetPlan } from '../plan.ts';

/**
 * Loss of a batch of numbers: what is known of each, weighted by its row and summed.
 * @param outputs rows × units of the last layer
 * @param wanted rows × outputs, NaN where no value is known
 * @param weights a row each
 */
export function valueLoss(
  { loss, wanted: count }: Pick<NetPlan, 'loss' | 'wanted'>,
  outputs: tf.Tensor2D,
  wanted: Float32Array,
  weights: Float32Array,
): tf.Scalar {
  const rows = weights.length;
  // WebGL is not to be relied upon for what is not a number.
  const values = tf.tensor3d(
    wanted.map((value) => (Number.isNaN(value) ? 0 : value)),
    [rows, count, 1],
  );
  const shares = wanted.map((value, i) => (Number.isNaN(value) ? 0 : (weights[Math.floor(i / count)] as number)));
  const off = tf.sub(values, tf.reshape(outputs, [rows, count, -1]));
  if (loss.kind !== 'quantiles') return tf.sum(tf.mul(tf.square(off), tf.tensor3d(shares, [rows, count, 1])));
  const levels = tf.tensor1d([...loss.levels]);
  const each = tf.maximum(tf.mul(levels, off), tf.mul(tf.sub(levels, 1), off));
  return tf.sum(tf.mul(tf.mean(each, 2), tf.tensor2d(shares, [rows, count])));
}
