import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { Kernels } from '../../src/nn/kernels/kernels.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { embedNet, predictNet } from '../../src/nn/net/own/predict.ts';
import { gradCam, tokenSaliency } from '../../src/nn/net/own/explain.ts';
import { createOwnRunner, freshStanding } from '../../src/nn/net/own/runner.ts';
import { planNet, startParameters } from '../../src/nn/net/plan.ts';
import type { Batch, ImageBatch, NetSpec, TokenBatch } from '../../src/nn/net/spec.ts';
import { CLASSES, NETS, someRows, someStep } from './support.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await startKernels('wasm');
});

/** One row of a batch. */
function oneRow(batch: Batch, row: number): Batch {
  if (batch.kind !== 'image') {
    const [start, end] = [batch.offsets[row] ?? 0, batch.offsets[row + 1] ?? 0];
    const offsets = Int32Array.of(0, end - start);
    if (batch.kind === 'tokens') return { kind: 'tokens', rows: 1, ids: batch.ids.slice(start, end), offsets };
    const positions = batch.offsets[batch.rows] ?? 0;
    const part = <Values extends Int32Array | Float32Array>(values: Values): Values => {
      const width = positions === 0 ? 0 : values.length / positions;
      return values.slice(start * width, end * width) as Values;
    };
    return { kind: 'steps', rows: 1, ids: part(batch.ids), numbers: part(batch.numbers), offsets };
  }
  const size = batch.pixels.length / batch.rows;
  return { kind: 'image', rows: 1, pixels: batch.pixels.slice(row * size, (row + 1) * size) };
}

describe('what a net says of a row', () => {
  it.each(Object.entries(NETS))('does not hang on the rows beside it, to the last bit: %s', (_name, spec) => {
    const parameters = startParameters(planNet(spec), 4);
    const batch = someRows(spec, createRandom(12), 9);
    const scores = predictNet(spec, parameters, batch, kernels);
    const { width, values } = embedNet(spec, parameters, batch, kernels);
    for (let row = 0; row < batch.rows; row++) {
      const one = oneRow(batch, row);
      const units = scores.length / batch.rows;
      expect(predictNet(spec, parameters, one, kernels)).toEqual(scores.slice(row * units, (row + 1) * units));
      expect(embedNet(spec, parameters, one, kernels).values).toEqual(values.slice(row * width, (row + 1) * width));
    }
  });

  it('is the same when there are more rows than are worked on at once', () => {
    const spec = NETS['recurrent, both ways'] as NetSpec;
    const parameters = startParameters(planNet(spec), 4);
    const batch = someRows(spec, createRandom(12), 700);
    const scores = predictNet(spec, parameters, batch, kernels);
    for (const row of [0, 255, 256, 511, 699]) {
      const one = predictNet(spec, parameters, oneRow(batch, row), kernels);
      expect(one).toEqual(scores.slice(row * CLASSES, (row + 1) * CLASSES));
    }
  });

  it('follows from what enters the last layer', () => {
    const spec = NETS['embedding and convolution of texts'] as NetSpec;
    const plan = planNet(spec);
    const parameters = startParameters(plan, 4);
    const batch = someRows(spec, createRandom(12), 5);
    const { width, values } = embedNet(spec, parameters, batch, kernels);
    const [kernel, bias] = plan.blocks.slice(-2).map(({ start, length }) => parameters.subarray(start, start + length));
    const scores = predictNet(spec, parameters, batch, kernels);
    for (const [at, score] of scores.entries()) {
      let sum = bias?.[at % CLASSES] ?? 0;
      for (let j = 0; j < width; j++) {
        sum += (values[Math.floor(at / CLASSES) * width + j] ?? 0) * (kernel?.[j * CLASSES + (at % CLASSES)] ?? 0);
      }
      expect(score).toBeCloseTo(sum, 5);
    }
  });

  it('takes an empty text for one unknown word, and so a word out of range', () => {
    const spec = NETS['recurrent, one way'] as NetSpec;
    const parameters = startParameters(planNet(spec), 4);
    const say = (...ids: number[]): Float32Array =>
      predictNet(
        spec,
        parameters,
        { kind: 'tokens', rows: 1, ids: Int32Array.from(ids), offsets: Int32Array.of(0, ids.length) },
        kernels,
      );
    expect(say()).toEqual(say(1));
    expect(say(12, 5)).toEqual(say(1, 5));
    expect(say(-1, 5)).toEqual(say(1, 5));
    expect(say(4, 5)).not.toEqual(say(1, 5));
  });
});

