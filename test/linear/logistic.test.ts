import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { logisticInference } from '../../src/core/learn/linear/logistic-inference.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import type { Prediction, Target } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';
import { context, featureTable, fitInput, numbers, twoClasses } from './support.ts';

const probabilitiesOf = (prediction: Prediction): Float64Array =>
  prediction.task === 'regression' ? new Float64Array(0) : prediction.probabilities;

const classesOf = (codes: readonly number[], k: number): Target => ({
  task: 'multiclass',
  codes: Int32Array.from(codes),
  classes: Array.from({ length: k }, (_, c) => `c${c}`),
});

const { weighted: known } = readGolden<{
  weighted: {
    X: number[][];
    w: number[];
    b: number[];
    c: number[];
    logistic_C05: number[];
    multinomial_C2: { intercept: number[]; coef: number[][]; p0: number[] };
  };
}>('linear-fixtures');

describe('two classes against statsmodels and scikit-learn (golden logistic)', () => {
  const { input, expected } = readGolden<{
    input: { X: number[][]; b: number[] };
    expected: {
      mle: Record<'coef' | 'std_err' | 'z' | 'p' | 'odds_ratio', number[]> &
        Record<'log_likelihood' | 'll_null' | 'pseudo_r2_mcfadden' | 'aic', number> & { ci95: number[][] };
      l2_C1: { intercept: number; coef: number[] };
    };
  }>('logistic');
  const fit = fitInput(featureTable(input.X), twoClasses(input.b));

  it('without a penalty: coefficients, errors, tests, odds ratios, likelihood', async () => {
    const state = await fitToEnd(logistic, fit, { penalty: 0 }, context());
    expect(state.converged).toBe(true);
    const { mle } = expected;
    const found = (await logisticInference(fit, state, context().pacer))!;
    const all = [found.intercept, ...found.coefficients];
    expectAllClose(
      all.map((c) => c.value),
      mle.coef,
    );
    expectAllClose(
      all.map((c) => Math.exp(c.value)),
      mle.odds_ratio,
    );
    expectAllClose(
      all.map((c) => c.standardError),
      mle.std_err,
      1e-8,
    );
    expectAllClose(
      all.map((c) => c.statistic),
      mle.z,
      1e-8,
    );
    expectAllClose(
      all.map((c) => c.pValue),
      mle.p,
      1e-8,
    );
    expectAllClose(
      all.flatMap((c) => [c.low, c.high]),
      mle.ci95.flat(),
      1e-8,
    );
    const quality = found.fit as Extract<typeof found.fit, { kind: 'logistic' }>;
    expectAllClose(
      [quality.logLikelihood, quality.nullLogLikelihood, quality.mcFadden, quality.aic],
      [mle.log_likelihood, mle.ll_null, mle.pseudo_r2_mcfadden, mle.aic],
    );
  });

  it('with a penalty, and with weights', async () => {
    const state = await fitToEnd(logistic, fit, { penalty: 1 }, context());
    const { intercept, coef } = expected.l2_C1;
    expectAllClose([state.intercepts[0]!, ...state.coefficients], [intercept, ...coef], 1e-5);
    const weighted = fitInput(featureTable(known.X), twoClasses(known.b), known.w);
    const other = await fitToEnd(logistic, weighted, { penalty: 2 }, context());
    expectAllClose([other.intercepts[0]!, ...other.coefficients], known.logistic_C05, 1e-6);
  });
});

describe('more classes against scikit-learn (linear-fixtures)', () => {
  const features = featureTable(known.X);

  it('slopes, intercepts and probabilities', async () => {
    const state = await fitToEnd(logistic, fitInput(features, classesOf(known.c, 3)), { penalty: 0.5 }, context());
    expect(state.converged).toBe(true);
    expectAllClose(state.coefficients, known.multinomial_C2.coef.flat(), 1e-6);
    expectAllClose(state.intercepts, known.multinomial_C2.intercept, 1e-5);
    const p = probabilitiesOf(await logistic.predict(features, state));
    expectAllClose(p.subarray(0, 3), known.multinomial_C2.p0, 1e-6);
  });

  it('gives a class that never occurred no chance, and the others theirs', async () => {
    const shifted = known.c.map((code) => (code === 2 ? 3 : code));
    const state = await fitToEnd(logistic, fitInput(features, classesOf(shifted, 4)), { penalty: 0.5 }, context());
    const p = probabilitiesOf(await logistic.predict(features, state));
    expect(p[2]).toBe(0);
    expectAllClose([p[0]!, p[1]!, p[3]!], known.multinomial_C2.p0, 1e-6);
  });

  it('two of many classes agree with two classes of twice the penalty, whose slopes lie between the sets', async () => {
    const binary = await fitToEnd(logistic, fitInput(features, twoClasses(known.b)), { penalty: 1 }, context());
    const many = await fitToEnd(logistic, fitInput(features, classesOf(known.b, 2)), { penalty: 2 }, context());
    const d = binary.features.length;
    const difference = Array.from({ length: d }, (_, j) => many.coefficients[d + j]! - many.coefficients[j]!);
    expectAllClose(difference, binary.coefficients, 1e-6);
  });
});

