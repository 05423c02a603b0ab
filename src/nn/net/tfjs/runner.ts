import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { batchLoss } from '../../mlp/loss.ts';
import type { WebglSession } from '../../webgl-session.ts';
import { ADAM_EPSILON, BETA1, BETA2, NORM_KEEP, planNet, type NetPlan } from '../plan.ts';
import type { NetRunner, NetStanding, StepInput } from '../runner.ts';
import type { NetSpec, ParameterBlock } from '../spec.ts';
import { valueLoss } from './value-loss.ts';
import { runNet } from './forward.ts';
import { bringInputs, type NetInputs } from './inputs.ts';

/** Steps after which the GPU is waited for, so that its queue stays short and its loss is noticed. */
const STEPS_A_HEARTBEAT = 32;

/** Parameters, Adam's two means, the running average, and the sum of losses since it was last asked for. */
type Moving = [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Scalar];

const shaped = (flat: tf.Tensor1D, { start, length, shape }: ParameterBlock): tf.Tensor =>
  tf.reshape(tf.slice(flat, start, length), [...shape]);

/** The blocks of a flat vector; of a table of words only the rows of the batch's own. */
function blocksOf(plan: NetPlan, flat: tf.Tensor1D, inputs: NetInputs): tf.Tensor[] {
  return plan.blocks.map((block) => {
    const whole = shaped(flat, block);
    return block.role === 'table' && inputs.kind === 'texts' ? tf.gather(whole, inputs.words) : whole;
  });
}

/** The gradient by the whole table; words that the batch has not, and the fill-up, have none. */
function tableGradient(gradient: tf.Tensor, inputs: NetInputs): tf.Tensor {
  if (inputs.kind !== 'texts') return gradient;
  const none = tf.zeros([1, gradient.shape[1] as number]);
  return tf.gather(tf.concat([gradient, none]), tf.tensor1d(inputs.slots, 'int32'));
}

interface Learned {
  readonly loss: tf.Scalar;
  /** By all parameters; 0 by those that are measured. */
  readonly gradient: tf.Tensor1D;
  /** Of the running blocks, by name; to be disposed of. */
  readonly measured: ReadonlyMap<string, tf.Tensor>;
}

/** How a batch's loss comes from its scores. What it needs is made before gradients are followed, which outlives them. */
function lossOfScores(plan: NetPlan, wanted: Float32Array, weights: Float32Array): (scores: tf.Tensor2D) => tf.Scalar {
  if (plan.loss.kind !== 'softmax') return (scores) => valueLoss(plan, scores, wanted, weights);
  const targets = tf.tensor2d(wanted, [weights.length, plan.scores]);
  const shares = tf.tensor2d(weights, [weights.length, 1]);
  return (scores) => batchLoss('multiclass', scores, targets, shares);
}

/** Loss and gradient of a batch, inside a `tidy`. */
function learn(plan: NetPlan, flat: tf.Tensor1D, { batch, wanted, weights, masks }: StepInput): Learned {
  const inputs = bringInputs(plan, batch);
  const { rows } = inputs;
  const measured = new Map<string, tf.Tensor>();
  const learning = {
    masks: new Map(
      plan.masks.map(({ layer, width }, i) => [layer, tf.tensor2d(masks[i] ?? new Float32Array(0), [rows, width])]),
    ),
    measure: (name: string, values: tf.Tensor) => void measured.set(name, tf.keep(values)),
  };
  const lossFrom = lossOfScores(plan, wanted, weights);
  const all = blocksOf(plan, flat, inputs);
  const learned = plan.blocks.flatMap(({ role }, i) => (role === 'running' ? [] : [i]));
  const lossOf = (...leaves: tf.Tensor[]): tf.Scalar => {
    const blocks = new Map(plan.blocks.map(({ name }, i) => [name, all[i] as tf.Tensor]));
    for (const [leaf, i] of learned.entries()) blocks.set(plan.blocks[i]?.name ?? '', leaves[leaf] as tf.Tensor);
    return lossFrom(runNet(plan, inputs, blocks, learning));
  };
  const { value, grads } = tf.valueAndGrads(lossOf)(learned.map((i) => all[i] as tf.Tensor));
  const byBlock = new Map(learned.map((i, leaf) => [i, grads[leaf] as tf.Tensor]));
  const flatGradients = plan.blocks.map(({ role, length }, i) => {
    const gradient = byBlock.get(i);
    if (!gradient) return tf.zeros([length]);
    return tf.reshape(role === 'table' ? tableGradient(gradient, inputs) : gradient, [-1]);
  });
  return { loss: value as tf.Scalar, gradient: tf.concat1d(flatGradients as tf.Tensor1D[]), measured };
}

