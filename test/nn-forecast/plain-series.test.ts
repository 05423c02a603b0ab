import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { effectAt, knownEffects } from '../../src/nn/forecast/known-effects.ts';
import { makePlain } from '../../src/nn/forecast/plain-series.ts';
import { bestTrendBase, expectedAfter, follow } from '../../src/nn/forecast/trend-base.ts';
import { seasonal, viewOf, walks } from './support.ts';

describe('a level and a damped slope', () => {
  // statsmodels 0.15: Holt(y, damped_trend=True, initialization_method='known', initial_level=112, initial_trend=0)
  // .fit(smoothing_level=.35, smoothing_trend=.25, damping_trend=.9, optimized=False); its share of the slope is ours by
  // that of the level.
  it('follow as in statsmodels', () => {
    const values = Float64Array.of(112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118);
    const base = follow(values, { level: 0.35, slope: 0.35 * 0.25, damping: 0.9 });
    const levels = [112, 114.1, 120.672125, 124.75536390624998, 124.8268860220703, 129.3334181748147];
    for (const [t, level] of levels.entries()) expect(base.levels[t]).toBeCloseTo(level, 9);
    expect(base.levels[11]).toBeCloseTo(120.72178128220007, 9);
    expect(base.slopes[11]).toBeCloseTo(-2.8979890806190634, 9);
    const ahead = [118.11359110964291, 115.76621995434147, 113.65358591457017, 111.752215278776];
    for (const [h, value] of ahead.entries()) expect(expectedAfter(base, 11, h + 1)).toBeCloseTo(value, 9);
    expect(base.errors[2]).toBeCloseTo(132 - 114.57249999999999, 9);
  });

  it('hold on to the last value of a random walk, to the mean of noise, and to a slope that is there', () => {
    const [walk] = walks(1, 300, 1);
    expect(bestTrendBase(walk as Float64Array, 6).following).toMatchObject({ slope: 0 });
    expect(bestTrendBase(walk as Float64Array, 6).following.level).toBeGreaterThanOrEqual(0.7);
    const random = createRandom(2);
    const noise = Float64Array.from({ length: 300 }, () => random.normal());
    expect(bestTrendBase(noise, 6).following.level).toBeLessThanOrEqual(0.1);
    const rising = Float64Array.from({ length: 100 }, (_, t) => 3 * t + random.normal());
    const base = bestTrendBase(rising, 6);
    expect(base.following.slope).toBeGreaterThan(0);
    expect(Math.abs(expectedAfter(base, 99, 6) - 315)).toBeLessThan(6);
  });

  it('are chosen by the first points alone, where the rest is not to be seen', () => {
    const [walk] = walks(1, 120, 3);
    const values = walk as Float64Array;
    const other = values.map((value, t) => (t < 80 ? value : 1000 - value));
    expect(bestTrendBase(other, 6, 80).following).toEqual(bestTrendBase(values, 6, 80).following);
  });
});

describe('effects of known columns', () => {
  const random = createRandom(4);
  const n = 200;
  const promotion = Float64Array.from({ length: n + 6 }, () => Number(random.next() < 0.2));
  const price = Float64Array.from({ length: n + 6 }, () => 10 + random.normal());
  const [walk] = walks(1, n, 5);
  const values = (walk as Float64Array).map(
    (value, t) => value + 20 * (promotion[t] as number) - 3 * (price[t] as number),
  );

  it('are found in what wanders', () => {
    const effects = knownEffects(values, [promotion, price]);
    // Drawn to 0 by a twentieth; the standard error of each is below .2.
    expect(Math.abs((effects[0] as number) - 20 / 1.05)).toBeLessThan(0.6);
    expect(Math.abs((effects[1] as number) + 3 / 1.05)).toBeLessThan(0.3);
    expect(effectAt(effects, [promotion, price], 7)).toBeCloseTo(
      (effects[0] as number) * (promotion[7] as number) + (effects[1] as number) * (price[7] as number),
      9,
    );
  });

  it('are none of columns that never change, or so rarely that it may be chance', () => {
    const still = new Float64Array(n).fill(4);
    const once = Float64Array.from({ length: n }, (_, t) => Number(t > 50));
    expect([...knownEffects(values, [still, once])]).toEqual([0, 0]);
  });
});

describe('a series made plain', () => {
  it('comes back as it was, on the logarithm and not, with seasons and known columns', () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), fc.boolean(), (seed, multiplicative, withKnown) => {
        const [values] = seasonal(1, 60, seed);
        const known = withKnown ? [Float64Array.from({ length: 66 }, (_, t) => (t * 7919) % 5)] : [];
        const view = viewOf(
          'a',
          values as Float64Array,
          { multiplicative, seasons: [{ period: 12, strength: 0.9 }] },
          known,
        );
        const plain = makePlain(view, 6);
        for (const [t, value] of view.values.entries()) {
          expect(plain.back(plain.values[t] as number, t) / value).toBeCloseTo(1, 9);
        }
        expect(plain.scale).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  it('has lost its season', () => {
    const [values] = seasonal(1, 96, 8);
    const nature = { multiplicative: true, seasons: [{ period: 12, strength: 0.9 }] };
    const plain = makePlain(viewOf('a', values as Float64Array, nature), 12);
    // Noise of 4 % on a slow trend is what is left; with the season in it, steps are some 20 %.
    const steps = plain.values.slice(1).map((value, t) => Math.abs(value - (plain.values[t] as number)));
    expect(steps.reduce((sum, step) => sum + step, 0) / steps.length).toBeLessThan(0.07);
  });

  it('says nothing of points that it is not to see', () => {
    const [values] = seasonal(1, 96, 9);
    const nature = { multiplicative: true, seasons: [{ period: 12, strength: 0.9 }] };
    const other = (values as Float64Array).map((value, t) => (t < 70 ? value : value * (0.9 - 0.3 * (t % 3))));
    const a = makePlain(viewOf('a', values as Float64Array, nature), 12, 70);
    const b = makePlain(viewOf('a', other, nature), 12, 70);
    expect(b.scale).toBe(a.scale);
    expect(b.values.slice(0, 70)).toEqual(a.values.slice(0, 70));
    expect(b.base.levels.slice(0, 70)).toEqual(a.base.levels.slice(0, 70));
    expect(b.values.slice(70)).not.toEqual(a.values.slice(70));
  });
});
