import { createRandom, shuffle } from '../src/core/random.ts';
import { startKernels } from '../src/nn/kernels/start.ts';
import { createOwnRunner, freshStanding } from '../src/nn/net/own/runner.ts';
import { planNet, startParameters } from '../src/nn/net/plan.ts';
import type { NetRunner } from '../src/nn/net/runner.ts';
import type { Batch, NetSpec } from '../src/nn/net/spec.ts';

/** Rows to learn from: texts or steps one behind another, or pictures, and their classes. */
export interface NetTask {
  readonly spec: NetSpec;
  readonly rows: number;
  readonly classes: number;
  readonly batchSize: number;
  readonly data: Batch;
  readonly labels: Int32Array;
}

function takeRows(data: Batch, rows: Int32Array): Batch {
  if (data.kind === 'image') {
    const size = data.pixels.length / data.rows;
    const pixels = new Float32Array(rows.length * size);
    rows.forEach((row, i) => pixels.set(data.pixels.subarray(row * size, (row + 1) * size), i * size));
    return { kind: 'image', rows: rows.length, pixels };
  }
  const offsets = new Int32Array(rows.length + 1);
  if (data.kind === 'steps') {
    // All rows are of one length.
    const length = (data.numbers.length / data.rows) | 0;
    const numbers = new Float32Array(rows.length * length);
    rows.forEach((row, i) => {
      numbers.set(data.numbers.subarray(row * length, (row + 1) * length), i * length);
      offsets[i + 1] = (i + 1) * (data.offsets[1] ?? 0);
    });
    return { kind: 'steps', rows: rows.length, offsets, ids: new Int32Array(0), numbers };
  }
  const parts = Array.from(rows, (row) => data.ids.subarray(data.offsets[row], data.offsets[row + 1]));
  parts.forEach((part, i) => (offsets[i + 1] = (offsets[i] ?? 0) + part.length));
  const ids = new Int32Array(offsets[rows.length] ?? 0);
  parts.forEach((part, i) => ids.set(part, offsets[i]));
  return { kind: 'tokens', rows: rows.length, ids, offsets };
}

/** Trains nets of our own epoch by epoch, as the page does on WASM. */
export async function startNet(task: NetTask, seed: number): Promise<{ epoch(): Promise<number>; end(): void }> {
  const kernels = await startKernels('wasm');
  const plan = planNet(task.spec);
  const runner: NetRunner = createOwnRunner(task.spec, freshStanding(startParameters(plan, seed)), kernels);
  const random = createRandom(seed);
  const order = Int32Array.from({ length: task.rows }, (_, row) => row);
  return {
    async epoch() {
      shuffle(order, random);
      for (let from = 0; from < task.rows; from += task.batchSize) {
        const rows = order.subarray(from, from + task.batchSize);
        const wanted = new Float32Array(rows.length * task.classes);
        rows.forEach((row, i) => (wanted[i * task.classes + (task.labels[row] ?? 0)] = 1));
        const masks = plan.masks.map(({ rate, width }) =>
          Float32Array.from({ length: rows.length * width }, () => (random.next() < rate ? 0 : 1 / (1 - rate))),
        );
        await runner.step({
          batch: takeRows(task.data, rows),
          wanted,
          weights: new Float32Array(rows.length).fill(1 / rows.length),
          masks,
          learningRate: 0.002,
          weightDecay: 0,
          averageKeep: 0,
        });
      }
      return runner.loss();
    },
    end: () => runner.dispose(),
  };
}

const text = (vocabulary: number, layers: NetSpec['layers']): NetSpec => ({
  input: { kind: 'tokens', vocabulary },
  layers,
});
const pictureBlock = (filters: number): NetSpec['layers'] => [
  { kind: 'conv2d', filters, size: 3, stride: 1, padding: 'same' },
  { kind: 'relu' },
  { kind: 'max-pool', size: 2 },
];

