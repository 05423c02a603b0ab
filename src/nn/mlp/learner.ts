import * as tf from '@tensorflow/tfjs-core';
import { createRandom, shuffle, type Random } from '../../core/random.ts';
import type { Engine } from '../engine.ts';
import { fillBatch, makeBatch, type Batch } from './batch.ts';
import type { EncodedRows, InputPlan } from './inputs.ts';
import { rowLoss, type Labels } from './labels.ts';
import { learningRateAt } from './learning-rate.ts';
import { batchLoss } from './loss.ts';
import { blocksOf, forward, type NetworkInput } from './network.ts';
import type { MlpParams, Schedule } from './params.ts';
import { byRole, type ParameterSpec } from './parameters.ts';

/** Rows with what is wanted for them. */
export interface Examples {
  readonly rows: EncodedRows;
  readonly labels: Labels;
}

/** What training is about; plain data and the same whatever backend goes on with it. */
export interface Lesson {
  readonly plan: InputPlan;
  readonly specs: readonly ParameterSpec[];
  readonly params: MlpParams;
  readonly schedule: Schedule;
  readonly train: Examples;
  readonly validation?: Examples;
  readonly seed: number;
}

/** Where Adam stands: read back after each epoch, so that another backend can go on. */
export interface Standing {
  readonly epoch: number;
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly average: Float32Array;
}

const BETA1 = 0.9;
const BETA2 = 0.98;
const EPSILON = 1e-8;
/** Validation rows a time; one size, so that WebGL compiles once. */
const JUDGE_ROWS = 1024;
/** Ready-made dropout masks a layer, of which each step draws one; which rows meet which mask is shuffled anyway. */
const MASKS = 16;
/** Steps after which WebGL is waited for, so that its queue stays short and a lost context is noticed. */
const STEPS_A_HEARTBEAT = 32;

/** One backend's part in a training: holds its tensors between steps. Dispose it, whatever happens. */
export class Learner {
  private readonly lesson: Lesson;
  private readonly engine: Engine;
  private readonly batch: Batch;
  private readonly wanted: Float32Array;
  private readonly shares: Float32Array;
  private readonly order: Int32Array;
  private readonly rates: tf.Tensor1D;
  private readonly decays: tf.Tensor1D;
  private readonly pools: readonly (readonly tf.Tensor2D[])[];
  private readonly passes: number;
  private pass = -1;
  private moving: [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Scalar];

  constructor(engine: Engine, lesson: Lesson, standing: Standing) {
    const { plan, specs, params, schedule, train } = lesson;
    this.lesson = lesson;
    this.engine = engine;
    this.batch = makeBatch(plan, schedule.batchSize);
    this.wanted = new Float32Array(schedule.batchSize * train.labels.outputs);
    this.shares = new Float32Array(schedule.batchSize);
    this.order = new Int32Array(train.rows.count);
    this.passes = Math.floor(train.rows.count / schedule.batchSize);
    this.rates = tf.tensor1d(byRole(specs, ({ role }) => (role === 'scale' ? 3 : 1)));
    this.decays = tf.tensor1d(
      byRole(specs, ({ role }) => (role === 'weight' || role === 'table' ? params.weightDecay : 0)),
    );
    this.pools = params.dropout > 0 ? this.makePools(createRandom(lesson.seed).fork('dropout')) : [];
    this.moving = [
      tf.tensor1d(standing.parameters),
      tf.tensor1d(standing.first),
      tf.tensor1d(standing.second),
      tf.tensor1d(standing.average),
      tf.scalar(0),
    ];
  }

  private makePools(random: Random): tf.Tensor2D[][] {
    const { params, schedule } = this.lesson;
    return params.hidden.map((units) =>
      Array.from({ length: MASKS }, () => {
        const mask = new Float32Array(schedule.batchSize * units);
        for (let i = 0; i < mask.length; i++) mask[i] = random.next() < params.dropout ? 0 : 1 / (1 - params.dropout);
        return tf.tensor2d(mask, [schedule.batchSize, units]);
      }),
    );
  }

