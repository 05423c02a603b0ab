import * as tf from '@tensorflow/tfjs-core';

type Save = (tensors: tf.Tensor[]) => void;

/**
 * The maximum over some axes, which stay with length 1. Where several places share it the gradient goes to the one of the
 * highest `order` alone; tfjs' own `max` would give it to each of them, its pooling to the last one.
 * @param order positive, of one length with x along the axes and of length 1 elsewhere
 */
export function firstMaximum(x: tf.Tensor, axes: number[], order: tf.Tensor): tf.Tensor {
  const pick = tf.customGrad((given, save) => {
    const values = given as tf.Tensor;
    const largest = tf.max(values, axes, true);
    (save as Save)([values, largest, order]);
    return {
      value: largest,
      gradFunc: (dy: tf.Tensor, [all, top, rank]: tf.Tensor[]) => {
        const places = tf.mul(tf.cast(tf.equal(all as tf.Tensor, top as tf.Tensor), 'float32'), rank as tf.Tensor);
        const first = tf.cast(tf.equal(places, tf.max(places, axes, true)), 'float32');
        return tf.mul(first, dy);
      },
    };
  });
  return pick(x);
}
