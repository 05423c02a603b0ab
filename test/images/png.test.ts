import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../src/core/images/png.ts';
import { pictureHeader } from '../../src/core/ingest/images/picture-header.ts';
import { readGolden } from '../support/golden.ts';
import { makePng } from '../support/png.ts';

interface Written {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Base64, as are the pixels. */
  readonly file: string;
  readonly rgba: string;
}

const { pngs, formats } = readGolden<{ readonly pngs: readonly Written[]; readonly formats: readonly Written[] }>(
  'pictures',
);
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));

describe('PNGs', () => {
  it.each(pngs)('that Pillow writes are read as Pillow reads them: $name', async ({ width, height, file, rgba }) => {
    const drawn = await decodePng(bytesOf(file));
    expect([drawn?.width, drawn?.height]).toEqual([width, height]);
    expect(Uint8Array.from(drawn?.rgba ?? [])).toEqual(bytesOf(rgba));
  });

  it('come back as they were written', async () => {
    const any = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.constantFrom(1 as const, 3 as const),
      seed: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ width, height, channels, seed }) => {
        const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 37 + seed) & 255);
        const drawn = await decodePng(makePng({ width, height, channels, pixels }));
        const back = Array.from(pixels, (_, i) => drawn?.rgba[4 * Math.floor(i / channels) + (i % channels)]);
        expect(back).toEqual([...pixels]);
      }),
    );
  });

  it('that are interlaced, cut short or no PNG at all are left to the browser', async () => {
    const png = makePng({ width: 4, height: 4, channels: 1, pixels: new Uint8Array(16) });
    const interlaced = png.slice();
    interlaced[28] = 1;
    const left = [interlaced, png.slice(0, -1), png.slice(0, 20), new Uint8Array(9)];
    expect(await Promise.all(left.map(decodePng))).toEqual(left.map(() => undefined));
  });
});

describe('the size that a file says it has', () => {
  it.each([...pngs, ...formats])('is read from its first bytes: $name', ({ name, width, height, file }) => {
    const type = /^(bmp|gif|webp|jpeg)/.exec(name)?.[0] ?? 'png';
    expect(pictureHeader(bytesOf(file))).toEqual({ type, width, height });
  });

  it('is none of bytes that are no picture, and never a crash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.nat(400), fc.uint8Array({ maxLength: 30 }), (picture, at, noise) => {
        const bytes = bytesOf(picture.file);
        const cut = bytes.slice(0, at);
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - 4)), 4);
        for (const some of [cut, bytes, noise]) {
          const header = pictureHeader(some);
          expect(header === undefined || (header.width > 0 && header.height > 0)).toBe(true);
        }
      }),
    );
  });
});
