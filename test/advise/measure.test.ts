import { describe, expect, it } from 'vitest';
import { cutPoints, roundestDate, roundestNumber } from '../../src/core/advise/cut-points.ts';
import {
  estimateOf,
  groupedPValue,
  makeMeasured,
  pValueOf,
  tally,
  tallyAll,
  without,
} from '../../src/core/advise/measure.ts';
import { createRandom } from '../../src/core/random.ts';
import { summarise, twoProportions, welchTest, wilson } from '../../src/core/stats/tests.ts';
import { expectClose } from '../support/golden.ts';

/*
 * statsmodels 0.14: OLS(y, [1, x]).fit(cov_type='cluster', cov_kwds={groups: i // 5, use_correction: False}), its
 * variance times G / (G − 1), t with G − 1; the mean of the members alone in the same way.
 */
const CLUSTERED = {
  y: [
    0.189, -0.569, 0.204, 0.168, -0.972, -0.808, 0.634, -0.223, -1.874, -1.935, 1.116, 1.781, -0.086, 1.521, 0.493,
    -0.728, -1.04, -0.812, 0.416, 0.547, 0.2, 2.195, -0.336, 0.68, 1.732, -0.165, -1.002, -0.68, -0.716, -0.038, 1.074,
    1.374, 1.424, 2.624, 1.798, 1.676, 1.167, 1.191, 2.104, 3.314, -0.626, 2.147, 2.479, 1.415, 0.898, -2.017, -0.745,
    -0.243, 0.098, -0.888, 0.409, -0.656, 0.048, 0.709, -0.736, 1.079, 1.114, 1.88, -0.5, 0.022,
  ],
  pValue: 0.4010979243167412,
  mean: 0.5566,
  error: 0.39507716,
};
const members = Uint8Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const groups = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 5));

describe('a segment against the rest', () => {
  it('is tested as two proportions or two means, far from zero too', () => {
    const random = createRandom(2);
    const far = Float64Array.from({ length: 300 }, () => 1e6 + random.normal());
    const inside = Uint8Array.from(far, (_, i) => (i < 100 ? 1 : 0));
    const measured = makeMeasured(far, 'mean');
    const part = tally(measured, inside);
    const { pValue } = welchTest(summarise(far.slice(0, 100)), summarise(far.slice(100)));
    expectClose(pValueOf(measured, part, without(tallyAll(measured), part)), pValue, 1e-6);
    const yes = Float64Array.from({ length: 300 }, (_, i) => (i % 3 === 0 || i < 30 ? 1 : 0));
    const shares = makeMeasured(yes, 'share');
    const some = tally(shares, inside);
    const count = (from: number, to: number): number => yes.slice(from, to).reduce((sum, v) => sum + v, 0);
    expectClose(
      pValueOf(shares, some, without(tallyAll(shares), some)),
      twoProportions(count(0, 100), 100, count(100, 300), 200).pValue,
      1e-9,
    );
    expect(estimateOf(shares, inside)).toEqual({ value: count(0, 100) / 100, ...wilson(count(0, 100), 100) });
  });

  it('counts rows of one group as little more than one', () => {
    const measured = makeMeasured(Float64Array.from(CLUSTERED.y), 'mean', groups);
    expectClose(groupedPValue(measured, members, groups), CLUSTERED.pValue, 1e-9);
    const { value, low, high } = estimateOf(measured, members);
    expectClose(value, CLUSTERED.mean, 1e-9);
    const plain = estimateOf(makeMeasured(Float64Array.from(CLUSTERED.y), 'mean'), members);
    expect(high - low).toBeGreaterThan(plain.high - plain.low);
    // Within a fifth of t × the cluster-robust error: the degrees of freedom are approximate.
    expect((high - low) / 2 / (2.2 * CLUSTERED.error)).toBeGreaterThan(0.8);
    expect((high - low) / 2 / (2.2 * CLUSTERED.error)).toBeLessThan(1.2);
    // Every row a group of its own: as without groups.
    const single = Int32Array.from({ length: 60 }, (_, i) => i);
    const alone = estimateOf(makeMeasured(Float64Array.from(CLUSTERED.y), 'mean', single), members);
    expectClose(alone.low, plain.low, 0.05, 1);
  });
});

describe('cut points', () => {
  it('are round numbers near the quantiles', () => {
    expect(roundestNumber(0.18, 0.33, 0.25)).toBe(0.2);
    expect(roundestNumber(0.26, 0.33, 0.3)).toBe(0.3);
    expect(roundestNumber(870, 1130, 1010)).toBe(1000);
    expect(roundestNumber(-7, 3, -2)).toBe(0);
    expect(roundestNumber(-33, -27, -29)).toBe(-30);
    expect(roundestNumber(5, 5, 5)).toBe(5);
    expect(roundestDate(Date.UTC(2023, 10, 20), Date.UTC(2024, 1, 3), Date.UTC(2023, 11, 20))).toBe(
      Date.UTC(2024, 0, 1),
    );
    expect(roundestDate(Date.UTC(2024, 4, 20), Date.UTC(2024, 5, 9), Date.UTC(2024, 4, 28))).toBe(Date.UTC(2024, 5, 1));
    const random = createRandom(1);
    const sorted = Float64Array.from({ length: 5_000 }, () => random.next() * 1000).sort();
    expect(cutPoints(sorted, 'number')).toEqual([100, 250, 500, 750, 900]);
  });

  it('have values on both sides, whatever is heaped', () => {
    expect(cutPoints(Float64Array.of(0, 0, 0, 1), 'number')).toEqual([1]);
    expect(cutPoints(Float64Array.of(3, 3), 'number')).toEqual([]);
    const heaped = Float64Array.from({ length: 1_000 }, (_, i) => (i < 700 ? 0 : i)).sort();
    const cuts = cutPoints(heaped, 'number');
    expect(cuts[0]).toBe(500);
    const pages = heaped.map((v) => (v === 0 ? 0 : v / 19_000));
    expect(cutPoints(pages, 'number')[0]).toBe(0.02);
    for (const cut of cuts) expect(heaped.some((v) => v < cut) && heaped.some((v) => v >= cut)).toBe(true);
  });
});
