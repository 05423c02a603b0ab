import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { column, readSheet, upload } from './support/csv.ts';
import { inbox } from './support/inbox.ts';

test('an inbox with labels: sorted, judged, settled, read, scored and shared', async ({ page }, testInfo) => {
  await drive.dropFiles(page, upload('inbox.csv', inbox(420, ['label', 'answer'])));
  await expect(page.getByRole('button', { name: 'Sort message into topic' })).toBeVisible();
  await drive.goToStep(page, 'Prepare');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toContainText('Sort message into topic (4 kinds)');
  await drive.goToStep(page, 'Train');
  await drive.chooseSplit(page, 'random');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);

  await expect(main.getByRole('heading', { level: 1 })).toContainText(/into topic.*about (9\d|100) of 100 land right/);
  await expect(main.getByRole('img', { name: /^Of 100 texts like these/ })).toBeVisible();
  await main.getByRole('tab', { name: 'Kinds' }).click();
  await expect(main.getByRole('table', { name: 'How well each kind is told' })).toContainText('换货');
  for (const tab of ['Mix-ups', 'Unsure', 'Labels to check', 'Duplicates', 'Figures', 'Leaderboard', 'Receipt']) {
    await main.getByRole('tab', { name: tab }).click();
    await expect(main.getByRole('tabpanel')).not.toBeEmpty();
    await expect(main.getByRole('alert')).toHaveCount(0);
  }

  await drive.goToStep(page, 'Apply');
  await main.getByLabel('Type or paste a text').fill('<b>my parcel</b> is three weeks late, where is the courier');
  await expect(main.getByTestId('reading')).toContainText('late parcel');
  await expect(main.getByTestId('marked-text')).toContainText('<b>my parcel');
  await expect(main.locator('mark[data-for]').first()).toBeVisible();
  await expect(main).toContainText('We have asked the courier to trace your parcel.');
  await expect(main).toContainText('It never writes an answer of its own.');
  await main.getByLabel('Type or paste a text').fill('我要换货，尺码不对');
  await expect(main.getByTestId('reading')).toContainText('换货');

  await drive.scoreFile(page, upload('new.csv', inbox(40, [])));
  const answer = main.getByRole('heading', { level: 1 });
  await expect(answer).toContainText(/^Of 40 texts \d+ are answered/);
  const file = testInfo.outputPath('scored.csv');
  await drive.downloadScored(page, file);
  const sheet = readSheet(file);
  expect(column(sheet, 'prediction').filter((cell) => cell !== '')).toHaveLength(40);
  expect(column(sheet, 'confidence').every((cell) => Number(cell) > 0 && Number(cell) <= 1)).toBe(true);
  const handed = column(sheet, 'hand_over').filter((cell) => cell === 'yes');
  expect(column(sheet, 'hand_over').filter((cell) => cell === 'no')).toHaveLength(40 - handed.length);
  await expect(answer).toContainText(`${handed.length} go to a person`);

  const link = await drive.openShare(page).then(() => drive.sharedLink(page));
  await drive.openShared(page, link);
  await expect(page.getByText('What people wrote is not in this report', { exact: false })).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain('courier');
});

test('an inbox without labels: topics become labels, and a model', async ({ page }) => {
  await drive.dropFiles(page, upload('tickets.csv', inbox(420, [])));
  await drive.goToStep(page, 'Prepare');
  const main = page.getByRole('main');
  if (await page.getByLabel('Look at the rows as').count()) await drive.chooseLens(page, 'text');
  await expect(main.getByRole('heading', { level: 1 })).toContainText('Find out what message is about');
  await main.getByRole('button', { name: 'Find topics' }).click();
  const names = main.getByRole('textbox', { name: /^Name of / });
  await expect(names.first()).toBeVisible({ timeout: 60_000 });
  expect(await names.count()).toBeGreaterThanOrEqual(3);
  await names.first().fill('First topic');
  await main.getByRole('button', { name: 'Use these as labels' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toContainText(/Sort message into topic \(\d+ kinds\)/);
  await expect(main.getByRole('heading', { name: 'Your labels: topic' })).toBeVisible();

  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await expect(main.getByRole('heading', { level: 1 })).toContainText('into topic');

  // The labels are the project's: they are there after a reload, and one undo of them takes them back.
  await page.reload();
  await drive.goToStep(page, 'Data');
  await expect(main.getByRole('button', { name: /^topic/ }).first()).toBeVisible();
  // And so is what was made of the topics.
  await drive.goToStep(page, 'Prepare');
  await expect(names.first()).toHaveValue('First topic', { timeout: 60_000 });
});
