import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { upload } from './support/csv.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => main(page).getByRole('heading', { level: 1 });

const text = (ms: number, length: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, length);
/** A week's round, and a little that is no noise to anyone who knows it. */
const wave = (t: number): string => (200 + 40 * Math.sin((2 * Math.PI * t) / 7) + ((t * 37) % 11)).toFixed(1);

function days(count: number, value: (t: number) => string | number = wave, from = '2024-01-01'): string[] {
  return Array.from({ length: count }, (_, t) => `${text(Date.parse(from) + t * DAY, 10)},${value(t)}`);
}

/** Hours of the wall clock over four weeks around a change; `times` says how often an hour is there. */
const hours = (from: string, times: (hour: string) => number): string[] =>
  Array.from({ length: 24 * 28 }, (_, h) => h).flatMap((h) => {
    const hour = text(Date.parse(`${from}T00:00:00Z`) + h * HOUR, 16);
    const row = `${hour},${(100 + 30 * Math.sin((2 * Math.PI * h) / 24)).toFixed(1)}`;
    return Array.from({ length: times(hour) }, () => row);
  });

const file = (name: string, rows: readonly string[], header = 'day,sales') =>
  upload(`${name}.csv`, `${header}\n${rows.join('\n')}\n`);

/** A table as a project of its own, in the same page. */
async function drop(page: Page, rows: readonly string[], header?: string): Promise<void> {
  const anew = main(page).getByRole('button', { name: 'New project' });
  if (/#\/\w/.test(page.url())) {
    await drive.goToStep(page, 'Data');
    await anew.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start new' }).click();
    await page.getByTestId('file-input').waitFor({ state: 'attached' });
  }
  await drive.dropFiles(page, file('values', rows, header));
}

/** On to Prepare, where the series are drawn. */
async function prepare(page: Page): Promise<void> {
  await drive.goToStep(page, 'Prepare');
  await expect(heading(page)).toContainText('Forecast');
  await expect(main(page).getByRole('heading', { name: 'What was', exact: true })).toBeVisible();
}

test('values that say nothing: too few, all the same, all zero', async ({ page }) => {
  await drop(page, days(5));
  await expect(main(page)).toContainText('day names 5 times: too few to forecast from.');
  await drop(
    page,
    days(90, () => 7),
  );
  await expect(main(page)).toContainText('sales is 7 in every row: there is nothing to forecast.');
  await drop(
    page,
    days(90, () => 0),
  );
  await expect(main(page)).toContainText('sales is 0 in every row: there is nothing to forecast.');
  await expect(main(page)).toContainText('90 rows, 2 columns.');

  // Enough to be read, not enough to be judged: it says so, what to do, and keeps the question.
  await drop(page, days(9));
  await prepare(page);
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(main(page)).toContainText('Too short to be judged: there are 9 values.');
  await expect(main(page)).toContainText('Look less far ahead, take shorter steps, or come back with more.');
  await expect(heading(page)).toContainText('for the next 2 days');
});

test('one huge value; rows that are unsorted, doubled, ambiguous or still to come', async ({ page }) => {
  await drop(
    page,
    days(120, (t) => (t === 60 ? 1e9 : wave(t))),
  );
  await prepare(page);
  await expect(main(page)).toContainText('One value is far from what was to be expected: Mar 1, 2024.');

  const rows = [...days(120), ...days(10)];
  await drop(
    page,
    rows.map((_, i) => rows[(i * 7) % rows.length] ?? ''),
  );
  await prepare(page);
  await expect(main(page)).toContainText('The rows were not in order of time and were sorted.');
  await expect(main(page)).toContainText('10 moments had several rows (20 in all), which were added up.');
  await expect(main(page)).toContainText('1 series of 120 values');

  // Days or months: it says which was taken, and where to change it.
  const dates = Array.from(
    { length: 36 },
    (_, m) => `${String((m % 12) + 1).padStart(2, '0')}/02/${2021 + Math.floor(m / 12)}`,
  );
  await drop(
    page,
    dates.map((date, t) => `${date},${wave(t)}`),
  );
  await expect(main(page)).toContainText('day could be day-month or month-day');
  await expect(main(page).getByRole('button', { name: 'Change how it is read' })).toBeVisible();
  await prepare(page);
  await expect(heading(page)).toContainText('by month');

  const soon = text(Date.now() - 30 * DAY, 10);
  await drop(page, days(60, wave, soon));
  await prepare(page);
  await expect(main(page)).toContainText(/\d+ rows have values for times to come \(after /);
  await expect(main(page)).toContainText('1 series of 60 values');
});

test('hours that the clock skips or has twice', async ({ page }) => {
  const told = 'The clock changes between summer and winter';
  await drop(
    page,
    hours('2024-03-18', (hour) => (hour === '2024-03-31 02:00' ? 0 : 1)),
    'when,load',
  );
  await prepare(page);
  await expect(main(page)).toContainText(told);
  await expect(main(page)).toContainText('1 series of 672 values');
  await drop(
    page,
    hours('2024-10-14', (hour) => (hour === '2024-10-27 02:00' ? 2 : 1)),
    'when,load',
  );
  await prepare(page);
  await expect(main(page)).toContainText(told);
  await expect(main(page)).toContainText('1 series of 672 values');
});

test('2,600 columns with ragged ends are read without a standstill', async ({ page }) => {
  const columns = Array.from({ length: 2600 }, (_, c) => c);
  const cell = (t: number, c: number): string =>
    t >= 140 - (c % 5) * 3 || t < (c % 4) * 2
      ? ''
      : (20 + (c % 17) + 8 * Math.sin((2 * Math.PI * t) / 7) + ((t * 31 + c * 17) % 7)).toFixed(1);
  const rows = days(140, (t) => columns.map((c) => cell(t, c)).join(','));
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  await drop(page, rows, `day,${columns.map((c) => `item ${c + 1}`).join(',')}`);
  await prepare(page);
  await expect(main(page)).toContainText('2,600 series of up to 140 values');
  await expect(main(page)).toContainText(/1,950 of 2,600 series begin later than the others/);
  await expect(main(page)).toContainText(/2,080 of 2,600 series end earlier than the others/);
  await expect(main(page)).toContainText('The 60 largest.');
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.startTraining(page);
  // While it races the page answers.
  await drive.goToStep(page, 'Data');
  await expect(main(page)).toContainText('140 rows, 2,601 columns.');
  const longest = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  // Seconds would be a standstill; a busy machine makes a few hundred milliseconds of much less.
  expect(longest).toBeLessThan(2000);
  test.info().annotations.push({ type: 'longest task', description: `${Math.round(longest)} ms` });
});