/**
 * A net trained by tfjs on WebGL, whose session must have been started.
 * @param standing where training goes on from; copied
 * @throws what planNet throws
 */
export function createTfjsRunner(spec: NetSpec, standing: NetStanding, session: WebglSession): NetRunner {
  const plan = planNet(spec);
  const perBlock = (value: (block: ParameterBlock) => number): tf.Tensor1D => {
    const flat = new Float32Array(plan.length);
    for (const block of plan.blocks) flat.fill(value(block), block.start, block.start + block.length);
    return tf.tensor1d(flat);
  };
  const decays = perBlock(({ role }) => Number(role === 'weight'));
  const isMeasuring = plan.blocks.some(({ role }) => role === 'running');
  const stays = isMeasuring ? perBlock(({ role }) => (role === 'running' ? NORM_KEEP : 1)) : undefined;
  let moving: Moving = [
    tf.tensor1d(standing.parameters),
    tf.tensor1d(standing.first),
    tf.tensor1d(standing.second),
    tf.tensor1d(standing.average),
    tf.scalar(0),
  ];
  let { steps } = standing;
  let since = 0;

  /** Running numbers go towards what was measured. */
  const measuredInto = (flat: tf.Tensor1D, measured: Learned['measured']): tf.Tensor1D => {
    if (!stays) return flat;
    const parts = plan.blocks.map(({ name, length }) => {
      const values = measured.get(name);
      return values ? tf.mul(tf.reshape(values, [-1]), 1 - NORM_KEEP) : tf.zeros([length]);
    });
    return tf.add(tf.mul(flat, stays), tf.concat1d(parts as tf.Tensor1D[]));
  };

  const stepped = (before: Moving, input: StepInput): Moving => {
    const [parameters, first, second, average, lossSum] = before;
    const { learningRate, weightDecay, averageKeep } = input;
    const { loss, gradient, measured } = learn(plan, parameters, input);
    const m = tf.add(tf.mul(first, BETA1), tf.mul(gradient, 1 - BETA1));
    const v = tf.add(tf.mul(second, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
    const unbias = Math.sqrt(1 - BETA2 ** steps) / (1 - BETA1 ** steps);
    const change = tf.div(tf.mul(m, learningRate * unbias), tf.add(tf.sqrt(v), ADAM_EPSILON));
    const decay = tf.mul(tf.mul(parameters, decays), learningRate * weightDecay);
    const next = measuredInto(tf.sub(parameters, tf.add(change, decay)), measured);
    const averaged = tf.add(tf.mul(average, averageKeep), tf.mul(next, 1 - averageKeep));
    const sum = tf.add(lossSum, loss);
    tf.dispose([...measured.values()]);
    return [next, m, v, averaged, sum] as Moving;
  };

  return {
    engine: 'webgl',
    async step(input) {
      session.check();
      steps++;
      since++;
      const before = moving;
      moving = tf.tidy(() => stepped(before, input));
      tf.dispose(before);
      if (since % STEPS_A_HEARTBEAT === 0) await session.read(moving[4]);
    },
    async loss() {
      const [sum] = await session.read(moving[4]);
      moving[4].dispose();
      moving[4] = tf.scalar(0);
      const mean = (sum as number) / since;
      since = 0;
      return mean;
    },
    async logits(batch) {
      session.check();
      const scores = tf.tidy(() => {
        const inputs = bringInputs(plan, batch);
        const blocks = blocksOf(plan, moving[3], inputs);
        return runNet(plan, inputs, new Map(plan.blocks.map(({ name }, i) => [name, blocks[i] as tf.Tensor])));
      });
      try {
        return await session.read(scores);
      } finally {
        scores.dispose();
      }
    },
    async standing() {
      const [parameters, first, second, average] = moving;
      return {
        steps,
        parameters: await session.read(parameters),
        first: await session.read(first),
        second: await session.read(second),
        average: await session.read(average),
      };
    },
    dispose() {
      tf.dispose([decays, ...(stays ? [stays] : []), ...moving]);
    },
  };
}
