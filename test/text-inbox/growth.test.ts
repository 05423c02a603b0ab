import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { trendsOf } from '../../src/core/text/inbox/growth.ts';
import { DAY, lastTwoWindows, periodsOf } from '../../src/core/text/inbox/periods.ts';
import { rateRatio } from '../../src/core/text/inbox/rate-ratio.ts';
import { expectClose, readGolden } from '../support/golden.ts';
import { codeOf } from './support.ts';

interface RatesGolden {
  readonly rates: readonly {
    readonly counts: readonly [number, number];
    readonly exposures: readonly [number, number];
    readonly low: number;
    readonly high: number | null;
    readonly pValue: number;
  }[];
}

describe('ratio of two rates', () => {
  it('has the exact interval and p of scipy’s binomial test', () => {
    for (const { counts, exposures, low, high, pValue } of readGolden<RatesGolden>('inbox').rates) {
      const found = rateRatio(counts[0], counts[1], exposures);
      expectClose(found.low, low, 1e-7);
      expectClose(found.high, high ?? Infinity, 1e-7);
      expectClose(found.pValue, pValue, 1e-9);
      expect(found.ratio).toBe((counts[1] / counts[0]) * (exposures[0] / exposures[1]));
    }
    expect(rateRatio(0, 0)).toEqual({ ratio: NaN, low: 0, high: Infinity, pValue: 1 });
  });
});

const day = (year: number, month: number, date: number, hour = 0): number => Date.UTC(year, month - 1, date, hour);

describe('periods', () => {
  it('are days, weeks from Monday or months by the span, without gaps', () => {
    const days = periodsOf(Float64Array.from([day(2024, 2, 28, 9), day(2024, 3, 1, 23), NaN]));
    expect([days.unit, ...days.starts]).toEqual(['day', day(2024, 2, 28), day(2024, 2, 29), day(2024, 3, 1)]);
    expect([...days.of]).toEqual([0, 2, -1]);
    const weeks = periodsOf(Float64Array.from([day(2024, 1, 3), day(2024, 5, 5)]));
    expect(weeks.unit).toBe('week');
    expect(weeks.starts[0]).toBe(day(2024, 1, 1));
    expect(new Date(weeks.starts.at(-1) ?? 0).getUTCDay()).toBe(1);
    // 5 May 2024 was a Sunday.
    expect(weeks.lastIsWhole).toBe(true);
    const months = periodsOf(Float64Array.from([day(1969, 11, 20), day(1971, 3, 30)]));
    expect([months.unit, months.starts.length, months.lastIsWhole]).toEqual(['month', 17, false]);
    expect([months.starts[0], ...months.of]).toEqual([day(1969, 11, 1), 0, 16]);
  });

  it('are compared over whole weeks where there are enough', () => {
    const over = (days: number): number => lastTwoWindows(Float64Array.from([0, (days - 1) * DAY])).days;
    expect([2, 13, 14, 28, 55, 56, 111, 112, 181, 182, 4_000].map(over)).toEqual([
      1, 6, 7, 14, 14, 28, 28, 56, 56, 91, 91,
    ]);
    const { from, middle, to } = lastTwoWindows(Float64Array.from([0, 13.5 * DAY]));
    expect([from, middle, to].map((time) => time / DAY)).toEqual([0, 7, 14]);
  });

  it('says what is wrong', async () => {
    expect(await codeOf(() => periodsOf(Float64Array.from([NaN, 5, 6])))).toBe('text.no-dates');
    expect(await codeOf(() => lastTwoWindows(new Float64Array(0)))).toBe('text.no-dates');
    const slip = Float64Array.from([day(2024, 1, 1), day(2240, 1, 1)]);
    expect(await codeOf(() => periodsOf(slip))).toBe('text.dates-too-far-apart');
  });
});

/** Tickets over 26 weeks: each group's mean a day before and after the middle. */
function simulate(seed: number, rates: readonly (readonly [number, number])[], burst = 0) {
  const random = createRandom(seed);
  const times: number[] = [];
  const groups: number[] = [];
  for (let at = 0; at < 182; at++) {
    rates.forEach(([before, after], group) => {
      const mean = (at < 91 ? before : after) * (random.next() < 0.1 ? 1 + burst : 1);
      // A Poisson number by counting exponential waits.
      for (let wait = -Math.log(1 - random.next()); wait < mean; wait -= Math.log(1 - random.next())) {
        times.push((at + random.next()) * DAY);
        groups.push(group);
      }
    });
  }
  return { times: Float64Array.from(times), groupOf: Int32Array.from(groups) };
}

describe('growth', () => {
  it('is found where it is, with the true ratio in its interval, and counts by week', () => {
    const { times, groupOf } = simulate(1, [
      [2, 4],
      [3, 3],
      [3, 1.5],
    ]);
    const { groups, unit, all, windows } = trendsOf(times, groupOf, [0, 1, 2]);
    expect([unit, windows.days, all.length]).toEqual(['week', 91, 27]);
    expect(groups.map(({ adjustedPValue }) => adjustedPValue < 0.01)).toEqual([true, false, true]);
    [2, 1, 0.5].forEach((truth, g) => {
      expect(groups[g]?.growth.low).toBeLessThan(truth);
      expect(groups[g]?.growth.high).toBeGreaterThan(truth);
      expect(groups[g]?.counts.reduce((a, b) => a + b, 0)).toBe(groupOf.filter((group) => group === g).length);
    });
    expect((groups[0]?.before ?? 0) + (groups[0]?.after ?? 0)).toBe(groupOf.filter((group) => group === 0).length);
  });

  it('is told apart from everything growing', () => {
    const { times, groupOf } = simulate(2, [
      [2, 4],
      [3, 6],
    ]);
    const { groups } = trendsOf(times, groupOf, [0, 1]);
    for (const { adjustedPValue, shareAdjustedPValue } of groups) {
      expect(adjustedPValue).toBeLessThan(0.001);
      expect(shareAdjustedPValue).toBeGreaterThan(0.05);
    }
  });

  it('is rarely found where there is none, even where tickets come in bursts', () => {
    let found = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { times, groupOf } = simulate(
        seed,
        Array.from({ length: 5 }, () => [1.5, 1.5] as const),
        12,
      );
      const { groups } = trendsOf(times, groupOf, [0, 1, 2, 3, 4]);
      if (groups.some(({ adjustedPValue }) => adjustedPValue < 0.05)) found++;
      expect(groups.every(({ dispersion }) => dispersion >= 1)).toBe(true);
    }
    expect(found).toBeLessThanOrEqual(5);
  });

  it('leaves out what has no date, and says where lists do not fit', async () => {
    const times = Float64Array.from([0, NaN, 3 * DAY, 3 * DAY]);
    const { undated, all, groups } = trendsOf(times, Int32Array.from([0, 0, 0, -1]), [0]);
    expect([undated, ...all]).toEqual([1, 1, 0, 0, 2]);
    expect([groups[0]?.before, groups[0]?.after]).toEqual([1, 1]);
    expect(await codeOf(() => trendsOf(times, new Int32Array(2), [0]))).toBe('text.misaligned');
  });
});
