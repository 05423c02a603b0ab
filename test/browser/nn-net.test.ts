import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { createOwnRunner, freshStanding } from '../../src/nn/net/own/runner.ts';
import { planNet, startParameters } from '../../src/nn/net/plan.ts';
import type { NetRunner, NetStanding } from '../../src/nn/net/runner.ts';
import type { LayerSpec, NetSpec } from '../../src/nn/net/spec.ts';
import { openGpuNets } from '../../src/nn/net/tfjs/gpu.ts';
import { createTfjsRunner } from '../../src/nn/net/tfjs/runner.ts';
import type { ExampleSource, ValueSource } from '../../src/nn/net/train/examples.ts';
import { fitNet, type FitNetInput, type NetState } from '../../src/nn/net/train/fit.ts';
import { createLesson } from '../../src/nn/net/train/lesson.ts';
import { NET_DEFAULTS, type NetParams } from '../../src/nn/net/train/params.ts';
import { openWebglSession, type WebglSession } from '../../src/nn/webgl-session.ts';
import { loseContext } from '../support/lose-context.ts';
import { STEPS_CNN, STEPS_GRU, STEPS_LSTM, SUMS_GRU, SUMS_LSTM, toySteps, toySums } from '../support/toy-steps.ts';
import { IMAGE_CNN, TEXT_CNN, TEXT_GRU, toyPictures, toyTexts } from '../support/toy-examples.ts';

const { signal } = new AbortController();
const params: NetParams = { ...NET_DEFAULTS, epochs: 3, batchSize: 30, learningRate: 0.01, weightDecay: 0.05 };
let session: WebglSession;

beforeAll(async () => {
  session = openWebglSession() as WebglSession;
  await session.start();
});

/** Texts in which words repeat (so that maxima are shared), some empty and some shorter than any window. */
function oddTexts(count: number): ExampleSource {
  const random = createRandom(8);
  const texts = Array.from({ length: count }, () =>
    Int32Array.from({ length: random.integer(9) }, () => [1, 2, 3, 39, 500, -4][random.integer(6)] as number),
  );
  return {
    count,
    codes: toyTexts(count, 1).codes,
    batch(examples) {
      const rows = Array.from(examples, (i) => texts[i] as Int32Array);
      const offsets = new Int32Array(rows.length + 1);
      for (const [row, text] of rows.entries()) offsets[row + 1] = (offsets[row] as number) + text.length;
      return { kind: 'tokens', rows: rows.length, ids: Int32Array.from(rows.flatMap((text) => [...text])), offsets };
    },
  };
}

/** Pictures of whole patches of one colour: within them every window is like its neighbours. */
function flatPictures(count: number, height: number, width: number, channels: number): ExampleSource {
  const random = createRandom(9);
  const size = height * width * channels;
  const pixels = new Float32Array(count * size);
  for (let i = 0; i < count; i++) pixels.fill(random.next(), i * size, i * size + random.integer(size));
  return {
    count,
    codes: Int32Array.from({ length: count }, () => random.integer(3)),
    batch: (examples) => ({
      kind: 'image',
      rows: examples.length,
      pixels: Float32Array.from({ length: examples.length * size }, (_, at) => {
        const example = examples[Math.floor(at / size)] as number;
        return pixels[example * size + (at % size)] as number;
      }),
    }),
  };
}

const picture = (height: number, width: number, channels: number, ...layers: LayerSpec[]): NetSpec => ({
  input: { kind: 'image', height, width, channels },
  layers: [...layers, { kind: 'dense', units: 3 }],
});

const conv = (padding: 'same' | 'valid', stride: number, size = 3): LayerSpec => ({
  kind: 'conv2d',
  filters: 5,
  size,
  stride,
  padding,
});

/** All that a training has, after some steps on one engine. */
interface Reached extends NetStanding {
  readonly loss: number;
  readonly logits: Float32Array;
}

async function takeSteps(runner: NetRunner, spec: NetSpec, source: ExampleSource | ValueSource): Promise<Reached> {
  const lesson = createLesson(planNet(spec), { train: source, params, seed: 5 });
  let left = 10;
  for (let epoch = 0; left > 0; epoch++) {
    for (const step of lesson.steps(epoch)) {
      if (left-- > 0) await runner.step(step);
    }
  }
  const loss = await runner.loss();
  const logits = await runner.logits(source.batch(Int32Array.from({ length: 40 }, (_, i) => i)));
  return { ...(await runner.standing()), loss, logits };
}

