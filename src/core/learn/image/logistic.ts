import { CancelledError, CodedError } from '../../errors.ts';
import type { PictureReader } from '../../images/picture-reader.ts';
import type { Table } from '../../table/table.ts';
import type { Estimator, FitContext, FitInput, FitProgress } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import type { ClassPrediction } from '../task.ts';
import { numbersOf, pictureRows, type PictureSize } from './picture-rows.ts';
import { pooledSize, poolInto } from './pool.ts';
import type { Heat } from './skills.ts';
import { fitSoftmax, type Rows } from './softmax-regression.ts';
import { usableRows, type UsableRows } from './usable-rows.ts';

export interface PictureLogisticParams {
  /** Of Σ loss + penalty/2·‖B‖² on pixels of about unit spread; scikit-learn's 1/C. */
  readonly penalty: number;
  /** How columns of pixels make a picture; not needed where the pictures are a column of their own. */
  readonly size?: PictureSize;
}

/** What logistic regression learned of pictures. */
export interface PictureLogisticState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  /** Classes that the slopes are about; the others get probability 0. */
  readonly present: readonly number[];
  /** Share of each class among the training rows: what a row without a picture gets. */
  readonly shares: Float64Array;
  readonly size: PictureSize;
  /** Side of the squares of pixels that are averaged first. */
  readonly pool: number;
  /** What pixels are divided by. */
  readonly highest: number;
  /** Of each pooled pixel after that. */
  readonly means: Float64Array;
  /** Root of the mean variance of the pooled pixels. */
  readonly spread: number;
  /** present × pooled pixels. */
  readonly slopes: Float64Array;
  readonly intercepts: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
  /** Training rows that were learned from, where there were more than time allows. */
  readonly sampled?: number;
}

/** Numbers of a picture that get a slope a class: larger pictures are averaged down to at most so many. */
const MOST_FEATURES = 1_024;
/** Rows × numbers × classes, a step's work; beyond it every so many-th row is learned from, which slopes feel little. */
const MOST_WORK = 4e7;
const STOP = { tolerance: 2e-4, mostSteps: 120 } as const;

/**
 * Multinomial logistic regression on the pixels: the simple method that a network has to beat. Pixels are divided by the
 * highest of the training rows, centred each and scaled by one spread for all, so that faint ones stay faint.
 */
export const pictureLogistic: Estimator<PictureLogisticParams, PictureLogisticState> = {
  id: 'image-logistic',
  version: 1,
  tasks: ['binary', 'multiclass'],
  encoding: 'raw',
  defaults: { penalty: 30 },
  fit,
  async predict(features, state, signal) {
    const pictures = pictureRows(features, state.size);
    const one = new Float64Array(state.means.length);
    const probabilities = new Float64Array(features.rowCount * state.classes.length);
    const read = pixelReader(pictures, state);
    for (let row = 0; row < features.rowCount; row++) {
      if (signal?.aborted) throw new CancelledError();
      const own = probabilities.subarray(row * state.classes.length, (row + 1) * state.classes.length);
      if (!pictures.has(row)) {
        own.set(state.shares);
        continue;
      }
      read(row, one, 0);
      writeShares(one, state, own);
    }
    const prediction: ClassPrediction = { task: state.task, classes: state.classes, probabilities };
    return prediction;
  },
  picture: {
    notes: ({ size, sampled }) => ({
      size,
      augmentation: [],
      classWeights: false,
      ...(sampled === undefined ? {} : { sampled }),
    }),
    highest: ({ highest }) => highest,
    heatFrom: 'weights',
    heat: async (features, state, target) => slopeMap(features, state, target),
  },
};

async function* fit(
  input: FitInput,
  params: PictureLogisticParams,
  { pacer }: FitContext,
): AsyncGenerator<FitProgress, PictureLogisticState> {
  await pacer.pause();
  const pictures = pictureRows(input.features, params.size);
  const usable = usableRows(input, pictures);
  const { height, width, channels } = pictures;
  const size = { height, width, channels };
  const pool = poolFor(size);
  const features = numbersOf(pooledSize(size, pool));
  const rows = thin(usable.rows, Math.floor(MOST_WORK / (features * usable.present.length)));
  const scale = { pool, highest: pictures.highest(rows) };
  const { means, spread, values } = await standardise(pictures, rows, features, scale, input.weights, pacer);
  const learned = yield* fitSoftmax(rowsOf(input, usable, rows, values), params.penalty, STOP, pacer);
  const { target, present, shares } = usable;
  return {
    task: target.task,
    classes: [...target.classes],
    present,
    shares,
    size,
    ...scale,
    means,
    spread,
    slopes: learned.slopes,
    intercepts: learned.intercepts,
    steps: learned.steps,
    converged: learned.converged,
    ...(rows.length < usable.rows.length ? { sampled: rows.length } : {}),
  };
}

