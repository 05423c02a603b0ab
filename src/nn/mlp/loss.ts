import * as tf from '@tensorflow/tfjs-core';
import type { TaskKind } from '../../core/learn/task.ts';
import type { Save } from './network.ts';

/**
 * Weighted mean loss of a batch: squared error, or log loss against labels softened towards all classes.
 * @param outputs rows × outputs: one number for regression and binary, one a class for multiclass
 * @param labels like outputs: standardised values, 0/1, or one-hot; softened already
 * @param shares rows × 1, the weight of each row; they sum to 1
 */
export function batchLoss(task: TaskKind, outputs: tf.Tensor2D, labels: tf.Tensor2D, shares: tf.Tensor2D): tf.Scalar {
  const loss = tf.customGrad((z, save) => {
    const logits = z as tf.Tensor2D;
    (save as Save)([activateOutput(task, logits)]);
    return {
      value: tf.sum(tf.mul(rowLoss(task, logits, labels), shares)),
      // Of all three losses the gradient by the output is predicted − wanted (twice that for squares).
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const difference = tf.sub(saved[0] as tf.Tensor, labels);
        return tf.mul(difference, tf.mul(shares, task === 'regression' ? tf.mul(dy, 2) : dy));
      },
    };
  });
  return loss(outputs) as tf.Scalar;
}

/** Outputs as probabilities, or as they are for numbers. */
function activateOutput(task: TaskKind, outputs: tf.Tensor2D): tf.Tensor2D {
  switch (task) {
    case 'regression':
      return tf.clone(outputs);
    case 'binary':
      return tf.sigmoid(outputs);
    case 'multiclass':
      return tf.softmax(outputs);
  }
}

/** rows × 1 */
function rowLoss(task: TaskKind, outputs: tf.Tensor2D, labels: tf.Tensor2D): tf.Tensor {
  switch (task) {
    case 'regression':
      return tf.square(tf.sub(outputs, labels));
    case 'binary':
      // softplus(z) − y·z, written so that neither end overflows.
      return tf.sub(tf.add(tf.relu(outputs), tf.log1p(tf.exp(tf.neg(tf.abs(outputs))))), tf.mul(outputs, labels));
    case 'multiclass':
      return tf.neg(tf.sum(tf.mul(tf.logSoftmax(outputs), labels), 1, true));
  }
}
