// How the built page bears a large inbox: reads, looks at, sorts and scores generated tickets in Chromium, and prints what
// a person would feel. `node scripts/big-inbox.mjs [tickets]`, after `npm run build`; the figures stand in docs/large-inboxes.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, browserPath } from './browser.mjs';
import * as drive from './drive.mjs';
import { serveFolder } from './serve.mjs';

const TICKETS = Number(process.argv[2] ?? 200_000);
const KINDS = 20;
const VOCABULARY = 4_000;
const OWN_WORDS = 40;

/** Numbers from 0 to 1, the same at every run. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {number} count tickets of 6 to 30 made-up words, a quarter of them of their kind's own */
function tickets(count) {
  const random = numbers(5);
  const pick = (from) => Math.floor(random() * from);
  const syllable = () => `${'bcdfghklmnprstvz'[pick(16)]}${'aeiou'[pick(5)]}`;
  const words = Array.from({ length: VOCABULARY }, () => Array.from({ length: 2 + pick(3) }, syllable).join(''));
  const lines = Array.from({ length: count }, (_, i) => {
    const kind = pick(KINDS);
    const word = () =>
      random() < 0.25 ? words[kind * OWN_WORDS + pick(OWN_WORDS)] : words[Math.floor(random() ** 2 * VOCABULARY)];
    const said = Array.from({ length: 6 + pick(25) }, word).join(' ');
    return `2026-0${1 + Math.floor((6 * i) / count)}-1${i % 9},${said},kind ${kind}`;
  });
  return `received,message,topic\n${lines.join('\n')}\n`;
}

/** Longest time that the page did not answer since it was last asked. @param {import('playwright-core').Page} page */
const longestTask = (page) =>
  page.evaluate(() => {
    const longest = Math.max(0, ...globalThis.longTasks);
    globalThis.longTasks.length = 0;
    return Math.round(longest);
  });

/**
 * Processor time of the browser so far, in seconds: what other work on the machine hardly lengthens.
 * @param {import('playwright-core').Browser} browser
 */
async function processorTime(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** @param {import('playwright-core').Page} page @param {string} name @param {() => Promise<unknown>} act */
async function measure(page, name, act) {
  const start = performance.now();
  const before = await processorTime(browser);
  await act();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const processor = ((await processorTime(browser)) - before).toFixed(1);
  console.log(`${name}: ${seconds} s, processor ${processor} s, longest task ${await longestTask(page)} ms`);
}

const folder = mkdtempSync(join(tmpdir(), 'big-inbox-'));
const server = await serveFolder(process.env.SIGHTGLASS_DIST ?? 'dist');
const browser = await chromium.launch({ executablePath: browserPath(), args: [...BROWSER_ARGS] });
try {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await drive.openStart(page, server.url);
  const text = tickets(TICKETS);
  // As a file: bytes handed over by the driver would block the page, and count as its own.
  const file = join(folder, 'inbox.csv');
  writeFileSync(file, text);
  const lane = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Words, logistic regression' });
  const again = page.getByRole('button', { name: /^Train( again)?$/ });
  console.log(`${TICKETS} tickets, ${(text.length / 1e6).toFixed(0)} MB`);
  await measure(page, 'reading and profile', () => drive.dropFiles(page, file));
  await drive.goToStep(page, 'Train');
  await again.waitFor();
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.startTraining(page);
  await page.waitForTimeout(5_000);
  await measure(page, 'Cancel', async () => {
    await page.getByRole('button', { name: 'Cancel' }).click();
    await again.waitFor();
  });
  await drive.startTraining(page);
  const begun = performance.now();
  await measure(page, 'first model that can be used', () =>
    lane.filter({ hasText: 'Done' }).waitFor({ timeout: 900_000 }),
  );
  await measure(page, 'verdict, after that', () => drive.untilVerdict(page));
  console.log(`training in all: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  console.log(await page.getByRole('main').getByRole('heading', { level: 1 }).innerText());
  await measure(page, 'one text read', async () => {
    await drive.goToStep(page, 'Apply');
    await page.getByLabel('Type or paste a text').fill('where is my parcel');
    await page.getByTestId('reading').waitFor({ timeout: 120_000 });
  });
  await measure(page, 'all tickets scored as a file', () => drive.scoreFile(page, file));
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