/** The smallest square that leaves few enough numbers. */
function poolFor(size: PictureSize): number {
  let pool = 1;
  while (numbersOf(pooledSize(size, pool)) > MOST_FEATURES) pool++;
  return pool;
}

/** Evenly spaced rows, at most `most`. */
function thin(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] as number);
}

function rowsOf({ weights }: FitInput, { target, present }: UsableRows, rows: Int32Array, values: Float32Array): Rows {
  const place = new Int32Array(target.classes.length);
  present.forEach((code, index) => (place[code] = index));
  return {
    count: rows.length,
    width: values.length / rows.length,
    values,
    codes: Int32Array.from(rows, (row) => place[target.codes[row] as number] as number),
    classes: present.length,
    weights: Float64Array.from(rows, (row) => (weights ? (weights[row] as number) : 1)),
  };
}

/** Reads a row's pooled pixels, divided by the highest. */
function pixelReader(
  pictures: PictureReader,
  { pool, highest }: Pick<PictureLogisticState, 'pool' | 'highest'>,
): (row: number, out: Float64Array, at: number) => void {
  const whole = new Float32Array(numbersOf(pictures));
  return (row, out, at) => {
    pictures.fill(row, whole, 0, highest);
    poolInto(whole, pictures, pool, out, at);
  };
}

/** @throws train.no-features where every picture is the same */
async function standardise(
  pictures: PictureReader,
  rows: Int32Array,
  features: number,
  scale: Pick<PictureLogisticState, 'pool' | 'highest'>,
  weights: Float64Array | undefined,
  pacer: Pacer,
): Promise<{ readonly means: Float64Array; readonly spread: number; readonly values: Float32Array }> {
  const read = pixelReader(pictures, scale);
  const one = new Float64Array(features);
  const sums = new Float64Array(features);
  const squares = new Float64Array(features);
  const values = new Float32Array(rows.length * features);
  let weightSum = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights ? (weights[row] as number) : 1;
    read(row, one, 0);
    values.set(one, i * features);
    weightSum += weight;
    for (let j = 0; j < features; j++) {
      const value = one[j] as number;
      sums[j] = (sums[j] as number) + weight * value;
      squares[j] = (squares[j] as number) + weight * value * value;
    }
    if (i % 64 === 0) await pacer.pause();
  }
  const means = sums.map((sum) => sum / weightSum);
  // Pixels are between −1 and 1 and differ: what the difference of squares rounds away does not matter.
  const variances = squares.map((square, j) => Math.max(0, square / weightSum - (means[j] as number) ** 2));
  const spread = Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0) / features);
  if (!(spread > 0)) throw new CodedError('train.no-features', { columns: features });
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < features; j++) {
      const at = i * features + j;
      values[at] = ((values[at] as number) - (means[j] as number)) / spread;
    }
    if (i % 64 === 0) await pacer.pause();
  }
  return { means, spread, values };
}

/** Class shares of pooled pixels. */
function writeShares(pixels: Float64Array, state: PictureLogisticState, out: Float64Array): void {
  const { present, slopes, intercepts, means, spread } = state;
  const width = pixels.length;
  const scores = present.map((_, k) => {
    let score = 0;
    for (let j = 0; j < width; j++) {
      score += (slopes[k * width + j] as number) * ((pixels[j] as number) - (means[j] as number));
    }
    return score / spread + (intercepts[k] as number);
  });
  const top = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - top));
  const sum = shares.reduce((a, b) => a + b, 0);
  out.fill(0);
  present.forEach((code, k) => (out[code] = (shares[k] as number) / sum));
}

/** Where pixels speak for a class more than for the others on average: slope × distance from the mean picture. */
function slopeMap(features: Table, state: PictureLogisticState, target: number): Heat {
  const { size, pool, means, present, slopes } = state;
  const { height, width, channels } = pooledSize(size, pool);
  const heat = new Float32Array(size.height * size.width);
  const own = present.indexOf(target);
  const pictures = pictureRows(features, size);
  if (own < 0 || features.rowCount === 0 || !pictures.has(0)) {
    return { height: size.height, width: size.width, values: heat };
  }
  const pixels = new Float64Array(means.length);
  pixelReader(pictures, state)(0, pixels, 0);
  const speaks = new Float64Array(height * width);
  for (let j = 0; j < pixels.length; j++) {
    const mean = present.reduce((sum, _, k) => sum + (slopes[k * pixels.length + j] as number), 0) / present.length;
    const slope = (slopes[own * pixels.length + j] as number) - mean;
    const place = Math.floor(j / channels);
    speaks[place] = (speaks[place] as number) + slope * ((pixels[j] as number) - (means[j] as number));
  }
  const most = Math.max(0, ...speaks);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const value = speaks[Math.floor(y / pool) * width + Math.floor(x / pool)] as number;
      heat[y * size.width + x] = most > 0 ? Math.max(0, value) / most : 0;
    }
  }
  return { height: size.height, width: size.width, values: heat };
}