describe('hard cases', () => {
  const separable = featureTable([[-3], [-2], [-1], [1], [2], [3]]);
  const sides = twoClasses([0, 0, 0, 1, 1, 1]);

  it('separated classes: ends, and says so; with a penalty it is an ordinary fit', async () => {
    const state = await fitToEnd(logistic, fitInput(separable, sides), { penalty: 0 }, context());
    expect(state.separated).toBe(true);
    expect(state.coefficients.every(Number.isFinite)).toBe(true);
    const p = probabilitiesOf(await logistic.predict(separable, state));
    expect(p[1]).toBeLessThan(1e-3);
    expect(p[11]).toBeGreaterThan(1 - 1e-3);
    const held = await fitToEnd(logistic, fitInput(separable, sides), { penalty: 1 }, context());
    expect(held.separated).toBe(false);
    expect(held.converged).toBe(true);
  });

  it('a constant and a repeated feature change no prediction', async () => {
    const random = createRandom(2);
    const X = Array.from({ length: 80 }, () => [random.normal(), random.normal()]);
    const codes = X.map((row) => Number(row[0]! + random.normal() > 0));
    const lean = featureTable(X);
    const wide = featureTable(X.map(([a, b]) => [a!, b!, 4, a!]));
    for (const penalty of [0, 0.3]) {
      const first = await fitToEnd(logistic, fitInput(lean, twoClasses(codes)), { penalty }, context());
      const second = await fitToEnd(logistic, fitInput(wide, twoClasses(codes)), { penalty }, context());
      expect(second.converged).toBe(true);
      const a = probabilitiesOf(await logistic.predict(lean, first));
      const b = probabilitiesOf(await logistic.predict(wide, second));
      // A penalised feature that is there twice is penalised half: only the free fit is the same.
      expectAllClose(b, a, penalty === 0 ? 1e-6 : 0.1, 1);
    }
  });

  it('many rows: the start from a part of them leads to the same optimum', async () => {
    const random = createRandom(3);
    const n = 70_000;
    const a = Float64Array.from({ length: n }, () => random.normal());
    const b = Float64Array.from({ length: n }, () => random.normal());
    const codes = Int32Array.from(a, (v, i) => Number(random.next() < 1 / (1 + Math.exp(1 - v + 0.5 * b[i]!))));
    const features = {
      rowCount: n,
      columns: [
        { kind: 'number' as const, name: 'a', values: a },
        { kind: 'number' as const, name: 'b', values: b },
      ],
    };
    const state = await fitToEnd(logistic, fitInput(features, twoClasses(codes)), { penalty: 1 }, context());
    expect(state.converged).toBe(true);
    const p = probabilitiesOf(await logistic.predict(features, state));
    const gradient = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const residual = p[2 * i + 1]! - codes[i]!;
      gradient[0]! += residual;
      gradient[1]! += residual * a[i]!;
      gradient[2]! += residual * b[i]!;
    }
    expect(Math.abs(gradient[0]!)).toBeLessThan(1e-5);
    expectClose(gradient[1]!, -state.coefficients[0]!, 1e-5, 1);
    expectClose(gradient[2]!, -state.coefficients[1]!, 1e-5, 1);
  });

  it('refuses one class and numbers, in codes', async () => {
    const one = fitInput(separable, twoClasses([1, 1, 1, 1, 1, 1]));
    await expect(fitToEnd(logistic, one, { penalty: 1 }, context())).rejects.toThrow('train.one-class');
    const wrong = fitInput(separable, numbers([1, 2, 3, 4, 5, 6]));
    await expect(fitToEnd(logistic, wrong, { penalty: 1 }, context())).rejects.toThrow('train.wrong-task');
  });
});

describe('laws of logistic regression', () => {
  it('any data and penalty: converges, and the mean probability is the share where the intercept is free', async () => {
    const problem = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      rows: fc.integer({ min: 20, max: 300 }),
      k: fc.integer({ min: 2, max: 5 }),
      penalty: fc.constantFrom(0.01, 1, 50),
    });
    await fc.assert(
      fc.asyncProperty(problem, async ({ seed, rows, k, penalty }) => {
        const random = createRandom(seed);
        const X = Array.from({ length: rows }, () => [random.normal() * 10, random.normal() ** 3, random.next()]);
        const codes = X.map((row, i) => (i < k ? i : Math.abs(Math.round(row[0]! / 5 + random.normal())) % k));
        const target = k === 2 ? twoClasses(codes) : classesOf(codes, k);
        const features = featureTable(X);
        const state = await fitToEnd(logistic, fitInput(features, target), { penalty }, context());
        expect(state.converged).toBe(true);
        const p = probabilitiesOf(await logistic.predict(features, state));
        for (let c = 0; c < k; c++) {
          const mean = X.reduce((sum, _, i) => sum + p[i * k + c]!, 0) / rows;
          expectClose(mean, codes.filter((code) => code === c).length / rows, 1e-6, 1);
        }
      }),
      { numRuns: 30 },
    );
  });
});
