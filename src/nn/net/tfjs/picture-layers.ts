import * as tf from '@tensorflow/tfjs-core';
import { NORM_EPSILON } from '../plan.ts';
import { firstMaximum } from './first-maximum.ts';

/** Windows side by side; an edge that does not fill one is left off. */
export function maxPool(x: tf.Tensor4D, size: number): tf.Tensor4D {
  const [rows, height, width, channels] = x.shape;
  const [down, across] = [Math.floor(height / size), Math.floor(width / size)];
  const whole = tf.slice(x, [0, 0, 0, 0], [rows, down * size, across * size, channels]);
  const windows = tf.reshape(whole, [rows * down, size, across, size, channels]);
  const order = Array.from({ length: size * size }, (_, place) => size * size - place);
  const largest = firstMaximum(windows, [1, 3], tf.tensor(order, [1, size, 1, size, 1]));
  return tf.reshape(largest, [rows, down, across, channels]);
}

export interface NormParts {
  readonly gamma: tf.Tensor;
  readonly beta: tf.Tensor;
  /** Running ones; not learned. */
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/**
 * Batch normalisation of each channel, the last axis.
 * @param measure given while learning: told mean and variance of this batch, which are used instead of the running ones
 */
export function normalise(
  x: tf.Tensor,
  { gamma, beta, mean, variance }: NormParts,
  measure?: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  let [centre, spread] = [mean, variance];
  if (measure) {
    const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
    centre = tf.mean(x, axes);
    spread = tf.mean(tf.square(tf.sub(x, centre)), axes);
    measure(centre, spread);
  }
  return tf.add(tf.mul(tf.sub(x, centre), tf.div(gamma, tf.sqrt(tf.add(spread, NORM_EPSILON)))), beta);
}
