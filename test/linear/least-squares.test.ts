import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { linearInference, predictionInterval } from '../../src/core/learn/linear/inference.ts';
import { ols } from '../../src/core/learn/linear/ols.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import type { Prediction } from '../../src/core/learn/task.ts';
import { mse } from '../../src/core/metrics/regression.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';
import { sharedData } from '../support/shared-data.ts';
import { context, featureTable, fitInput, numbers } from './support.ts';

const valuesOf = (prediction: Prediction): Float64Array =>
  prediction.task === 'regression' ? prediction.values : new Float64Array(0);

interface Regression {
  readonly X: number[][];
  readonly y: number[];
}

describe('ordinary least squares against statsmodels (golden ols)', () => {
  const { input, expected } = readGolden<{
    input: Regression;
    expected: Record<'coef' | 'std_err' | 't' | 'p' | 'hc3_std_err' | 'prediction_at', number[]> &
      Record<'r2' | 'adj_r2' | 'sigma2' | 'f' | 'f_p' | 'aic' | 'bic', number> & {
        ci95: [number, number][];
        prediction: Record<string, number>;
      };
  }>('ols');
  const fit = fitInput(featureTable(input.X), numbers(input.y));

  it('coefficients, errors, tests, intervals and figures of fit', async () => {
    const state = await fitToEnd(ols, fit, {}, context());
    expect(state.method).toBe('cholesky');
    expectAllClose([state.intercept, ...state.coefficients], expected.coef);
    const found = (await linearInference(fit, state, context().pacer, { robust: true }))!;
    const all = [found.intercept, ...found.coefficients];
    expectAllClose(
      all.map((c) => c.standardError),
      expected.std_err,
    );
    expectAllClose(
      all.map((c) => c.statistic),
      expected.t,
    );
    expectAllClose(
      all.map((c) => c.pValue),
      expected.p,
      1e-8,
    );
    expectAllClose(
      all.flatMap((c) => [c.low, c.high]),
      expected.ci95.flat(),
      1e-8,
    );
    const quality = found.fit as Extract<typeof found.fit, { kind: 'least-squares' }>;
    expectAllClose(
      [quality.r2, quality.adjustedR2, quality.sigma2, quality.f, quality.fPValue, quality.aic, quality.bic],
      [expected.r2, expected.adj_r2, expected.sigma2, expected.f, expected.f_p, expected.aic, expected.bic],
      1e-8,
    );
    expectAllClose(quality.robust!, expected.hc3_std_err);
    const at = predictionInterval(state, found, expected.prediction_at);
    const known = expected.prediction;
    expectAllClose(
      [at.value, at.standardError, at.low, at.high, at.lowNew, at.highNew],
      ['mean', 'mean_se', 'mean_ci_lower', 'mean_ci_upper', 'obs_ci_lower', 'obs_ci_upper'].map((key) => known[key]!),
    );
  });
});

