import { getColumn, type Table } from '../table/table.ts';
import type { PixelLayout } from './pixel-layout.ts';
import { whiteOf } from './pixel-columns.ts';
import { pictureReader, type PictureSource } from './picture-reader.ts';
import { resizeByArea } from './resize.ts';

/** Pictures to be looked at: `height × width × channels` bytes each, 0 black … 255 white. */
export interface PictureCells {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** 1 where a row has none. */
  readonly missing: Uint8Array<ArrayBuffer>;
}

/**
 * The pictures of some rows.
 * @param white value of a white pixel, of pixel columns; absent, as the highest in these rows tells. Pictures in a
 * column have 255
 * @param mostSide larger ones are made smaller
 * @throws table.no-column, image.not-pictures
 */
export function pictureCells(
  table: Table,
  source: PictureSource,
  rows: ArrayLike<number>,
  white?: number,
  mostSide = Infinity,
): PictureCells {
  const reader = pictureReader(table, source);
  const { channels } = reader;
  const top = white ?? (source.kind === 'columns' ? whiteOf(reader.highest(rows)) : 255);
  const shrink = Math.min(1, mostSide / Math.max(reader.width, reader.height));
  const width = Math.max(1, Math.round(reader.width * shrink));
  const height = Math.max(1, Math.round(reader.height * shrink));
  const size = width * height * channels;
  const whole = new Float32Array(reader.width * reader.height * channels);
  const pixels = new Uint8Array(rows.length * size);
  const missing = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    missing[i] = Number(!reader.has(row));
    reader.fill(row, whole, 0, top / 255);
    const bytes = Uint8Array.from(whole, (value) => Math.max(0, Math.min(255, Math.round(value))));
    const picture = { width: reader.width, height: reader.height, channels, pixels: bytes };
    pixels.set(resizeByArea(picture, width, height).pixels, i * size);
  }
  return { width, height, channels, pixels, missing };
}

/** Pictures in a window of rows, by the column that they are in; those of pixel columns are in none. */
export interface WindowPictures extends PictureCells {
  readonly column?: string;
}

/** Small versions of all pictures that some rows have. */
export function windowPictures(
  table: Table,
  columns: readonly string[],
  rows: ArrayLike<number>,
  mostSide: number,
  pixels?: PixelLayout,
): readonly WindowPictures[] {
  const inColumns = columns.filter((name) => getColumn(table, name).kind === 'image');
  return [
    ...(pixels ? [pictureCells(table, { kind: 'columns', layout: pixels }, rows, pixels.high, mostSide)] : []),
    ...inColumns.map((name) => ({
      column: name,
      ...pictureCells(table, { kind: 'column', name }, rows, 255, mostSide),
    })),
  ];
}
