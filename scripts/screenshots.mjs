// npm run screenshots: takes a picture of every screen of the built page, light and dark, wide and narrow, with a
// built-in sample in it, into docs/screenshots.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, browserPath } from './browser.mjs';
import * as drive from './drive.mjs';
import { shrinkPng } from './shrink-png.mjs';
import { serveFolder } from './serve.mjs';

const OUT = 'docs/screenshots';
const DIST = process.env.SIGHTGLASS_DIST ?? 'dist';
const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
const MOST_BYTES = 200_000;

/** @typedef {import('playwright-core').Page} Page */

/** Scrolls a heading (or what else) to the top, under the header that stays. @param {Page} page */
async function scrollTo(page, locator) {
  await locator.scrollIntoViewIfNeeded();
  await locator.evaluate((element) => {
    const header = document.querySelector('header')?.getBoundingClientRect().height ?? 0;
    window.scrollBy(0, element.getBoundingClientRect().top - header - 12);
  });
}

/** Lets charts draw and lazy parts arrive. @param {Page} page */
const settle = async (page) => {
  // Nothing is hovered over.
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
};

/**
 * Walks through the page and calls `take` on every screen.
 * @param {Page} page
 * @param {(name: string) => Promise<void>} take
 */
async function walk(page, take) {
  await take('home');
  await drive.goToStep(page, 'Evaluate');
  await take('empty');
  await page.evaluate(() => location.replace('#/'));
  const bad = { name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004 a workbook') };
  await page.getByTestId('file-input').setInputFiles(bad);
  await page.getByRole('main').getByRole('alert').waitFor();
  await take('failed');
  await page.evaluate(() => location.replace('#/'));

  await page.getByRole('button', { name: /^Who is about to leave\?/ }).click();
  await page.getByRole('button', { name: /^Predict churned from/ }).waitFor();
  await take('data');
  await page.evaluate(() => location.replace('#/data/satisfaction'));
  await page.getByRole('dialog').waitFor();
  await take('column');
  await page.keyboard.press('Escape');
  await drive.goToStep(page, 'Prepare');
  await take('prepare');

  await drive.goToStep(page, 'Train');
  await take('question');
  await drive.chooseSettings(page, { preset: 'balanced', seed: '1' });
  await drive.startTraining(page);
  await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /Neural network.*Learning/s })
    .waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500);
  await take('train');
  await drive.untilVerdict(page);
  await evaluate(page, take);
  await later(page, take);
  await shared(page, take);
  await inbox(page, take);
  await pictures(page, take);
}

/** @param {Page} page @param {(name: string) => Promise<void>} take */
async function evaluate(page, take) {
  await take('evaluate');
  await scrollTo(page, page.getByRole('heading', { name: /^What drives predictions/ }));
  await take('why');
  await scrollTo(page, page.getByRole('heading', { name: 'The formula' }));
  await take('formula');
  const todo = page.getByRole('region', { name: 'What to do' });
  await todo.locator('summary', { hasText: /assumptions about money/i }).click();
  await todo.getByLabel(/^Value of one/).fill('600');
  await todo.getByLabel(/^Cost of acting/).fill('20');
  await todo.getByLabel('Effect of acting').fill('30');
  await scrollTo(page, todo);
  await take('do');
  for (const [tab, name] of [
    ['Threshold and money', 'threshold'],
    ['Figures', 'figures'],
    ['Curves', 'curves'],
    ['Calibration', 'calibration'],
    ['Leaderboard', 'leaderboard'],
    ['Receipt', 'receipt'],
  ]) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await scrollTo(page, page.getByRole('heading', { name: 'In detail' }));
    await take(name);
  }
}

/** @param {Page} page @param {(name: string) => Promise<void>} take */
async function later(page, take) {
  await drive.goToStep(page, 'Apply');
  await page.getByRole('button', { name: /sample/i }).click();
  await page.getByRole('button', { name: 'Download CSV' }).waitFor();
  await take('apply');
  await drive.openRowForm(page);
  await take('form');
  await drive.goToStep(page, 'Feedback');
  await page.getByRole('button', { name: /sample/i }).click();
  await page.getByRole('button', { name: 'Compare with the promise' }).click();
  await page.getByRole('heading', { name: 'Promised and realised', exact: true }).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await take('feedback');
  await scrollTo(page, page.getByRole('heading', { name: 'Promised and realised', exact: true }));
  await take('promise');
}

