import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

interface Golden {
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}

/** A file of reference values in test/golden. The caller names its shape. */
export function readGolden<T = Golden>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Equal to within a share of the expected size (1e-9 unless told), or of 1 where that is smaller than `floor`. */
export function expectClose(actual: number, expected: number, relative = 1e-9, floor = 0): void {
  if (!Number.isFinite(expected)) {
    expect(actual).toBe(expected);
    return;
  }
  const reach = relative * Math.max(Math.abs(expected), floor);
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(reach);
}

export function expectAllClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative = 1e-9,
  floor = 0,
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) expectClose(actual[i] as number, expected[i] as number, relative, floor);
}
