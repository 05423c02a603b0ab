import type { Kernels, Place } from '../../kernels/kernels.ts';
import type { NetPlan } from '../plan.ts';
import { channelsOf, type NetShape } from '../shape.ts';
import type { Batch, ImageBatch, NetSpec, StepsBatch, TokenBatch } from '../spec.ts';
import { bringBatch, pieces, readFloats } from './batch.ts';
import { runForward } from './forward.ts';
import { inFrame, type Frame } from './frame.ts';
import { pictureOf, type Pass } from './pass.ts';
import { withNet } from './predict.ts';

/** One class for all rows, or one a row. */
type ClassChoice = number | ArrayLike<number>;

const classOf = (choice: ClassChoice, row: number): number =>
  typeof choice === 'number' ? choice : (choice[row] ?? 0);

/** What left layer `to`, and the gradient of each row's class score by it. */
function gradientAfter(
  kernels: Kernels,
  frame: Frame,
  plan: NetPlan,
  parameters: Place,
  batch: Batch,
  to: number,
  classes: (row: number) => number,
): { pass: Pass; y: Place; dy: Place } {
  const { x, ...brought } = bringBatch(frame, plan, batch);
  const pass: Pass = { kernels, frame, plan, parameters, gradients: 0, ...brought };
  const run = runForward(pass, x);
  const dScores = frame.zeros(batch.rows * plan.scores);
  for (let row = 0; row < batch.rows; row++) kernels.floats[dScores + row * plan.scores + classes(row)] = 1;
  return { pass, y: run.outputs[to] as Place, dy: run.back(dScores, to) };
}

/** The last convolution, with the normalisation and the ReLU behind it: what Grad-CAM looks at. −1 where there is none. */
function lastFeatureMaps({ spec }: NetPlan): number {
  let at = spec.layers.findLastIndex(({ kind }) => kind === 'conv2d');
  while (at >= 0 && ['batch-norm', 'relu'].includes(spec.layers[at + 1]?.kind ?? '')) at++;
  return at;
}

/** Which parts of each picture speak for a class. */
export interface ClassMaps {
  readonly height: number;
  readonly width: number;
  /** rows × height × width, from 0; the largest of a row is 1, or all are 0 where nothing speaks for the class. */
  readonly values: Float32Array;
}

function mapsOf(maps: Float32Array, gradients: Float32Array, positions: number, channels: number): Float32Array {
  const values = new Float32Array(maps.length / channels);
  for (let row = 0; row * positions < values.length; row++) {
    const start = row * positions;
    const weights = new Float64Array(channels);
    for (let i = 0; i < positions * channels; i++) {
      weights[i % channels] =
        (weights[i % channels] as number) + (gradients[start * channels + i] as number) / positions;
    }
    let highest = 0;
    for (let p = start; p < start + positions; p++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += (weights[c] as number) * (maps[p * channels + c] as number);
      values[p] = Math.max(0, sum);
      highest = Math.max(highest, sum);
    }
    if (highest > 0) for (let p = start; p < start + positions; p++) values[p] = (values[p] as number) / highest;
  }
  return values;
}

/**
 * Gradient-weighted class activation maps (Selvaraju et al. 2017) at the last convolution of a net for pictures: its maps
 * weighted by their mean gradient, what speaks against the class left out.
 * @throws Error where the net has no convolution (a programming mistake: ask the spec first)
 */
export function gradCam(
  spec: NetSpec,
  parameters: Float32Array,
  batch: ImageBatch,
  choice: ClassChoice,
  kernels: Kernels,
): ClassMaps {
  return withNet(spec, parameters, kernels, (plan, at) => {
    const to = lastFeatureMaps(plan);
    const shape = plan.shapes[to + 1];
    if (to < 0 || !shape) throw new Error('the net has no convolution');
    const { height, width, channels } = pictureOf(shape);
    const values = new Float32Array(batch.rows * height * width);
    for (const piece of pieces(batch, plan)) {
      inFrame(kernels, (frame) => {
        const classes = (row: number): number => classOf(choice, piece.from + row);
        const { y, dy } = gradientAfter(kernels, frame, plan, at, piece.batch, to, classes);
        const n = piece.batch.rows * height * width * channels;
        const maps = mapsOf(readFloats(kernels, y, n), readFloats(kernels, dy, n), height * width, channels);
        values.set(maps, piece.from * height * width);
      });
    }
    return { height, width, values };
  });
}

/**
 * How much each word of a text (or each position of a row of steps) speaks for a class (above 0) or against it: the
 * gradient of the class score by the word's embedding (and the position's numbers), times these (Shrikumar et al. 2017).
 * @param choice of classes; of nets that give numbers, which of their scores
 * @returns one number for each position between the first and the last offset of the batch
 * @throws Error where pictures are the input (a programming mistake)
 */
export function tokenSaliency(
  spec: NetSpec,
  parameters: Float32Array,
  batch: TokenBatch | StepsBatch,
  choice: ClassChoice,
  kernels: Kernels,
): Float32Array {
  const to = spec.layers.findIndex(({ kind }) => kind === 'embedding' || kind === 'step-embedding');
  if (to < 0) throw new Error('the net has no embedding');
  const first = batch.offsets[0] ?? 0;
  const values = new Float32Array((batch.offsets[batch.rows] ?? 0) - first);
  withNet(spec, parameters, kernels, (plan, at) => {
    const width = channelsOf(plan.shapes[to + 1] as NetShape);
    for (const piece of pieces(batch, plan)) {
      inFrame(kernels, (frame) => {
        const classes = (row: number): number => classOf(choice, piece.from + row);
        const { pass, y, dy } = gradientAfter(kernels, frame, plan, at, piece.batch, to, classes);
        const { floats } = kernels;
        for (let row = 0; row < piece.batch.rows; row++) {
          const start = batch.offsets[piece.from + row] as number;
          const end = batch.offsets[piece.from + row + 1] as number;
          const from = (pass.texts?.offsets[row] ?? 0) * width;
          for (let i = 0; i < (end - start) * width; i++) {
            const word = start - first + Math.floor(i / width);
            const part = (floats[y + from + i] as number) * (floats[dy + from + i] as number);
            values[word] = (values[word] as number) + part;
          }
        }
      });
    }
  });
  return values;
}
