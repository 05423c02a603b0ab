import { describe, expect, it } from 'vitest';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { makeFormula } from '../../src/core/learn/linear/formula.ts';
import { linearInference } from '../../src/core/learn/linear/inference.ts';
import { logisticInference } from '../../src/core/learn/linear/logistic-inference.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ols } from '../../src/core/learn/linear/ols.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectAllClose, expectClose } from '../support/golden.ts';
import { context, featureTable, fitInput, numbers, twoClasses } from './support.ts';

const random = createRandom(21);
/** A price in euros and whether the plan is "yearly". */
const raw = Array.from({ length: 120 }, () => [40 + 15 * random.normal(), Number(random.next() < 0.4)]);
const scaled = [{ name: 'price', centre: 43, scale: 12 }];
const oneHot = [{ encodedName: 'plan=yearly', column: 'plan', level: 'yearly' }];
const names = ['price', 'plan=yearly'];
const rawTable = featureTable(raw, names);
const encoded = featureTable(
  raw.map(([price, yearly]) => [(price! - 43) / 12, yearly!]),
  names,
);
const y = raw.map(([price, yearly]) => 7 + 0.3 * price! - 5 * yearly! + random.normal());

describe('the formula in the person’s own units', () => {
  it('is that of least squares on the raw columns, errors and p values included', async () => {
    const direct = fitInput(rawTable, numbers(y));
    const expected = (await linearInference(direct, await fitToEnd(ols, direct, {}, context()), context().pacer))!;
    const fit = fitInput(encoded, numbers(y));
    const state = await fitToEnd(ols, fit, {}, context());
    const inference = await linearInference(fit, state, context().pacer);
    const formula = makeFormula({ estimator: 'ols', state, inference, scaled, oneHot, isChosen: true })!;
    expectClose(formula.intercept, expected.intercept.value, 1e-9);
    expectClose(formula.interceptStandardError!, expected.intercept.standardError, 1e-9);
    formula.coefficients.forEach((c, j) => {
      const known = expected.coefficients[j]!;
      expectAllClose(
        [c.value, c.standardError!, c.pValue!, c.low!, c.high!],
        [known.value, known.standardError, known.pValue, known.low, known.high],
        1e-8,
      );
    });
    expect(formula.coefficients.map(({ column, level }) => [column, level])).toEqual([
      ['price', undefined],
      ['plan', 'yearly'],
    ]);
    expect([formula.rows, formula.rowCount, formula.penalty, formula.isChosen]).toEqual(['train', 120, 0, true]);
  });

  it('gives what the model predicts, for ridge and for the log-odds', async () => {
    const fit = fitInput(encoded, numbers(y));
    const state = await fitToEnd(ridge, fit, { penalty: 4 }, context());
    const inference = await linearInference(fit, state, context().pacer);
    const formula = makeFormula({ estimator: 'ridge', state, inference, scaled, oneHot, isChosen: false })!;
    const at = (row: readonly number[], f: typeof formula): number =>
      f.coefficients.reduce((sum, c, j) => sum + c.value * row[j]!, f.intercept);
    const prediction = await ridge.predict(encoded, state);
    expectAllClose(
      raw.map((row) => at(row, formula)),
      prediction.task === 'regression' ? prediction.values : [],
      1e-10,
    );
    // A penalty shrinks: errors of the shrunken estimate are shown, tests and intervals are not.
    expect(Object.keys(formula.coefficients[0]!).toSorted()).toEqual(['column', 'standardError', 'value']);

    const classes = twoClasses(y.map((value) => Number(value > 17)));
    const classFit = fitInput(encoded, classes);
    const odds = await fitToEnd(logistic, classFit, { penalty: 0.1 }, context());
    const errors = await logisticInference(classFit, odds, context().pacer);
    const logit = makeFormula({
      estimator: 'logistic',
      state: odds,
      inference: errors,
      scaled,
      oneHot,
      isChosen: true,
    })!;
    const shares = await logistic.predict(encoded, odds);
    const yes = shares.task === 'regression' ? [] : raw.map((_, i) => shares.probabilities[2 * i + 1]!);
    expectAllClose(
      raw.map((row) => 1 / (1 + Math.exp(-at(row, logit)))),
      yes,
      1e-9,
    );
  });

  it('leaves errors out for a feature that repeats another', async () => {
    const doubled = featureTable(
      raw.map(([price, yearly]) => [price!, yearly!, 2 * price!]),
      [...names, 'price again'],
    );
    const fit = fitInput(doubled, numbers(y));
    const state = await fitToEnd(ols, fit, {}, context());
    const inference = await linearInference(fit, state, context().pacer);
    const formula = makeFormula({ estimator: 'ols', state, inference, scaled: [], oneHot, isChosen: true })!;
    expect(formula.coefficients[2]).toEqual({ column: 'price again', value: 0 });
    expect(formula.interceptStandardError).toBeGreaterThan(0);
  });

  it('is none for three classes', async () => {
    const target = {
      task: 'multiclass' as const,
      codes: Int32Array.from(y, (_, i) => i % 3),
      classes: ['a', 'b', 'c'],
    };
    const state = await fitToEnd(logistic, fitInput(encoded, target), { penalty: 1 }, context());
    expect(makeFormula({ estimator: 'logistic', state, scaled, oneHot, isChosen: true })).toBeUndefined();
  });
});
