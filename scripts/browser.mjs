import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.SIGHTGLASS_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * The Chromium that tests and scripts drive: the one named by SIGHTGLASS_CHROMIUM, the system's, or the one that
 * Playwright has downloaded.
 * @returns {string | undefined} undefined where there is none
 */
export function browserPath() {
  const system = CANDIDATES.find((path) => path && existsSync(path));
  if (system) return system;
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

/** Flags for headless runs: no sandbox for root, software WebGL where there is no GPU, no traffic of the browser's own. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
