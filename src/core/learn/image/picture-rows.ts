import { CodedError } from '../../errors.ts';
import { pictureReader, type PictureReader } from '../../images/picture-reader.ts';
import { letterbox } from '../../images/resize.ts';
import type { ImageColumn } from '../../table/column.ts';
import { pictureBytes } from '../../table/pictures.ts';
import type { Table } from '../../table/table.ts';

/** What a picture is like: `height × width × channels` numbers, row by row from the top. */
export interface PictureSize {
  readonly height: number;
  readonly width: number;
  /** 1: grey; 3: red, green, blue, side by side within a pixel. */
  readonly channels: 1 | 3;
}

export const numbersOf = ({ height, width, channels }: PictureSize): number => height * width * channels;

export const sameSize = (a: PictureSize, b: PictureSize): boolean =>
  a.height === b.height && a.width === b.width && a.channels === b.channels;

/**
 * The pictures of a table that holds nothing else: one column of pictures, or a column a pixel.
 * @param wanted how the columns make a picture; pictures of a column of their own are brought to this size, absent: they
 * stay as they are
 * @throws train.no-features without columns, image.shape-mismatch where the columns are no picture of the wanted size (or
 * none is said), image.not-pictures where one of the columns holds no numbers
 */
export function pictureRows(features: Table, wanted?: PictureSize): PictureReader {
  const [first] = features.columns;
  if (!first) throw new CodedError('train.no-features', { columns: 0 });
  if (first.kind === 'image') {
    const column = wanted && !sameSize(first, wanted) ? resized(first, wanted) : first;
    const { name } = column;
    return pictureReader({ rowCount: features.rowCount, columns: [column] }, { kind: 'column', name });
  }
  const columns = features.columns.map(({ name }) => name);
  if (!wanted || numbersOf(wanted) !== columns.length) {
    const { height, width, channels } = wanted ?? { height: 0, width: 0, channels: 0 };
    throw new CodedError('image.shape-mismatch', { columns: columns.length, height, width, channels });
  }
  return pictureReader(features, { kind: 'columns', layout: { ...wanted, columns } });
}

/** The column's pictures in another size and with other channels, their proportions kept. */
export function resized(column: ImageColumn, size: PictureSize): ImageColumn {
  const from = pictureBytes(column);
  const to = numbersOf(size);
  const count = column.pixels.length / from;
  const pixels = new Uint8Array(count * to);
  for (let row = 0; row < count; row++) {
    const own = { ...column, pixels: column.pixels.subarray(row * from, (row + 1) * from) };
    pixels.set(toSize(own, size), row * to);
  }
  return { ...column, ...size, pixels };
}

/** Shares of red, green and blue in how light a colour looks (ITU-R BT.601). */
const LIGHT = [0.299, 0.587, 0.114] as const;

/** A picture in another size and with other channels, its proportions kept. */
function toSize(picture: PictureSize & { readonly pixels: Uint8Array }, size: PictureSize): Uint8Array {
  const { pixels } = letterbox(picture, size.width, size.height);
  if (picture.channels === size.channels) return pixels;
  if (size.channels === 3) return Uint8Array.from({ length: numbersOf(size) }, (_, i) => pixels[(i / 3) | 0] as number);
  return Uint8Array.from({ length: numbersOf(size) }, (_, i) => {
    const at = 3 * i;
    return Math.round(LIGHT.reduce((sum, share, c) => sum + share * (pixels[at + c] as number), 0));
  });
}
