import type { PictureReader } from '../../core/images/picture-reader.ts';
import { packPictures } from '../../core/images/picture-reader.ts';
import { CodedError } from '../../core/errors.ts';
import { numbersOf } from '../../core/learn/image/picture-rows.ts';
import type { ClassTarget } from '../../core/learn/task.ts';
import type { Random } from '../../core/random.ts';
import { changePictures, NO_CHANGES, type PictureChanges } from '../augment/changes.ts';
import type { ImageBatch } from '../net/spec.ts';
import type { ExampleSource } from '../net/train/examples.ts';
import type { PixelScale } from './state.ts';

/** Mean and spread of each channel over the pictures. @throws train.no-features where every pixel is the same */
export function scaleOf(pictures: PictureReader, pixels: Float32Array, highest: number): PixelScale {
  const { height, width, channels } = pictures;
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    const c = i % channels;
    sums[c] = (sums[c] as number) + value;
    squares[c] = (squares[c] as number) + value * value;
  }
  const count = pixels.length / channels;
  const means = Array.from(sums, (sum) => sum / count);
  const spreads = Array.from(squares, (square, c) =>
    Math.sqrt(Math.max(0, square / count - (means[c] as number) ** 2)),
  );
  if (spreads.every((spread) => !(spread > 1e-6)))
    throw new CodedError('train.no-features', { columns: numbersOf(pictures) });
  // A channel that is the same everywhere says nothing, and is left at 0.
  return {
    size: { height, width, channels },
    highest,
    means,
    spreads: spreads.map((spread) => (spread > 1e-6 ? spread : 1)),
  };
}

/** Centres and scales pixels in place. */
export function standardise(pixels: Float32Array, { size, means, spreads }: PixelScale): void {
  for (let i = 0; i < pixels.length; i++) {
    const c = i % size.channels;
    pixels[i] = ((pixels[i] as number) - (means[c] as number)) / (spreads[c] as number);
  }
}

/** Pictures of the given rows as they enter a network. */
export function pictureBatch(pictures: PictureReader, rows: Int32Array, scale: PixelScale): ImageBatch {
  const pixels = packPictures(pictures, rows, scale.highest);
  standardise(pixels, scale);
  return { kind: 'image', rows: rows.length, pixels };
}

export interface PictureExamples {
  /** Divided by the highest, one behind another. */
  readonly pixels: Float32Array;
  readonly rows: Int32Array;
  readonly target: ClassTarget;
  readonly weights: Float64Array | undefined;
  readonly scale: PixelScale;
  /** While they are learned from. */
  readonly changes?: PictureChanges;
}

/** Pictures with their classes, as the trainer takes them. */
export function pictureExamples({ pixels, rows, target, weights, scale, changes }: PictureExamples): ExampleSource {
  const size = numbersOf(scale.size);
  const changed = changes ?? NO_CHANGES;
  const isChanged = changed.flip || changed.shift + changed.rotate + changed.brightness > 0;
  return {
    count: rows.length,
    codes: Int32Array.from(rows, (row) => target.codes[row] as number),
    ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row] as number) } : {}),
    batch(examples: Int32Array, random?: Random): ImageBatch {
      const taken = new Float32Array(examples.length * size);
      examples.forEach((i, at) => taken.set(pixels.subarray(i * size, (i + 1) * size), at * size));
      if (random && isChanged) changePictures(taken, scale.size, changed, random);
      standardise(taken, scale);
      return { kind: 'image', rows: examples.length, pixels: taken };
    },
  };
}
