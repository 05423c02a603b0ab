import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterbox, resizeByArea, type Picture } from '../../src/core/images/resize.ts';
import { readGolden } from '../support/golden.ts';

const { resized } = readGolden<{
  readonly resized: {
    readonly height: number;
    readonly width: number;
    readonly rgb: string;
    readonly sizes: readonly { readonly height: number; readonly width: number; readonly values: readonly number[] }[];
  };
}>('pictures');

const anyPicture = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 3),
  })
  .chain(({ width, height, channels }) =>
    fc
      .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
      .map((pixels): Picture => ({ width, height, channels, pixels })),
  );
const side = fc.integer({ min: 1, max: 20 });
const mean = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('another size', () => {
  const pixels = Uint8Array.from(Buffer.from(resized.rgb, 'base64'));
  const whole = { width: resized.width, height: resized.height, channels: 3, pixels };

  it.each(resized.sizes)(
    'is the mean of the area that each pixel covers: $height × $width',
    ({ height, width, values }) => {
      const small = resizeByArea(whole, width, height);
      // A half may be rounded either way: the reference has six digits.
      const off = Array.from(small.pixels, (value, i) => Math.abs(value - (values[i] as number)));
      expect(Math.max(...off)).toBeLessThanOrEqual(0.5 + 1e-6);
    },
  );

  it('keeps a plain picture plain and a mean within rounding', () => {
    fc.assert(
      fc.property(anyPicture, side, side, fc.nat(255), (picture, width, height, colour) => {
        const plain = resizeByArea({ ...picture, pixels: picture.pixels.map(() => colour) }, width, height);
        expect([...new Set(plain.pixels)]).toEqual([colour]);
        expect(Math.abs(mean(resizeByArea(picture, width, height).pixels) - mean(picture.pixels))).toBeLessThanOrEqual(
          0.5 + 1e-9,
        );
      }),
    );
  });

  it('by a whole factor and back is the same picture', () => {
    fc.assert(
      fc.property(anyPicture, fc.integer({ min: 1, max: 4 }), (picture, times) => {
        const large = resizeByArea(picture, picture.width * times, picture.height * times);
        expect(resizeByArea(large, picture.width, picture.height)).toEqual(picture);
      }),
    );
  });
});

describe('a letterbox', () => {
  it('holds the whole picture in the middle, its border’s colour around', () => {
    const wide = { width: 4, height: 2, channels: 1, pixels: Uint8Array.of(9, 9, 9, 9, 9, 200, 9, 9) };
    expect([...letterbox(wide, 4, 4).pixels]).toEqual([9, 9, 9, 9, 9, 9, 9, 9, 9, 200, 9, 9, 9, 9, 9, 9]);
  });

  it('has the size asked for and no value that the picture has not between its ends', () => {
    fc.assert(
      fc.property(anyPicture, side, side, (picture, width, height) => {
        const boxed = letterbox(picture, width, height);
        expect([boxed.width, boxed.height, boxed.pixels.length]).toEqual([
          width,
          height,
          width * height * picture.channels,
        ]);
        expect(Math.min(...boxed.pixels)).toBeGreaterThanOrEqual(Math.min(...picture.pixels));
        expect(Math.max(...boxed.pixels)).toBeLessThanOrEqual(Math.max(...picture.pixels));
      }),
    );
  });
});
