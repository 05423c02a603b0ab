import { readFile } from 'node:fs/promises';
import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';

test('a shop’s revenue: proposed, looked at, forecast, judged and taken apart', async ({ page }) => {
  const main = page.getByRole('main');
  const heading = main.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: 'What will the coming weeks bring?' }).click();
  await page.waitForURL(/#\/data/);
  await expect(main.getByRole('button', { name: 'Forecast the next 14 values of revenue' })).toBeVisible();

  await drive.goToStep(page, 'Prepare');
  await expect(heading).toHaveText('Forecast revenue · one series for each channel · by day · for the next 14 days');
  await expect(main).toContainText('The file says promotion for 28 steps ahead already.');
  await expect(main).toContainText('3 series of up to 730 values, from Oct 1, 2024 to Sep 30, 2026.');
  await main.getByLabel('Series', { exact: true }).selectOption('store');
  await expect(main).toContainText('One value is far from what was to be expected: Mar 20, 2026.');
  // Another reading is drawn at once, and one that cannot be says why and lets one go back.
  await main.getByRole('button', { name: /^One value for every day/ }).click();
  await page.getByLabel('One value for every', { exact: true }).selectOption('hour');
  await expect(main.getByRole('alert')).toContainText('wider than the step asked for');
  await main.getByRole('button', { name: /^One value for every hour/ }).click();
  await page.getByLabel('One value for every', { exact: true }).selectOption('');
  await expect(main).toContainText('3 series of up to 730 values');

  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.startTraining(page);
  await expect(main).toContainText('in units of repeating the past: below 1 is better than repeating what was.');
  await drive.untilVerdict(page);

  await expect(heading).toContainText(/^revenue in total will be about .* over the next 14 days, between /);
  await expect(main).toContainText(/Better than repeating what was: errors are \d+% smaller/);
  await expect(main.getByRole('heading', { name: /^revenue in total: what was and what may come/ })).toBeVisible();
  for (const tab of ['Methods', 'Forecasts of the past', 'Chances', 'What if', 'Receipt']) {
    await main.getByRole('tab', { name: tab }).click();
    await expect(main.getByRole('tabpanel')).not.toBeEmpty();
    await expect(main.getByRole('alert')).toHaveCount(0);
  }

  await main.getByRole('tab', { name: 'What if' }).click();
  await main.getByRole('button', { name: 'Forecast with it' }).click();
  await expect(main).toContainText(/In all [\d,]+ instead of [\d,]+: [\d,]+ more\./);

  await drive.goToStep(page, 'Apply');
  const download = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Download all series as CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines[0]).toBe('time,series,prediction,low,high');
  // Three channels and their sum, 14 days each.
  expect(lines).toHaveLength(1 + 4 * 14);

  await drive.goToStep(page, 'Feedback');
  await main.getByRole('button', { name: 'Use what really happened in the sample' }).click();
  await expect(main).toContainText(/of 42 \(\d+%\) of the values lie in the 90% band/);
  await main.getByRole('button', { name: 'Train again with these values' }).click();
  await main.getByRole('button', { name: 'Use the new forecast' }).click({ timeout: 60_000 });
  await drive.goToStep(page, 'Apply');
  await expect(heading).toHaveText('The forecast from Oct 29, 2026 to Nov 11, 2026, step by step.');
});
