import { CodedError } from '../../errors.ts';
import { letterbox, type Picture } from '../../images/resize.ts';
import type { ImageColumn } from '../../table/column.ts';
import type { PictureSize, ReadOptions } from '../types.ts';
import type { DecodedPicture } from './decode.ts';

/** Side up to which pictures that are all of one size stay as they are. */
const LARGEST_KEPT = 96;
/** Side that others are brought to unless something else is asked for. */
const USUAL_SIDE: PictureSize = 32;
/** Bytes of all pictures together. A column is copied when it is lent, so it needs this twice. */
const MOST_BYTES = 800_000_000;

/** A decoded picture over white, with one channel where it is grey throughout. */
export function flatten({ width, height, rgba }: DecodedPicture): Picture {
  const count = width * height;
  const colour = new Uint8Array(count * 3);
  let isGrey = true;
  for (let i = 0; i < count; i++) {
    const alpha = rgba[4 * i + 3] as number;
    for (let c = 0; c < 3; c++) {
      const value = rgba[4 * i + c] as number;
      colour[3 * i + c] = alpha === 255 ? value : Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
    isGrey &&= colour[3 * i] === colour[3 * i + 1] && colour[3 * i] === colour[3 * i + 2];
  }
  if (!isGrey) return { width, height, channels: 3, pixels: colour };
  return { width, height, channels: 1, pixels: Uint8Array.from({ length: count }, (_, i) => colour[3 * i] as number) };
}

/**
 * Gathers pictures into a column: as they are while all have one size of at most 96 pixels a side; else, and where a side
 * or a shape is asked for, whole within that. Grey while all are grey.
 */
export class PictureStore {
  #pixels = new Uint8Array(1 << 16);
  #width = 0;
  #height = 0;
  #channels: 1 | 3 = 1;
  #isFixed = false;
  #resized = false;
  #count = 0;
  readonly #file: string;

  /**
   * @param file named when there is no room @param side of the squares that pictures are brought to
   * @param shape that they are brought to where no side is asked for
   */
  constructor(file: string, side?: PictureSize, shape?: ReadOptions['pictureShape']) {
    this.#file = file;
    if (side !== undefined) this.#fix(side, side);
    else if (shape) this.#fix(shape.width, shape.height);
  }

  /** @throws ingest.pictures-too-much */
  add(picture: Picture): void {
    const { width, height } = picture;
    if (this.#count === 0 && !this.#isFixed) {
      if (Math.max(width, height) > LARGEST_KEPT) this.#fix(USUAL_SIDE, USUAL_SIDE);
      else [this.#width, this.#height] = [width, height];
    }
    if (!this.#isFixed && (width !== this.#width || height !== this.#height)) this.#refit();
    if (picture.channels === 3 && this.#channels === 1) this.#colour();
    const fitted = width === this.#width && height === this.#height ? picture : this.#fit(picture);
    this.#reserve(1);
    this.#write(fitted, this.#count++);
  }

  /** The pictures so far, in the order in which they were added. */
  finish(name: string): { readonly column: ImageColumn; readonly resized: boolean } {
    const used = this.#count * this.#size;
    const pixels = this.#pixels.slice(0, used);
    const shape = { width: this.#width, height: this.#height, channels: this.#channels };
    return { column: { kind: 'image', name, ...shape, pixels }, resized: this.#resized };
  }

  get #size(): number {
    return this.#width * this.#height * this.#channels;
  }

  #fix(width: number, height: number): void {
    this.#isFixed = true;
    [this.#width, this.#height] = [width, height];
  }

  #fit(picture: Picture): Picture {
    this.#resized = true;
    return letterbox(picture, this.#width, this.#height);
  }

  /** The first picture of another size: all that are here become squares. */
  #refit(): void {
    const [width, height, channels] = [this.#width, this.#height, this.#channels];
    const [before, size] = [this.#pixels, this.#size];
    this.#fix(USUAL_SIDE, USUAL_SIDE);
    this.#resize();
    for (let i = 0; i < this.#count; i++) {
      const pixels = before.subarray(i * size, (i + 1) * size);
      this.#write(this.#fit({ width, height, channels, pixels }), i);
    }
  }

  /** The first picture in colour: all that are here get three channels. */
  #colour(): void {
    const before = this.#pixels;
    const used = this.#count * this.#size;
    this.#channels = 3;
    this.#resize();
    for (let i = 0; i < used; i++) this.#pixels.fill(before[i] as number, 3 * i, 3 * i + 3);
  }

  #write({ channels, pixels }: Picture, at: number): void {
    const start = at * this.#size;
    if (channels === this.#channels) this.#pixels.set(pixels, start);
    else
      for (let i = 0; i < pixels.length; i++) this.#pixels.fill(pixels[i] as number, start + 3 * i, start + 3 * i + 3);
  }

  /** Room of its own for what is here, in the size that pictures have now. */
  #resize(): void {
    this.#refuse(this.#count * this.#size);
    this.#pixels = new Uint8Array(this.#count * this.#size);
  }

  #reserve(more: number): void {
    const needed = (this.#count + more) * this.#size;
    if (needed <= this.#pixels.length) return;
    this.#refuse(needed);
    const grown = new Uint8Array(Math.min(MOST_BYTES, Math.max(needed, this.#pixels.length * 2)));
    grown.set(this.#pixels.subarray(0, this.#count * this.#size));
    this.#pixels = grown;
  }

  #refuse(bytes: number): void {
    if (bytes <= MOST_BYTES) return;
    throw new CodedError('ingest.pictures-too-much', { file: this.#file, size: Math.max(this.#width, this.#height) });
  }
}
