import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { PictureSize } from '../../src/core/learn/image/picture-rows.ts';
import { createRandom } from '../../src/core/random.ts';
import {
  brightenPicture,
  changePicture,
  changePictures,
  flipPicture,
  NO_CHANGES,
  rotatePicture,
  shiftPicture,
  type PictureChanges,
} from '../../src/nn/augment/changes.ts';
import { chooseChanges } from '../../src/nn/augment/choose.ts';
import { mirrorEvidence, readMirror, type LabelledPictures } from '../../src/nn/augment/mirrored.ts';
import { sharedData } from '../support/shared-data.ts';

const pacer = createPacer(new AbortController().signal);

const anyPicture = fc
  .record({
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1 as const, 3 as const),
    seed: fc.nat(),
  })
  .map(({ seed, ...size }) => {
    const random = createRandom(seed);
    return {
      size,
      pixels: Float32Array.from({ length: size.height * size.width * size.channels }, () => random.next()),
    };
  });

const anyChanges: fc.Arbitrary<PictureChanges> = fc.record({
  shift: fc.double({ min: 0, max: 0.4, noNaN: true }),
  flip: fc.boolean(),
  rotate: fc.double({ min: 0, max: 180, noNaN: true }),
  brightness: fc.double({ min: 0, max: 1, noNaN: true }),
});

const grey = (height: number, width: number): PictureSize => ({ height, width, channels: 1 });

describe('changing a picture', () => {
  it('keeps the range of its pixels, gives the same for the same seed and leaves the picture itself alone', () => {
    fc.assert(
      fc.property(anyPicture, anyChanges, fc.nat(), ({ pixels, size }, changes, seed) => {
        const before = pixels.slice();
        const changed = changePicture(pixels, size, changes, createRandom(seed));
        expect(changed).toHaveLength(pixels.length);
        expect(changed.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(changePicture(pixels, size, changes, createRandom(seed))).toEqual(changed);
        expect(pixels).toEqual(before);
      }),
    );
  });

  it('of no strength is no change', () => {
    fc.assert(
      fc.property(anyPicture, fc.nat(), ({ pixels, size }, seed) => {
        expect(changePicture(pixels, size, NO_CHANGES, createRandom(seed))).toEqual(pixels);
        expect(shiftPicture(pixels, size, 0, 0)).toEqual(pixels);
        expect(rotatePicture(pixels, size, 0)).toEqual(pixels);
        expect(brightenPicture(pixels, 0)).toEqual(pixels);
      }),
    );
  });

  it('twice mirrored, or shifted there and back within its edge, is itself again', () => {
    fc.assert(
      fc.property(anyPicture, ({ pixels, size }) => {
        expect(flipPicture(flipPicture(pixels, size), size)).toEqual(pixels);
        const { height, width, channels } = size;
        const back = shiftPicture(shiftPicture(pixels, size, 1, -1), size, -1, 1);
        for (let y = 1; y < height; y++) {
          for (let at = y * width * channels; at < (y * width + width - 1) * channels; at++)
            expect(back[at]).toBe(pixels[at]);
        }
      }),
    );
  });

  it('moves, mirrors and turns as it says', () => {
    const corner = Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0);
    expect([...flipPicture(corner, grey(3, 3))]).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0]);
    const edge = Float32Array.of(0, 0, 0, 0.5, 0, 0, 0, 0, 0);
    // What comes in from the left is like the left edge.
    expect([...shiftPicture(edge, grey(3, 3), 1, 0)]).toEqual([0, 0, 0, 0.5, 0.5, 0, 0, 0, 0]);
    expect([...shiftPicture(corner, grey(3, 3), 1, 1)]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
    // A quarter clockwise: the upper left corner comes to the upper right.
    const turned = rotatePicture(corner, grey(3, 3), 90);
    for (const [at, value] of [0, 0, 1, 0, 0, 0, 0, 0, 0].entries()) expect(turned[at]).toBeCloseTo(value, 6);
    expect([...brightenPicture(Float32Array.of(0, 0.5, 1), 0.5)]).toEqual([0, 0.75, 1]);
  });

  it('in a batch is another one for each picture', () => {
    const size = grey(8, 8);
    const one = Float32Array.from({ length: 64 }, (_, i) => i / 64);
    const batch = new Float32Array(64 * 20);
    for (let i = 0; i < 20; i++) batch.set(one, i * 64);
    changePictures(batch, size, { shift: 0.25, flip: true, rotate: 20, brightness: 0.3 }, createRandom(1));
    const seen = new Set(Array.from({ length: 20 }, (_, i) => batch.slice(i * 64, (i + 1) * 64).join()));
    expect(seen.size).toBe(20);
  });
});

