import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { sharedData } from '../support/shared-data.ts';
import { expect, test } from './support/built-page.ts';
import { readSheet, withColumn, writeSheet } from './support/csv.ts';

/** What scikit-learn's LinearRegression gives on the rows of its train_test_split(test_size=0.2, random_state=42). */
interface Article {
  readonly test_indices: readonly number[];
  readonly intercept: number;
  readonly coef: { readonly browsing_history: number; readonly search_history: number };
  readonly mse_test: number;
  readonly predictions: Readonly<Record<string, number>>;
}

const data = sharedData('user-data/user_data.csv');
const reference = resolve(process.env['SIGHTGLASS_REFERENCE'] ?? '../shared/reference', 'reference-A.json');
const missing = data === undefined || !existsSync(reference);

test.skip(missing, 'user_data.csv or reference-A.json is not there: set SIGHTGLASS_DATA and SIGHTGLASS_REFERENCE');

test('least squares on two columns, digit by digit as scikit-learn', async ({ page }, testInfo) => {
  const { article_program: program } = JSON.parse(readFileSync(reference, 'utf8')) as {
    article_program: Record<string, Article>;
  };
  const article = program['train_test_split(test_size=0.2, random_state=42)'] as Article;
  const test = new Set(article.test_indices);
  const sheet = withColumn(readSheet(data as string), 'part', (row) => (test.has(row) ? 'test' : 'train'));
  const out = (name: string): string => testInfo.outputPath(name);

  await drive.dropFiles(page, writeSheet(out('user_data.csv'), sheet));
  await drive.goToStep(page, 'Train');
  await drive.chooseTarget(page, { target: 'purchase' });
  await drive.chooseSplit(page, 'column:part');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Predict purchase · from 2 columns · tested on the rows that part calls test',
  );
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'], linear: 'ols' });
  await drive.train(page);

  const main = page.getByRole('main');
  const coefficients = main.getByRole('table', { name: 'Coefficients' });
  close(await digits(coefficients.locator('[data-term="intercept"]')), article.intercept);
  close(await digits(coefficients.locator('[data-term="browsing_history"]')), article.coef.browsing_history);
  close(await digits(coefficients.locator('[data-term="search_history"]')), article.coef.search_history);
  const formula = main.getByTestId('formula');
  await expect(formula).toHaveText('purchase = 5.11 + 1.82 · browsing_history + 3.18 · search_history + ε');
  close(await digits(formula.locator('[data-value]').nth(1)), article.coef.browsing_history);

  await main.getByRole('tab', { name: 'Figures' }).click();
  close((await digits(main.locator('[data-metric="rmse"]'))) ** 2, article.mse_test);
  await drive.downloadReceipt(page, out('report.json'));
  const report = JSON.parse(readFileSync(out('report.json'), 'utf8')) as {
    test: { metric: string; value: number }[];
    testRows: number;
  };
  expect(report.testRows).toBe(400);
  close(report.test.find(({ metric }) => metric === 'rmse')?.value ?? NaN, Math.sqrt(article.mse_test));

  await drive.openRowForm(page);
  await drive.chooseFormModel(page, 'As judged');
  for (const [b, s] of [
    [1, 2],
    [3, 4],
    [5, 6],
  ] as const) {
    await drive.fillRow(page, { browsing_history: String(b), search_history: String(s) });
    await predicts(page, article.predictions[`[${b}, ${s}]`] ?? NaN);
  }
});

const digits = async (cell: Locator): Promise<number> => Number(await cell.getAttribute('data-value'));

const close = (value: number, expected: number): void =>
  expect(Math.abs(value - expected), `${value} instead of ${expected}`).toBeLessThan(1e-9);

/** Full digits stand in the attribute; the screen shows ten of them. */
async function predicts(page: Page, expected: number): Promise<void> {
  await expect.poll(async () => Math.abs((await drive.formPrediction(page)) - expected)).toBeLessThan(1e-9);
  await expect(page.getByTestId('prediction')).toHaveText(`purchase: ${Number(expected.toPrecision(10))}`);
}
