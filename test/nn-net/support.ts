import { createRandom, type Random } from '../../src/core/random.ts';
import { planNet, type NetPlan } from '../../src/nn/net/plan.ts';
import type { StepInput } from '../../src/nn/net/runner.ts';
import type { Batch, ImageBatch, LayerSpec, NetInput, NetSpec, StepsBatch, TokenBatch } from '../../src/nn/net/spec.ts';

export const CLASSES = 3;
const last: LayerSpec = { kind: 'dense', units: CLASSES };

/** A net for texts of 12 words, and one for pictures of 7 × 6 × 2. */
export const textNet = (...layers: LayerSpec[]): NetSpec => ({
  input: { kind: 'tokens', vocabulary: 12 },
  layers: [...layers, last],
});
export const pictureNet = (...layers: LayerSpec[]): NetSpec => ({
  input: { kind: 'image', height: 7, width: 6, channels: 2 },
  layers: [...layers, last],
});

type StepsInput = Extract<NetInput, { kind: 'steps' }>;

/** A net for steps in time, with a loss of classes or of numbers. */
const stepsNet = (
  input: Omit<StepsInput, 'kind'>,
  layers: readonly LayerSpec[],
  end: Pick<NetSpec, 'loss'> & { readonly units: number } = { units: CLASSES },
): NetSpec => ({
  input: { kind: 'steps', ...input },
  layers: [...layers, { kind: 'dense', units: end.units }],
  ...(end.loss ? { loss: end.loss } : {}),
});

const conv = (size: number, stride: number, padding: 'same' | 'valid', filters = 3): LayerSpec => ({
  kind: 'conv2d',
  filters,
  size,
  stride,
  padding,
});

/** A net for each layer and each of its variants. */
export const NETS: Readonly<Record<string, NetSpec>> = {
  'embedding and convolution of texts': textNet(
    { kind: 'embedding', width: 5 },
    { kind: 'conv1d-max', widths: [1, 2, 3], filters: 6 },
  ),
  'dropout of channels and of numbers': textNet(
    { kind: 'embedding', width: 5 },
    { kind: 'spatial-dropout', rate: 0.3 },
    { kind: 'conv1d-max', widths: [2], filters: 9 },
    { kind: 'dropout', rate: 0.4 },
  ),
  'recurrent, one way': textNet({ kind: 'embedding', width: 5 }, { kind: 'gru', units: 6, bothWays: false }),
  'recurrent, both ways': textNet({ kind: 'embedding', width: 4 }, { kind: 'gru', units: 5, bothWays: true }),
  'pooling and batch normalisation': pictureNet(
    conv(3, 1, 'same', 5),
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'spatial-dropout', rate: 0.3 },
    { kind: 'max-pool', size: 2 },
    conv(2, 1, 'valid', 4),
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'global-average' },
  ),
  'flatten, dense, normalised': pictureNet(
    { kind: 'flatten' },
    { kind: 'dense', units: 9 },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'dropout', rate: 0.2 },
  ),
  'fields and numbers of steps, LSTM both ways': stepsNet({ fields: [9, 4], numbers: 3 }, [
    { kind: 'step-embedding', widths: [3, 2] },
    { kind: 'spatial-dropout', rate: 0.3 },
    { kind: 'lstm', units: 5, bothWays: true },
  ]),
  'numbers of steps alone, LSTM, quantiles': stepsNet(
    { fields: [], numbers: 3 },
    [
      { kind: 'step-embedding', widths: [] },
      { kind: 'lstm', units: 6, bothWays: false },
    ],
    { units: 6, loss: { kind: 'quantiles', levels: [0.1, 0.5, 0.8] } },
  ),
  'numbers of steps alone, GRU, squares': stepsNet(
    { fields: [], numbers: 2 },
    [
      { kind: 'step-embedding', widths: [] },
      { kind: 'gru', units: 7, bothWays: false },
      { kind: 'dense', units: 5 },
      { kind: 'relu' },
    ],
    { units: 3, loss: { kind: 'square' } },
  ),
  'fields of steps alone, convolution': stepsNet({ fields: [9], numbers: 0 }, [
    { kind: 'step-embedding', widths: [4] },
    { kind: 'conv1d-max', widths: [1, 3], filters: 5 },
  ]),
  ...Object.fromEntries(
    (['same', 'valid'] as const).flatMap((padding) =>
      [1, 2, 3].flatMap((stride) =>
        [1, 2, 3, 4].map((size) => [
          `convolution of pictures ${size} × ${size}, stride ${stride}, ${padding}`,
          pictureNet(conv(1, 1, 'valid', 4), conv(size, stride, padding), { kind: 'flatten' }),
        ]),
      ),
    ),
  ),
};