/** Trains on the same rows again and again. */
async function learn(spec: NetSpec, batch: Batch, labels: readonly number[], steps: number): Promise<Float32Array> {
  const classes = planNet(spec).scores;
  const runner = createOwnRunner(spec, freshStanding(startParameters(planNet(spec), 2)), kernels);
  const wanted = new Float32Array(batch.rows * classes);
  labels.forEach((label, row) => (wanted[row * classes + label] = 1));
  const weights = new Float32Array(batch.rows).fill(1 / batch.rows);
  try {
    for (let step = 0; step < steps; step++) {
      const rest = { masks: [], learningRate: 0.02, weightDecay: 0, averageKeep: 0.5 };
      await runner.step({ batch, wanted, weights, ...rest });
    }
    return (await runner.standing()).average;
  } finally {
    runner.dispose();
  }
}

const bestOf = (scores: Float32Array, classes: number): number[] =>
  Array.from({ length: scores.length / classes }, (_, row) => {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(Math.max(...own));
  });

/** Texts of neutral words with "not" (2) or "good" (3) in them, or both: the class is their exclusive or. */
function exclusiveTexts(seed: number, rows: number): { batch: TokenBatch; labels: number[] } {
  const random = createRandom(seed);
  const labels: number[] = [];
  const texts = Array.from({ length: rows }, () => {
    const words = Array.from({ length: 2 + random.integer(6) }, () => 4 + random.integer(16));
    const [first, second] = [random.integer(2), random.integer(2)];
    if (first) words.splice(random.integer(words.length + 1), 0, 2);
    if (second) words.splice(random.integer(words.length + 1), 0, 3);
    labels.push(first ^ second);
    return words;
  });
  const offsets = new Int32Array(rows + 1);
  texts.forEach((words, row) => (offsets[row + 1] = (offsets[row] ?? 0) + words.length));
  return { batch: { kind: 'tokens', rows, ids: Int32Array.from(texts.flat()), offsets }, labels };
}

/** Noise of 8 × 8 with a bar somewhere in it, lying or standing: no single pixel tells. */
function barPictures(seed: number, rows: number): { batch: ImageBatch; labels: number[]; bars: number[][] } {
  const random = createRandom(seed);
  const pixels = Float32Array.from({ length: rows * 64 }, () => 0.2 * random.normal());
  const bars: number[][] = [];
  const labels = Array.from({ length: rows }, (_, row) => {
    const [label, line, from] = [random.integer(2), random.integer(8), random.integer(4)];
    const bar = [0, 1, 2, 3, 4].map((i) => (label === 0 ? line * 8 + from + i : (from + i) * 8 + line));
    for (const at of bar) pixels[row * 64 + at] = (pixels[row * 64 + at] ?? 0) + 1;
    bars.push(bar);
    return label;
  });
  return { batch: { kind: 'image', rows, pixels }, labels, bars };
}

const shareOf = (said: readonly number[], labels: readonly number[]): number =>
  said.filter((label, row) => label === labels[row]).length / labels.length;

