import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSha256, sha256Hex } from '../../src/core/prepare/sha256.ts';

it('equals the operating system’s SHA-256 at every length around the block size and on random bytes', () => {
  const oracle = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(sha256Hex(bytes)).toBe(oracle(bytes));
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => sha256Hex(bytes) === oracle(bytes)));
});

it('does not depend on how the bytes are cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 }), (pieces) => {
      const hash = createSha256();
      for (const piece of pieces) hash.update(piece);
      expect(hash.hex()).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
    }),
  );
});
