import type { ImageColumn } from './column.ts';
import type { Table } from './table.ts';

/** Bytes of one picture of the column. */
export const pictureBytes = ({ width, height, channels }: Pick<ImageColumn, 'width' | 'height' | 'channels'>): number =>
  width * height * channels;

/** Rows without a picture. */
export const missingPictures = ({ missing }: ImageColumn): number => missing?.reduce((sum, none) => sum + none, 0) ?? 0;

/** A column without a single picture. */
export function blankPictures(name: string, rowCount: number): ImageColumn {
  const missing = new Uint8Array(rowCount).fill(1);
  return { kind: 'image', name, width: 1, height: 1, channels: 1, pixels: new Uint8Array(rowCount), missing };
}

/** The pictures at the given rows; −1 is none. */
export function takePictures(column: ImageColumn, rows: Int32Array): ImageColumn {
  const size = pictureBytes(column);
  const pixels = new Uint8Array(rows.length * size);
  const missing = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    missing[i] = row < 0 ? 1 : (column.missing?.[row] ?? 0);
    if (row >= 0) pixels.set(column.pixels.subarray(row * size, (row + 1) * size), i * size);
  }
  const { missing: _, ...rest } = column;
  return missing.includes(1) ? { ...rest, pixels, missing } : { ...rest, pixels };
}

/** The table without its pictures, which no file of rows can hold: the column with their file names stands for them. */
export function withoutPictures(table: Table): Table {
  return { rowCount: table.rowCount, columns: table.columns.filter(({ kind }) => kind !== 'image') };
}
