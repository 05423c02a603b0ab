import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../src/nn/mlp/learning-rate.ts';
import { MLP_DEFAULTS, planSchedule } from '../../src/nn/mlp/params.ts';

describe('planSchedule', () => {
  it('goes through nearly all rows in batches of one size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), (rows) => {
        const { batchSize, steps, epochs, run } = planSchedule(rows, MLP_DEFAULTS);
        expect(batchSize).toBeGreaterThanOrEqual(1);
        expect(batchSize * steps).toBeLessThanOrEqual(rows);
        // Fewer rows sit an epoch out than there are batches, unless the epoch was cut short.
        expect(steps === 256 || rows - batchSize * steps < steps).toBe(true);
        expect(run).toBe(epochs);
      }),
    );
  });

  it('gives few rows more epochs', () => {
    expect(planSchedule(300, MLP_DEFAULTS).epochs).toBeGreaterThan(planSchedule(50_000, MLP_DEFAULTS).epochs);
  });

  it('stops early on the same schedule, and stretches one that is too short', () => {
    expect(planSchedule(8000, { ...MLP_DEFAULTS, epochs: 30, stopAfter: 7 })).toMatchObject({ epochs: 30, run: 7 });
    expect(planSchedule(8000, { ...MLP_DEFAULTS, epochs: 5, stopAfter: 9 })).toMatchObject({ epochs: 9, run: 9 });
  });
});

describe('learningRateAt', () => {
  it('rises to its peak at 5 % and falls to 0', () => {
    expect(learningRateAt(0.05, 0.4)).toBeCloseTo(0.4, 12);
    expect(learningRateAt(0.525, 0.4)).toBeCloseTo(0.2, 12);
    expect(learningRateAt(1, 0.4)).toBeCloseTo(0, 12);
    const rates = Array.from({ length: 101 }, (_, i) => learningRateAt(i / 100, 1));
    const rising = rates.map((rate, i) => rate > (rates[i - 1] ?? -1));
    expect(rising.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => true));
    expect(rising.slice(6)).toEqual(Array.from({ length: 95 }, () => false));
    expect(learningRateAt(0, 1)).toBeGreaterThan(0);
  });
});
