import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { column, readSheet } from './support/csv.ts';

const LATER = 'src/app/samples/app-activity-outcomes.csv';

test('a log of events: asked, shown on a time line, judged, ranked and followed up', async ({ page }, testInfo) => {
  await page.getByRole('button', { name: /^What will a user do next\?/ }).click();
  await page.waitForURL(/#\/data/);
  const main = page.getByRole('main');
  const heading = main.getByRole('heading', { level: 1 });
  await drive.goToStep(page, 'Prepare');
  await expect(heading).toContainText(/^Will a user do purchase within \d+ days, looking at the \d+ days before/);
  await expect(main.getByRole('img', { name: /^Dates at which people are looked at/ })).toBeVisible();
  await expect(main).toContainText('Nothing to the right of a date’s mark is seen');

  await page.getByRole('button', { name: /^Change how far to look back/ }).click();
  await page.getByLabel('Days to look back').fill('400');
  await page.keyboard.press('Escape');
  await expect(main.getByRole('alert')).toContainText('Look back or ahead fewer days');
  await page.getByRole('button', { name: /^Change how far to look back/ }).click();
  await page.getByLabel('Days to look back').fill('30');
  await page.keyboard.press('Escape');

  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await expect(heading).toContainText(/^Who will do purchase within \d+ days/);
  await expect(main).toContainText(/Of 100 people at the top of the list, about \d+ do purchase/);
  await expect(main.getByRole('heading', { name: 'Which events say it' })).toBeVisible();
  await expect(main.getByRole('img', { name: /^How recent it has to be/ })).toBeVisible();
  for (const tab of ['Dates', 'Threshold', 'Figures', 'Curves', 'Calibration', 'Leaderboard', 'Receipt']) {
    await main.getByRole('tab', { name: tab }).click();
    await expect(main.getByRole('tabpanel')).not.toBeEmpty();
    await expect(main.getByRole('alert')).toHaveCount(0);
  }

  await drive.goToStep(page, 'Apply');
  await main.getByRole('button', { name: 'Rank the people of the sample' }).click();
  await expect(heading).toContainText(/of \d+ people, \d+ are to be expected/, { timeout: 20_000 });
  const file = testInfo.outputPath('ranked.csv');
  await drive.downloadScored(page, file);
  const sheet = readSheet(file);
  const people = column(sheet, 'user');
  expect(new Set(people).size).toBe(people.length);
  expect(column(sheet, 'last seen').every((cell) => cell.startsWith('2026-'))).toBe(true);

  await drive.goToStep(page, 'Feedback');
  await page.getByTestId('outcomes-file').setInputFiles(LATER);
  await main.getByRole('button', { name: 'Compare' }).click();
  await expect(heading).not.toContainText('Did it come true?');
  await expect(main.getByRole('alert')).toHaveCount(0);

  await drive.goToStep(page, 'Evaluate');
  // So few rows of several dates may be of fewer people than a report may be about.
  await drive.openShare(page);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('the report would be about these few');
});