describe('ridge against scikit-learn (golden ridge)', () => {
  const { input, expected } = readGolden<{
    input: Regression;
    expected: Record<
      string,
      {
        raw_X: { intercept: number; coef: number[]; std_err_formula: number[]; effective_df: number };
        standardised_X: { intercept: number; coef: number[] };
      }
    >;
  }>('ridge');

  it.each(['0.1', '1.0', '10.0'])('alpha %s', async (alpha) => {
    const known = expected[alpha]!;
    const raw = fitInput(featureTable(input.X), numbers(input.y));
    const state = await fitToEnd(ridge, raw, { penalty: Number(alpha) }, context());
    expectAllClose([state.intercept, ...state.coefficients], [known.raw_X.intercept, ...known.raw_X.coef]);
    const found = (await linearInference(raw, state, context().pacer))!;
    expectAllClose(
      found.coefficients.map((c) => c.standardError),
      known.raw_X.std_err_formula,
    );
    expect(found.unbiased).toBe(false);
    expect(found.fit.kind).toBe('least-squares');
    expectClose((found.fit as { effectiveDf: number }).effectiveDf, known.raw_X.effective_df);
    const n = input.X.length;
    const scaledColumns = input.X[0]!.map((_, j) => {
      const mean = input.X.reduce((sum, row) => sum + row[j]!, 0) / n;
      const spread = Math.sqrt(input.X.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / n);
      return input.X.map((row) => (row[j]! - mean) / spread);
    });
    const scaled = input.X.map((_, i) => scaledColumns.map((column) => column[i]!));
    const other = await fitToEnd(
      ridge,
      fitInput(featureTable(scaled), numbers(input.y)),
      { penalty: Number(alpha) },
      context(),
    );
    expectAllClose(other.coefficients, known.standardised_X.coef);
    expectClose(other.intercept, known.standardised_X.intercept);
  });

  it('more features than rows (scikit-learn, solver svd)', async () => {
    const { wide } = readGolden<{ wide: { X: number[][]; y: number[]; ridge07: number[] } }>('linear-fixtures');
    const state = await fitToEnd(ridge, fitInput(featureTable(wide.X), numbers(wide.y)), { penalty: 0.7 }, context());
    expect(state.method).toBe('dual');
    expectAllClose([state.intercept, ...state.coefficients], wide.ridge07, 1e-9, 1e-2);
  });
});

describe('weights against statsmodels and scikit-learn (linear-fixtures)', () => {
  const { weighted: known } = readGolden<{
    weighted: { X: number[][]; y: number[]; w: number[]; wls: number[]; ridge5: number[] };
  }>('linear-fixtures');
  const fit = fitInput(featureTable(known.X), numbers(known.y), known.w);

  it('least squares and ridge', async () => {
    const plain = await fitToEnd(ols, fit, {}, context());
    expectAllClose([plain.intercept, ...plain.coefficients], known.wls);
    const shrunk = await fitToEnd(ridge, fit, { penalty: 5 }, context());
    expectAllClose([shrunk.intercept, ...shrunk.coefficients], known.ridge5);
  });
});

