import type { PictureReader } from '../../core/images/picture-reader.ts';
import { pictureRows } from '../../core/learn/image/picture-rows.ts';
import type { Heat } from '../../core/learn/image/skills.ts';
import { createPacer, type Pacer } from '../../core/learn/pacer.ts';
import type { ClassPrediction } from '../../core/learn/task.ts';
import type { Table } from '../../core/table/table.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { gradCam } from '../net/own/explain.ts';
import { predictNet } from '../net/own/predict.ts';
import type { NetSpec } from '../net/spec.ts';
import { pictureBatch } from './pixels.ts';
import type { ImageNetState, PixelScale } from './state.ts';

/** Pictures between two pauses. */
const ROWS_AT_A_TIME = 128;

const pacerFor = (signal: AbortSignal | undefined): Pacer => createPacer(signal ?? new AbortController().signal);

/** Scores of a network, rows × classes. @throws CancelledError */
export async function scorePictures(
  spec: NetSpec,
  parameters: Float32Array,
  pictures: PictureReader,
  rows: Int32Array,
  scale: PixelScale,
  kernels: Kernels,
  pacer: Pacer,
): Promise<Float64Array> {
  const last = spec.layers.at(-1);
  const classes = last?.kind === 'dense' ? last.units : 0;
  const scores = new Float64Array(rows.length * classes);
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
    await pacer.pause();
    const batch = pictureBatch(pictures, rows.subarray(from, from + ROWS_AT_A_TIME), scale);
    scores.set(predictNet(spec, parameters, batch, kernels), from * classes);
  }
  return scores;
}

/** Scores, rows × classes, with what is to be added for each class. */
export function withOffsets(scores: ArrayLike<number>, offsets: readonly number[]): Float64Array {
  return Float64Array.from(scores, (score, i) => score + (offsets[i % offsets.length] as number));
}

/** Class shares of one row's scores. */
export function sharesOf(scores: Float64Array, temperature: number): Float64Array {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const parts = scores.map((score) => Math.exp((score - top) / temperature));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}

/** Every row of the table; one without a picture gets the shares of the classes. @throws image.*, CancelledError */
export async function predictImageNet(
  features: Table,
  state: ImageNetState,
  kernels: Kernels,
  signal?: AbortSignal,
): Promise<ClassPrediction> {
  const { task, classes, scale, spec, parameters } = state;
  const pacer = pacerFor(signal);
  await pacer.pause();
  const pictures = pictureRows(features, scale.size);
  const rows = Int32Array.from({ length: features.rowCount }, (_, row) => row);
  const raw = await scorePictures(spec, parameters, pictures, rows, scale, kernels, pacer);
  const scores = withOffsets(raw, state.offsets);
  const k = classes.length;
  const probabilities = new Float64Array(rows.length * k);
  for (const row of rows) {
    const own = scores.subarray(row * k, (row + 1) * k);
    probabilities.set(pictures.has(row) ? sharesOf(own, state.temperature) : state.shares, row * k);
  }
  return { task, classes, probabilities };
}

/** Grad-CAM of the first row's picture, brought to the picture's size. */
export function heatOf(features: Table, state: ImageNetState, target: number, kernels: Kernels): Heat {
  const { scale, spec, parameters } = state;
  const { height, width } = scale.size;
  const pictures = pictureRows(features, scale.size);
  if (features.rowCount === 0 || !pictures.has(0)) return { height, width, values: new Float32Array(height * width) };
  const maps = gradCam(spec, parameters, pictureBatch(pictures, Int32Array.of(0), scale), target, kernels);
  return { height, width, values: enlarge(maps.values, maps.height, maps.width, height, width) };
}

/** A map in another size, read between its places (bilinear). */
function enlarge(values: Float32Array, height: number, width: number, toHeight: number, toWidth: number): Float32Array {
  const along = (to: number, from: number, i: number): { first: number; second: number; part: number } => {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    const first = Math.floor(at);
    return { first, second: Math.min(from - 1, first + 1), part: at - first };
  };
  const larger = new Float32Array(toHeight * toWidth);
  for (let y = 0; y < toHeight; y++) {
    const down = along(toHeight, height, y);
    for (let x = 0; x < toWidth; x++) {
      const across = along(toWidth, width, x);
      const at = (row: number, column: number): number => values[row * width + column] as number;
      const top = at(down.first, across.first) * (1 - across.part) + at(down.first, across.second) * across.part;
      const bottom = at(down.second, across.first) * (1 - across.part) + at(down.second, across.second) * across.part;
      larger[y * toWidth + x] = top * (1 - down.part) + bottom * down.part;
    }
  }
  return larger;
}
