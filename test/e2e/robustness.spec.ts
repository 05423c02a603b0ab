import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { upload } from './support/csv.ts';
import { customers } from './support/made-up.ts';
import { crash, keepContexts, loseContexts, vanish, workerNamed } from './support/workers.ts';

const ROWS = 4000;

const heading = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 });
const trainButton = (page: Page) => page.getByRole('button', { name: /^Train( again)?$/ });
const lane = (page: Page, name: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: name });

/** A table, and the Train screen with a training that takes minutes unless it is stopped. */
async function ready(page: Page, settings: Parameters<typeof drive.chooseSettings>[1] = {}): Promise<void> {
  await drive.dropFiles(page, upload('customers.csv', customers(ROWS)));
  await drive.goToStep(page, 'Train');
  await expect(heading(page)).toContainText('Predict left · yes means yes · from 3 columns');
  await drive.chooseSettings(page, { preset: 'thorough', ...settings });
}

/** The table is still there, with all its rows. */
async function expectTable(page: Page): Promise<void> {
  await drive.goToStep(page, 'Data');
  await expect(heading(page)).toContainText('4,000 rows, 5 columns');
}

async function quickly(page: Page): Promise<void> {
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await expect(heading(page)).toContainText('left');
}

test('Cancel ends a training at once, leaves everything as it was, and training starts again', async ({ page }) => {
  await ready(page);
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.dblclick();
  await expect(trainButton(page)).toBeEnabled();
  await expect(heading(page)).toContainText('Predict left · yes means yes · from 3 columns');
  await expect.poll(() => page.workers().length, { message: 'the training worker is ended' }).toBe(1);
  await expectTable(page);
  await quickly(page);
});

test('a reading is cancelled and the page takes the next file', async ({ page }, testInfo) => {
  // So large that it is still being read when a hand gets to the button.
  const [header, ...rows] = customers(300_000).trimEnd().split('\n');
  const body = `${rows.join('\n')}\n`;
  const large = testInfo.outputPath('large.csv');
  writeFileSync(large, `${header}\n${body.repeat(10)}`);
  await page.getByTestId('file-input').setInputFiles(large);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('You stopped the reading.').or(page.getByText('No table yet.'))).toBeVisible();
  await page.goto(page.url().replace(/#.*$/, '#/'));
  await drive.dropFiles(page, upload('customers.csv', customers(ROWS)));
  await expectTable(page);
});

test('Pause holds a training, Resume goes on, Stop and keep the best gives a verdict', async ({ page }) => {
  await ready(page);
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused. Nothing is lost.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();
  await page.getByRole('button', { name: 'Stop and keep the best' }).click();
  await drive.untilVerdict(page);
  await expect(heading(page)).toContainText('left');
  await page.getByRole('tab', { name: 'Receipt' }).click();
  await expect(page.getByText(/You stopped the search after \d+ tries; the best of them was kept\./)).toBeVisible();
});

test('a reload in the middle of a training is told; data, question and settings are there', async ({ page }) => {
  await ready(page, { seed: '7' });
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await page.reload();
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText(/^The last training was cut short when the page closed\./)).toBeVisible();
  await expect(heading(page)).toContainText('Predict left · yes means yes · from 3 columns');
  await expect(page.getByRole('radio', { name: /^Thorough/ })).toBeChecked();
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expectTable(page);
  await quickly(page);
  await page.reload();
  await expect(heading(page)).toContainText('left');
  await expect(notices.getByText(/cut short/)).toHaveCount(0);
});

test('a training cut short by a reload goes on: what was tried is there, and a verdict comes out', async ({ page }) => {
  await ready(page, { seed: '7' });
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await page.reload();
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeEnabled();
  await expect(notices.getByText(/cut short/)).toHaveCount(0);
  await stopAndLook(page);
  await page.reload();
  await expect(heading(page)).toContainText('left');
  await expect(notices.getByText(/cut short/)).toHaveCount(0);
});

/** A training that goes on: earlier tries are listed, it ends on demand, and its verdict names them. */
async function stopAndLook(page: Page): Promise<void> {
  await expect(lane(page, 'Always the same guess')).toContainText('Done', { timeout: 60_000 });
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop and keep the best' }).click();
  await drive.untilVerdict(page);
  await page.getByRole('tab', { name: 'Leaderboard' }).click();
  const leaderboard = page.getByRole('table', { name: 'The best try of each kind of model' });
  await expect(leaderboard).toContainText('Logistic regression');
}

test('a lost WebGL context: the network goes on on the processor, and the receipt says so', async ({ page }) => {
  await keepContexts(page);
  await ready(page, { preset: 'quick', families: ['network'], backend: 'webgl' });
  await drive.startTraining(page);
  await expect(lane(page, 'Neural network')).toContainText(/Learning [2-9]/, { timeout: 90_000 });
  const lost = await loseContexts(await workerNamed(page, 'training'));
  expect(lost).toBeGreaterThan(0);
  await drive.untilVerdict(page);
  await page.getByRole('tab', { name: 'Receipt' }).click();
  const receipt = page.getByRole('table', { name: 'Receipt' });
  await expect(receipt.getByText(/^The graphics card gave up.* the processor \(WebAssembly\)/)).toBeVisible();
  await page.getByRole('tab', { name: 'Leaderboard' }).click();
  await expect(page.getByRole('table', { name: 'The best try of each kind of model' })).toContainText('Neural network');
});

test('a training worker that crashes: another goes on by itself, and training works again', async ({
  page,
  troubles,
}) => {
  await ready(page);
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await crash(await workerNamed(page, 'training'));
  await expect(page.getByText(/The training goes on from where it last was\./)).toBeVisible();
  await stopAndLook(page);
  await expectTable(page);
  await quickly(page);
  troubles.length = 0;
});

test('a training worker that vanishes without a word is missed within a minute, and another goes on', async ({
  page,
}) => {
  await ready(page);
  await drive.startTraining(page);
  await expect(lane(page, 'Logistic regression')).toContainText('Done', { timeout: 60_000 });
  await vanish(await workerNamed(page, 'training'));
  await expect(page.getByText(/The training goes on from where it last was\./)).toBeVisible({ timeout: 90_000 });
  await stopAndLook(page);
  await expectTable(page);
});

test('a data worker that crashes: the table is read again by itself', async ({ page, troubles }) => {
  await ready(page);
  await drive.goToStep(page, 'Data');
  await crash(await workerNamed(page, 'data'));
  await expect(page.getByText('A part of this page that works in the background ended without a word.')).toBeVisible();
  await expectTable(page);
  await expect(page.getByRole('button', { name: 'Predict left from 3 columns' })).toBeVisible();
  await quickly(page);
  troubles.length = 0;
});

test('Back and Forward go through the steps, and a training goes on meanwhile', async ({ page }) => {
  await ready(page);
  await page.goBack();
  await expect(page).toHaveURL(/#\/data/);
  await expect(heading(page)).toContainText('4,000 rows');
  await page.goForward();
  await expect(page).toHaveURL(/#\/train/);
  await drive.startTraining(page);
  await page.goBack();
  await expect(heading(page)).toContainText('4,000 rows');
  await expect(
    page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Train\s*, at work/ }),
  ).toBeVisible();
  await page.goForward();
  await page.getByRole('button', { name: 'Stop and keep the best' }).click();
  await drive.untilVerdict(page);
  await page.goBack();
  await expect(page).toHaveURL(/#\/train/);
  await expect(trainButton(page)).toHaveText('Train again');
});
