import type { ImageColumn, NumberColumn } from '../table/column.ts';
import { pictureBytes } from '../table/pictures.ts';

/**
 * Pictures written as columns of pixels, the other way round from how those are shown: black is 0, a byte of 255 is
 * `white`. Where white is above 1 the values are whole, as pixel columns then are, so that a picture made of such a row
 * gives the row back. A row without a picture has no pixels (NaN).
 * @param names in pixel order, `height × width × channels` of them
 */
export function pixelValues(pictures: ImageColumn, names: readonly string[], white: number): NumberColumn[] {
  const size = pictureBytes(pictures);
  const rows = size > 0 ? pictures.pixels.length / size : 0;
  const written = (byte: number): number => (white > 1 ? Math.round((byte * white) / 255) : (byte * white) / 255);
  return names.map((name, at): NumberColumn => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      values[row] = pictures.missing?.[row] === 1 ? NaN : written(pictures.pixels[row * size + at] as number);
    }
    return { kind: 'number', name, values };
  });
}