const furthest = (a: Float32Array, b: Float32Array): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((far, value, i) => Math.max(far, Math.abs(value - (b[i] as number))), 0);
};

/**
 * Largest difference of a parameter after ten steps of .01, and of a score: sums in another order, 1e-7 measured. A bias
 * in front of a batch-norm has no gradient but rounding errors, and Adam makes steps of those too.
 */
const NETS: readonly (readonly [string, NetSpec, ExampleSource | ValueSource, number])[] = [
  ['a text CNN', TEXT_CNN, toyTexts(120, 1), 1e-5],
  [
    'a text CNN on odd texts',
    {
      input: TEXT_CNN.input,
      layers: TEXT_CNN.layers.map((layer) => (layer.kind === 'conv1d-max' ? { ...layer, widths: [1, 2, 4] } : layer)),
    },
    oddTexts(120),
    1e-5,
  ],
  ['a GRU both ways', TEXT_GRU, toyTexts(120, 1), 1e-5],
  [
    'a GRU on odd texts',
    {
      input: TEXT_GRU.input,
      layers: TEXT_GRU.layers.map((layer) => (layer.kind === 'gru' ? { ...layer, bothWays: false } : layer)),
    },
    oddTexts(120),
    1e-5,
  ],
  ['a LSTM both ways over fields and numbers', STEPS_LSTM, toySteps(120, 1), 1e-5],
  ['a GRU over fields and numbers', STEPS_GRU, toySteps(120, 1), 1e-5],
  ['a convolution over fields and numbers', STEPS_CNN, toySteps(120, 1), 1e-5],
  ['a LSTM that learns quantiles', SUMS_LSTM, toySums(120, 1), 1e-5],
  ['a GRU that learns numbers', SUMS_GRU, toySums(120, 1), 1e-5],
  ['an image CNN with batch-norm', IMAGE_CNN, toyPictures(120, 1), 1e-5],
  [
    'same, strides and an average',
    picture(8, 7, 3, conv('same', 2), { kind: 'relu' }, conv('same', 3, 4), { kind: 'global-average' }),
    flatPictures(120, 8, 7, 3),
    1e-5,
  ],
  [
    'valid, strides and pools with an edge left off',
    picture(11, 10, 2, conv('valid', 1), { kind: 'max-pool', size: 2 }, conv('valid', 2, 2), { kind: 'flatten' }),
    flatPictures(120, 11, 10, 2),
    1e-5,
  ],
  [
    'batch-norm of numbers, and drop-out',
    picture(
      6,
      6,
      1,
      { kind: 'flatten' },
      { kind: 'dense', units: 8 },
      { kind: 'batch-norm' },
      { kind: 'relu' },
      { kind: 'dropout', rate: 0.3 },
    ),
    toyPicturesOf6(),
    5e-3,
  ],
];

function toyPicturesOf6(): ExampleSource {
  const random = createRandom(3);
  const pixels = Float32Array.from({ length: 120 * 36 }, () => random.next());
  return {
    count: 120,
    codes: Int32Array.from({ length: 120 }, () => random.integer(3)),
    batch: (examples) => ({
      kind: 'image',
      rows: examples.length,
      pixels: Float32Array.from({ length: examples.length * 36 }, (_, at) => {
        return pixels[(examples[Math.floor(at / 36)] as number) * 36 + (at % 36)] as number;
      }),
    }),
  };
}

describe('the engines agree after ten steps', () => {
  it.each(NETS)('%s', async (_, spec, source, within) => {
    const start = freshStanding(startParameters(planNet(spec), 2));
    const before = tf.memory().numTensors;
    const onGpu = createTfjsRunner(spec, start, session);
    const webgl = await takeSteps(onGpu, spec, source);
    onGpu.dispose();
    expect(tf.memory().numTensors).toBe(before);
    for (const choice of ['wasm', 'cpu'] as const) {
      const runner = createOwnRunner(spec, start, await startKernels(choice));
      const own = await takeSteps(runner, spec, source);
      runner.dispose();
      expect(own.steps).toBe(webgl.steps);
      expect(furthest(own.parameters, start.parameters)).toBeGreaterThan(0.02);
      expect(Math.abs(own.loss - webgl.loss)).toBeLessThan(1e-6);
      expect(furthest(own.parameters, webgl.parameters)).toBeLessThan(within);
      expect(furthest(own.average, webgl.average)).toBeLessThan(within);
      expect(furthest(own.logits, webgl.logits)).toBeLessThan(within);
      expect(furthest(own.first, webgl.first)).toBeLessThan(1e-6);
      expect(furthest(own.second, webgl.second)).toBeLessThan(1e-7);
    }
  });
});

