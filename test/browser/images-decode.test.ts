import { describe, expect, it } from 'vitest';
import type { PictureType } from '../../src/core/ingest/images/picture-header.ts';
import { decodePicture } from '../../src/workers/decode-picture.ts';
import text from '../golden/pictures.json?raw';

interface Written {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly file: string;
  readonly rgba: string;
}
interface Golden {
  readonly formats: readonly Written[];
  readonly turned: {
    readonly width: number;
    readonly height: number;
    readonly rgb: string;
    readonly files: readonly { readonly orientation: number; readonly file: string }[];
  };
}

const golden = JSON.parse(text) as Golden;
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** The largest difference between two pictures, seen where both are opaque. */
function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < b.length; i++) {
    const opaque = i % 4 === 3 || (b[i - (i % 4) + 3] as number) === 255;
    if (opaque) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  }
  return most;
}

describe('pictures are drawn by the browser', () => {
  it.each(golden.formats)('as Pillow draws them: $name', async ({ name, width, height, file, rgba }) => {
    const type = /^(bmp|gif|webp|jpeg)/.exec(name)?.[0] as PictureType;
    const drawn = await decodePicture(bytesOf(file), type);
    expect([drawn.width, drawn.height]).toEqual([width, height]);
    // Where a format loses something, decoders differ in how they smooth colours.
    const isLossy = name.startsWith('jpeg') || name === 'webp, lossy';
    expect(furthest(drawn.rgba, bytesOf(rgba))).toBeLessThanOrEqual(isLossy ? 24 : 0);
  });

  const { width, height, rgb, files } = golden.turned;

  it.each(files)('upright, whichever way the camera was held: EXIF $orientation', async ({ file }) => {
    const drawn = await decodePicture(bytesOf(file), 'jpeg');
    expect([drawn.width, drawn.height]).toEqual([width, height]);
    const upright = bytesOf(rgb);
    // The middle of each of the four fields: between them JPEG blurs.
    for (const [x, y] of [
      [3, 3],
      [20, 3],
      [3, 12],
      [20, 12],
    ] as const) {
      const at = y * width + x;
      const off = [0, 1, 2].map((c) => Math.abs((drawn.rgba[4 * at + c] as number) - (upright[3 * at + c] as number)));
      expect(Math.max(...off)).toBeLessThanOrEqual(16);
    }
  });

  it('or refused where they are damaged', async () => {
    const jpeg = bytesOf(golden.turned.files[0]?.file ?? '');
    await expect(decodePicture(jpeg.slice(0, 60), 'jpeg')).rejects.toBeInstanceOf(Error);
    await expect(decodePicture(new Uint8Array(40), 'gif')).rejects.toBeInstanceOf(Error);
  });
});
