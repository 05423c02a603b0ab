import * as tf from '@tensorflow/tfjs-core';
import type { InputPlan } from './inputs.ts';
import type { Activation } from './params.ts';
import type { ParameterSpec } from './parameters.ts';

/** Keeps tensors of the forward pass for the gradient. */
export type Save = (tensors: tf.Tensor[]) => void;

/** The parameters of a step as tensors by name. */
export type Blocks = ReadonlyMap<string, tf.Tensor>;

/** Cuts the flat vector into blocks. The caller disposes them (or a tidy does). */
export function blocksOf(specs: readonly ParameterSpec[], flat: tf.Tensor1D): tf.Tensor[] {
  const parts = tf.split(
    flat,
    specs.map(({ size }) => size),
  );
  return parts.map((part, i) => tf.reshape(part, [...(specs[i] as ParameterSpec).shape]));
}

/** x·w + b with its gradient written out: the sum over rows as a product, which WASM does several times faster. */
function dense(x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor2D {
  const product = tf.matMul(x, w);
  const added = tf.customGrad((p, bias) => {
    const value = tf.add(p as tf.Tensor, bias as tf.Tensor);
    const rows = (p as tf.Tensor).shape[0] as number;
    return {
      value,
      gradFunc: (dy: tf.Tensor) => [
        tf.clone(dy),
        tf.reshape(tf.matMul(tf.ones([1, rows]), dy as tf.Tensor2D), (bias as tf.Tensor).shape),
      ],
    };
  });
  return added(product, b) as tf.Tensor2D;
}

/** max(0, x); the gradient is read off the result. */
const relu = tf.customGrad((x, save) => {
  const value = tf.relu(x as tf.Tensor);
  (save as Save)([value]);
  return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, tf.step(saved[0] as tf.Tensor)) };
});

/** x·σ(x) (Elfwing et al. 2018), with σ kept for the gradient σ + x·σ·(1 − σ). */
const silu = tf.customGrad((x, save) => {
  const s = tf.sigmoid(x as tf.Tensor);
  const value = tf.mul(x as tf.Tensor, s);
  (save as Save)([s, value]);
  return {
    value,
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [sigmoid, y] = saved as [tf.Tensor, tf.Tensor];
      return tf.mul(dy, tf.add(sigmoid, tf.mul(y, tf.sub(1, sigmoid))));
    },
  };
});

function activate(x: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  switch (activation) {
    case 'relu':
      return relu(x) as tf.Tensor2D;
    case 'silu':
      return silu(x) as tf.Tensor2D;
    case 'selu':
      return tf.selu(x);
  }
}

export interface NetworkInput {
  /** rows × plan.width, absent when nothing enters directly. */
  readonly dense?: tf.Tensor2D;
  /** rows × plan.lookups, absent when no category is embedded. */
  readonly lookups?: tf.Tensor2D;
}

/**
 * What the network says before softmax, sigmoid or scaling back: rows × outputs.
 * @param masks one a hidden layer, multiplied in (dropout); none when judging
 */
export function forward(
  plan: InputPlan,
  blocks: Blocks,
  input: NetworkInput,
  hidden: number,
  activation: Activation,
  masks?: readonly tf.Tensor2D[],
): tf.Tensor2D {
  const block = <T extends tf.Tensor>(name: string): T => blocks.get(name) as T;
  let x: tf.Tensor2D | undefined;
  if (input.dense) {
    // Scaling the weights, not the rows: the same result, and no gradient by the inputs is needed.
    const scaled = tf.mul(tf.reshape(block('scale'), [-1, 1]), block('first'));
    x = dense(input.dense, scaled as tf.Tensor2D, block('bias0'));
  }
  if (input.lookups) {
    const flat = tf.gather(block<tf.Tensor2D>('table'), tf.reshape(input.lookups, [-1]));
    const rows = tf.reshape(flat, [-1, plan.lookups * plan.embeddingSize]) as tf.Tensor2D;
    const looked = tf.matMul(rows, block<tf.Tensor2D>('lookup'));
    x = x ? tf.add(x, looked) : (tf.add(looked, block('bias0')) as tf.Tensor2D);
  }
  for (let layer = 1; layer <= hidden; layer++) {
    let a = activate(x as tf.Tensor2D, activation);
    const mask = masks?.[layer - 1];
    if (mask) a = tf.mul(a, mask);
    x = dense(a, block(`weight${layer}`), block(`bias${layer}`));
  }
  return x as tf.Tensor2D;
}
