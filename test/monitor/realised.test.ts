import { describe, expect, it } from 'vitest';
import {
  adviseOnRealised,
  numberShift,
  probabilityShift,
  type RealisedInput,
} from '../../src/core/monitor/realised.ts';
import { createRandom } from '../../src/core/random.ts';

const base: RealisedInput = {
  rows: 400,
  fewestOfClass: 80,
  metric: 'rocAuc',
  higherIsBetter: true,
  promised: { value: 0.8, low: 0.77, high: 0.83 },
  realised: { value: 0.79, low: 0.75, high: 0.83 },
  drift: [],
};
const moved = (importance: number) =>
  [{ column: 'x', kind: 'number', psi: 0.4, size: 'large', effect: 0.6, importance }] as const;
const advice = (input: Partial<RealisedInput>): string => adviseOnRealised({ ...base, ...input }).code;

describe('advice on what came true', () => {
  it('keeps a model that keeps its promise', () => {
    expect(advice({})).toBe('feedback.keep');
    expect(advice({ realised: { value: 0.85, low: 0.84, high: 0.86 } })).toBe('feedback.keep');
    expect(advice({ drift: moved(0.1) })).toBe('feedback.keep');
  });

  it('retrains one that surely does worse, or looks worse while it leans on what moved', () => {
    expect(advice({ realised: { value: 0.7, low: 0.66, high: 0.74 } })).toBe('feedback.retrain');
    expect(advice({ drift: moved(0.3) })).toBe('feedback.retrain');
    // Drift that did no harm is none.
    expect(advice({ drift: moved(0.9), realised: { value: 0.81, low: 0.77, high: 0.84 } })).toBe('feedback.keep');
    const error = { metric: 'rmse', higherIsBetter: false, promised: { value: 10, low: 9, high: 11 } };
    expect(advice({ ...error, realised: { value: 14, low: 12, high: 16 } })).toBe('feedback.retrain');
    expect(advice({ ...error, realised: { value: 7, low: 6, high: 8 } })).toBe('feedback.keep');
  });

  it('says when it is too early', () => {
    expect(advice({ rows: 49 })).toBe('feedback.too-few-rows');
    expect(advice({ fewestOfClass: 9 })).toBe('feedback.too-few-rows');
    expect(adviseOnRealised({ ...base, rows: 20, fewestOfClass: 3 }).params).toMatchObject({ rows: 20, needed: 50 });
  });

  it('recalibrates where the level is off', () => {
    const level = { expected: 0.2, observed: 0.4 };
    expect(adviseOnRealised({ ...base, level })).toMatchObject({ code: 'feedback.recalibrate', params: level });
  });
});

describe('the level of predictions', () => {
  const draw = (seed: number, odds: number): [Float64Array, Float64Array] => {
    const random = createRandom(seed);
    const p = Float64Array.from({ length: 1_000 }, () => 0.1 + 0.4 * random.next());
    return [p, p.map((value) => (random.next() < (odds * value) / (1 - value + odds * value) ? 1 : 0))];
  };

  it('is seldom off by chance and mostly found where the odds doubled', () => {
    const off = (odds: number): number =>
      Array.from({ length: 100 }, (_, seed) => probabilityShift(...draw(seed, odds))).filter(Boolean).length;
    expect(off(1)).toBeLessThanOrEqual(1);
    expect(off(2)).toBeGreaterThanOrEqual(95);
    expect(probabilityShift([0.5, 0.5], [1, 0])).toBeUndefined();
    expect(probabilityShift([], [])).toBeUndefined();
  });

  it('is told for numbers in their own units', () => {
    const random = createRandom(3);
    const predicted = Float64Array.from({ length: 500 }, () => 100 + 10 * random.normal());
    const actual = predicted.map((value) => value + 5 * random.normal());
    expect(numberShift(predicted, actual)).toBeUndefined();
    const lifted = numberShift(
      predicted,
      actual.map((value) => value + 8),
    );
    expect((lifted?.observed ?? 0) - (lifted?.expected ?? 0)).toBeCloseTo(8, 0);
    expect(numberShift([1], [2])).toBeUndefined();
  });
});
