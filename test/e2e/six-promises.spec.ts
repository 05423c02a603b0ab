import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { sharedData } from '../support/shared-data.ts';
import { expect, test } from './support/built-page.ts';
import {
  column,
  pick,
  readSheet,
  rowsWhere,
  type Sheet,
  sheetText,
  upload,
  withCell,
  withColumn,
  without,
  writeSheet,
} from './support/csv.ts';

/** A table that a founder might bring, and what the page should make of it. */
interface Case {
  readonly name: string;
  readonly file: string;
  /** Every how manieth row is taken, to keep the run short. */
  readonly every: number;
  readonly target: string;
  readonly task: 'binary' | 'regression';
  readonly classes?: readonly [string, string];
  /** Column that the new rows lack. */
  readonly missing: string;
  /** Category column in which one new row holds something never seen. */
  readonly category: string;
  /** A driver whose value moves the prediction: from the one to the other. */
  readonly driver: { readonly column: string; readonly values: readonly [string, string] };
  /** The headline test figure must be at least (AUC) or at most (RMSE) this: far from guessing. */
  readonly figure: { readonly metric: string; readonly atLeast?: number; readonly atMost?: number };
}

const CASES: readonly Case[] = [
  {
    name: 'Telco: who leaves',
    file: 'telco-churn/Telco-Customer-Churn.csv',
    every: 1,
    target: 'Churn',
    task: 'binary',
    classes: ['No', 'Yes'],
    missing: 'StreamingTV',
    category: 'PaymentMethod',
    driver: { column: 'tenure', values: ['1', '70'] },
    figure: { metric: 'rocAuc', atLeast: 0.81 },
  },
  {
    name: 'Online Shoppers: which visits end in a purchase',
    file: 'online-shoppers/online_shoppers_intention.csv',
    every: 2,
    target: 'Revenue',
    task: 'binary',
    classes: ['FALSE', 'TRUE'],
    missing: 'Informational',
    category: 'Month',
    driver: { column: 'PageValues', values: ['0', '40'] },
    figure: { metric: 'rocAuc', atLeast: 0.88 },
  },
  {
    name: 'California: what a house is worth',
    file: 'california-housing/housing.csv',
    every: 3,
    target: 'median_house_value',
    task: 'regression',
    missing: 'households',
    category: 'ocean_proximity',
    driver: { column: 'median_income', values: ['2', '9'] },
    figure: { metric: 'rmse', atMost: 65_000 },
  },
];

/** An id for tables that have none, so that outcomes can be matched by it. */
const KEY = 'ticket';
/** Text that a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://example.org","win")';

interface Files {
  /** What the model learns from. */
  readonly train: Sheet;
  /** Rows that come later, with their outcome. */
  readonly later: Sheet;
  /** The later rows as they are given to be scored: shuffled columns, one missing, a new category, a formula. */
  readonly fresh: Sheet;
}

function filesOf({ every, target, missing, category }: Case, path: string): Files {
  const some = rowsWhere(readSheet(path), (row) => row % every === 0);
  const train = rowsWhere(some, (row) => row % 5 !== 4);
  const later = withColumn(
    rowsWhere(some, (row) => row % 5 === 4),
    KEY,
    (row) => `T-${row + 1000}`,
  );
  const noted = withCell(
    withColumn(later, 'note', () => 'plain'),
    1,
    'note',
    FORMULA,
  );
  const fresh = withCell(without(noted, [target, missing]), 2, category, 'never seen before');
  return { train, later, fresh: pick(fresh, fresh.header.toReversed()) };
}

for (const one of CASES) {
  const path = sharedData(one.file);
  test.describe(one.name, () => {
    test.skip(path === undefined, `${one.file} is not there: set SIGHTGLASS_DATA to the folder of the data sets`);

    test('all six promises, one after another', async ({ page }, testInfo) => {
      const files = filesOf(one, path as string);
      await test.step('drop a file: the table and a proposal', () => dropped(page, one, files, testInfo.outputPath()));
      await test.step('train: the race', () => trained(page));
      await test.step('the verdict, its charts, drivers, cards', () => judged(page, one, testInfo.outputPath()));
      await test.step('new rows scored', () => scored(page, one, files, testInfo.outputPath()));
      await test.step('one row typed', () => typed(page, one));
      await test.step('reload: the model is there', () => reloaded(page, one));
      await test.step('outcomes, realised beside promised', () => realised(page, one, files));
      await test.step('retrain, compare, use', () => retrained(page, one));
    });
  });
}