describe('ill-conditioned features', () => {
  it('Longley: the coefficients, errors and deviation that NIST certifies', async () => {
    const { longley } = readGolden<{ longley: { columns: string[]; X: number[][]; y: number[] } }>('linear-fixtures');
    const fit = fitInput(featureTable(longley.X, longley.columns), numbers(longley.y));
    const state = await fitToEnd(ols, fit, {}, context());
    // NIST StRD, Longley
    expectAllClose(
      [state.intercept, ...state.coefficients],
      [
        -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
        -0.0511041056535807, 1829.15146461355,
      ],
      1e-9,
    );
    const found = (await linearInference(fit, state, context().pacer))!;
    expectAllClose(
      [found.intercept, ...found.coefficients].map((c) => c.standardError),
      [
        890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675, 0.22607320006937,
        455.478499142212,
      ],
      1e-9,
    );
    const quality = found.fit as Extract<typeof found.fit, { kind: 'least-squares' }>;
    expectClose(Math.sqrt(quality.sigma2), 304.854073561965, 1e-10);
    expectClose(quality.r2, 0.995479004577296, 1e-12);
  });

  it('powers 1 … 8 of x in 0 … 2, made of known coefficients: seven digits, where normal equations lose all', async () => {
    const rows = Array.from({ length: 101 }, (_, i) => Array.from({ length: 8 }, (__, j) => (i / 50) ** (j + 1)));
    const y = rows.map((row) => 1 + row.reduce((sum, x) => sum + x, 0));
    const state = await fitToEnd(ols, fitInput(featureTable(rows), numbers(y)), {}, context());
    expect(state.method).toBe('qr');
    expect(state.aliased).toEqual([]);
    expectAllClose(state.coefficients, Array<number>(8).fill(1), 1e-7);
  });

  it('keeps its digits a trillion away from zero', async () => {
    const random = createRandom(6);
    const rows = Array.from({ length: 200 }, (_, i) => [1.7e12 + i, random.normal()]);
    const y = rows.map((row) => 3 * (row[0]! - 1.7e12) - 2 * row[1]!);
    const features = featureTable(rows);
    const state = await fitToEnd(ols, fitInput(features, numbers(y)), {}, context());
    expectAllClose(state.coefficients, [3, -2], 1e-10);
    expectAllClose(valuesOf(await ols.predict(features, state)), y, 1e-9, 1);
  });

  it('names the features that add nothing, keeps the first of equals, and predicts as without them', async () => {
    const random = createRandom(7);
    const base = Array.from({ length: 60 }, () => [random.normal(), random.normal()]);
    const y = base.map(([a, b]) => 2 * a! - b! + 0.1 * random.normal());
    const wider = base.map(([a, b]) => [a!, 5, b!, a! + 2 * b!, -3 * a!]);
    const lean = await fitToEnd(ols, fitInput(featureTable(base), numbers(y)), {}, context());
    const features = featureTable(wider);
    const fit = fitInput(features, numbers(y));
    const full = await fitToEnd(ols, fit, {}, context());
    expect(full.aliased).toEqual(['x2', 'x4', 'x5']);
    expectAllClose([full.coefficients[0]!, full.coefficients[2]!], lean.coefficients, 1e-9);
    expect([1, 3, 4].map((j) => full.coefficients[j])).toEqual([0, 0, 0]);
    expectAllClose(
      valuesOf(await ols.predict(features, full)),
      valuesOf(await ols.predict(featureTable(base), lean)),
      1e-9,
      1,
    );
    const found = (await linearInference(fit, full, context().pacer))!;
    expect(found.df).toBe(57);
    expect(found.coefficients[1]!.standardError).toBeNaN();
    expect(found.intercept.standardError).toBeGreaterThan(0);
  });

  it('more features than rows without a penalty: fits the rows, flags the rest', async () => {
    const random = createRandom(8);
    const rows = Array.from({ length: 6 }, () => Array.from({ length: 10 }, () => random.normal()));
    const y = rows.map(() => random.normal());
    const features = featureTable(rows);
    const state = await fitToEnd(ols, fitInput(features, numbers(y)), {}, context());
    expect(state.aliased).toHaveLength(5);
    expectAllClose(valuesOf(await ols.predict(features, state)), y, 1e-8, 1);
  });
});

