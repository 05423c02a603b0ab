import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from '../../src/core/series/decompose.ts';
import { expectAllClose, readGolden } from '../support/golden.ts';

interface Case {
  readonly name: string;
  readonly values: readonly number[];
  readonly periods: readonly number[];
  readonly robust: boolean;
  readonly jump: number;
  readonly trend: readonly number[];
  readonly seasons: readonly (readonly number[])[];
}

describe('taking series apart as statsmodels does (test/golden/make_series_fixtures.py)', () => {
  it.each(readGolden<readonly Case[]>('series'))('$name', ({ values, periods, robust, jump, trend, seasons }) => {
    const parts = decompose(Float64Array.from(values), periods, false, { robust, jump });
    expectAllClose(parts.trend, trend, 1e-8, 1);
    expect(parts.seasons.length).toBe(seasons.length);
    seasons.forEach((season, i) => expectAllClose(parts.seasons[i] as Float64Array, season, 1e-8, 1));
  });
});

const series = fc
  .tuple(
    fc.integer({ min: 4, max: 40 }),
    fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 5, maxLength: 90 }),
  )
  .map(([period, values]) => ({ period, values: Float64Array.from(values) }));

describe('the parts of a series', () => {
  it('add up to it, or multiply to it', () => {
    fc.assert(
      fc.property(series, fc.boolean(), ({ period, values }, multiplicative) => {
        const { trend, seasons, remainder } = decompose(values, [period, 3], multiplicative);
        values.forEach((value, t) => {
          const parts = [trend[t], ...seasons.map((season) => season[t]), remainder[t]] as number[];
          const together = multiplicative ? parts.reduce((a, b) => a * b, 1) : parts.reduce((a, b) => a + b, 0);
          expect(together).toBeCloseTo(value, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('keep the order in which the seasons were named, and have a flat one where there are too few rounds', () => {
    const values = Float64Array.from(
      { length: 200 },
      (_, t) => 10 + 3 * Math.sin((2 * Math.PI * t) / 7) + (t % 28 < 14 ? 5 : 0),
    );
    const forth = decompose(values, [7, 28, 150], false);
    const back = decompose(values, [28, 7, 150], false);
    expect(back.seasons[0]).toEqual(forth.seasons[1]);
    expect(back.seasons[1]).toEqual(forth.seasons[0]);
    expect(forth.seasons[2]?.every((value) => value === 0)).toBe(true);
  });

  it('are no factors where values are not above 0', () => {
    expect(() => decompose(Float64Array.of(1, 2, 0, 3), [2], true)).toThrowError(
      expect.objectContaining({ code: 'series.not-positive' }),
    );
  });
});
