import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { startBrowser } from '../../scripts/kill/browser.mjs';
import { fileTrial, renamingTrials } from '../../scripts/kill/trials.mjs';
import { expect, pageUrl, test } from './support/built-page.ts';
import { upload } from './support/csv.ts';
import { customers } from './support/made-up.ts';

const nameField = (page: Page) => page.getByLabel('Name of the project', { exact: true });
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const elsewhere = (page: Page) =>
  page.getByText('Open in another tab. Here you can look, score new rows and download.');

async function rename(page: Page, name: string): Promise<void> {
  await nameField(page).fill(name);
  await nameField(page).press('Enter');
}

/** The newest save that the browser keeps of any project, as text. */
const saved = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sightglass');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('not opened'));
    });
    const records = await new Promise<{ generation?: number; format: string }[]>((resolve, reject) => {
      const request = database.transaction('projects').objectStore('projects').getAll();
      request.onsuccess = () => resolve(request.result as { generation?: number; format: string }[]);
      request.onerror = () => reject(request.error ?? new Error('not read'));
    });
    database.close();
    const newest = records
      .filter(({ format }) => format === 'sightglass.generation')
      .toSorted((a, b) => (b.generation ?? 0) - (a.generation ?? 0));
    return JSON.stringify(newest[0] ?? null);
  });

const untilSaved = (page: Page, name: string) => expect.poll(() => saved(page)).toContain(`"name":"${name}"`);

async function ready(page: Page): Promise<void> {
  const steps = page.getByRole('navigation', { name: 'Steps' });
  await expect(steps.getByRole('link', { name: /^Data\s*, done/ })).toBeVisible();
}

test('a second tab looks on, scores, takes over, and gets the project back when the other is closed', async ({
  page,
  context,
}) => {
  await drive.dropFiles(page, upload('customers.csv', customers(600)));
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await rename(page, 'Spring');
  await untilSaved(page, 'Spring');

  const second = await context.newPage();
  await second.goto(pageUrl());
  await expect(elsewhere(second)).toBeVisible();
  await expect(elsewhere(page)).toHaveCount(0);
  await ready(second);
  await expect(nameField(second)).toHaveValue('Spring');
  await rename(second, 'Autumn');
  await expect(
    notices(second).getByText('This project is open in another tab, so nothing was changed here.'),
  ).toBeVisible();
  await expect(notices(second).getByText('Work in the other tab, or take over here.')).toBeVisible();
  await expect(nameField(second)).toHaveValue('Spring');
  await drive.scoreFile(second, upload('new.csv', customers(20, 5)));

  // The first tab works on, and hands over what it has when it is asked to.
  await rename(page, 'Summer');
  await second.getByRole('button', { name: 'Take over here' }).click();
  await expect(elsewhere(second)).toHaveCount(0);
  await expect(nameField(second)).toHaveValue('Summer');
  await expect(elsewhere(page)).toBeVisible();
  await rename(second, 'Winter');
  await untilSaved(second, 'Winter');

  await second.close();
  await expect(elsewhere(page)).toHaveCount(0);
  await expect(nameField(page)).toHaveValue('Winter');
  await rename(page, 'Next year');
  await untilSaved(page, 'Next year');
  await page.reload();
  await expect(nameField(page)).toHaveValue('Next year');
});

/** A browser with a profile on the disk: quotas do not bind windows that keep everything in memory. */
async function withProfile(work: (page: Page) => Promise<void>, preferences: object = {}): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'sightglass-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const { page, kill } = await startBrowser(profile);
  try {
    await drive.openStart(page, pageUrl());
    await work(page as Page);
  } finally {
    await kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Bytes, before anything is kept: Chromium trusts for half a minute what it found at the last write. */
const ROOM = 1_500_000;
/** 2.4 MB. */
const LARGE = upload('large.csv', customers(100_000, 3));

/** Gives the page so much more room than it uses now; without a number, as much as it had. */
async function setRoom(page: Page, more?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  const quota = more === undefined ? {} : { quotaSize: usage + more };
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...quota });
}

