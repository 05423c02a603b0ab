import type { ImageColumn, NumberColumn } from '../table/column.ts';
import { pictureBytes } from '../table/pictures.ts';

/**
 * Pictures written as columns of pixels, the other way round from how those are shown: black is 0, a byte of 255 is
 * `white`. Bytes that were made of whole values (each the nearest to one) give those back, so that a row shown as a
 * picture and read again is the same row. A row without a picture has no pixels (NaN).
 * @param names in pixel order, `height × width × channels` of them
 */
export function pixelValues(pictures: ImageColumn, names: readonly string[], white: number): NumberColumn[] {
  const size = pictureBytes(pictures);
  const rows = size > 0 ? pictures.pixels.length / size : 0;
  const step = white / 255;
  const whole = white > 1 && isOfWholes(pictures.pixels, step);
  const written = (byte: number): number => (whole ? Math.round(byte * step) : byte * step);
  return names.map((name, at): NumberColumn => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      values[row] = pictures.missing?.[row] === 1 ? NaN : written(pictures.pixels[row * size + at] as number);
    }
    return { kind: 'number', name, values };
  });
}

/** Whether every byte is the nearest one to a whole number of these steps' value. */
function isOfWholes(bytes: Uint8Array, step: number): boolean {
  const off = step / 2 + 1e-9;
  return bytes.every((byte) => Math.abs(byte * step - Math.round(byte * step)) <= off);
}
