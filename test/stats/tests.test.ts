import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import {
  benjaminiHochberg,
  chiSquaredTest,
  fisherExact,
  holm,
  mannWhitney,
  sampleSizeForMeans,
  sampleSizePerArm,
  summarise,
  twoProportions,
  welchTest,
  wilson,
} from '../../src/core/stats/tests.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

const { input, expected } = readGolden<{
  input: { a: number[]; b: number[]; table_2x3: number[][]; table_2x2: number[][]; p_values: number[] };
  expected: {
    chi2: { statistic: number; p: number; df: number; expected: number[][]; cramers_v: number };
    chi2_2x2: { yates: number[]; no_correction: number[]; fisher_exact_p: number };
    welch_t: { t: number; p: number; df: number; ci95_of_mean_a_minus_b: number[] };
    mann_whitney_asymptotic: { u: number; p: number };
    two_proportion_z: {
      z_pooled: number;
      p: number;
      difference: number;
      ci95_newcombe: number[];
      wilson_ci95_first: number[];
    };
    benjamini_hochberg: { adjusted: number[] };
    holm: { adjusted: number[] };
    sample_size_per_arm: { baseline: number; variant: number; n_arcsine: number };
  };
}>('tests');
const { samples } = readGolden<{
  samples: { a: number[]; b: number[]; mann_whitney: [number, number]; fisher: [number[], number][] };
}>('stats-fixtures');

describe('tests against scipy and statsmodels (golden tests)', () => {
  it('χ² of independence', () => {
    const result = chiSquaredTest(input.table_2x3);
    expectClose(result.statistic, expected.chi2.statistic);
    expectClose(result.pValue, expected.chi2.p);
    expect(result.df).toBe(expected.chi2.df);
    expectAllClose(result.expected.flat(), expected.chi2.expected.flat());
    expectClose(result.cramersV, expected.chi2.cramers_v);
    const corrected = chiSquaredTest(input.table_2x2, true);
    expectAllClose([corrected.statistic, corrected.pValue], expected.chi2_2x2.yates);
    const plain = chiSquaredTest(input.table_2x2);
    expectAllClose([plain.statistic, plain.pValue], expected.chi2_2x2.no_correction);
  });

  it('χ² leaves empty rows out', () => {
    const [first = [], second = []] = input.table_2x3;
    const result = chiSquaredTest([first, [0, 0, 0], second]);
    expect(result.df).toBe(2);
    expectClose(result.pValue, expected.chi2.p);
  });

  it('Fisher’s exact test', () => {
    expectClose(fisherExact(12, 5, 9, 22), expected.chi2_2x2.fisher_exact_p);
    for (const [[a = 0, b = 0, c = 0, d = 0], p] of samples.fisher) expectClose(fisherExact(a, b, c, d), p, 1e-9);
  });

  it('Welch', () => {
    const result = welchTest(summarise(input.a), summarise(input.b));
    expectClose(result.t, expected.welch_t.t);
    expectClose(result.df, expected.welch_t.df);
    expectClose(result.pValue, expected.welch_t.p);
    expectAllClose([result.low, result.high], expected.welch_t.ci95_of_mean_a_minus_b);
  });

  it('Mann–Whitney, with ties too', () => {
    const result = mannWhitney(input.a, input.b);
    expectClose(result.u, expected.mann_whitney_asymptotic.u);
    expectClose(result.pValue, expected.mann_whitney_asymptotic.p);
    const tied = mannWhitney(samples.a, samples.b);
    expectAllClose([tied.u, tied.pValue], samples.mann_whitney);
  });

  it('two proportions, Wilson and Newcombe', () => {
    const known = expected.two_proportion_z;
    const result = twoProportions(230, 2000, 190, 2000);
    expectClose(result.z, known.z_pooled);
    expectClose(result.pValue, known.p);
    expectAllClose([result.low, result.high], known.ci95_newcombe);
    const interval = wilson(230, 2000);
    expectAllClose([interval.low, interval.high], known.wilson_ci95_first);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('corrections for many tests', () => {
    expectAllClose(benjaminiHochberg(input.p_values), expected.benjamini_hochberg.adjusted, 1e-6);
    expectAllClose(holm(input.p_values), expected.holm.adjusted, 1e-6);
    const turned = [...input.p_values].reverse();
    expectAllClose(benjaminiHochberg(turned), [...expected.benjamini_hochberg.adjusted].reverse(), 1e-6);
  });

  it('sample sizes', () => {
    const known = expected.sample_size_per_arm;
    expectClose(sampleSizePerArm(known.baseline, known.variant), known.n_arcsine, 1e-6);
    // statsmodels NormalIndPower().solve_power(0.25, alpha=0.05, power=0.8)
    expectClose(sampleSizeForMeans(2.5, 10), 251.16353630180953, 1e-6);
    expect(sampleSizePerArm(0.2, 0.2)).toBe(Infinity);
  });
});

describe('intervals cover', () => {
  it('Wilson holds 95 % of the time or nearly, at a small share', () => {
    const random = createRandom(4);
    let covered = 0;
    const draws = 2000;
    for (let d = 0; d < draws; d++) {
      let yes = 0;
      for (let i = 0; i < 60; i++) if (random.next() < 0.08) yes++;
      const { low, high } = wilson(yes, 60);
      if (low <= 0.08 && 0.08 <= high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.93);
    expect(covered / draws).toBeLessThan(0.985);
  });
});