describe('learning', () => {
  const readers: Record<string, NetSpec['layers']> = {
    convolution: [
      { kind: 'embedding', width: 8 },
      { kind: 'conv1d-max', widths: [1, 2], filters: 8 },
      { kind: 'dense', units: 12 },
      { kind: 'relu' },
      { kind: 'dense', units: 2 },
    ],
    'a recurrent layer': [
      { kind: 'embedding', width: 8 },
      { kind: 'gru', units: 12, bothWays: false },
      { kind: 'dense', units: 2 },
    ],
  };
  it.each(Object.entries(readers))('%s learns an exclusive or of two words', async (_name, layers) => {
    const spec: NetSpec = { input: { kind: 'tokens', vocabulary: 20 }, layers };
    const { batch, labels } = exclusiveTexts(1, 800);
    const parameters = await learn(spec, batch, labels, 150);
    const fresh = exclusiveTexts(2, 300);
    const said = bestOf(predictNet(spec, parameters, fresh.batch, kernels), 2);
    expect(shareOf(said, fresh.labels)).toBeGreaterThan(0.97);
    // The two words weigh more than any neutral one, on average.
    const weights = tokenSaliency(spec, parameters, fresh.batch, said, kernels);
    const mean = (wanted: (id: number) => boolean): number => {
      const all = [...weights].filter((_, i) => wanted(fresh.batch.ids[i] ?? 0)).map(Math.abs);
      return all.reduce((sum, value) => sum + value, 0) / all.length;
    };
    expect(mean((id) => id < 4)).toBeGreaterThan(1.5 * mean((id) => id >= 4));
  });

  it('convolution tells lying bars from standing ones, and says where it looked', async () => {
    const spec: NetSpec = {
      input: { kind: 'image', height: 8, width: 8, channels: 1 },
      layers: [
        { kind: 'conv2d', filters: 8, size: 3, stride: 1, padding: 'same' },
        { kind: 'batch-norm' },
        { kind: 'relu' },
        { kind: 'conv2d', filters: 8, size: 3, stride: 1, padding: 'same' },
        { kind: 'relu' },
        { kind: 'global-average' },
        { kind: 'dense', units: 2 },
      ],
    };
    const { batch, labels } = barPictures(1, 200);
    const parameters = await learn(spec, batch, labels, 120);
    const fresh = barPictures(2, 200);
    const said = bestOf(predictNet(spec, parameters, fresh.batch, kernels), 2);
    expect(shareOf(said, fresh.labels)).toBeGreaterThan(0.97);
    const { values } = gradCam(spec, parameters, fresh.batch, fresh.labels, kernels);
    // The brightest place of the map lies on the bar or next to it; that is 21 of 64 places at most: by chance, a third of the pictures.
    const onBar = fresh.bars.filter((bar, row) => {
      const map = values.subarray(row * 64, (row + 1) * 64);
      const best = map.indexOf(1);
      return bar.some((at) => Math.abs((at % 8) - (best % 8)) <= 1 && Math.abs((at >> 3) - (best >> 3)) <= 1);
    });
    expect(onBar.length / 200).toBeGreaterThan(0.75);
  });

  it('leaves the fill-up at zeros and decays kernels alone', async () => {
    const spec = NETS['embedding and convolution of texts'] as NetSpec;
    const plan = planNet(spec);
    const start = startParameters(plan, 3).map((value) => value + 0.5);
    start.fill(0, 0, 5);
    const runner = createOwnRunner(spec, freshStanding(start), kernels);
    const input = someStep(spec, 1, 6);
    // No row counts, so there is no gradient at all.
    await runner.step({ ...input, weights: new Float32Array(6), learningRate: 0.1, weightDecay: 0.5 });
    const { parameters } = await runner.standing();
    runner.dispose();
    for (const block of plan.blocks) {
      const factor = block.role === 'weight' ? 0.95 : 1;
      for (let i = block.start; i < block.start + block.length; i++) {
        expect(parameters[i]).toBeCloseTo(factor * (start[i] ?? 0), 6);
      }
    }
    expect([...parameters.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('memory', () => {
  it.each(['wasm', 'cpu'] as const)('is as it was after 20 trainings on %s, and grows no more', async (engine) => {
    const own = await startKernels(engine);
    let size = 0;
    for (let training = 0; training < 20; training++) {
      for (const spec of Object.values(NETS).slice(0, 6)) {
        const runner = createOwnRunner(spec, freshStanding(startParameters(planNet(spec), training)), own);
        for (let step = 0; step < 3; step++) await runner.step(someStep(spec, step, 20));
        await runner.logits(someRows(spec, createRandom(1), 40));
        runner.dispose();
        runner.dispose();
        expect(own.taken).toBe(0);
      }
      if (training === 0) size = own.floats.length;
    }
    expect(own.floats.length).toBe(size);
  });

  it('is given back when a step fails half-way', async () => {
    const spec = NETS['dropout of channels and of numbers'] as NetSpec;
    const own = await startKernels('wasm');
    const runner = createOwnRunner(spec, freshStanding(startParameters(planNet(spec), 1)), own);
    const before = own.taken;
    await expect(runner.step({ ...someStep(spec, 1, 5), masks: [] })).rejects.toThrow('mask');
    expect(own.taken).toBe(before);
    runner.dispose();
    expect(own.taken).toBe(0);
  });

  it('that cannot be had is told in so many words', async () => {
    const own = await startKernels('wasm');
    expect(() => own.take(2 ** 31)).toThrow('net.no-memory');
  });
});