async function dropped(page: Page, one: Case, { train }: Files, folder: string): Promise<void> {
  await drive.dropFiles(page, writeSheet(`${folder}/train.csv`, train));
  const main = page.getByRole('main');
  const rows = train.rows.length.toLocaleString('en');
  await expect(main.getByRole('heading', { level: 1 })).toContainText(`${rows} rows, ${train.header.length} columns`);
  const grid = page.getByRole('grid').or(page.getByRole('table')).first();
  await expect(grid).toContainText(train.rows[0]?.[1] ?? '');
  await expect(
    main.getByRole('button', { name: new RegExp(`^Predict ${one.target} from \\d+ columns$`) }),
  ).toBeVisible();
  await main.getByRole('button', { name: new RegExp(`^Predict ${one.target} from`) }).click();
  await expect(page).toHaveURL(/#\/prepare/);
  await expect(main.getByRole('switch').first()).toBeVisible();
  await drive.goToStep(page, 'Train');
}

async function trained(page: Page): Promise<void> {
  await drive.chooseSettings(page, { preset: 'quick', seed: '1' });
  await drive.startTraining(page);
  const main = page.getByRole('main');
  await expect(main.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
  await expect(main.getByRole('listitem').filter({ hasText: 'Always the same guess' })).toContainText('Done');
  await expect(main.getByRole('button', { name: 'Cancel' })).toBeEnabled();
  await expect(main.getByRole('listitem').filter({ hasText: 'Boosted trees' })).toBeVisible({ timeout: 60_000 });
  await drive.untilVerdict(page);
}

async function judged(page: Page, one: Case, folder: string): Promise<void> {
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(
    new RegExp(`^(${one.target} can be predicted from these columns|A simple model predicts ${one.target} as well)`),
  );
  await expect(main.getByText(/rows set aside, .* \(between .* and .*\);/)).toBeVisible();
  const proof = one.task === 'binary' ? 'Of 100 rows like these' : `Predicted against actual ${one.target}`;
  for (const name of [proof, 'How much worse the model gets without']) {
    const figure = main.getByRole('figure', { name });
    await expect(figure.getByRole('img').first()).toBeVisible();
    await expect(figure).toContainText(/(test|validation) rows/);
  }
  await expect(main.getByText(new RegExp(`^${one.driver.column}: with its values shuffled`))).toBeVisible();
  const cards = main.getByRole('region', { name: 'What to do' }).getByRole('article');
  await expect(cards.first()).toContainText('Evidence: association');

  await drive.downloadReceipt(page, `${folder}/report.json`);
  const report = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8')) as {
    test: { metric: string; value: number; low: number; high: number; baseline: number }[];
    leaderboard: { family: string }[];
    split: { hash: string };
  };
  const headline = report.test.find(({ metric }) => metric === one.figure.metric);
  expect(headline).toBeDefined();
  if (!headline) return;
  expect(headline.value).toBeGreaterThanOrEqual(one.figure.atLeast ?? -Infinity);
  expect(headline.value).toBeLessThanOrEqual(one.figure.atMost ?? Infinity);
  expect(headline.low).toBeLessThan(headline.value);
  expect(headline.high).toBeGreaterThan(headline.value);
  expect(report.leaderboard.map(({ family }) => family).toSorted()).toEqual(['baseline', 'linear', 'network', 'trees']);
  expect(report.split.hash).toMatch(/^[0-9a-f]{64}$/);
}

async function scored(page: Page, one: Case, { fresh }: Files, folder: string): Promise<void> {
  await drive.scoreFile(page, upload('new-rows.csv', sheetText(fresh)));
  const main = page.getByRole('main');
  await expect(main.getByText(new RegExp(`is not in this file: ${one.missing}\\.`))).toBeVisible();
  await expect(main.getByText(`${one.category} holds values never seen in training (never seen before)`)).toBeVisible();
  await expect(main.getByText(/The model does not use \d columns: .*note.*They stay in the download\./)).toBeVisible();

  await drive.downloadScored(page, `${folder}/predictions.csv`);
  const result = readSheet(`${folder}/predictions.csv`);
  const added =
    one.task === 'binary'
      ? ['prediction', ...(one.classes ?? []).map((name) => `probability_${name}`)]
      : ['prediction'];
  expect(result.header).toEqual([...fresh.header, ...added]);
  expect(column(result, KEY)).toEqual(column(fresh, KEY));
  expect(column(result, 'note')[1]).toBe(`'${FORMULA}`);
  expect(column(result, one.driver.column).map(Number)).toEqual(column(fresh, one.driver.column).map(Number));
  if (one.task === 'regression') {
    expect(column(result, 'prediction').every((cell) => cell !== '' && Number.isFinite(Number(cell)))).toBe(true);
    return;
  }
  const yes = column(result, `probability_${one.classes?.[1]}`).map(Number);
  const no = column(result, `probability_${one.classes?.[0]}`).map(Number);
  expect(yes.every((p, row) => p >= 0 && p <= 1 && Math.abs(p + (no[row] ?? 0) - 1) < 1e-9)).toBe(true);
  // One threshold parts the two answers.
  const said = column(result, 'prediction');
  const lowestYes = Math.min(...yes.filter((_, row) => said[row] === one.classes?.[1]));
  const highestNo = Math.max(...yes.filter((_, row) => said[row] === one.classes?.[0]));
  expect(lowestYes).toBeGreaterThan(highestNo);
}

async function typed(page: Page, { driver, task }: Case): Promise<void> {
  await drive.openRowForm(page);
  const [low, high] = driver.values;
  await drive.fillRow(page, { [driver.column]: low });
  const before = await settled(page);
  await drive.fillRow(page, { [driver.column]: high });
  await expect.poll(() => drive.formPrediction(page)).not.toBe(before);
  const after = await settled(page);
  if (task === 'regression') expect(after).toBeGreaterThan(before);
}

/** The form's prediction once it stays. */
async function settled(page: Page): Promise<number> {
  let last = NaN;
  await expect
    .poll(
      async () => {
        const now = await drive.formPrediction(page);
        const stays = now === last;
        last = now;
        return stays;
      },
      { intervals: [700] },
    )
    .toBe(true);
  return last;
}

async function reloaded(page: Page, one: Case): Promise<void> {
  await drive.goToStep(page, 'Evaluate');
  const verdict = await page.getByRole('main').getByRole('heading', { level: 1 }).textContent();
  await page.reload();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(verdict ?? '');
  await page.getByRole('button', { name: 'Models' }).click();
  const drawer = page.getByRole('dialog', { name: 'Models kept in this browser' });
  await expect(drawer.getByRole('listitem')).toHaveCount(1);
  await expect(drawer.getByRole('listitem')).toContainText(`Predicts ${one.target}`);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
}

async function realised(page: Page, one: Case, { later }: Files): Promise<void> {
  const outcomes = pick(later, [KEY, one.target]);
  // In another order, and one of them unknown to the model: a key is what finds them.
  const mixed = { ...outcomes, rows: [...outcomes.rows.toReversed(), ['T-0', outcomes.rows[0]?.[1] ?? '']] };
  await drive.giveOutcomes(page, upload('outcomes.csv', sheetText(mixed)), {
    how: 'key',
    outcome: one.target,
    key: KEY,
  });
  const main = page.getByRole('main');
  const count = later.rows.length.toLocaleString('en');
  await expect(main.getByText(`Matched: ${count} of`)).toBeVisible();
  await expect(main.getByText('1 row found no prediction and is left out.')).toBeVisible();
  await expect(main.getByRole('table', { name: 'Every figure, promised and realised' })).toContainText('Realised');

  await drive.giveOutcomes(page, upload('outcomes-with-columns.csv', sheetText(later)), {
    how: 'rescored',
    outcome: one.target,
  });
  await expect(main.getByText(`Matched: ${count} of ${count} (100%)`)).toBeVisible();
  const figures = main.getByRole('table', { name: 'Every figure, promised and realised' });
  await expect(figures.getByRole('row')).not.toHaveCount(1);
  // Rows of the same origin: what was promised holds, or is better.
  await expect(figures.getByRole('row').nth(1)).toContainText(/As promised|Better/);
  const drift = main.getByRole('table', { name: 'How far each column moved' });
  await expect(drift).toContainText(one.driver.column);
}

async function retrained(page: Page, one: Case): Promise<void> {
  await expect(
    page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Data\s*, done/ }),
  ).toBeVisible();
  await drive.retrain(page);
  const main = page.getByRole('main');
  await expect(main.getByText(/^On [\d,]+ rows that neither was fitted on/)).toBeVisible();
  await main.getByRole('button', { name: 'Use the new model' }).click();
  const versions = main.getByRole('region', { name: 'Versions of this model' });
  await expect(versions.getByRole('listitem')).toHaveCount(2);
  await expect(versions.getByRole('listitem').first()).toContainText('Retrained from an earlier one');
  await expect(versions.getByRole('listitem').first()).toContainText('On the screen');
  await drive.goToStep(page, 'Evaluate');
  await expect(main.getByRole('heading', { level: 1 })).toContainText(one.target);
}