/** Marks of 12 × 12 in noise; a class a mark, drawn by its function at the left and right of the middle. */
function marks(count: number, seed: number, ink: readonly ((y: number, x: number) => boolean)[]): LabelledPictures {
  const random = createRandom(seed);
  const codes = Int32Array.from({ length: count }, () => random.integer(ink.length));
  const pixels = new Float32Array(count * 144);
  for (let at = 0; at < pixels.length; at++) {
    const [y, x] = [Math.floor((at % 144) / 12) - 5.5, (at % 12) - 5.5];
    const drawn = ink[codes[Math.floor(at / 144)] as number]?.(y, x) === true;
    pixels[at] = (drawn ? 0.6 : 0) + 0.4 * random.next();
  }
  return { size: grey(12, 12), pixels, codes, classes: ink.length };
}

const ring = (y: number, x: number): boolean => Math.abs(Math.hypot(y, x) - 4) < 0.8;
const cross = (y: number, x: number): boolean => Math.abs(y) < 1 || Math.abs(x) < 1;
const slash = (y: number, x: number): boolean => Math.abs(y + x) < 1;
const backslash = (y: number, x: number): boolean => Math.abs(y - x) < 1;

describe('whether a mirrored picture is of its class', () => {
  const verdict = async (pictures: LabelledPictures): Promise<string> =>
    readMirror(await mirrorEvidence(pictures, 1, pacer), 1 / pictures.classes);

  it('yes for rings and crosses, no for slashes, which mirrored are each other', async () => {
    expect(await verdict(marks(300, 1, [ring, cross]))).toBe('harmless');
    const evidence = await mirrorEvidence(marks(300, 1, [slash, backslash]), 1, pacer);
    expect(evidence.right).toBeGreaterThan(0.95);
    expect(evidence.mirrored).toBeLessThan(0.05);
    expect(readMirror(evidence, 0.5)).toBe('confuses');
    expect(await verdict(marks(300, 1, [ring, slash, cross, backslash]))).toBe('confuses');
  });

  it('cannot be told from few pictures, of one class, or where nothing can be read', async () => {
    expect(await verdict(marks(10, 1, [ring, cross]))).toBe('unclear');
    expect(await verdict(marks(100, 1, [ring]))).toBe('unclear');
    expect(await verdict(marks(1, 1, [ring, cross]))).toBe('unclear');
    const noise = marks(400, 1, [() => false, () => false]);
    expect(await verdict(noise)).toBe('unclear');
  });

  const digits = sharedData('digits-8x8/digits.csv');
  it.skipIf(!digits)('no for handwritten digits', async () => {
    const rows = readFileSync(digits as string, 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const numbers = rows.map((row) => row.split(',').map(Number));
    const pictures = {
      size: grey(8, 8),
      pixels: Float32Array.from(numbers.flatMap((row) => row.slice(0, 64).map((value) => value / 16))),
      codes: Int32Array.from(numbers, (row) => row[64] as number),
      classes: 10,
    };
    expect(await verdict(pictures)).toBe('confuses');
    const { changes, notes } = await chooseChanges({ pictures, seed: 1, pacer });
    expect(changes).toMatchObject({ flip: false, rotate: 0, brightness: 0.1 });
    expect(Math.round(changes.shift * 8)).toBe(1);
    expect(notes.map(({ kind, used, code }) => [kind, used, code])).toEqual([
      ['shift', true, 'augment.usual'],
      ['flip', false, 'augment.mirror-confuses'],
      ['rotate', false, 'augment.too-small'],
      ['brightness', true, 'augment.usual'],
    ]);
  });
});

describe('choosing', () => {
  const symmetric = marks(300, 1, [ring, cross]);

  it('keeps each change that lowers the validation loss, on top of those kept before', async () => {
    const asked: PictureChanges[] = [];
    const chosen = await chooseChanges({
      pictures: symmetric,
      seed: 1,
      pacer,
      compare: async (changes) => {
        asked.push(changes);
        return 1 - 0.2 * Number(changes.flip) - 0.2 * Number(changes.brightness > 0) + 0.1 * changes.rotate;
      },
    });
    expect(asked).toHaveLength(5);
    expect(asked[0]).toEqual(NO_CHANGES);
    expect(chosen.changes).toEqual({ shift: 0, flip: true, rotate: 0, brightness: 0.1 });
    expect(chosen.notes.map(({ kind, used, code }) => [kind, used, code])).toEqual([
      ['shift', false, 'augment.no-help'],
      ['flip', true, 'augment.helps'],
      ['rotate', false, 'augment.no-help'],
      ['brightness', true, 'augment.helps'],
    ]);
  });

  it('never mirrors what is another class mirrored, however well that does', async () => {
    const compare = async ({ flip }: PictureChanges): Promise<number> => (flip ? 0 : 1);
    const pictures = marks(300, 1, [slash, backslash]);
    const { changes } = await chooseChanges({ pictures, seed: 1, pacer, compare });
    expect(changes).toEqual(NO_CHANGES);
  });

  it('without a comparison mirrors only what is known to be harmless', async () => {
    expect((await chooseChanges({ pictures: symmetric, seed: 1, pacer })).changes.flip).toBe(true);
    const few = await chooseChanges({ pictures: marks(10, 1, [ring, cross]), seed: 1, pacer });
    expect(few.changes.flip).toBe(false);
    expect(few.notes.find(({ kind }) => kind === 'flip')?.code).toBe('augment.mirror-unclear');
  });
});
