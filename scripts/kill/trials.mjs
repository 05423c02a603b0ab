import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropFiles, openStart } from '../drive.mjs';
import { startBrowser } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */
/**
 * What was found after a kill. `old`: the state before the save that was under way, `new`: that save or one after it;
 * `recovered`: the newest save was damaged and the one before it was opened; `broken`: anything else.
 * @typedef {{ kind: string, delay: number, found: 'old' | 'new' | 'broken', recovered: boolean, said?: string }} Outcome
 */

const NAME = 'Name of the project';
/** From 64 KiB on Chromium keeps a value as a file of its own, beside the database. */
const LENGTHS = [20, 3_000, 90_000, 250_000];

/** The name that the project gets at turn `k`: whether it is whole can be seen from itself. */
export function nameAt(k) {
  const length = LENGTHS[k % LENGTHS.length];
  const pattern = `${k}-`;
  return `${k} ${pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)}.`;
}

/** In the page: renames without end, and leaves the page for a moment each time so that it saves at once. */
async function renameWithoutEnd({ from, lengths, label }) {
  const name = (k) => {
    const length = lengths[k % lengths.length];
    const pattern = `${k}-`;
    return `${k} ${pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)}.`;
  };
  const field = document.querySelector(`input[aria-label="${label}"]`);
  // React hears a value only where it is set past its own setter.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('sightglass');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const generation = () =>
    new Promise((resolve) => {
      const request = database.transaction('projects').objectStore('projects').getAll();
      request.onsuccess = () =>
        resolve(request.result.find((record) => record.format === 'sightglass.pointer')?.generation ?? 0);
    });
  const leave = () => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;
  };
  for (let k = from; ; k++) {
    const before = await generation();
    field.focus();
    value.set.call(field, name(k));
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    field.blur();
    leave();
    while ((await generation()) === before) await new Promise((resolve) => setTimeout(resolve));
    console.log(`kept ${k}`);
  }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const isRecovered = async (page) => (await page.getByText('The last save of this project was damaged').count()) > 0;
const table = (rows) =>
  `visits,price\n${Array.from({ length: rows }, (_, i) => `${i % 977},${(i * 7) % 1009}`).join('\n')}\n`;
const upload = (rows) => ({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(table(rows), 'utf8') });

/** A page that is not there after this long hangs, on however busy a machine. */
const SLOW_MS = 120_000;

/** In the page: whether storage remembers a project that was open last. */
async function remembersProject() {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('sightglass');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const last = await new Promise((resolve, reject) => {
    const request = database.transaction('settings').objectStore('settings').get('last-project');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  database.close();
  return typeof last === 'string';
}

/**
 * What the page shows once it has reopened what it kept.
 * @param {Page} page @param {string} url @returns {Promise<'ready' | 'failed' | 'empty'>}
 */
async function reopened(page, url) {
  await page.goto(url, { timeout: SLOW_MS });
  // Not the start screen: the page leaves it by itself as soon as it reads the files of a project again.
  const steps = page.getByRole('navigation', { name: 'Steps' });
  await steps.waitFor({ timeout: SLOW_MS });
  if (!(await page.evaluate(remembersProject))) return 'empty';
  const ready = steps.getByRole('link', { name: /^Data\s*, done/ });
  const failed = page.getByRole('main').getByRole('alert');
  const stopped = page.getByRole('region', { name: 'Notices' }).getByText('Stop', { exact: true });
  await ready.or(failed).or(stopped).first().waitFor({ timeout: SLOW_MS });
  return (await ready.count()) > 0 ? 'ready' : 'failed';
}

/**
 * A project that is renamed and saved over and over, in one profile; each visit ends with a kill.
 * @param {string} url of the built page
 * @param {string} [root] where profiles are made
 */
export async function renamingTrials(url, root = tmpdir()) {
  const profile = mkdtempSync(join(root, 'sightglass-kill-'));
  const start = await startBrowser(profile);
  await openStart(start.page, url);
  await dropFiles(start.page, upload(50));
  // Until the first save is there.
  while (!(await start.page.evaluate(remembersProject))) await wait(50);
  let browser = start;
  let next = 0;
  return {
    /** @param {number} delay in milliseconds, from the first save of this visit on @returns {Promise<Outcome>} */
    trial: async (delay) => {
      let kept = next - 1;
      const begun = new Promise((resolve) => {
        browser.page.on('console', (message) => {
          const [, k] = /^kept (\d+)$/.exec(message.text()) ?? [];
          if (k === undefined) return;
          kept = Number(k);
          resolve(undefined);
        });
      });
      const from = next;
      void browser.page.evaluate(renameWithoutEnd, { from, lengths: LENGTHS, label: NAME }).catch(() => undefined);
      await begun;
      await wait(delay);
      await browser.kill();
      const atKill = kept;
      browser = await startBrowser(profile);
      const state = await reopened(browser.page, url);
      const name = state === 'empty' ? '' : await browser.page.getByLabel(NAME, { exact: true }).inputValue();
      const k = Number(name.split(' ')[0]);
      const whole = state === 'ready' && name === nameAt(k) && k >= atKill;
      const recovered = await isRecovered(browser.page);
      next = Math.max(atKill, whole ? k : atKill) + 1;
      const found = whole ? (k === atKill ? 'old' : 'new') : 'broken';
      return {
        kind: 'renaming',
        delay,
        found,
        recovered,
        ...(whole ? {} : { said: `${state}: ${name.slice(0, 80)}` }),
      };
    },
    end: async () => {
      await browser.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const ROWS = 400_000;

/**
 * A file that is dropped into an empty page, killed while it is being kept and read: afterwards the project is there
 * with all its rows, or there is none.
 * @param {string} url @param {number} delay in milliseconds @param {string} [root]
 * @returns {Promise<Outcome>}
 */
export async function fileTrial(url, delay, root = tmpdir()) {
  const profile = mkdtempSync(join(root, 'sightglass-kill-'));
  const first = await startBrowser(profile);
  await openStart(first.page, url);
  await first.page.getByTestId('file-input').setInputFiles(upload(ROWS));
  await wait(delay);
  await first.kill();
  const second = await startBrowser(profile);
  try {
    const state = await reopened(second.page, url);
    const recovered = await isRecovered(second.page);
    if (state === 'empty') return { kind: 'file', delay, found: 'old', recovered };
    const main = second.page.getByRole('main');
    await second.page.goto(`${url}#/data`);
    const rows = main.getByText(`${ROWS.toLocaleString('en')} rows`).first();
    const whole =
      state === 'ready' &&
      (await rows.waitFor({ timeout: 30_000 }).then(
        () => true,
        () => false,
      ));
    if (whole) return { kind: 'file', delay, found: 'new', recovered };
    return { kind: 'file', delay, found: 'broken', recovered, said: (await main.innerText()).slice(0, 200) };
  } finally {
    await second.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
