import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlainHash } from '../../src/core/learn/plain-hash.ts';

const hashOf = (value: unknown): string => {
  const hash = createPlainHash();
  hash.add(value);
  return hash.hex();
};

describe('the hash of plain data', () => {
  it('is that of a copy, whatever the order of fields and where arrays lie in memory', () => {
    const value = { a: [1, 'x', true, null, undefined], b: new Float32Array([1, 2, 3]), c: new Uint8Array([1, 2, 3]) };
    expect(hashOf(structuredClone(value))).toBe(hashOf(value));
    expect(hashOf({ c: value.c, d: undefined, b: value.b, a: value.a })).toBe(hashOf(value));
    const moved = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
    expect(hashOf({ ...value, c: moved })).toBe(hashOf(value));
    expect(hashOf(value)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('takes every NaN for the same, as their bits differ from browser to browser', () => {
    const bits = new Uint32Array([0, 0x7ff80000, 1, 0xfff80000]);
    const [one, other] = [new Float64Array(bits.buffer, 0, 1), new Float64Array(bits.buffer, 8, 1)];
    expect([one[0], other[0]]).toEqual([NaN, NaN]);
    expect(hashOf(other)).toBe(hashOf(one));
  });

  it('tells kinds, shapes and places apart', () => {
    const values: unknown[] = [
      0,
      -0,
      1,
      '0',
      '',
      null,
      undefined,
      false,
      true,
      [],
      {},
      [[]],
      [0],
      ['0'],
      { 0: 0 },
      'ab',
      ['a', 'b'],
      ['ab', ''],
      new Uint8Array(0),
      new Uint8Array(1),
      new Uint8Array(2),
      new Int32Array(1),
      new Float64Array(1),
      [0, 0],
      [[0], 0],
    ];
    expect(new Set(values.map(hashOf)).size).toBe(values.length);
  });

  it('changes with any two bits of any number', () => {
    const numbers = fc.array(fc.double(), { minLength: 2, maxLength: 20 }).map((list) => Float64Array.from(list));
    const bit = fc.tuple(fc.nat(), fc.nat(63));
    fc.assert(
      fc.property(numbers, bit, bit, (values, [i, m], [j, n]) => {
        const changed = Float64Array.from(values);
        const words = new BigInt64Array(changed.buffer);
        words[i % words.length]! ^= 1n << BigInt(m);
        words[j % words.length]! ^= 1n << BigInt(n);
        const isSame = changed.every((value, k) => Object.is(value, values[k]));
        expect(hashOf(changed) === hashOf(values)).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });
});
