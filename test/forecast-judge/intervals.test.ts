import { describe, expect, it } from 'vitest';
import { demandFan } from '../../src/core/forecast/demand-fan.ts';
import { calibrate, createMultipliers, fanOf } from '../../src/core/forecast/intervals.ts';
import { LEVELS } from '../../src/core/forecast/types.ts';
import { createRandom } from '../../src/core/random.ts';
import type { SeriesNature } from '../../src/core/series/types.ts';
import { tQuantile } from '../../src/core/stats/distributions.ts';

const nature = (zeroShare = 0): SeriesNature => ({
  kind: zeroShare > 0 ? 'intermittent' : 'smooth',
  zeroShare,
  seasons: [],
  trend: { strength: 0, slope: 0 },
  shifts: [],
  outliers: [],
  multiplicative: false,
});
const multipliers = createMultipliers();
const view = { values: Float64Array.of(5, 6, 7), nature: nature() };

describe('calibration', () => {
  it('covers 90 % of what comes, rather more where little is known, however wrong the method takes its own spread, with few folds and with many', () => {
    const random = createRandom(11);
    for (const [folds, horizon] of [
      [2, 4],
      [5, 12],
      [10, 1],
    ] as const) {
      let [inside, all] = [0, 0];
      for (let round = 0; round < 500; round++) {
        // The true spread is anything from half to twice what the method says.
        const truth = 2 ** (2 * random.next() - 1);
        const path = () => Float64Array.from({ length: horizon }, () => truth * random.normal());
        const [calibration] = calibrate([{ group: 'plain', paths: Array.from({ length: folds }, path) }]);
        if (!calibration) throw new Error('no calibration');
        const fan = fanOf({ mean: new Float64Array(1), spread: Float64Array.of(1) }, calibration, {
          neverNegative: false,
          view,
          multipliers,
        });
        const y = truth * random.normal();
        all++;
        if (y >= (fan.quantiles[0]?.[0] as number) && y <= (fan.quantiles[6]?.[0] as number)) inside++;
      }
      expect(inside / all, `${folds} folds of ${horizon}`).toBeGreaterThan(0.86);
      expect(inside / all, `${folds} folds of ${horizon}`).toBeLessThan(0.965);
    }
  });

  it('draws a series with few errors to what is usual, and lets a fold out', () => {
    const wide = { group: 'plain', paths: [Float64Array.of(3, -3, 3)] };
    const usual = Array.from({ length: 20 }, () => ({ group: 'plain', paths: [Float64Array.of(1, -1, 1)] }));
    const alone = calibrate([wide])[0]?.scale as number;
    const among = calibrate([wide, ...usual])[0]?.scale as number;
    expect(among).toBeLessThan(alone);
    expect(among).toBeGreaterThan(1);
    const both = { group: 'plain', paths: [Float64Array.of(3, -3, 3), Float64Array.of(0.1, 0.1, 0.1)] };
    expect(calibrate([both], 0)[0]?.scale as number).toBeLessThan(calibrate([both])[0]?.scale as number);
    expect(calibrate([{ group: 'plain', paths: [] }])[0]?.scale).toBeCloseTo(1.15, 12);
  });

  it('does not widen a whole fan for one outlier', () => {
    const calm = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const once = calm.map((z, i) => (i === 5 ? 100 : z));
    const scale = (z: number[]) => calibrate([{ group: 'plain', paths: [Float64Array.from(z)] }])[0]?.scale as number;
    expect(scale(once)).toBeLessThan(1.6 * scale(calm));
  });
});

describe('fans', () => {
  const forecast = { mean: Float64Array.of(10, 1), spread: Float64Array.of(2, 3) };

  it('are Student’s t round the forecast', () => {
    const fan = fanOf(forecast, { scale: 1.5, degrees: 7 }, { neverNegative: false, view, multipliers });
    for (const [i, level] of LEVELS.entries()) {
      expect(fan.quantiles[i]?.[0]).toBeCloseTo(10 + 1.5 * 2 * tQuantile(level, 7), 9);
    }
  });

  it('do not reach below 0 where nothing can', () => {
    const fan = fanOf(
      { mean: Float64Array.of(1, -4), spread: Float64Array.of(5, 5) },
      { scale: 1, degrees: 9 },
      { neverNegative: true, view, multipliers },
    );
    for (const quantile of [fan.mean, ...fan.quantiles]) expect(quantile.every((value) => value >= 0)).toBe(true);
    expect(fan.quantiles[6]?.[0]).toBeGreaterThan(5);
  });

  it('keep the shape of a method’s own quantiles', () => {
    const own = {
      ...forecast,
      quantiles: {
        levels: [...LEVELS],
        values: [-1, -0.8, -0.4, 0, 2, 4, 6].map((offset) => Float64Array.of(10 + offset, 1 + offset)),
      },
    };
    const fan = fanOf(own, { scale: 2, degrees: 1e9 }, { neverNegative: false, view, multipliers });
    expect(fan.quantiles[6]?.[0]).toBeCloseTo(10 + 12, 1);
    expect(fan.quantiles[0]?.[0]).toBeCloseTo(10 - 2, 1);
  });

  it('of demand have 0 as their lower end where it is often 0, and cover what comes', () => {
    const random = createRandom(3);
    const demand = () => (random.next() < 0.4 ? 1 + random.integer(9) : 0);
    let [inside, all] = [0, 0];
    for (let round = 0; round < 300; round++) {
      const values = Float64Array.from({ length: 60 }, demand);
      const mean = values.reduce((a, b) => a + b, 0) / 60;
      const fan = demandFan({ mean: Float64Array.of(mean), spread: Float64Array.of(1) }, values);
      expect(fan.quantiles[0]?.[0]).toBe(0);
      const y = demand();
      all++;
      if (y <= (fan.quantiles[6]?.[0] as number)) inside++;
    }
    expect(inside / all).toBeGreaterThan(0.93);
    expect(inside / all).toBeLessThan(0.99);
  });
});
