import * as tf from '@tensorflow/tfjs-core';
import { firstMaximum } from './first-maximum.ts';
import type { TextInput } from './inputs.ts';

/** Far below anything that a convolution gives. */
const NEVER = -1e30;

/** The numbers of each word: rows × positions × width. @param table of the batch's own words */
export function embed(table: tf.Tensor2D, { places, rows, positions }: TextInput): tf.Tensor3D {
  return tf.reshape(tf.gather(table, places), [rows, positions, table.shape[1]]);
}

/**
 * One width of `conv1d-max`: rows × filters.
 * @param kernel width × numbers × filters
 */
export function convolveMax(
  x: tf.Tensor3D,
  kernel: tf.Tensor3D,
  bias: tf.Tensor1D,
  { lengths }: TextInput,
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

/** What a gated recurrent unit learns. */
export interface GruParts {
  /** numbers × 3 · units: update, reset, candidate. */
  readonly kernel: tf.Tensor2D;
  readonly recurrent: tf.Tensor2D;
  /** 2 × 3 · units: of the input, of the state. */
  readonly bias: tf.Tensor2D;
}

/**
 * The state after each row's own last word (its first one when read backwards): rows × units.
 * @param x rows × positions × numbers
 */
export function runGru(
  x: tf.Tensor3D,
  parts: GruParts,
  { lengths, rows, positions }: TextInput,
  back: boolean,
): tf.Tensor2D {
  const [units] = parts.recurrent.shape;
  const [ofInput, ofState] = tf.split(parts.bias, 2) as [tf.Tensor2D, tf.Tensor2D];
  const flat = tf.reshape(x, [rows * positions, x.shape[2]]);
  const given = tf.add(tf.matMul(flat, parts.kernel), ofInput);
  const steps = tf.unstack(tf.reshape(given, [rows, positions, 3 * units]), 1) as tf.Tensor2D[];
  const counts = tf.reshape(lengths, [rows, 1]);
  let state: tf.Tensor2D = tf.zeros([rows, units]);
  for (let i = 0; i < positions; i++) {
    const position = back ? positions - 1 - i : i;
    const said = tf.add(tf.matMul(state, parts.recurrent), ofState);
    const [update, reset, candidate] = tf.split(steps[position] as tf.Tensor2D, 3, 1) as Gates;
    const [updateOf, resetOf, candidateOf] = tf.split(said, 3, 1) as Gates;
    const z = tf.sigmoid(tf.add(update, updateOf));
    const r = tf.sigmoid(tf.add(reset, resetOf));
    const n = tf.tanh(tf.add(candidate, tf.mul(r, candidateOf)));
    const next = tf.add(tf.mul(z, state), tf.mul(tf.sub(1, z), n));
    // Beyond its own last word a row's state stays.
    const counting = tf.cast(tf.greater(counts, position), 'float32');
    state = tf.add(tf.mul(counting, next), tf.mul(tf.sub(1, counting), state));
  }
  return state;
}

type Gates = [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
