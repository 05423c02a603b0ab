import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUtf8 } from '../../src/core/ingest/utf8.ts';

/** The outside oracle: the platform's decoder, told to throw. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that are nearly UTF-8: characters of every length, with bytes changed, left out and cut off. */
const nearlyUtf8 = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(
      fc.tuple(
        fc.nat(160),
        fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xff),
      ),
      {
        maxLength: 3,
      },
    ),
    fc.nat(3),
  )
  .map(([text, changes, cut]) => {
    const bytes = new TextEncoder().encode(text);
    for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
    return bytes.slice(0, Math.max(0, bytes.length - cut));
  });

describe('isUtf8', () => {
  it('agrees with the decoder on bytes that are nearly UTF-8', () => {
    let well = 0;
    let ill = 0;
    fc.assert(
      fc.property(nearlyUtf8, (bytes) => {
        const wanted = decodes(bytes);
        if (wanted) well++;
        else ill++;
        expect(isUtf8(bytes, 0, bytes.length)).toBe(wanted);
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(well, ill)).toBeGreaterThan(100);
  });

  it('agrees with it on every pair of bytes, and on every lead with two and three bytes behind it', () => {
    const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
    const differ: number[][] = [];
    const check = (...values: number[]): void => {
      const bytes = Uint8Array.from(values);
      if (isUtf8(bytes, 0, bytes.length) !== decodes(bytes)) differ.push(values);
    };
    for (let lead = 0; lead < 256; lead++) {
      for (let second = 0; second < 256; second++) check(lead, second);
      for (const second of edges) {
        for (const third of edges) {
          check(lead, second, third);
          for (const fourth of edges) check(lead, second, third, fourth);
        }
      }
    }
    expect(differ).toEqual([]);
  });

  it('looks at its part alone, wherever it lies in the memory', () => {
    const text = new TextEncoder().encode('plain ascii, then Türkiye, 東京 and 🙂, and plain again for a while');
    for (let offset = 0; offset < 5; offset++) {
      const memory = new Uint8Array(text.length + 12).fill(0xff);
      const bytes = memory.subarray(offset);
      bytes.set(text, 3);
      expect(isUtf8(bytes, 3, 3 + text.length)).toBe(true);
      expect(isUtf8(bytes, 2, 3 + text.length)).toBe(false);
      expect(isUtf8(bytes, 3, 4 + text.length)).toBe(false);
    }
  });
});
