import { CodedError } from '../errors.ts';
import type { ImageColumn, NumberColumn } from '../table/column.ts';
import { pictureBytes } from '../table/pictures.ts';
import { getColumn, type Table } from '../table/table.ts';
import type { PixelLayout } from './pixel-layout.ts';

/** Where the pictures of a table are. */
export type PictureSource =
  | { readonly kind: 'columns'; readonly layout: Pick<PixelLayout, 'columns' | 'height' | 'width' | 'channels'> }
  | { readonly kind: 'column'; readonly name: string };

/** The pictures of a table, wherever they are: `height × width × channels` values each, row by row, channels side by side. */
export interface PictureReader {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Whether the row has a picture; one without is black. */
  has(row: number): boolean;
  /** The highest value in these rows, at least the smallest number above nought: what `fill` divides by. */
  highest(rows: ArrayLike<number>): number;
  /**
   * Writes the row's picture to `out` from `at` on, each value divided by `highest` (of the training rows, so that
   * digits of 0 to 16 in columns and of 0 to 240 in files are the same inputs) in double precision.
   */
  fill(row: number, out: Float32Array, at: number, highest: number): void;
}

/** @throws table.no-column, image.not-pictures where a column is of another kind */
export function pictureReader(table: Table, source: PictureSource): PictureReader {
  if (source.kind === 'columns') return columnsReader(table, source.layout);
  const column = getColumn(table, source.name);
  if (column.kind !== 'image') throw new CodedError('image.not-pictures', { column: source.name });
  return columnReader(column);
}

function columnsReader(
  table: Table,
  { columns, height, width, channels }: Extract<PictureSource, { kind: 'columns' }>['layout'],
): PictureReader {
  const pixels = columns.map((name): Float64Array => {
    const column = getColumn(table, name);
    if (column.kind !== 'number') throw new CodedError('image.not-pictures', { column: name });
    return (column satisfies NumberColumn).values;
  });
  return {
    height,
    width,
    channels,
    has: (row) => pixels.some((values) => !Number.isNaN(values[row])),
    highest(rows) {
      let most = 0;
      for (const values of pixels) {
        for (let i = 0; i < rows.length; i++) {
          const value = values[rows[i] as number] as number;
          if (value > most && Number.isFinite(value)) most = value;
        }
      }
      return most || 1;
    },
    fill(row, out, at, highest) {
      for (let i = 0; i < pixels.length; i++) {
        const value = (pixels[i] as Float64Array)[row] as number;
        out[at + i] = Number.isFinite(value) ? value / highest : 0;
      }
    },
  };
}

function columnReader(column: ImageColumn): PictureReader {
  const { height, width, channels, pixels, missing } = column;
  const size = pictureBytes(column);
  return {
    height,
    width,
    channels,
    has: (row) => !missing?.[row],
    highest(rows) {
      let most = 0;
      for (let i = 0; i < rows.length && most < 255; i++) {
        const start = (rows[i] as number) * size;
        for (let at = start; at < start + size; at++) if ((pixels[at] as number) > most) most = pixels[at] as number;
      }
      return most || 1;
    },
    fill(row, out, at, highest) {
      const start = row * size;
      for (let i = 0; i < size; i++) out[at + i] = (pixels[start + i] as number) / highest;
    },
  };
}

/** The pictures of the given rows one after another, each value divided by `highest`. */
export function packPictures(reader: PictureReader, rows: ArrayLike<number>, highest: number): Float32Array {
  const size = reader.height * reader.width * reader.channels;
  const packed = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) reader.fill(rows[i] as number, packed, i * size, highest);
  return packed;
}

/** The pictures that lie in pixel columns, as they are written. @throws as `pictureReader` */
export function packPixels(table: Table, layout: PixelLayout, rows: ArrayLike<number>): Float32Array {
  return packPictures(pictureReader(table, { kind: 'columns', layout }), rows, 1);
}
