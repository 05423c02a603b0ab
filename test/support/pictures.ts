import { createRandom, type Random } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { CategoryColumn, Column, ImageColumn } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';

/** Kinds of marks, each drawn around its middle: whether the mark covers a point, in units of its reach. */
const MARKS: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  cross: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 1 && Math.min(Math.abs(x), Math.abs(y)) <= 0.28,
  ring: (x, y) => Math.hypot(x, y) <= 1 && Math.hypot(x, y) >= 0.6,
  bars: (x, y) => Math.abs(x) <= 1 && Math.abs(y) <= 1 && Math.abs(Math.abs(x) - 0.65) <= 0.3,
  wedge: (x, y) => Math.abs(y) <= 1 && Math.abs(x) <= (y + 1) / 2,
};

export interface MarkedPictures {
  readonly rows: number;
  readonly seed: number;
  /** Side of a picture in pixels. */
  readonly side?: number;
  readonly channels?: 1 | 3;
  /** Kinds to draw, evenly; the first are cross, ring, bars, wedge. */
  readonly kinds?: number;
  /** Standard deviation of the noise, in steps of 0 … 255. */
  readonly noise?: number;
  /** Marks are always lighter than the ground; absent: either way, which tells linear methods nothing. */
  readonly lighter?: boolean;
  /** How far a mark may stand from the middle, in pixels. */
  readonly shift?: number;
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** A colour of its own for each picture's ground and mark, the mark lighter or darker: colours say nothing of the kind. */
function colours(
  random: Random,
  channels: number,
  always: boolean,
): { readonly ground: number[]; readonly mark: number[] } {
  const lighter = always || random.next() < 0.5 ? 1 : -1;
  const ground = Array.from({ length: channels }, () => 128 - lighter * (20 + 40 * random.next()));
  return { ground, mark: ground.map((value) => value + lighter * (60 + 60 * random.next())) };
}

/** Pictures of marks of a few kinds, anywhere near the middle, of any colour, in noise; and which kind each shows. */
export function markedPictures({
  rows,
  seed,
  side = 28,
  channels = 3,
  kinds = 4,
  noise = 30,
  lighter = false,
  shift = side / 7,
}: MarkedPictures): { readonly pictures: ImageColumn; readonly labels: CategoryColumn } {
  const random = createRandom(seed).fork('marked pictures');
  const names = Object.keys(MARKS).slice(0, kinds);
  const size = side * side * channels;
  const pixels = new Uint8Array(rows * size);
  const labels: string[] = [];
  for (let row = 0; row < rows; row++) {
    const kind = names[random.integer(names.length)] as string;
    labels.push(kind);
    const covers = MARKS[kind] as (x: number, y: number) => boolean;
    const { ground, mark } = colours(random, channels, lighter);
    const reach = side * (0.22 + 0.08 * random.next());
    const [left, top] = [random.next(), random.next()].map((at) => (side - 1) / 2 + shift * (2 * at - 1)) as [
      number,
      number,
    ];
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const colour = covers((x - left) / reach, (y - top) / reach) ? mark : ground;
        for (let c = 0; c < channels; c++) {
          pixels[row * size + (y * side + x) * channels + c] = byte((colour[c] as number) + noise * random.normal());
        }
      }
    }
  }
  const pictures: ImageColumn = { kind: 'image', name: 'picture', width: side, height: side, channels, pixels };
  return { pictures, labels: makeCategoryColumn('label', labels) };
}

/** The pictures and their labels as a table. */
export function markedTable(asked: MarkedPictures): Table {
  const { pictures, labels } = markedPictures(asked);
  return makeTable([pictures, labels]);
}

/** A column a pixel, named as scikit-learn's digits are: `pixel_0_0`, … */
export function asPixelColumns({ width, height, channels, pixels }: ImageColumn, divisor = 1): Column[] {
  const size = width * height * channels;
  return Array.from({ length: size }, (_, j): Column => {
    const place = Math.floor(j / channels);
    const name = `pixel_${Math.floor(place / width)}_${place % width}${channels > 1 ? `_${j % channels}` : ''}`;
    const values = Float64Array.from(
      { length: pixels.length / size },
      (_, row) => (pixels[row * size + j] as number) / divisor,
    );
    return { kind: 'number', name, values };
  });
}