/**
 * What leaves the page, and a link as its reader has it; with a linear model, which travels along.
 * @param {Page} page @param {(name: string) => Promise<void>} take
 */
async function shared(page, take) {
  await page.evaluate(() => location.replace('#/'));
  await page.getByRole('button', { name: /^Which visits end in a purchase\?/ }).click();
  await page.getByRole('button', { name: /^Predict purchase from/ }).waitFor();
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  const dialog = await drive.openShare(page);
  await dialog.getByLabel('Title of the report').fill('Visits that end in a purchase');
  const link = await drive.sharedLink(page);
  await take('share');
  await dialog.getByRole('tab', { name: 'Project file' }).click();
  await take('share-project');
  await dialog.getByRole('tab', { name: 'Other files' }).click();
  await dialog.getByText('Python script', { exact: true }).waitFor();
  await take('share-files');
  await drive.openShared(page, link);
  // Tall enough for the verdict and the model to try.
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  if (width > 1000) await page.setViewportSize({ width, height: 1120 });
  await take('shared');
  await page.setViewportSize({ width, height });
  await scrollTo(page, page.getByRole('heading', { name: 'Try the model' }));
  await take('shared-model');
}

/** A support inbox: sorted into kinds, when it hands over, one ticket read. @param {Page} page @param {(name: string) => Promise<void>} take */
async function inbox(page, take) {
  await page.evaluate(() => location.replace('#/'));
  await page.getByRole('button', { name: /^What are customers writing about\?/ }).click();
  await page.getByRole('button', { name: /^Sort text into category/ }).waitFor();
  await take('inbox-data');
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.train(page);
  await take('inbox-evaluate');
  await scrollTo(page, page.getByRole('heading', { name: 'What to do' }));
  await take('inbox-do');
  for (const [tab, name] of [
    ['Kinds', 'inbox-kinds'],
    ['Unsure', 'inbox-unsure'],
    ['Labels to check', 'inbox-labels'],
  ]) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await scrollTo(page, page.getByRole('heading', { name: 'In detail' }));
    await take(name);
  }
  await drive.goToStep(page, 'Apply');
  await page.getByLabel('Type or paste a text').fill('Hello, my parcel is late again, where is order #48213?');
  await page.waitForTimeout(4000);
  await take('inbox-apply');
}

/** Pictures in a CSV: the table, a network watched, what it nearly got wrong. @param {Page} page @param {(name: string) => Promise<void>} take */
async function pictures(page, take) {
  await page.evaluate(() => location.replace('#/'));
  await page.getByRole('button', { name: /^What is in the picture\?/ }).click();
  await page.getByRole('button', { name: /^Tell mark from pictures/ }).waitFor();
  await take('pictures-data');
  await drive.goToStep(page, 'Prepare');
  await take('pictures-prepare');
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.startTraining(page);
  await page.getByText('What its first layer looks for').waitFor();
  await take('pictures-train');
  await drive.untilVerdict(page);
  await take('pictures-evaluate');
  await scrollTo(page, page.getByRole('heading', { name: 'In detail' }));
  await take('pictures-mistakes');
}

async function picture(browser, url, scheme, { width, height }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await drive.openStart(page, url);
    const helper = await context.newPage();
    await page.bringToFront();
    await walk(page, async (name) => {
      await settle(page);
      const file = join(OUT, `${name}-${scheme}-${width}.png`);
      writeFileSync(file, await shrinkPng(helper, await page.screenshot()));
    });
  } finally {
    await context.close();
  }
}

if (!existsSync(join(DIST, 'index.html'))) throw new Error('There is no built page: run npm run build first.');
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const server = await serveFolder(DIST);
const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
try {
  for (const scheme of ['light', 'dark']) {
    for (const size of SIZES) await picture(browser, server.url, scheme, size);
  }
} finally {
  await browser.close();
  await server.close();
}
const sizes = readdirSync(OUT).map((name) => ({ name, bytes: statSync(join(OUT, name)).size }));
const large = sizes.filter(({ bytes }) => bytes > MOST_BYTES);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${sizes.length} pictures, ${(total / 1e6).toFixed(1)} MB in ${OUT}`);
if (large.length > 0) throw new Error(`over ${MOST_BYTES} bytes: ${large.map(({ name }) => name).join(', ')}`);
