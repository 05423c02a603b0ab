import * as tf from '@tensorflow/tfjs-core';
import type { RaggedInput } from './inputs.ts';

/** What a recurrent layer learns. */
export interface RecurrentParts {
  /** numbers × gates · units. */
  readonly kernel: tf.Tensor2D;
  readonly recurrent: tf.Tensor2D;
  /** GRU: 2 × 3 · units, of the input and of the state; LSTM: 4 · units. */
  readonly bias: tf.Tensor;
}

/** The state (and whatever goes with it) that a step leaves, from what the input gives to the gates. */
type Step = (given: tf.Tensor2D, states: tf.Tensor2D[]) => tf.Tensor2D[];

/**
 * Goes through the positions of all rows; beyond its own last one a row's states stay.
 * @param given rows · positions × width
 * @returns the states of each row after its own last position (its first one when read backwards), rows × units each
 */
function walk(
  given: tf.Tensor,
  start: tf.Tensor2D[],
  { lengths, rows, positions }: RaggedInput,
  back: boolean,
  step: Step,
) {
  const steps = tf.unstack(tf.reshape(given, [rows, positions, -1]), 1) as tf.Tensor2D[];
  const counts = tf.reshape(lengths, [rows, 1]);
  let states = start;
  for (let i = 0; i < positions; i++) {
    const position = back ? positions - 1 - i : i;
    const next = step(steps[position] as tf.Tensor2D, states);
    const counting = tf.cast(tf.greater(counts, position), 'float32');
    const staying = tf.sub(1, counting);
    states = states.map((state, s) => tf.add(tf.mul(counting, next[s] as tf.Tensor2D), tf.mul(staying, state)));
  }
  return states;
}

/** What the input gives to the gates at all positions: rows · positions × gates · units. */
function given(x: tf.Tensor3D, kernel: tf.Tensor2D, bias: tf.Tensor): tf.Tensor {
  const [rows, positions, width] = x.shape;
  return tf.add(tf.matMul(tf.reshape(x, [rows * positions, width]), kernel), bias);
}

/**
 * The state after each row's own last position (its first one when read backwards): rows × units.
 * @param x rows × positions × numbers
 */
export function runGru(x: tf.Tensor3D, parts: RecurrentParts, ragged: RaggedInput, back: boolean): tf.Tensor2D {
  const units = parts.recurrent.shape[0];
  const [ofInput, ofState] = tf.split(parts.bias, 2) as [tf.Tensor2D, tf.Tensor2D];
  const [last] = walk(
    given(x, parts.kernel, ofInput),
    [tf.zeros([ragged.rows, units])],
    ragged,
    back,
    (gates, [state]) => {
      const said = tf.add(tf.matMul(state as tf.Tensor2D, parts.recurrent), ofState);
      const [update, reset, candidate] = tf.split(gates, 3, 1) as Three;
      const [updateOf, resetOf, candidateOf] = tf.split(said, 3, 1) as Three;
      const z = tf.sigmoid(tf.add(update, updateOf));
      const r = tf.sigmoid(tf.add(reset, resetOf));
      const n = tf.tanh(tf.add(candidate, tf.mul(r, candidateOf)));
      return [tf.add(tf.mul(z, state as tf.Tensor2D), tf.mul(tf.sub(1, z), n))];
    },
  );
  return last as tf.Tensor2D;
}

/** The same of a long short-term memory. */
export function runLstm(x: tf.Tensor3D, parts: RecurrentParts, ragged: RaggedInput, back: boolean): tf.Tensor2D {
  const units = parts.recurrent.shape[0];
  const nothing = (): tf.Tensor2D => tf.zeros([ragged.rows, units]);
  const all = given(x, parts.kernel, parts.bias);
  const [last] = walk(all, [nothing(), nothing()], ragged, back, (gates, [state, cell]) => {
    const sums = tf.add(gates, tf.matMul(state as tf.Tensor2D, parts.recurrent));
    const [input, forget, candidate, output] = tf.split(sums, 4, 1) as Four;
    const next = tf.add(tf.mul(tf.sigmoid(forget), cell as tf.Tensor2D), tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
    return [tf.mul(tf.sigmoid(output), tf.tanh(next)) as tf.Tensor2D, next as tf.Tensor2D];
  });
  return last as tf.Tensor2D;
}

type Three = [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
type Four = [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