/** A net of each kind in turn, with something to learn. */
function trained(seed: number): Pick<FitNetInput, 'spec' | 'train'> {
  const kinds: readonly Pick<FitNetInput, 'spec' | 'train'>[] = [
    { spec: TEXT_CNN, train: toyTexts(60, 1) },
    { spec: IMAGE_CNN, train: toyPictures(60, 1) },
    { spec: STEPS_LSTM, train: toySteps(60, 1) },
    { spec: SUMS_LSTM, train: toySums(60, 1) },
  ];
  return kinds[seed % kinds.length] ?? { spec: TEXT_CNN, train: toyTexts(60, 1) };
}

const gpuNets = () => openGpuNets(session);

async function toEnd(input: FitNetInput, onEpoch?: (epoch: number) => void): Promise<NetState> {
  const run = fitNet(input);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    if (step.value.loss !== undefined) onEpoch?.(step.value.done);
  }
}

describe('training on WebGL', () => {
  it('leaves no tensor behind in 20 trainings, cancelled and abandoned ones included', async () => {
    const engine = createNetEngine({ choice: 'webgl', gpu: gpuNets });
    const input = (seed: number, stop = signal): FitNetInput => ({
      ...trained(seed),
      params: { ...params, epochs: 2 },
      seed,
      engine: async () => engine,
      pacer: createPacer(stop),
    });
    await toEnd(input(0));
    const before = tf.memory().numTensors;
    const ends: string[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const controller = new AbortController();
      const run = fitNet(input(seed, controller.signal));
      await run.next();
      if (seed % 3 === 1) controller.abort();
      if (seed % 3 === 2) await run.return({} as NetState);
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

  it('with a GPU takes the faster engine for each net, timed on the net itself', async () => {
    const engine = createNetEngine({ choice: 'auto', gpu: gpuNets, isRealGpu: () => true });
    const fit = (spec: NetSpec, train: ExampleSource): Promise<NetState> =>
      toEnd({
        spec,
        train,
        params: { ...params, epochs: 1 },
        seed: 1,
        engine: async () => engine,
        pacer: createPacer(signal),
      });
    const before = tf.memory().numTensors;
    await fit(TEXT_CNN, toyTexts(60, 1));
    const { compute } = engine;
    expect(compute.reason.code).toBe('compute.faster');
    expect(compute.timings.map(({ backend }) => backend)).toEqual(['webgl', 'wasm']);
    const [webgl, wasm] = compute.timings.map(({ msPerBatch }) => msPerBatch) as [number, number];
    expect(compute.backend).toBe(webgl < wasm ? 'webgl' : 'wasm');
    await fit(TEXT_CNN, toyTexts(60, 2));
    expect(engine.compute.timings).toBe(compute.timings);
    await fit(TEXT_GRU, toyTexts(60, 2));
    expect(engine.compute.timings).not.toBe(compute.timings);
    expect(tf.memory().numTensors).toBe(before);
  });

  // Last: it takes the context away.
  it('goes on from the last epoch on kernels of our own when the GPU goes away', async () => {
    const engine = createNetEngine({ choice: 'webgl', gpu: gpuNets });
    const own = createNetEngine({ choice: 'wasm' });
    const input = (on: typeof engine): FitNetInput => ({
      spec: TEXT_CNN,
      train: toyTexts(120, 1),
      params: { ...params, epochs: 4 },
      seed: 1,
      engine: async () => on,
      pacer: createPacer(signal),
    });
    const epochs: number[] = [];
    const lost = await toEnd(input(engine), (epoch) => {
      epochs.push(epoch);
      if (epoch === 2) loseContext();
    });
    expect(epochs).toEqual([1, 2, 3, 4]);
    expect(engine.compute).toMatchObject({
      backend: 'wasm',
      reason: { code: 'compute.fallback', params: { from: 'webgl', to: 'wasm', cause: 'context-lost' } },
    });
    expect(furthest(lost.parameters, (await toEnd(input(own))).parameters)).toBeLessThan(1e-3);
  });
});
