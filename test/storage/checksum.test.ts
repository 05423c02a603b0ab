import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../src/storage/checksum.ts';

/** zlib's CRC-32 of JSON with sorted keys, one line in and one out. Python's own library: no packages. */
const PYTHON = `
import json, sys, zlib
for line in sys.stdin:
    text = json.dumps(json.loads(line), sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    print('%08x' % zlib.crc32(text.encode('utf-8', 'replace')))
`;
const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined;

/** Values that Python and JavaScript write as JSON in the same way. */
const plain = fc.jsonValue({ noUnicodeString: true, depthSize: 'medium' }).map((value) => {
  const tame = (item: unknown): unknown => {
    if (typeof item === 'number') return Math.trunc(Math.max(-1e9, Math.min(1e9, item))) || 0;
    if (Array.isArray(item)) return item.map(tame);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, field]) => [key, tame(field)]));
  };
  return tame(value);
});

describe('checksum', () => {
  it.skipIf(!python)('is zlib’s CRC-32 of canonical JSON', () => {
    const values = [...fc.sample(plain, 300), { b: [1, 'é😀'], a: null, ключ: true }, 'x'.repeat(200_000)];
    const run = spawnSync(python as string, ['-c', PYTHON], {
      input: values.map((value) => JSON.stringify(value)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    expect(values.map(checksum)).toEqual(run.stdout.trim().split('\n'));
  });

  it('of the nine digits is the check value of CRC-32/ISO-HDLC', () => {
    // The catalogue's check value is that of the bare digits 1 to 9, which are the JSON of this number.
    expect(checksum(123456789)).toBe('cbf43926');
  });

  it('does not care for the order of keys, nor for fields that are undefined; and for all else', () => {
    expect(checksum({ a: 1, b: { d: 2, c: 3 } })).toBe(checksum({ b: { c: 3, d: 2 }, a: 1, e: undefined }));
    const different = [
      { a: [1] },
      { a: [1, null] },
      { a: Float64Array.of(1) },
      { a: Float32Array.of(1) },
      { a: Float64Array.of(NaN) },
      { a: NaN },
      { a: null },
      { a: '1' },
      { a: 1 },
      { a: new Map([[1, 2]]) },
      { a: new Set([1, 2]) },
      { a: new Blob(['x']) },
      { a: new Date(0) },
      { a: 1n },
    ];
    expect(new Set(different.map(checksum)).size).toBe(different.length);
  });

  it('tells any one bit of a typed array', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), fc.nat({ max: 7 }), (bytes, at, bit) => {
        const changed = Uint8Array.from(bytes);
        const i = at % bytes.length;
        changed[i] = (changed[i] as number) ^ (1 << bit);
        expect(checksum({ weights: changed })).not.toBe(checksum({ weights: bytes }));
      }),
    );
  });
});
