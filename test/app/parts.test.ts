import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName } from '../../src/app/models.ts';
import { plainSize } from '../../src/core/learn/plain-size.ts';
import { closeWaysOut } from '../../src/app/privacy.ts';
import { readingProgress } from '../../src/app/reading-progress.ts';
import { sameData } from '../../src/app/same.ts';

describe('sameData', () => {
  it('a copy with its keys in another order says the same; a change anywhere does not', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, item]) => [key, reversed(item)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameData(a, reversed(a))).toBe(true);
        expect(sameData(a, b)).toBe(isDeepStrictEqual(a, b));
        expect(sameData([a, { b }], [reversed(a), { b: reversed(b) }])).toBe(true);
      }),
    );
  });

  it('absent and undefined are the same, empty and absent are not', () => {
    expect(sameData({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(sameData({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(sameData({ a: [] }, { a: {} })).toBe(false);
    expect(sameData({ a: NaN }, { a: NaN })).toBe(true);
  });
});

it('names of models are never given twice', () => {
  const names: string[] = [];
  for (let i = 0; i < 4; i++) names.push(freeName('Churn', names));
  expect(names).toEqual(['Churn', 'Churn 2', 'Churn 3', 'Churn 4']);
});

it('the size of plain data counts typed arrays byte for byte', () => {
  expect(plainSize(new Float64Array(1000))).toBe(8000);
  expect(plainSize({ ab: [1, 'xy', null] })).toBe(4 + 8 + 4 + 4);
});

it('the ways out are gone for good', () => {
  const scope: Record<string, unknown> = { RTCPeerConnection: class {}, fetch: 1 };
  closeWaysOut(scope);
  expect(scope['RTCPeerConnection']).toBeUndefined();
  expect(() => {
    'use strict';
    scope['RTCPeerConnection'] = 1;
  }).toThrow(TypeError);
  expect(scope['fetch']).toBe(1);
});

it('progress over several files: one share, time left once there is something to go by', () => {
  let now = 0;
  const progress = readingProgress(300, () => now);
  expect(progress({ file: 'a', bytes: 50, totalBytes: 100, rows: 5 })).toEqual({
    status: 'loading',
    share: 50 / 300,
    detail: { code: 'reading.rows', params: { rows: 5 } },
  });
  now = 2000;
  progress({ file: 'a', bytes: 100, totalBytes: 100, rows: 10 });
  expect(progress({ file: 'b', bytes: 50, totalBytes: 200, rows: 7 })).toMatchObject({
    share: 0.5,
    leftMs: 2000,
    detail: { params: { rows: 17 } },
  });
});
