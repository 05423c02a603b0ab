import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBinaryJson, toBinaryJson } from '../../src/storage/project-file/binary-json.ts';
import { concat } from '../../src/core/ingest/zip/inflate.ts';
import { parseUntrusted } from '../../src/storage/untrusted/json.ts';

const through = (value: unknown): unknown => {
  const { json, binary } = toBinaryJson(value);
  return fromBinaryJson(parseUntrusted(json), concat(binary));
};

const numbers = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0));
const arrays = fc.oneof(
  fc.array(numbers).map((values) => Float64Array.from(values)),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint16Array(),
  fc.uint8Array(),
  // Views into a larger buffer, off the alignment.
  fc.uint8Array({ minLength: 3 }).map((bytes) => new Uint8Array(bytes.buffer, 1, bytes.length - 2)),
);
const keys = fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor', 'prototype', '0', ''));
const { plain } = fc.letrec<{ plain: unknown; list: unknown; fields: unknown }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, undefined),
    fc.string({ unit: 'binary' }),
    numbers,
    arrays,
    tie('list'),
    tie('fields'),
  ),
  list: fc.array(tie('plain'), { maxLength: 4 }),
  fields: fc.array(fc.tuple(keys, tie('plain')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));

describe('binary JSON', () => {
  it('brings plain data back exactly: typed arrays, NaN, −0, undefined, every key', () => {
    fc.assert(
      fc.property(plain, (value) => {
        // Node's own comparison: prototypes, own keys, NaN and −0 count.
        expect(isDeepStrictEqual(through(value), value)).toBe(true);
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes bytes out of shared memory, and copies', () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    shared[1] = 7;
    const written = toBinaryJson({ shared });
    shared[1] = 8;
    expect(fromBinaryJson(parseUntrusted(written.json), concat(written.binary))).toStrictEqual({
      shared: Int32Array.of(0, 7),
    });
  });

  it.each([
    ['Map', new Map()],
    ['Date', new Date(0)],
    ['Blob', new Blob([])],
    ['function', () => 1],
    ['bigint', 1n],
    ['class instance', new Error('x')],
  ])('does not write a %s', (_name, value) => {
    expect(() => toBinaryJson({ value })).toThrow(TypeError);
  });

  it('does not write a circle', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => toBinaryJson(circle)).toThrow(TypeError);
  });

  const eight = new Uint8Array(8);
  it.each([
    ['past the end', '{"$":"Float64Array","at":0,"length":2}'],
    ['before the beginning', '{"$":"Float64Array","at":-8,"length":1}'],
    ['off the alignment', '{"$":"Int32Array","at":4,"length":1}'],
    ['twice the same bytes', '[{"$":"Int32Array","at":0,"length":2},{"$":"Int32Array","at":0,"length":2}]'],
    ['bytes left over', '{"$":"Int32Array","at":0,"length":1}'],
    ['a length that is no number', '{"$":"Int32Array","at":0,"length":"2"}'],
    ['a length that overflows', '{"$":"Int32Array","at":0,"length":9007199254740993}'],
    ['a type that is none', '{"$":"BigInt64Array","at":0,"length":1}'],
    ['an inherited name for a type', '{"$":"toString","at":0,"length":1}'],
    ['a number that is none', '{"$":"number","is":"1e999"}'],
    ['a field beside a tag', '{"$":"undefined","x":1}'],
    ['entries that are none', '{"$":"object","entries":[["a"]]}'],
    ['entries with a key that is none', '{"$":"object","entries":[[{},1]]}'],
  ])('refuses %s', (_name, json) => {
    expect(() => fromBinaryJson(parseUntrusted(json), eight)).toThrow(expect.objectContaining({ name: 'Refused' }));
  });
});
