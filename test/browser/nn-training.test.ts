import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { fitToEnd, type FitInput, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer, type Pacer } from '../../src/core/learn/pacer.ts';
import type { Prediction, TaskKind } from '../../src/core/learn/task.ts';
import { startEngine, type Engine, type EngineChoice } from '../../src/nn/engine.ts';
import { makeMlp } from '../../src/nn/mlp-estimator.ts';
import { fillBatch, makeBatch } from '../../src/nn/mlp/batch.ts';
import { encodeRows } from '../../src/nn/mlp/inputs.ts';
import { blocksOf, forward } from '../../src/nn/mlp/network.ts';
import { specsOf, type MlpState } from '../../src/nn/mlp/state.ts';
import { loadWasmBinary } from '../../src/nn/wasm-binary.ts';
import { auc, rowsBelow } from '../support/synthetic-scores.ts';
import { fitInput, makeSynthetic } from '../support/synthetic-table.ts';

const { signal } = new AbortController();
const engineOf = (choice: EngineChoice): Promise<Engine> => startEngine({ choice, wasmBinary: loadWasmBinary, signal });

const SMALL = { hidden: [32, 32], bins: 8, batchSize: 128, learningRate: 0.006 };
const TINY = { hidden: [8], bins: 3, epochs: 2, batchSize: 32 };
const TASKS: readonly TaskKind[] = ['regression', 'binary', 'multiclass'];

function numbersOf(prediction: Prediction): Float64Array {
  return prediction.task === 'regression' ? prediction.values : prediction.probabilities;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] as number) - (b[i] as number)));
  return largest;
}

/** What tfjs itself makes of a state, rows × outputs. */
async function outputsByTfjs(state: MlpState, data: ReturnType<typeof makeSynthetic>): Promise<Float32Array> {
  const rows = rowsBelow(data.features.rowCount);
  const batch = makeBatch(state.plan, rows.length);
  fillBatch(state.plan, encodeRows(state.plan, data.features, rows, 'train'), rows, 0, rows.length, batch);
  const outputs = tf.tidy(() => {
    const specs = specsOf(state);
    const blocks = blocksOf(specs, tf.tensor1d(state.parameters));
    const input = {
      dense: tf.tensor2d(batch.dense, [rows.length, state.plan.width]),
      lookups: tf.tensor2d(batch.lookups, [rows.length, state.plan.lookups], 'int32'),
    };
    const named = new Map(specs.map(({ name }, i) => [name, blocks[i] as tf.Tensor]));
    const said = forward(state.plan, named, input, state.hidden.length, state.activation);
    if (state.task === 'regression') return tf.add(tf.mul(said, state.target?.spread ?? 1), state.target?.mean ?? 0);
    return state.task === 'binary' ? tf.concat([tf.sigmoid(tf.neg(said)), tf.sigmoid(said)], 1) : tf.softmax(said);
  });
  const values = (await outputs.data()) as Float32Array;
  outputs.dispose();
  return values;
}

