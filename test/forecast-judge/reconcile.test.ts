import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveFan, reconcile, type GapSharing } from '../../src/core/forecast/reconcile.ts';
import { createRandom } from '../../src/core/random.ts';

const sharings: readonly GapSharing[] = ['variance', 'structural', 'equal'];
const size = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const width = fc.double({ min: 1e-3, max: 1e4, noNaN: true });

describe('totals', () => {
  it('are exactly the sums of their parts, and no part falls below a floor', () => {
    fc.assert(
      fc.property(
        size,
        width,
        fc.array(fc.tuple(size, width), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...sharings),
        fc.boolean(),
        (total, spread, parts, sharing, floored) => {
          const adding = (mean: number, s: number) => ({ mean: Float64Array.of(mean), spread: Float64Array.of(s) });
          const made = reconcile(
            adding(total, spread),
            parts.map(([mean, s]) => adding(mean, s)),
            sharing,
            floored,
          );
          expect(made.total[0]).toBe(made.parts.reduce((sum, part) => sum + (part[0] as number), 0));
          const least = Math.min(...made.parts.map((part) => part[0] as number));
          expect(!floored || least >= 0).toBe(true);
        },
      ),
    );
  });

  it('are those of MinT: S (SᵀW⁻¹S)⁻¹SᵀW⁻¹ŷ in numpy', () => {
    // S = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]; W = diag(9, 1, 4, 0.25); yhat = (100, 20, 50, 18)
    const adding = (mean: number, spread: number) => ({ mean: Float64Array.of(mean), spread: Float64Array.of(spread) });
    const made = reconcile(adding(100, 3), [adding(20, 1), adding(50, 2), adding(18, 0.5)], 'variance');
    const expected = [20.842105263157894, 53.36842105263158, 18.210526315789473];
    for (const [i, part] of made.parts.entries()) expect(part[0]).toBeCloseTo(expected[i] as number, 10);
    const ols = reconcile(adding(100, 3), [adding(20, 1), adding(50, 2), adding(18, 0.5)], 'equal');
    for (const [i, part] of ols.parts.entries()) expect(part[0]).toBeCloseTo([23, 53, 21][i] as number, 10);
  });

  it('err no more than before, the total and the parts, over many tries', () => {
    const random = createRandom(2);
    const deviations = [2, 5, 1, 8];
    let [before, after] = [0, 0];
    for (let round = 0; round < 2000; round++) {
      const truth = deviations.map(() => 50 + 20 * random.normal());
      const whole = truth.reduce((a, b) => a + b, 0);
      const adding = (value: number, s: number) => ({
        mean: Float64Array.of(value + s * random.normal()),
        spread: Float64Array.of(s),
      });
      const total = adding(whole, 6);
      const parts = truth.map((value, i) => adding(value, deviations[i] as number));
      const made = reconcile(total, parts, 'variance');
      before += ((total.mean[0] as number) - whole) ** 2;
      after += ((made.total[0] as number) - whole) ** 2;
      for (const [i, value] of truth.entries()) {
        before += ((parts[i]?.mean[0] as number) - value) ** 2;
        after += ((made.parts[i]?.[0] as number) - value) ** 2;
      }
    }
    expect(after).toBeLessThan(0.9 * before);
  });

  it('move fans as a whole', () => {
    const fan = { mean: Float64Array.of(10), quantiles: [Float64Array.of(1), Float64Array.of(15)] };
    const moved = moveFan(fan, Float64Array.of(7), 0);
    expect(moved.quantiles.map((q) => q[0])).toEqual([0, 12]);
  });
});
