import { describe, expect, it } from 'vitest';
import { lastingOdds, passOdds, reorderPoint } from '../../src/core/forecast/odds.ts';
import { drawPaths, type PathSource } from '../../src/core/forecast/paths.ts';
import { LEVELS } from '../../src/core/forecast/types.ts';
import { createRandom } from '../../src/core/random.ts';
import { normalCdf, normalQuantile } from '../../src/core/stats/distributions.ts';

/** A normal fan, with errors of the backtest made by `path` (in units of the spread). */
function source(mean: number[], spread: number[], folds: number, path: (k: number) => number[]): PathSource {
  return {
    fan: {
      mean: Float64Array.from(mean),
      quantiles: LEVELS.map((level) =>
        Float64Array.from(mean, (value, h) => value + (spread[h] as number) * normalQuantile(level)),
      ),
    },
    spread: Float64Array.from(spread),
    errors: Float64Array.from(Array.from({ length: folds }, (_, k) => path(k)).flat()),
  };
}

const H = 12;
const steps = Array.from({ length: H }, (_, h) => h + 1);
const sigma = 3;

/** Random walk: errors are sums of innovations. */
function walkPath(seed: number): number[] {
  const random = createRandom(seed);
  let sum = 0;
  return steps.map((h) => (sum += random.normal()) / Math.sqrt(h));
}
const whitePath = (seed: number): number[] => {
  const random = createRandom(seed);
  return steps.map(() => random.normal());
};
const walk = (folds: number) =>
  source(
    steps.map(() => 100),
    steps.map((h) => sigma * Math.sqrt(h)),
    folds,
    walkPath,
  );
const white = (folds: number) =>
  source(
    steps.map(() => 100),
    steps.map(() => sigma),
    folds,
    whitePath,
  );

/** P(a random walk has reached `distance` by step h): reflection, with Siegmund's shift 0.5826 σ for whole steps. */
const firstPassage = (distance: number, h: number): number =>
  2 * (1 - normalCdf((distance + 0.5826 * sigma) / (sigma * Math.sqrt(h))));

describe('chances', () => {
  it('of passing a level are those of a random walk’s first passage, with no fold and with many', () => {
    for (const folds of [0, 5, 1000]) {
      const { by } = passOdds(drawPaths(walk(folds), 1, 8000), 106, 'above');
      // Five real paths and their mirror images say what they say: a wide band there.
      const reach = folds === 5 ? 0.08 : 0.025;
      for (const h of [6, 9, 12]) {
        expect(Math.abs((by[h - 1] as number) - firstPassage(6, h)), `${folds} folds, step ${h}`).toBeLessThan(reach);
      }
    }
  });

  it('of passing a level are those of errors that have nothing to do with each other', () => {
    const { by, middle } = passOdds(drawPaths(white(0), 2, 8000), 94, 'below');
    const each = normalCdf(-6 / sigma);
    for (const h of [1, 6, 12]) expect(by[h - 1]).toBeCloseTo(1 - (1 - each) ** h, 1.5);
    expect(middle).toBeUndefined();
    const sure = passOdds(drawPaths(white(0), 2), 90, 'above');
    expect([sure.early, sure.middle, sure.late]).toEqual([1, 1, 1]);
  });

  it('keep how errors go on from step to step: whole paths of the backtest', () => {
    const spreadOfSum = (paths: ReturnType<typeof drawPaths>) => {
      const sums = Array.from({ length: paths.count }, (_, p) =>
        paths.values.subarray(p * H, (p + 1) * H).reduce((a, b) => a + b - 100, 0),
      );
      return Math.sqrt(sums.reduce((total, sum) => total + sum * sum, 0) / sums.length);
    };
    // The fan is as wide at every step, but the errors of a path are all the same: sums spread √12 times as far.
    const constant = source(
      steps.map(() => 100),
      steps.map(() => sigma),
      400,
      (k) => {
        const error = createRandom(k).normal();
        return steps.map(() => error);
      },
    );
    expect(spreadOfSum(drawPaths(constant, 1))).toBeGreaterThan(0.9 * H * sigma);
    expect(spreadOfSum(drawPaths(white(400), 1))).toBeLessThan(1.1 * Math.sqrt(H) * sigma);
  });

  it('agree with the fan at every step, its floor included', () => {
    const paths = drawPaths(walk(8), 3, 20_000);
    for (const h of [0, 5, 11]) {
      const above = Array.from({ length: paths.count }, (_, p) => paths.values[p * H + h] as number).filter(
        (value) => value > 100,
      ).length;
      expect(above / paths.count).toBeCloseTo(0.5, 1);
    }
    const floored = source([1], [3], 0, () => []);
    const clipped = {
      ...floored,
      fan: { ...floored.fan, quantiles: floored.fan.quantiles.map((q) => q.map((v) => Math.max(0, v))) },
    };
    expect(drawPaths(clipped, 1).values.every((value) => value >= 0)).toBe(true);
  });

  it('of cash lasting are those of its running sum', () => {
    // Each month −10 ± 3 from 60: after h months normal with mean 60 − 10 h and deviation 3 √h, which never recovers.
    const burn = source(
      steps.map(() => -10),
      steps.map(() => sigma),
      0,
      () => [],
    );
    const lasts = lastingOdds(drawPaths(burn, 4, 8000), 60);
    expect(lasts[3]).toBeGreaterThan(0.99);
    expect(lasts[5]).toBeCloseTo(0.5, 1);
    expect(lasts[7]).toBeLessThan(0.02);
    for (let h = 1; h < H; h++) expect(lasts[h]).toBeLessThanOrEqual(lasts[h - 1] as number);
  });

  it('of running out set the point to order again at', () => {
    // Demand 100 ± 3 each of 4 steps, errors independent: N(400, 6).
    const { point, expected, safety } = reorderPoint(drawPaths(white(0), 5, 20_000), 4, 0.95);
    expect(expected).toBeCloseTo(400, 0);
    expect(point).toBeGreaterThan(400 + 6 * normalQuantile(0.95) - 0.6);
    expect(point).toBeLessThan(400 + 6 * normalQuantile(0.95) + 0.6);
    expect(safety).toBeCloseTo(point - expected, 9);
    expect(() => reorderPoint(drawPaths(white(0), 5, 10), 13, 0.95)).toThrow(/lead-too-long/);
    expect(() => reorderPoint(drawPaths(white(0), 5, 10), 3, 1)).toThrow(/no-service-level/);
  });

  it('are the same for the same seed', () => {
    expect(drawPaths(walk(5), 7, 50)).toEqual(drawPaths(walk(5), 7, 50));
    expect(drawPaths(walk(5), 7, 50)).not.toEqual(drawPaths(walk(5), 8, 50));
  });
});
