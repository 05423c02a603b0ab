import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannon, ks, totalVariation, wasserstein } from '../../src/core/monitor/distances.ts';
import { psi, psiSize } from '../../src/core/monitor/psi.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectClose, readGolden } from '../support/golden.ts';

const { input, expected } = readGolden<{
  input: { a: number[]; b: number[] };
  expected: {
    ks: { statistic: number; p_exact: number };
    psi: { share_a: number[]; share_b: number[]; value: number };
    wasserstein: number;
    js_distance_base2_of_the_bins: number;
  };
}>('drift');

describe('distances of distributions', () => {
  it('agree with scipy', () => {
    const { statistic, pValue } = ks(input.a, input.b);
    expectClose(statistic, expected.ks.statistic, 1e-9);
    expectClose(pValue, expected.ks.p_exact, 1e-9);
    expectClose(psi(expected.psi.share_a, expected.psi.share_b), expected.psi.value, 1e-9);
    expectClose(wasserstein(input.a, input.b), expected.wasserstein, 1e-9);
    const { share_a: a, share_b: b } = expected.psi;
    expectClose(jensenShannon(a, b), expected.js_distance_base2_of_the_bins, 1e-9);
  });

  it('know hand-made cases', () => {
    // scipy.stats.ks_2samp([1, 2, 3], [4, 5, 6, 7], method='exact'): D = 1, p = 2 / C(7, 3).
    expect(ks([1, 2, 3], [4, 5, 6, 7]).statistic).toBe(1);
    expectClose(ks([1, 2, 3], [4, 5, 6, 7]).pValue, 2 / 35, 1e-12);
    expect(ks([1, 2], [1, 2])).toEqual({ statistic: 0, pValue: 1 });
    expect(wasserstein([0, 1, 3], [5, 6, 8])).toBe(5);
    expect(totalVariation([0.5, 0.5, 0], [0, 0.5, 0.5])).toBe(0.5);
    expect(jensenShannon([1, 0], [0, 1])).toBe(1);
    expect(psi([0.5, 0.5, 0], [0.5, 0.5, 0])).toBe(0);
  });

  it('are symmetric, 0 for the same, and grow with a shift', () => {
    const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, fc.double({ min: 0, max: 100, noNaN: true }), (a, b, shift) => {
        expectClose(wasserstein(a, b), wasserstein(b, a), 1e-9, 1e-9);
        expect(ks(a, b).statistic).toBeCloseTo(ks(b, a).statistic, 12);
        expect(wasserstein(a, a)).toBe(0);
        const moved = a.map((value) => value + shift);
        expectClose(wasserstein(a, moved), shift, 1e-6, 1e-6);
      }),
    );
  });

  it('hold the level of the Kolmogorov–Smirnov test, exactly and in the limit', () => {
    const random = createRandom(8);
    const rejected = (m: number, n: number, times: number): number => {
      let count = 0;
      for (let i = 0; i < times; i++) {
        const draw = (size: number): number[] => Array.from({ length: size }, () => random.next());
        if (ks(draw(m), draw(n)).pValue < 0.05) count++;
      }
      return count / times;
    };
    for (const share of [rejected(40, 60, 500), rejected(4_000, 3_000, 200)]) {
      expect(share).toBeLessThan(0.09);
      expect(share).toBeGreaterThan(0.01);
    }
  });

  it('class an index by the usual marks, and as none where few rows explain it', () => {
    expect([0.05, 0.15, 0.3].map((index) => psiSize(index, 10, 10_000))).toEqual(['none', 'small', 'large']);
    expect(psiSize(0.3, 10, 50)).toBe('none');
    expect(psiSize(0.3, 10, 1_000, 50)).toBe('none');
  });
});
