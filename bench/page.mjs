// The page itself with 1M rows: the built page in headless Chromium is given the CSV as a person gives it. Timed from
// the choice of the file to the table on the screen, and to the end of the look at its columns; then the table is
// scrolled by the wheel and to its end. What is watched is the main thread: a task longer than 200 ms would be felt.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { BROWSER_ARGS, browserPath } from '../scripts/browser.mjs';
import { dropFiles, openStart } from '../scripts/drive.mjs';
import { serveFolder } from '../scripts/serve.mjs';
import { CACHE } from './bundle.mjs';
import { ordersCsv } from './csv.mjs';
import { median } from './measure.mjs';
import { memoryBelow } from './process-tree.mjs';

const PROMISE_MS = 200;
/** The browser reports no task shorter than this. */
const LEAST_MS = 50;
const WHEEL_TURNS = 40;
const LONG = 5 * 60_000;

/** Built anew and beside dist, so that it is the present code that is measured. */
async function buildPage() {
  const folder = join(CACHE, 'page');
  mkdirSync(folder, { recursive: true });
  await build({
    root: join(import.meta.dirname, '..'),
    configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  });
  return folder;
}

/** Runs in the page before anything else: notes long tasks, and when a file was chosen. */
function watchMainThread() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.longTasks.push([entry.startTime, entry.duration]);
  }).observe({ type: 'longtask', buffered: true });
  addEventListener('change', () => (globalThis.chosenAt = performance.now()), true);
}

/** The longest task from one moment to another of the page's clock, in milliseconds; 0 for none worth mentioning. */
const longestTask = (page, from, to) =>
  page.evaluate(
    ([start, end]) =>
      Math.max(0, ...globalThis.longTasks.filter(([at]) => at >= start && at < end).map(([, length]) => length)),
    [from, to],
  );

const now = (page) => page.evaluate(() => performance.now());

/** Waits for text in a row of the table. @returns the page's clock then */
const rowShown = async (page, row) => {
  const cell = `[role=region] [role=row][aria-rowindex="${row + 1}"] [role=cell]`;
  const found = await page.waitForFunction(
    (selector) => document.querySelector(selector)?.textContent && performance.now(),
    cell,
    { timeout: LONG, polling: 20 },
  );
  return found.jsonValue();
};

/** Waits until the columns have been looked at, and for what is shown then. @returns the page's clock at that point */
async function profileReady(page) {
  const found = await page.waitForFunction(
    () => {
      const text = document.querySelector('main')?.textContent ?? '';
      return !text.includes('Looking at each column') && /things? needs? your eye/i.test(text) && performance.now();
    },
    undefined,
    { timeout: LONG, polling: 20 },
  );
  await page.waitForTimeout(1500);
  return found.jsonValue();
}

/** Turns the wheel over the table, then goes to its last row by the keyboard. */
async function scrollThrough(page, rows) {
  const region = page.getByRole('region', { name: 'The table, scrollable' });
  await region.scrollIntoViewIfNeeded();
  await region.hover();
  for (let turn = 0; turn < WHEEL_TURNS; turn++) {
    await page.mouse.wheel(0, 200 * (turn + 1));
    await page.waitForTimeout(30);
  }
  const from = await now(page);
  await region.focus();
  await page.keyboard.press('End');
  const to = await rowShown(page, rows);
  return to - from;
}

async function runOnce(browser, url, file) {
  const context = await browser.newContext();
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, memoryBelow(process.pid))), 500);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const failures = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.addInitScript(watchMainThread);
    await openStart(page, url);
    await page.waitForTimeout(500);
    await dropFiles(page, file.path);
    const shown = await rowShown(page, 1);
    const chosen = await page.evaluate(() => globalThis.chosenAt);
    const profiled = await profileReady(page);
    const scrolling = await now(page);
    const toEnd = await scrollThrough(page, file.rows);
    await page.waitForTimeout(500);
    if (failures.length > 0) throw new Error(`the page failed: ${failures.join('; ')}`);
    return {
      read: { seconds: (shown - chosen) / 1000, task: await longestTask(page, chosen, shown) },
      profile: { seconds: (profiled - chosen) / 1000, task: await longestTask(page, shown, scrolling) },
      scroll: { seconds: toEnd / 1000, task: await longestTask(page, scrolling, await now(page)) },
      peak,
    };
  } finally {
    clearInterval(sampler);
    await context.close();
  }
}

const PHASES = {
  read: 'from the choice of the file to the table on the screen',
  profile: 'from the choice of the file to the columns’ profile',
  scroll: 'from the End key to the last row on the screen; task: while scrolling there by wheel and key',
};

const taskWords = (ms) => (ms === 0 ? `under ${LEAST_MS} ms` : `${Math.round(ms)} ms`);

/** @param {{ repeats: number }} options */
export async function benchPage({ repeats }) {
  if (!browserPath()) throw new Error('There is no Chromium on this machine.');
  const file = await ordersCsv();
  const server = await serveFolder(await buildPage());
  const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
  try {
    const runs = [];
    for (let i = 0; i < repeats; i++) runs.push(await runOnce(browser, server.url, file));
    const longest = (phase) => Math.max(...runs.map((run) => run[phase].task));
    const all = Math.max(...Object.keys(PHASES).map(longest));
    const peak = Math.max(...runs.map((run) => run.peak));
    return {
      table: [
        ['', 'time', 'from … to', 'longest main-thread task'],
        ...Object.entries(PHASES).map(([phase, words]) => {
          const seconds = runs.map((run) => run[phase].seconds);
          const range = `${Math.min(...seconds).toFixed(2)} s … ${Math.max(...seconds).toFixed(2)} s`;
          return [words, `${median(seconds).toFixed(2)} s`, range, taskWords(longest(phase))];
        }),
      ],
      checks: [
        {
          name: `no main-thread task over ${PROMISE_MS} ms in ${runs.length} runs: ${taskWords(all)}`,
          holds: all <= PROMISE_MS,
        },
      ],
      notes: [
        `${(file.bytes / 1e6).toFixed(0)} MB, ${file.rows.toLocaleString('en')} rows × ${file.columns}.`,
        peak > 0 ? `All of the browser's processes took ${(peak / 2 ** 30).toFixed(2)} GiB at most.` : '',
      ],
      versions: { Chromium: browser.version() },
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
