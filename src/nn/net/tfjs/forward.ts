import * as tf from '@tensorflow/tfjs-core';
import type { NetPlan } from '../plan.ts';
import type { LayerSpec } from '../spec.ts';
import type { NetInputs, RaggedInput, StepsInput, TextInput } from './inputs.ts';
import { maxPool, normalise } from './picture-layers.ts';
import { runGru, runLstm, type RecurrentParts } from './recurrent-layers.ts';
import { convolveMax, embed, embedSteps } from './text-layers.ts';

/** Parameters by the names of their blocks. */
export type Blocks = ReadonlyMap<string, tf.Tensor>;

/** What there is while learning and not while judging. */
export interface Learning {
  /** By layer: rows × width. */
  readonly masks: ReadonlyMap<number, tf.Tensor2D>;
  /** Told what a batch-norm has measured, by the names of its running blocks. */
  readonly measure: (name: string, values: tf.Tensor) => void;
}

interface Pass {
  readonly inputs: NetInputs;
  readonly blocks: Blocks;
  readonly learning: Learning | undefined;
}

/** Scores, rows × classes. @param blocks the table holds the batch's own words alone */
export function runNet(plan: NetPlan, inputs: NetInputs, blocks: Blocks, learning?: Learning): tf.Tensor2D {
  const pass = { inputs, blocks, learning };
  // The first layer of words and of steps takes them from the inputs.
  let x: tf.Tensor = inputs.kind === 'pictures' ? inputs.pixels : inputs.lengths;
  for (const [index, layer] of plan.spec.layers.entries()) x = runLayer(layer, index, x, pass);
  return x as tf.Tensor2D;
}

function textsOf({ inputs }: Pass): TextInput {
  if (inputs.kind !== 'texts') throw new Error('a layer of texts among others');
  return inputs;
}

function stepsOf({ inputs }: Pass): StepsInput {
  if (inputs.kind !== 'steps') throw new Error('a layer of steps among others');
  return inputs;
}

function raggedOf({ inputs }: Pass): RaggedInput {
  if (inputs.kind === 'pictures') throw new Error('a layer of rows of unlike lengths among pictures');
  return inputs;
}

function runLayer(layer: LayerSpec, index: number, x: tf.Tensor, pass: Pass): tf.Tensor {
  const block = <T extends tf.Tensor>(name: string): T => pass.blocks.get(`${index}.${name}`) as T;
  switch (layer.kind) {
    case 'embedding':
      return embed(block('table'), textsOf(pass));
    case 'step-embedding':
      return embedSteps(
        layer.widths.map((_, field) => block(`table${field}`)),
        stepsOf(pass),
      );
    case 'spatial-dropout':
    case 'dropout':
      return drop(x, pass.learning?.masks.get(index));
    case 'conv1d-max': {
      const texts = raggedOf(pass);
      const parts = layer.widths.map((width) =>
        convolveMax(x as tf.Tensor3D, block(`kernel${width}`), block(`bias${width}`), texts),
      );
      return parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat(parts, 1);
    }
    case 'gru':
    case 'lstm': {
      const ragged = raggedOf(pass);
      const run = layer.kind === 'gru' ? runGru : runLstm;
      const ways = layer.bothWays ? ['forward', 'backward'] : ['forward'];
      const states = ways.map((way) => {
        const parts: RecurrentParts = {
          kernel: block(`${way}.kernel`),
          recurrent: block(`${way}.recurrent`),
          bias: block(`${way}.bias`),
        };
        return run(x as tf.Tensor3D, parts, ragged, way === 'backward');
      });
      return states.length === 1 ? (states[0] as tf.Tensor) : tf.concat(states, 1);
    }
    case 'conv2d': {
      const y = tf.conv2d(x as tf.Tensor4D, block('kernel'), layer.stride, layer.padding);
      const bias = pass.blocks.get(`${index}.bias`);
      return bias ? tf.add(y, bias) : y;
    }
    case 'batch-norm': {
      const { learning } = pass;
      const parts = { gamma: block('gamma'), beta: block('beta'), mean: block('mean'), variance: block('variance') };
      if (!learning) return normalise(x, parts);
      return normalise(x, parts, (mean, variance) => {
        learning.measure(`${index}.mean`, mean);
        learning.measure(`${index}.variance`, variance);
      });
    }
    case 'relu':
      return tf.relu(x);
    case 'max-pool':
      return maxPool(x as tf.Tensor4D, layer.size);
    case 'global-average':
      return tf.mean(x, [1, 2]);
    case 'flatten':
      return tf.reshape(x, [x.shape[0] as number, -1]);
    case 'dense':
      return tf.add(tf.matMul(x as tf.Tensor2D, block('kernel')), block('bias'));
  }
}

/** A channel's mask holds for all positions of its row. */
function drop(x: tf.Tensor, mask: tf.Tensor2D | undefined): tf.Tensor {
  if (!mask) return x;
  const [rows, width] = mask.shape;
  const between = Array.from({ length: x.rank - 2 }, () => 1);
  return tf.mul(x, tf.reshape(mask, [rows, ...between, width]));
}