/** Texts in which a few words of their class turn up, their lengths even between two bounds; common words are commoner. */
function makeTexts(
  rows: number,
  [shortest, longest]: [number, number],
  vocabulary: number,
  classes: number,
  seed: number,
) {
  const random = createRandom(seed);
  const labels = Int32Array.from({ length: rows }, () => random.integer(classes));
  const offsets = new Int32Array(rows + 1);
  const ids: number[] = [];
  labels.forEach((label, row) => {
    const length = shortest + random.integer(longest - shortest + 1);
    offsets[row + 1] = (offsets[row] ?? 0) + length;
    for (let i = 0; i < length; i++) {
      const own = random.next() < 0.15;
      ids.push(own ? 2 + label * 3 + random.integer(3) : 2 + Math.floor((vocabulary - 2) * random.next() ** 2));
    }
  });
  return { rows, classes, labels, data: { kind: 'tokens', rows, ids: Int32Array.from(ids), offsets } as const };
}

/** Grey pictures of 28 × 28: noise, with a brighter band where the class says. */
function makePictures(rows: number, classes: number, seed: number) {
  const random = createRandom(seed);
  const labels = Int32Array.from({ length: rows }, () => random.integer(classes));
  const pixels = Float32Array.from({ length: rows * 784 }, (_, i) => {
    const band = Math.floor(((i % 784) / 784) * classes);
    return 0.6 * random.next() + (band === labels[Math.floor(i / 784)] ? 0.4 : 0);
  });
  return { rows, classes, labels, data: { kind: 'image', rows, pixels } as const };
}

/** Rows of 30 steps of 8 numbers; the class is whether the first number has grown from the first third to the last. */
function makeSteps(rows: number, seed: number) {
  const random = createRandom(seed);
  const [steps, width] = [30, 8];
  const labels = Int32Array.from({ length: rows }, () => random.integer(2));
  const numbers = Float32Array.from({ length: rows * steps * width }, (_, i) => {
    const step = Math.floor(i / width) % steps;
    const grows = labels[Math.floor(i / (steps * width))] === 1 ? step / steps : 0.5;
    return random.normal() + (i % width === 0 ? grows : 0);
  });
  const offsets = Int32Array.from({ length: rows + 1 }, (_, row) => row * steps);
  return { rows, classes: 2, labels, data: { kind: 'steps', rows, offsets, ids: new Int32Array(0), numbers } as const };
}

const recurrentTask = (kind: 'gru' | 'lstm'): NetTask => ({
  ...makeSteps(2000, 4),
  batchSize: 32,
  spec: {
    input: { kind: 'steps', fields: [], numbers: 8 },
    layers: [
      { kind: 'step-embedding', widths: [] },
      { kind, units: 32, bothWays: false },
      { kind: 'dense', units: 2 },
    ],
  },
});

/** What is timed, by name. */
export function makeTasks(): Readonly<Record<string, NetTask>> {
  const sentences = makeTexts(5000, [32, 32], 5000, 20, 1);
  return {
    'text CNN': {
      ...sentences,
      batchSize: 64,
      spec: text(5000, [
        { kind: 'embedding', width: 64 },
        { kind: 'conv1d-max', widths: [3], filters: 64 },
        { kind: 'dense', units: 20 },
      ]),
    },
    'image CNN': {
      ...makePictures(2000, 10, 2),
      batchSize: 32,
      spec: {
        input: { kind: 'image', height: 28, width: 28, channels: 1 },
        layers: [...pictureBlock(16), ...pictureBlock(32), { kind: 'flatten' }, { kind: 'dense', units: 10 }],
      },
    },
    'text CNN, three widths': {
      ...makeTexts(10_000, [3, 21], 2500, 77, 3),
      batchSize: 64,
      spec: text(2500, [
        { kind: 'embedding', width: 64 },
        { kind: 'spatial-dropout', rate: 0.2 },
        { kind: 'conv1d-max', widths: [1, 2, 3], filters: 64 },
        { kind: 'dropout', rate: 0.4 },
        { kind: 'dense', units: 77 },
      ]),
    },
    'text GRU, both ways': {
      ...sentences,
      batchSize: 64,
      spec: text(5000, [
        { kind: 'embedding', width: 64 },
        { kind: 'gru', units: 64, bothWays: true },
        { kind: 'dense', units: 20 },
      ]),
    },
    'GRU of steps': recurrentTask('gru'),
    'LSTM of steps': recurrentTask('lstm'),
  };
}
