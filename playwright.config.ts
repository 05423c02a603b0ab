import { defineConfig } from '@playwright/test';
import { browserPath, BROWSER_ARGS } from './scripts/browser.mjs';

const chromium = browserPath();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/playwright',
  fullyParallel: false,
  // Much of a walk is waiting, so two go on at once even on two cores.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  globalSetup: './test/e2e/serve-built-page.ts',
  use: {
    browserName: 'chromium',
    headless: true,
    acceptDownloads: true,
    launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: [...BROWSER_ARGS] },
    trace: 'off',
  },
});
