import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/storage/link/base64url.ts';

it('equals Node’s base64url both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(toBase64Url(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

it.each(['A', 'AB==', 'A+', 'A/', 'A ', 'Aé', 'A\u0000', 'AAAA\n', 'AB', 'AAF'])('refuses %j', (text) => {
  expect(() => fromBase64Url(text)).toThrow('base64url');
});
