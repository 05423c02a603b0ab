import type { PictureSize } from '../../core/learn/image/picture-rows.ts';
import { createRandom, type Random } from '../../core/random.ts';

/** How far pictures are changed while they are learned from. 0 and false leave them as they are. */
export interface PictureChanges {
  /** Largest shift along each side, as a share of it; whole pixels. */
  readonly shift: number;
  /** Left and right change places in every other picture. */
  readonly flip: boolean;
  /** Largest turn either way, in degrees. */
  readonly rotate: number;
  /** Largest share by which a picture gets brighter or darker. */
  readonly brightness: number;
}

export const NO_CHANGES: PictureChanges = { shift: 0, flip: false, rotate: 0, brightness: 0 };

/** The picture with left and right in each other's place. */
export function flipPicture(pixels: Float32Array, { height, width, channels }: PictureSize): Float32Array {
  const flipped = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * channels;
      const to = (y * width + width - 1 - x) * channels;
      for (let c = 0; c < channels; c++) flipped[to + c] = pixels[from + c] as number;
    }
  }
  return flipped;
}

/** The picture moved by whole pixels; what comes in from outside is like its edge. */
export function shiftPicture(
  pixels: Float32Array,
  { height, width, channels }: PictureSize,
  right: number,
  down: number,
): Float32Array {
  const shifted = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    const fromY = clamp(y - down, height - 1);
    for (let x = 0; x < width; x++) {
      const from = (fromY * width + clamp(x - right, width - 1)) * channels;
      for (let c = 0; c < channels; c++) shifted[(y * width + x) * channels + c] = pixels[from + c] as number;
    }
  }
  return shifted;
}

/** The picture turned clockwise about its middle, read between pixels (bilinear); outside it is like its edge. */
export function rotatePicture(
  pixels: Float32Array,
  { height, width, channels }: PictureSize,
  degrees: number,
): Float32Array {
  const turned = new Float32Array(pixels.length);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Where this pixel came from: turned back.
      const fromX = clamp(middleX + cos * (x - middleX) + sin * (y - middleY), width - 1);
      const fromY = clamp(middleY - sin * (x - middleX) + cos * (y - middleY), height - 1);
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
      const [dx, dy] = [fromX - x0, fromY - y0];
      for (let c = 0; c < channels; c++) {
        const at = (py: number, px: number): number => pixels[(py * width + px) * channels + c] as number;
        const top = at(y0, x0) * (1 - dx) + at(y0, x1) * dx;
        const bottom = at(y1, x0) * (1 - dx) + at(y1, x1) * dx;
        turned[(y * width + x) * channels + c] = top * (1 - dy) + bottom * dy;
      }
    }
  }
  return turned;
}

/** The picture brighter by a share (darker by a negative one), within 0 … 1. */
export function brightenPicture(pixels: Float32Array, share: number): Float32Array {
  return pixels.map((value) => Math.min(1, Math.max(0, value * (1 + share))));
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Uniform between −most and most. */
const either = (random: Random, most: number): number => (2 * random.next() - 1) * most;

/**
 * One picture as it is learned from this once. Each picture takes as many numbers from `random` whatever is changed, so
 * that one kind of change does not depend on another.
 * @param pixels 0 … 1; not changed
 */
export function changePicture(
  pixels: Float32Array,
  size: PictureSize,
  changes: PictureChanges,
  random: Random,
): Float32Array {
  const down = Math.round(either(random, Math.round(changes.shift * size.height)));
  const right = Math.round(either(random, Math.round(changes.shift * size.width)));
  const flips = random.next() < 0.5;
  const degrees = either(random, changes.rotate);
  const share = either(random, changes.brightness);
  let changed = pixels;
  if (changes.flip && flips) changed = flipPicture(changed, size);
  if (degrees !== 0) changed = rotatePicture(changed, size, degrees);
  if (down !== 0 || right !== 0) changed = shiftPicture(changed, size, right, down);
  if (share !== 0) changed = brightenPicture(changed, share);
  return changed === pixels ? pixels.slice() : changed;
}

/**
 * Pictures of a batch, one behind another, changed in place.
 * @param random each picture draws from a stream of its own
 */
export function changePictures(pixels: Float32Array, size: PictureSize, changes: PictureChanges, random: Random): void {
  const each = size.height * size.width * size.channels;
  for (let from = 0; from < pixels.length; from += each) {
    const own = createRandom(random.integer(2 ** 32));
    pixels.set(changePicture(pixels.subarray(from, from + each), size, changes, own), from);
  }
}
