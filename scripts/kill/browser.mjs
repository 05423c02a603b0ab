import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserPath, BROWSER_ARGS } from '../browser.mjs';

const START_MS = 30_000;

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ page: Page, kill: () => Promise<void> }} Running */

/** The address that a browser which has just been started tells on its standard error. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the browser did not start: ${said}`)), START_MS);
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text) => {
      said += text;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the browser ended (${code}): ${said}`)));
  });
}

/**
 * Starts a real browser that keeps its profile, as a process of ours that can be killed.
 * @param {string} profile folder
 * @returns {Promise<Running>}
 */
export async function startBrowser(profile) {
  const path = browserPath();
  if (!path) throw new Error('There is no Chromium here: npm install brings one, or SIGHTGLASS_CHROMIUM names one.');
  for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, lock), { force: true });
  const args = [
    ...BROWSER_ARGS,
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  // A group of its own: killing it takes the browser with all its processes.
  const child = spawn(path, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    kill: async () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It had ended by itself.
      }
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}