const full = (page: Page) => notices(page).getByText(/^This browser’s storage is full\./);

test('a browser that is full says so within a second, keeps the save before, and everything once there is room', async () => {
  await withProfile(async (page) => {
    await setRoom(page, ROOM);
    await drive.dropFiles(page, upload('small.csv', customers(600)));
    await rename(page, 'Before');
    await untilSaved(page, 'Before');
    // The page tells the moment itself, so that a busy machine's way of driving it does not count.
    await page.evaluate(() => {
      const region = document.querySelector('[aria-label="Notices"]');
      const state = globalThis as typeof globalThis & { since?: number; seen?: number };
      document.addEventListener('change', () => (state.since ??= performance.now()), { capture: true });
      new MutationObserver(() => {
        if (region?.textContent.includes('storage is full')) state.seen ??= performance.now();
      }).observe(region as Element, { childList: true, subtree: true });
    });
    await page.locator('input[type=file]').first().setInputFiles(LARGE);
    await full(page).waitFor({ timeout: 20_000 });
    const took = await page.evaluate(() => {
      const { since = NaN, seen = NaN } = globalThis as typeof globalThis & { since?: number; seen?: number };
      return seen - since;
    });
    expect(took).toBeLessThan(1000);
    await expect(notices(page).getByText(/^Save the project as a file\./)).toBeVisible();
    await ready(page);
    await rename(page, 'After');
    await page.getByRole('button', { name: 'Models' }).click();
    await expect(page.getByRole('dialog').getByText(/Save the project as a file, or delete a model\.$/)).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await saved(page)).toContain('"name":"Before"');

    await setRoom(page);
    await rename(page, 'With room again');
    await untilSaved(page, 'With room again');
    await expect(full(page)).toHaveCount(0);
    await page.reload();
    await ready(page);
    await expect(nameField(page)).toHaveValue('With room again');
    await drive.goToStep(page, 'Data');
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toContainText('100,600 rows');
  });
});

test('a browser that was full when it was closed opens the save before, whole', async () => {
  await withProfile(async (page) => {
    await setRoom(page, ROOM);
    await drive.dropFiles(page, upload('small.csv', customers(600)));
    await rename(page, 'Before');
    await untilSaved(page, 'Before');
    await page.locator('input[type=file]').first().setInputFiles(LARGE);
    await full(page).waitFor({ timeout: 20_000 });
    await ready(page);
    await rename(page, 'After');
    await page.reload();
    await ready(page);
    await expect(nameField(page)).toHaveValue('Before');
    await drive.goToStep(page, 'Data');
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toContainText('600 rows');
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).not.toContainText('100,600 rows');
  });
});

test('a browser that forbids storage works in memory, and says so', async () => {
  // As under "Sites are not allowed to save data on your device".
  const forbidden = { profile: { default_content_setting_values: { cookies: 2 } } };
  await withProfile(async (page) => {
    await expect(notices(page).getByText('This browser does not keep what is here.')).toBeVisible();
    await drive.dropFiles(page, upload('customers.csv', customers(600)));
    await drive.goToStep(page, 'Train');
    await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
    await drive.train(page);
    await page.getByRole('button', { name: 'Models' }).click();
    await expect(page.getByRole('dialog').getByText(/^This browser keeps nothing for the page/)).toBeVisible();
  }, forbidden);
});

test('a browser that is killed while it saves opens the old state or the new one', async () => {
  const trials = await renamingTrials(pageUrl());
  try {
    for (const delay of [3, 60]) expect((await trials.trial(delay)).found).toMatch(/^(old|new)$/);
  } finally {
    await trials.end();
  }
  expect((await fileTrial(pageUrl(), 500)).found).toMatch(/^(old|new)$/);
});