describe.each(['wasm', 'webgl'] as const)('the network on forced %s', (choice) => {
  it('learns a bent and mixed truth: the loss falls and held-out rows are ranked', async () => {
    const engine = await engineOf(choice);
    expect(engine.compute).toMatchObject({ backend: choice, reason: { code: 'compute.forced' } });
    const mlp = makeMlp(() => Promise.resolve(engine));
    const data = makeSynthetic('binary', 5000, 5);
    const seen: FitProgress[] = [];
    const context = { seed: 3, pacer: createPacer(signal) };
    const params = { ...mlp.defaults, ...SMALL, epochs: 12 };
    const state = await fitToEnd(mlp, fitInput(data), params, context, (progress) => seen.push(progress));
    const losses = seen.map((progress) => progress.loss).filter((loss) => loss !== undefined);
    expect(losses.length).toBe(12);
    expect(losses[11] as number).toBeLessThan((losses[0] as number) * 0.7);
    // Nobody can rank better than the odds that the labels were drawn from.
    const best = auc(data, data.truth);
    const said = numbersOf(await mlp.predict(data.features, state));
    expect(
      auc(
        data,
        Float64Array.from(data.truth, (_, row) => said[2 * row + 1] as number),
      ),
    ).toBeGreaterThan(best - 0.03);
  });

  it('goes on from any epoch to the same bits', async () => {
    const mlp = makeMlp(() => engineOf(choice));
    const data = makeSynthetic('multiclass', 600, 9);
    const params = { ...mlp.defaults, ...SMALL, epochs: 6, batchSize: 64, patience: 2, learningRate: 0.05 };
    const input = fitInput(data);
    const marks: FitProgress[] = [];
    const context = { seed: 4, pacer: createPacer(signal) };
    const alone = await fitToEnd(mlp, input, params, { ...context, checkpoints: {} }, (progress) => {
      if (progress.checkpoint !== undefined) marks.push(progress);
    });
    expect(marks.length).toBeGreaterThan(2);
    for (const { done, checkpoint } of structuredClone(marks)) {
      const told: number[] = [];
      const going = { ...context, resume: checkpoint };
      const state = await fitToEnd(mlp, input, params, going, (progress) => told.push(progress.done));
      expect(state).toEqual(alone);
      expect(Math.min(Infinity, ...told)).toBeGreaterThanOrEqual(done);
    }
  });

  it('leaves no tensor behind in 20 trainings, cancelled and abandoned ones included', async () => {
    const mlp = makeMlp(() => engineOf(choice));
    const data = makeSynthetic('multiclass', 200, 8);
    const params = { ...mlp.defaults, ...TINY };
    await fitToEnd(mlp, fitInput(data), params, { seed: 0, pacer: createPacer(signal) });
    const before = tf.memory().numTensors;
    const ends: string[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const controller = new AbortController();
      const run = mlp.fit(fitInput(data), params, { seed, pacer: createPacer(controller.signal) });
      await run.next();
      if (seed % 3 === 1) controller.abort();
      if (seed % 3 === 2) await run.return({} as MlpState);
      try {
        while (!(await run.next()).done);
        ends.push('done');
      } catch (error) {
        ends.push(error instanceof CancelledError ? 'cancelled' : String(error));
      }
    }
    expect(ends.filter((end) => end === 'done').length).toBe(13);
    expect(ends.filter((end) => end === 'cancelled').length).toBe(7);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the two backends', () => {
  it.each(TASKS)('agree for the same seed after a few steps: %s', async (task) => {
    const data = makeSynthetic(task, 500, 4);
    const told: Float64Array[] = [];
    for (const choice of ['wasm', 'webgl'] as const) {
      const mlp = makeMlp(() => engineOf(choice));
      const params = { ...mlp.defaults, ...SMALL, epochs: 3, batchSize: 64 };
      const state = await fitToEnd(mlp, fitInput(data), params, { seed: 11, pacer: createPacer(signal) });
      told.push(numbersOf(await mlp.predict(data.features, state)));
    }
    const [wasm, webgl] = told as [Float64Array, Float64Array];
    expect(largestDifference(wasm, webgl)).toBeLessThan(0.01);
    expect(largestDifference(wasm, new Float64Array(wasm.length))).toBeGreaterThan(0.1);
  });
});

describe('a trained network', () => {
  const train = async (
    task: TaskKind,
    seed: number,
    params = {},
  ): Promise<[MlpState, ReturnType<typeof makeSynthetic>]> => {
    const mlp = makeMlp(() => engineOf('wasm'));
    const data = makeSynthetic(task, 600, 6);
    const settings = { ...mlp.defaults, ...SMALL, epochs: 4, ...params };
    return [await fitToEnd(mlp, fitInput(data), settings, { seed, pacer: createPacer(signal) }), data];
  };
  const mlp = makeMlp(() => Promise.reject(new Error('predicting needs no engine')));

  it.each(TASKS)('predicts without tfjs what tfjs computes: %s', async (task) => {
    for (const activation of ['relu', 'silu', 'selu'] as const) {
      const [state, data] = await train(task, 1, { activation });
      const prediction = numbersOf(await mlp.predict(data.features, state));
      const { low, high } = state.target ?? { low: 0, high: 1 };
      const wanted = Float64Array.from(await outputsByTfjs(state, data), (v) => Math.min(high, Math.max(low, v)));
      expect(largestDifference(prediction, wanted)).toBeLessThan(1e-4);
    }
  });

  it('is the same for the same seed and another for another', async () => {
    const [[first], [again], [other]] = [await train('binary', 1), await train('binary', 1), await train('binary', 2)];
    expect(again.parameters).toEqual(first.parameters);
    expect(other.parameters).not.toEqual(first.parameters);
  });

  it('learns nothing from rows that it was not given, and changes nothing that it was', async () => {
    const clean = makeSynthetic('regression', 600, 6);
    const touched = makeSynthetic('regression', 600, 6);
    const before = structuredClone(clean);
    for (const column of touched.features.columns) {
      for (const row of touched.held) {
        if (column.kind === 'number') column.values[row] = 1e6;
        if (column.kind === 'category') column.codes[row] = 0;
      }
    }
    const real = makeMlp(() => engineOf('wasm'));
    const params = { ...real.defaults, ...SMALL, epochs: 2 };
    const [first, second] = [
      await fitToEnd(real, fitInput(clean), params, { seed: 1, pacer: createPacer(signal) }),
      await fitToEnd(real, fitInput(touched), params, { seed: 1, pacer: createPacer(signal) }),
    ];
    expect(second).toEqual(first);
    expect(clean).toEqual(before);
  });

  it('survives structuredClone', async () => {
    const [state, data] = await train('multiclass', 1);
    const before = await mlp.predict(data.features, state);
    expect(await mlp.predict(data.features, structuredClone(state))).toEqual(before);
  });

  it('stops at the iterations it was told, on the schedule it was on', async () => {
    const [state] = await train('regression', 1, { stopAfter: 2 });
    expect(state.epochs).toBe(2);
    expect(mlp.iterations?.(state)).toBe(2);
  });
});

it('is cancelled within a batch', async () => {
  const real = makeMlp(() => engineOf('wasm'));
  const data = makeSynthetic('binary', 2000, 4);
  const controller = new AbortController();
  const inner = createPacer(controller.signal);
  let pauses = 0;
  const pacer: Pacer = {
    signal: controller.signal,
    pause() {
      pauses++;
      if (pauses === 20) controller.abort();
      return inner.pause();
    },
  };
  const params = { ...real.defaults, ...SMALL };
  await expect(fitToEnd(real, fitInput(data), params, { seed: 1, pacer })).rejects.toThrow(CancelledError);
  expect(pauses).toBe(20);
});

it('ends with its best epoch when the person wants it, with validation rows alone', async () => {
  const real = makeMlp(() => engineOf('wasm'));
  const data = makeSynthetic('binary', 600, 4);
  const params = { ...real.defaults, ...SMALL, epochs: 12, patience: 12 };
  const run = async (input: FitInput): Promise<{ state: MlpState; epochs: number }> => {
    let wanted = false;
    const takeBest = (): boolean => {
      const taken = wanted;
      wanted = false;
      return taken;
    };
    const pacer: Pacer = { ...createPacer(signal), steering: { unitDone: () => undefined, takeBest } };
    let epochs = 0;
    const state = await fitToEnd(real, input, params, { seed: 1, pacer }, ({ done, loss }) => {
      if (loss === undefined) return;
      epochs = done;
      wanted = done === 3;
    });
    return { state, epochs };
  };
  const { validation, ...alone } = fitInput(data);
  expect(validation).toBeDefined();
  const ended = await run(fitInput(data));
  expect(ended.epochs).toBe(3);
  expect(ended.state.epochs).toBeLessThanOrEqual(3);
  expect((await run(alone)).state.epochs).toBe(12);
});
