import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpper,
  fCdf,
  fQuantile,
  fUpper,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
  tTwoSided,
} from '../../src/core/stats/distributions.ts';
import { logBeta, logGamma } from '../../src/core/stats/special-functions.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

/** scipy, by test/golden/make_stats_fixtures.py */
const { distributions: known } = readGolden<{
  distributions: Record<string, number[]> & Record<'t' | 'chi2' | 'f' | 'log_gamma' | 'log_beta', number[][]>;
}>('stats-fixtures');
type Row = [number, number, number];

describe('distributions against scipy', () => {
  it('normal', () => {
    expectAllClose(known['z']!.map(normalCdf), known['normal_cdf']!, 1e-12);
    expectAllClose(known['p']!.map(normalQuantile), known['normal_quantile']!, 1e-12, 1);
  });

  it('Student’s t', () => {
    const rows = known.t as Row[];
    expectAllClose(
      rows.map(([t, df]) => tTwoSided(t, df)),
      known['t_two_sided']!,
      1e-11,
    );
    expectAllClose(
      rows.map(([, df]) => tQuantile(0.975, df)),
      known['t_quantile_975']!,
      1e-10,
    );
  });

  it('χ²', () => {
    const rows = known.chi2 as Row[];
    expectAllClose(
      rows.map(([x, df]) => chiSquaredUpper(x, df)),
      known['chi2_upper']!,
      1e-9,
    );
    expectAllClose(
      rows.map(([, df]) => chiSquaredQuantile(0.05, df)),
      known['chi2_quantile_05']!,
      1e-9,
    );
  });

  it('F', () => {
    const rows = known.f as Row[];
    expectAllClose(
      rows.map(([x, a, b]) => fUpper(x, a, b)),
      known['f_upper']!,
      1e-11,
    );
    expectAllClose(
      rows.map(([, a, b]) => fQuantile(0.95, a, b)),
      known['f_quantile_95']!,
      1e-10,
    );
  });

  it('ln Γ and ln B', () => {
    for (const [x, value] of known.log_gamma as Row[]) expectClose(logGamma(x), value, 1e-14, 1);
    for (const [a, b, value] of known.log_beta as Row[]) expectClose(logBeta(a, b), value, 1e-14, 1);
    // B(½, b) → Γ(½) / √b · (1 + 1 / 8b): scipy loses nine digits of it to cancellation at b = 10⁶.
    expectClose(logBeta(0.5, 1e6), 0.5 * Math.log(Math.PI) - 0.5 * Math.log(1e6) + 1 / 8e6, 1e-13);
  });
});

describe('distributions hold together', () => {
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const df = fc.double({ min: 0.5, max: 500, noNaN: true });

  it('quantiles undo distribution functions', () => {
    fc.assert(
      fc.property(share, df, df, (p, a, b) => {
        expectClose(normalCdf(normalQuantile(p)), p, 1e-10);
        expectClose(tCdf(tQuantile(p, a), a), p, 1e-8);
        expectClose(chiSquaredCdf(chiSquaredQuantile(p, a), a), p, 1e-8);
        expectClose(fCdf(fQuantile(p, a, b), a, b), p, 1e-7);
      }),
      { numRuns: 60 },
    );
  });

  it('ends of the range are what they should be', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(tQuantile(1, 5)).toBe(Infinity);
    expect(tTwoSided(Infinity, 5)).toBe(0);
    expect(chiSquaredUpper(0, 3)).toBe(1);
    expect(fUpper(Infinity, 2, 3)).toBe(0);
  });
});
