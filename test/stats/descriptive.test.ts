import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excessKurtosis,
  kendall,
  mean,
  medianAbsoluteDeviation,
  pearson,
  quantile,
  quantiles,
  skewness,
  spearman,
  standardDeviation,
} from '../../src/core/stats/descriptive.ts';
import { argsort, ranks } from '../../src/core/stats/order.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

const { input, expected } = readGolden('descriptive');
const x = input['x'] as number[];
const y = input['y'] as number[];
const value = (name: string): number => expected[name] as number;
const pair = (name: string): [number, number] => expected[name] as [number, number];

describe('descriptive figures against numpy, scipy and pandas (golden descriptive)', () => {
  it('quantiles', () => {
    expectAllClose(quantiles(x, input['q'] as number[]), expected['quantile_type7'] as number[], 1e-12);
    expectClose(quantile([4, 2, 3, 1], 0.4), value('quantile_of_1_to_4_at_0.4'));
  });

  it('moments', () => {
    expectClose(mean(x), value('mean'), 1e-12);
    expectClose(standardDeviation(x), value('std_n_minus_1'), 1e-11);
    expectClose(skewness(x, true), value('skew_biased'));
    expectClose(skewness(x), value('skew_pandas'));
    expectClose(excessKurtosis(x, true), value('kurtosis_excess_biased'));
    expectClose(excessKurtosis(x), value('kurtosis_excess_pandas'));
    expectClose(medianAbsoluteDeviation(x), value('mad_raw'));
  });

  it('correlations with p values', () => {
    for (const [result, name] of [
      [pearson(x, y), 'pearson_xy'],
      [spearman(x, y), 'spearman_xy'],
      [kendall(x, y), 'kendall_tau_b_xy'],
    ] as const) {
      expectClose(result.value, pair(name)[0], 1e-10);
      expectClose(result.pValue, pair(name)[1], 1e-9);
    }
  });

  it('Kendall with ties on both sides (scipy, stats-fixtures)', () => {
    const { samples } = readGolden<{ samples: { a: number[]; b: number[]; kendall_ties: [number, number] } }>(
      'stats-fixtures',
    );
    const result = kendall(samples.a.slice(0, 18), samples.b);
    expectClose(result.value, samples.kendall_ties[0], 1e-12);
    expectClose(result.pValue, samples.kendall_ties[1], 1e-10);
  });

  it('ranks', () => {
    expect([...ranks(input['with_ties'] as number[])]).toEqual(expected['rank_average_with_ties']);
  });
});

describe('argsort', () => {
  it('orders like a stable comparison sort, small and large, NaN last', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN), fc.integer());
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), fc.boolean(), (few, large) => {
        // Repeating pushes the list over to the radix sort.
        const values = large ? Array.from({ length: 2500 }, (_, i) => few[i % Math.max(1, few.length)] ?? 0) : few;
        const key = (i: number): number => (Number.isNaN(values[i]) ? Infinity : (values[i] as number));
        const reference = values
          .map((_, i) => i)
          .sort(
            (a, b) =>
              (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) ||
              Number(Number.isNaN(values[a])) - Number(Number.isNaN(values[b])) ||
              a - b,
          );
        expect([...argsort(values)]).toEqual(reference);
      }),
      { numRuns: 60 },
    );
  });
});
