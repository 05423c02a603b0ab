import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { clockOf, commonPeriod, toldPeriods } from '../../src/nn/forecast/calendar-phase.ts';
import { makePlain } from '../../src/nn/forecast/plain-series.ts';
import { FORECAST_NET_DEFAULTS, sizeForecastNet } from '../../src/nn/forecast/params.ts';
import { cutsBetween, numbersOf, someCuts, wantedAfter, windowsBatch } from '../../src/nn/forecast/windows.ts';
import { follow } from '../../src/nn/forecast/trend-base.ts';
import { viewOf, walks } from './support.ts';

const shape = { lookBack: 10, horizon: 4, periods: [12], known: 1 };

/** Series with one known column, whose base follows as it is told, so that it hangs on no choice. */
function seriesOf(values: Float64Array) {
  const known = Float64Array.from({ length: values.length + 4 }, (_, t) => t % 3);
  const plain = makePlain(viewOf('a', values, {}, [known]), 4, 30);
  const base = follow(values, { level: 0.5, slope: 0.1, damping: 0.9 });
  return { plain: { ...plain, values, base, errors: base.errors, scale: 1 }, clock: 0 };
}

describe('a window', () => {
  it('shows nothing of what comes after its cut', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 5, max: 38 }), (seed, at) => {
        const [walk] = walks(1, 40, seed);
        const values = walk as Float64Array;
        const changed = values.map((value, t) => (t <= at ? value : value * 3 - 50));
        const cuts = [{ series: 0, at }];
        expect(windowsBatch([seriesOf(changed)], shape, cuts)).toEqual(windowsBatch([seriesOf(values)], shape, cuts));
      }),
      { numRuns: 30 },
    );
  });

  it('looks back as far as there are points, and no farther than it is to', () => {
    const [walk] = walks(1, 40, 1);
    const batch = windowsBatch([seriesOf(walk as Float64Array)], shape, [
      { series: 0, at: 5 },
      { series: 0, at: 30 },
    ]);
    expect([...batch.offsets]).toEqual([0, 6, 16]);
    expect(batch.numbers.length).toBe(16 * numbersOf(shape));
    // The last position of the second window: its value against the level, in thirds, and the phase of its month.
    const last = batch.numbers.subarray(15 * numbersOf(shape));
    const { base } = seriesOf(walk as Float64Array).plain;
    const off = ((walk as Float64Array)[30] as number) - (base.levels[30] as number);
    expect(last[0]).toBeCloseTo((12 * Math.tanh(off / 12)) / 3, 5);
    expect(last[2]).toBeCloseTo(Math.sin((2 * Math.PI * 30) / 12), 5);
  });

  it('wants what the base missed by, and nothing from the end on', () => {
    const values = walks(1, 40, 2)[0] as Float64Array;
    const series = [seriesOf(values)];
    const wanted = wantedAfter(4, { series, cuts: [{ series: 0, at: 15 }], end: () => 18 });
    const { plain } = series[0] as ReturnType<typeof seriesOf>;
    const { levels, slopes } = plain.base;
    const expected = (levels[15] as number) + 0.9 * (slopes[15] as number);
    expect(wanted[0]).toBeCloseTo((values[16] as number) - expected, 4);
    expect([...wanted].map(Number.isNaN)).toEqual([false, false, true, true]);
  });
});

describe('the cuts', () => {
  it('leave the first points to be looked back at, and are drawn by the seed where there are too many', () => {
    expect(cutsBetween(3, 0, 8).map(({ at }) => at)).toEqual([5, 6, 7, 8]);
    expect(cutsBetween(3, 7, 6)).toEqual([]);
    const cuts = cutsBetween(0, 5, 104);
    const some = someCuts(cuts, 20, createRandom(1));
    expect(some.length).toBe(20);
    expect(new Set(some.map(({ at }) => at)).size).toBe(20);
    expect(someCuts(cuts, 20, createRandom(1))).toEqual(some);
    expect(someCuts(cuts, 20, createRandom(2))).not.toEqual(some);
    expect(someCuts(cuts, 100, createRandom(1))).toBe(cuts);
  });
});

describe('the calendar', () => {
  it('has all series count from the same point', () => {
    const january = viewOf('a', new Float64Array(48)).axis;
    const march = { ...january, start: Date.UTC(2011, 2, 1) };
    expect((clockOf(march) - clockOf(january)) % 12).toBe(2);
    expect(clockOf(january) % 12).toBe(0);
    const days = { step: { unit: 'day' as const, count: 1 }, start: Date.UTC(2024, 0, 1), length: 9 };
    expect((clockOf({ ...days, start: Date.UTC(2024, 0, 9) }) - clockOf(days)) % 7).toBe(1);
  });

  it('tells the phases that the longest series has gone through twice, and takes the season that most have', () => {
    expect(toldPeriods([viewOf('a', new Float64Array(24))])).toEqual([12]);
    expect(toldPeriods([viewOf('a', new Float64Array(23))])).toEqual([]);
    const seasons = [{ period: 12, strength: 0.5 }];
    const views = [viewOf('a', new Float64Array(9), { seasons }), viewOf('b', new Float64Array(9), { seasons })];
    expect(commonPeriod([...views, viewOf('c', new Float64Array(9))])).toBe(12);
    expect(commonPeriod([viewOf('c', new Float64Array(9))])).toBe(1);
  });
});

it('the size of a network follows the season and the number of windows, and what is set by hand', () => {
  const few = sizeForecastNet(FORECAST_NET_DEFAULTS, 12, 120);
  expect(few).toMatchObject({ lookBack: 24, nets: 2 });
  const many = sizeForecastNet(FORECAST_NET_DEFAULTS, 7, 5000);
  expect(many.lookBack % 7).toBe(0);
  expect(many.units).toBeGreaterThan(few.units);
  expect(many.epochs).toBeLessThan(few.epochs);
  expect(sizeForecastNet(FORECAST_NET_DEFAULTS, 168, 5000).lookBack).toBe(48);
  const byHand = { ...FORECAST_NET_DEFAULTS, units: 7, lookBack: 9, epochs: 3, nets: 1 };
  expect(sizeForecastNet(byHand, 12, 120)).toMatchObject({ units: 7, lookBack: 9, epochs: 3, nets: 1 });
});