  /** One batch: gradient, then Adam with decoupled decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). */
  step(epoch: number, step: number): void {
    this.engine.check();
    const { params, schedule } = this.lesson;
    const done = epoch * schedule.steps + step;
    const rate = learningRateAt(done / (schedule.epochs * schedule.steps), params.learningRate);
    this.gather(done);
    const random = createRandom(this.lesson.seed).fork(`masks ${done}`);
    const before = this.moving;
    this.moving = tf.tidy(() => {
      const [parameters, first, second, average, loss] = before;
      const { value, gradient } = this.gradient(parameters, random);
      const m = tf.add(tf.mul(first, BETA1), tf.mul(gradient, 1 - BETA1));
      const v = tf.add(tf.mul(second, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
      const unbias = Math.sqrt(1 - BETA2 ** (done + 1)) / (1 - BETA1 ** (done + 1));
      const change = tf.div(tf.mul(m, unbias), tf.add(tf.sqrt(v), EPSILON));
      const move = tf.mul(tf.add(tf.mul(change, this.rates), tf.mul(parameters, this.decays)), rate);
      const next = tf.sub(parameters, move);
      const keep = averageKeep(done, schedule.steps);
      const averaged = tf.add(tf.mul(average, keep), tf.mul(next, 1 - keep));
      return [next, m, v, averaged, tf.add(loss, value)] as typeof before;
    });
    tf.dispose(before);
  }

  /** Mean loss since the last call; also waits for the backend. */
  async lossSince(steps: number): Promise<number> {
    const [sum] = await this.engine.read(this.moving[4]);
    this.moving[4].dispose();
    this.moving[4] = tf.scalar(0);
    return (sum as number) / steps;
  }

  /** Lets WebGL catch up now and then. */
  async heartbeat(step: number): Promise<void> {
    if (this.engine.backend === 'webgl' && step % STEPS_A_HEARTBEAT === STEPS_A_HEARTBEAT - 1) {
      await this.engine.read(this.moving[4]);
    }
  }

  async standing(epoch: number): Promise<Standing> {
    const [parameters, first, second, average] = this.moving;
    return {
      epoch,
      parameters: await this.engine.read(parameters),
      first: await this.engine.read(first),
      second: await this.engine.read(second),
      average: await this.engine.read(average),
    };
  }

  /** Mean loss of the averaged parameters on other rows. @param pause called between batches */
  async judge(examples: Examples, pause: () => Promise<void>): Promise<number> {
    const { plan } = this.lesson;
    const { rows, labels } = examples;
    const order = Int32Array.from({ length: rows.count }, (_, i) => i);
    const size = Math.min(JUDGE_ROWS, rows.count);
    const batch = makeBatch(plan, size);
    let sum = 0;
    for (let from = 0; from < rows.count; from += size) {
      await pause();
      fillBatch(plan, rows, order, from, size, batch);
      const outputs = tf.tidy(() => this.outputs(this.moving[3], batch, size));
      try {
        const out = await this.engine.read(outputs);
        const count = Math.min(size, rows.count - from);
        for (let i = 0; i < count; i++) sum += rowLoss(labels, from + i, out, i * labels.outputs);
      } finally {
        outputs.dispose();
      }
    }
    return sum / rows.count;
  }

  dispose(): void {
    tf.dispose([this.rates, this.decays, ...this.pools.flat(), ...this.moving]);
  }

  /** Shuffles anew at the start of each pass through the rows, then copies the batch's rows. */
  private gather(done: number): void {
    const { plan, schedule, train, params, seed } = this.lesson;
    const pass = Math.floor(done / this.passes);
    if (pass !== this.pass) {
      this.pass = pass;
      for (let i = 0; i < this.order.length; i++) this.order[i] = i;
      shuffle(this.order, createRandom(seed).fork(`pass ${pass}`));
    }
    const from = (done % this.passes) * schedule.batchSize;
    fillBatch(plan, train.rows, this.order, from, schedule.batchSize, this.batch);
    const { outputs, wanted, weights, task } = train.labels;
    const soft = task === 'regression' ? 0 : params.labelSmoothing;
    const spread = soft / Math.max(2, outputs);
    for (let i = 0; i < schedule.batchSize; i++) {
      const row = this.order[from + i] as number;
      this.shares[i] = (weights[row] as number) / schedule.batchSize;
      for (let k = 0; k < outputs; k++) {
        this.wanted[i * outputs + k] = (1 - soft) * (wanted[row * outputs + k] as number) + spread;
      }
    }
  }

  private outputs(flat: tf.Tensor1D, batch: Batch, size: number): tf.Tensor2D {
    const blocks = blocksOf(this.lesson.specs, flat);
    return this.forward(blocks, this.input(batch, size));
  }

  private input(batch: Batch, size: number): NetworkInput {
    const { width, lookups } = this.lesson.plan;
    return {
      ...(width > 0 ? { dense: tf.tensor2d(batch.dense, [size, width]) } : {}),
      ...(lookups > 0 ? { lookups: tf.tensor2d(batch.lookups, [size, lookups], 'int32') } : {}),
    };
  }

  private forward(blocks: readonly tf.Tensor[], input: NetworkInput, masks?: readonly tf.Tensor2D[]): tf.Tensor2D {
    const { plan, specs, params } = this.lesson;
    const named = new Map(specs.map(({ name }, i) => [name, blocks[i] as tf.Tensor]));
    return forward(plan, named, input, params.hidden.length, params.activation, masks);
  }

  private gradient(flat: tf.Tensor1D, random: Random): { value: tf.Scalar; gradient: tf.Tensor1D } {
    const { schedule, train } = this.lesson;
    const size = schedule.batchSize;
    const input = this.input(this.batch, size);
    const wanted = tf.tensor2d(this.wanted, [size, train.labels.outputs]);
    const shares = tf.tensor2d(this.shares, [size, 1]);
    const masks = this.pools.map((pool) => pool[random.integer(MASKS)] as tf.Tensor2D);
    const withGradients = tf.valueAndGrads((...blocks: tf.Tensor[]) =>
      batchLoss(train.labels.task, this.forward(blocks, input, masks), wanted, shares),
    );
    const { value, grads } = withGradients(blocksOf(this.lesson.specs, flat));
    return { value: value as tf.Scalar, gradient: tf.concat1d(grads.map((g) => tf.reshape(g, [-1]) as tf.Tensor1D)) };
  }
}

/** How much of the running average stays at a step: it looks back over about half an epoch, less at the start. */
function averageKeep(done: number, stepsAnEpoch: number): number {
  const horizon = Math.min(done / 4, Math.max(4, stepsAnEpoch / 2));
  return horizon / (horizon + 1);
}
