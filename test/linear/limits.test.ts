import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { makeFormula } from '../../src/core/learn/linear/formula.ts';
import { linearInference } from '../../src/core/learn/linear/inference.ts';
import { logisticInference } from '../../src/core/learn/linear/logistic-inference.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ols } from '../../src/core/learn/linear/ols.ts';
import { mse } from '../../src/core/metrics/regression.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectClose, readGolden } from '../support/golden.ts';
import { sharedData } from '../support/shared-data.ts';
import { context, featureTable, fitInput, numbers, twoClasses } from './support.ts';

describe('where nothing can be said of the noise', () => {
  it('the formula stands without errors: as many coefficients as rows', async () => {
    const random = createRandom(4);
    for (const width of [9, 20]) {
      const X = Array.from({ length: 10 }, () => Array.from({ length: width }, () => random.normal()));
      const fit = fitInput(featureTable(X), numbers(X.map(() => random.normal())));
      const state = await fitToEnd(ols, fit, {}, context());
      const inference = await linearInference(fit, state, context().pacer);
      expect(inference).toBeUndefined();
      const formula = makeFormula({ estimator: 'ols', state, inference, scaled: [], oneHot: [], isChosen: true });
      expect(Object.keys(formula?.coefficients[0] ?? {})).toEqual(['column', 'value']);
      expect(Number.isFinite(formula?.intercept)).toBe(true);
      expect(formula).not.toHaveProperty('interceptStandardError');
    }
    // One row is left over: errors there are, and wide.
    const X = Array.from({ length: 10 }, () => Array.from({ length: 8 }, () => random.normal()));
    const fit = fitInput(featureTable(X), numbers(X.map(() => random.normal())));
    const inference = await linearInference(fit, await fitToEnd(ols, fit, {}, context()), context().pacer);
    expect(inference?.df).toBe(1);
    expect(inference?.coefficients.every(({ low, high }) => Number.isFinite(low) && high > low)).toBe(true);
  });

  it('nor with classes that the features tell apart without fail', async () => {
    const random = createRandom(5);
    const X = Array.from({ length: 60 }, (_, i) => [(i < 30 ? -1 : 1) * (0.5 + random.next()), random.normal()]);
    const fit = fitInput(featureTable(X), twoClasses(X.map((_, i) => Number(i >= 30))));
    const state = await fitToEnd(logistic, fit, { penalty: 0 }, context());
    expect(state.separated).toBe(true);
    expect([...state.coefficients, ...state.intercepts].every(Number.isFinite)).toBe(true);
    expect(await logisticInference(fit, state, context().pacer)).toBeUndefined();
    const held = await fitToEnd(logistic, fit, { penalty: 1 }, context());
    expect(await logisticInference(fit, held, context().pacer)).toBeDefined();
  });
});

describe('the plainest case, every fifth row held out', () => {
  const path = sharedData('user-data/user_data.csv');
  const golden =
    readGolden<
      Record<
        'index % 5 == 4',
        { intercept: number; coef: Record<string, number>; mse_test: number; predictions: Record<string, number> }
      >
    >('article_program')['index % 5 == 4'];

  it.skipIf(!path)('gives scikit-learn’s coefficients, test error and predictions to 1e-9', async () => {
    const [, ...lines] = readFileSync(path as string, 'utf8')
      .trim()
      .split(/\r?\n/);
    const cells = lines.map((line) => line.split(',').map(Number));
    const names = ['browsing_history', 'search_history'];
    const features = featureTable(
      cells.map((row) => row.slice(0, 2)),
      names,
    );
    const purchase = cells.map((row) => row[2] as number);
    const all = Int32Array.from(cells.keys());
    const rows = allRows(all.filter((i) => i % 5 !== 4));
    const state = await fitToEnd(ols, { features, target: numbers(purchase), rows }, {}, context());
    expectClose(state.intercept, golden.intercept, 1e-9);
    state.features.forEach((name, j) =>
      expectClose(state.coefficients[j] as number, golden.coef[name] as number, 1e-9),
    );
    const predict = async (table: typeof features): Promise<Float64Array> => {
      const prediction = await ols.predict(table, state);
      return prediction.task === 'regression' ? prediction.values : new Float64Array(0);
    };
    const predicted = await predict(features);
    const test = all.filter((i) => i % 5 === 4);
    const error = mse(
      Float64Array.from(test, (i) => purchase[i] as number),
      Float64Array.from(test, (i) => predicted[i] as number),
    );
    expectClose(error, golden.mse_test, 1e-9);
    for (const [point, value] of Object.entries(golden.predictions)) {
      const [found] = await predict(featureTable([JSON.parse(point) as number[]], names));
      expectClose(found as number, value, 1e-9);
    }
  });
});