/** Texts of unlike lengths: an empty one, one of one word, repeated words, a fill-up inside. */
export function someTexts(random: Random, rows: number, vocabulary = 12): TokenBatch {
  const lengths = Array.from({ length: rows }, (_, row) => [0, 1, 7, 4, 2][row] ?? random.integer(9));
  const offsets = new Int32Array(rows + 1);
  for (const [row, length] of lengths.entries()) offsets[row + 1] = (offsets[row] as number) + length;
  const ids = Int32Array.from({ length: offsets[rows] as number }, () => random.integer(vocabulary));
  return { kind: 'tokens', rows, ids, offsets };
}

/** Steps of the same lengths; ids out of range among them. */
function someSteps(random: Random, rows: number, { fields, numbers }: StepsInput): StepsBatch {
  const { offsets } = someTexts(random, rows);
  const positions = offsets[rows] as number;
  const ids = Int32Array.from({ length: positions * fields.length }, (_, i) =>
    random.integer((fields[i % fields.length] as number) + 1),
  );
  const values = Float32Array.from({ length: positions * numbers }, () => random.normal());
  return { kind: 'steps', rows, offsets, ids, numbers: values };
}

export function somePictures(random: Random, rows: number, size = 7 * 6 * 2): ImageBatch {
  return { kind: 'image', rows, pixels: Float32Array.from({ length: rows * size }, () => random.normal()) };
}

export function someRows({ input }: NetSpec, random: Random, rows: number): Batch {
  if (input.kind === 'tokens') return someTexts(random, rows, input.vocabulary);
  return input.kind === 'steps' ? someSteps(random, rows, input) : somePictures(random, rows);
}

/** Soft labels that sum to 1 in single precision too, or numbers of which some are not known. */
function someWanted({ loss, wanted: width }: NetPlan, random: Random, rows: number): Float32Array {
  if (loss.kind !== 'softmax') {
    return Float32Array.from({ length: rows * width }, () => (random.next() < 0.2 ? NaN : random.normal()));
  }
  const wanted = new Float32Array(rows * CLASSES).fill(1 / 16);
  for (let row = 0; row < rows; row++) wanted[row * CLASSES + random.integer(CLASSES)] = 14 / 16;
  return wanted;
}

/** A step's input with what is wanted, unlike weights and masks drawn by the plan's rates. */
export function someStep(spec: NetSpec, seed: number, rows: number): StepInput {
  const random = createRandom(seed);
  const plan = planNet(spec);
  const wanted = someWanted(plan, random, rows);
  const raw = Array.from({ length: rows }, () => 0.2 + random.next());
  const total = raw.reduce((sum, value) => sum + value, 0);
  return {
    batch: someRows(spec, random, rows),
    wanted,
    weights: Float32Array.from(raw, (value) => value / total),
    masks: plan.masks.map(({ rate, width }) =>
      Float32Array.from({ length: rows * width }, () => (random.next() < rate ? 0 : 1 / (1 - rate))),
    ),
    learningRate: 0.01,
    weightDecay: 0.02,
    averageKeep: 0.9,
  };
}