describe('laws of least squares', () => {
  const problem = fc
    .record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      rows: fc.integer({ min: 12, max: 700 }),
      width: fc.integer({ min: 1, max: 7 }),
      penalty: fc.constantFrom(0, 0.01, 3),
    })
    .map(({ seed, rows, width, penalty }) => {
      const random = createRandom(seed);
      const X = Array.from({ length: rows }, () => Array.from({ length: width }, () => 5 + 2 * random.normal()));
      return { X, y: X.map((row) => row[0]! - 1 + random.normal()), penalty };
    });

  it('the gradient vanishes: residuals sum to zero and meet each feature in penalty × coefficient', async () => {
    await fc.assert(
      fc.asyncProperty(problem, async ({ X, y, penalty }) => {
        const features = featureTable(X);
        const state = await fitToEnd(ridge, fitInput(features, numbers(y)), { penalty }, context());
        const predicted = valuesOf(await ridge.predict(features, state));
        const residuals = y.map((value, i) => value - predicted[i]!);
        expect(Math.abs(residuals.reduce((a, b) => a + b, 0))).toBeLessThan(1e-8 * X.length);
        state.coefficients.forEach((b, j) => {
          const product = residuals.reduce((sum, r, i) => sum + r * X[i]![j]!, 0);
          expect(Math.abs(product - penalty * b)).toBeLessThan(1e-7 * X.length);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('rows with gaps between them and rows side by side give the same', async () => {
    const random = createRandom(9);
    const X = Array.from({ length: 1500 }, () => [random.normal(), random.normal(), random.normal()]);
    const y = X.map((row) => row[0]! + random.normal());
    const every = Int32Array.from({ length: 750 }, (_, i) => 2 * i);
    const some = await fitToEnd(ols, { ...fitInput(featureTable(X), numbers(y)), rows: allRows(every) }, {}, context());
    const alone = await fitToEnd(
      ols,
      fitInput(featureTable([...every].map((i) => X[i]!)), numbers([...every].map((i) => y[i]!))),
      {},
      context(),
    );
    expectAllClose(some.coefficients, alone.coefficients, 1e-12);
  });

  it('intervals cover the truth 95 % of the time', async () => {
    const random = createRandom(10);
    let covered = 0;
    const draws = 300;
    for (let d = 0; d < draws; d++) {
      const X = Array.from({ length: 25 }, () => [random.normal(), random.normal()]);
      const fit = fitInput(featureTable(X), numbers(X.map((row) => 0.7 * row[0]! + random.normal())));
      const found = (await linearInference(fit, await fitToEnd(ols, fit, {}, context()), context().pacer))!;
      const { low, high } = found.coefficients[0]!;
      if (low <= 0.7 && 0.7 <= high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.91);
    expect(covered / draws).toBeLessThan(0.985);
  });

  it('refuses what cannot be fitted, in codes', async () => {
    const X = [
      [1, 2],
      [2, NaN],
      [3, 1],
      [4, 4],
    ];
    const y = numbers([1, 2, 3, 4]);
    await expect(fitToEnd(ols, fitInput(featureTable(X), y), {}, context())).rejects.toThrow('train.not-finite');
    const still = featureTable(X.map(() => [1, 1]));
    await expect(fitToEnd(ols, fitInput(still, y), {}, context())).rejects.toThrow('train.no-features');
    const fine = fitInput(featureTable(X.map((row) => [row[0]!])), y);
    await expect(fitToEnd(ridge, fine, { penalty: -1 }, context())).rejects.toThrow('train.bad-setting');
    const state = await fitToEnd(ols, fine, {}, context());
    await expect(ols.predict(featureTable(X, ['other', 'x2']), state)).rejects.toThrow('table.no-column');
    await expect(ols.predict(featureTable([[NaN]]), state)).rejects.toThrow('predict.not-finite');
  });
});

describe('the plainest case: purchase from browsing and search history', () => {
  const path = sharedData('user-data/user_data.csv');
  const KEY = 'train_test_split(test_size=0.2, random_state=42)';
  const golden = readGolden<{
    [KEY]: {
      intercept: number;
      coef: Record<string, number>;
      mse_test: number;
      predictions: Record<string, number>;
      test_indices: number[];
    };
  }>('article_program')[KEY];

  it.skipIf(!path)('gives scikit-learn’s coefficients, test error and predictions to 1e-9', async () => {
    const [header, ...lines] = readFileSync(path!, 'utf8').trim().split(/\r?\n/);
    expect(header).toBe('browsing_history,search_history,purchase');
    const cells = lines.map((line) => line.split(',').map(Number));
    const features = featureTable(
      cells.map((row) => row.slice(0, 2)),
      ['browsing_history', 'search_history'],
    );
    const purchase = cells.map((row) => row[2]!);
    const test = new Set(golden.test_indices);
    expect(test.size).toBe(400);
    const rows = allRows(Int32Array.from(cells.keys()).filter((i) => !test.has(i)));
    const state = await fitToEnd(ols, { features, target: numbers(purchase), rows }, {}, context());
    expect(Math.abs(state.intercept - golden.intercept)).toBeLessThan(1e-9);
    state.features.forEach((name, j) =>
      expect(Math.abs(state.coefficients[j]! - golden.coef[name]!)).toBeLessThan(1e-9),
    );
    const predicted = valuesOf(await ols.predict(features, state));
    const error = mse(
      golden.test_indices.map((i) => purchase[i]!),
      golden.test_indices.map((i) => predicted[i]!),
    );
    expect(Math.abs(error - golden.mse_test)).toBeLessThan(1e-9);
    for (const [key, value] of Object.entries(golden.predictions)) {
      const point = featureTable([JSON.parse(key) as number[]], ['browsing_history', 'search_history']);
      expect(Math.abs(valuesOf(await ols.predict(point, state))[0]! - value)).toBeLessThan(1e-9);
    }
  });
});
