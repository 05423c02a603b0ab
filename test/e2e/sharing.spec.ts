import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { expect, test } from './support/built-page.ts';
import { upload } from './support/csv.ts';
import { customers } from './support/made-up.ts';

/** Values that stand in few rows, or in one: none may leave with a report. */
const CANARIES = ['zebra-halfmoon', 'rarelevel4711', 'ada.lovelace', '918273645'] as const;

/**
 * Customers with an e-mail column, a level that five rows have, and one amount far out.
 * @param people that the e-mail column names; where few, their addresses come back and are learned from
 */
function table(rows: number, people = rows): string {
  const [header = '', ...lines] = customers(rows).trimEnd().split('\n');
  const marked = lines.map((line, i) => {
    const mail = i === 3 ? 'ada.lovelace@example.com' : `person${i % people}@example.com`;
    const region = i < 5 ? CANARIES[1] : ['north', 'south', 'west'][i % 3];
    const amount = i === 7 ? CANARIES[3] : (i % 83) + 10;
    const note = i === 11 ? CANARIES[0] : 'none';
    return `${line},${mail},${region},${amount},${note}`;
  });
  return [`${header},e-mail,region,amount,note`, ...marked].join('\n').concat('\n');
}

async function trained(page: Page, text = table(1200)): Promise<void> {
  await drive.dropFiles(page, upload('customers.csv', text));
  await drive.goToStep(page, 'Train');
  await drive.chooseTarget(page, { target: 'left' });
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
}

const payloadOf = (link: string): string => link.slice(link.indexOf('#/r/') + 4);

/** What a payload says, read by other means than the page's. */
function inside(link: string): string {
  const [, packed = ''] = payloadOf(link).split('.');
  return inflateSync(Buffer.from(packed, 'base64url')).toString('utf8');
}

/** The figures that a reader sees first. */
async function figures(page: Page): Promise<readonly string[]> {
  const main = page.getByRole('main');
  const heading = await main.getByRole('heading', { level: 1 }).innerText();
  const figure = await main.locator('p', { hasText: 'rows set aside' }).first().innerText();
  return [heading, figure];
}

test('a link opens in another browser, under another base path, offline, with the same figures and no row', async ({
  page,
  browser,
}, testInfo) => {
  await trained(page);
  const own = await figures(page);
  await drive.openShare(page);
  const link = await drive.sharedLink(page);

  const text = inside(link);
  expect(text).toContain('visits');
  for (const canary of CANARIES) expect(text, canary).not.toContain(canary);
  expect(text, 'a personal column').not.toContain('e-mail');
  expect(payloadOf(link).length).toBeLessThanOrEqual(8_000);

  const server = await serveFolder(process.env['SIGHTGLASS_DIST'] ?? 'dist', { base: '/quite/another/place/' });
  const other = await browser.newContext();
  try {
    const reader = await other.newPage();
    const troubles: string[] = [];
    reader.on('pageerror', (error) => troubles.push(error.message));
    await drive.openStart(reader, server.url);
    await reader.waitForLoadState('networkidle');
    await other.setOffline(true);
    await reader.evaluate((payload) => location.assign(`#/r/${payload}`), payloadOf(link));
    await reader.getByText('Shared report, made on').waitFor();
    expect(await figures(reader)).toEqual(own);

    // The model came along: its sliders move what it says.
    const said = reader.getByTestId('prediction');
    const before = await said.innerText();
    const slider = reader.getByRole('slider', { name: 'visits' });
    await slider.focus();
    for (let press = 0; press < 15; press++) await reader.keyboard.press('ArrowRight');
    await expect(said).not.toHaveText(before);
    await reader.getByRole('tab', { name: 'Curves', exact: true }).click();
    await reader.getByRole('tabpanel').getByRole('figure').first().waitFor();
    await reader.screenshot({ path: testInfo.outputPath('reader.png'), fullPage: true });
    expect(troubles).toEqual([]);
  } finally {
    await other.close();
    await server.close();
  }
});

test('what is taken out is gone, and a personal column comes back by hand alone', async ({ page }) => {
  await trained(page, table(1200, 20));
  await drive.openShare(page);
  const whole = inside(await drive.sharedLink(page));
  expect(whole).toContain('"importances"');
  expect(whole).not.toContain('e-mail');
  expect(whole, 'a model needs all its columns').not.toContain('"pipeline"');

  await page.getByRole('checkbox', { name: 'Put back e-mail (e-mail addresses)' }).check();
  await expect.poll(async () => inside(await drive.sharedLink(page))).toContain('e-mail');

  await page.getByText(/^All \d+ columns go in$/).click();
  await page.getByRole('checkbox', { name: 'region', exact: true }).uncheck();
  await expect.poll(async () => inside(await drive.sharedLink(page))).not.toContain('region');

  await page.getByRole('checkbox', { name: 'The drivers: which columns matter' }).uncheck();
  await expect.poll(async () => inside(await drive.sharedLink(page))).not.toContain('"importances"');
});

test('where nothing can be shared, the choices stay, and one of them mends it', async ({ page }) => {
  const places = ['203.0.113.7', '198.51.100.21', '192.0.2.44'];
  const [header = '', ...lines] = customers(900).trimEnd().split('\n');
  const text = [`${header},address`, ...lines.map((line, i) => `${line},${places[i % 3]}`)].join('\n');
  await drive.dropFiles(page, upload('visits.csv', `${text}\n`));
  await drive.goToStep(page, 'Train');
  await drive.chooseTarget(page, { target: 'address' });
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  const dialog = await drive.openShare(page);
  await expect(dialog.getByRole('alert')).toContainText('address is what the report is about');
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: /^Put back address/ }).check();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  expect(inside(await drive.sharedLink(page))).toContain('"address"');
});

test('what was copied is called copied only as long as it is what would be shared', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await trained(page);
  const dialog = await drive.openShare(page);
  const link = await drive.sharedLink(page);
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(dialog.getByText(/^Copied\./)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await dialog.getByRole('checkbox', { name: /^The drivers/ }).uncheck();
  await expect(dialog.getByText(/^Copied\./)).toHaveCount(0);
  await expect.poll(() => drive.sharedLink(page)).not.toBe(link);

  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(dialog.getByLabel(/^The browser did not allow copying/)).toBeFocused();
});

test('a file is shown as it is before it is saved', async ({ page }, testInfo) => {
  await trained(page);
  const dialog = await drive.openShare(page);
  await dialog.getByText('As a file', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file (HTML)' }).click(),
  ]);
  const path = testInfo.outputPath('report.html');
  await download.saveAs(path);
  await expect(dialog.getByText(/^Saved with your downloads/)).toBeVisible();
  await dialog.getByText('Letter by letter', { exact: true }).click();
  const shown: unknown = JSON.parse((await dialog.locator('pre').textContent()) ?? '');
  const [, json = ''] =
    /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(readFileSync(path, 'utf8')) ?? [];
  expect(JSON.parse(json)).toEqual(shown);
});

test('a project file that is dropped over a project asks before it takes its place', async ({ page }, testInfo) => {
  await trained(page);
  await drive.openShare(page, 'Project file');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the project' }).click(),
  ]);
  const path = testInfo.outputPath('project.sightglass');
  await download.saveAs(path);
  await page.keyboard.press('Escape');
  await drive.goToStep(page, 'Data');
  const add = page.getByRole('button', { name: 'Add files' });
  for (const answer of ['Keep working', 'Open it']) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), add.click()]);
    await chooser.setFiles(path);
    const asks = page.getByRole('dialog', { name: 'Open another project?' });
    await asks.getByRole('button', { name: answer }).last().click();
    await expect(asks).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Models' }).click();
  // The one that was there, and the one that came.
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
});

test('a damaged link says so, and leads to a page that works', async ({ page, troubles }) => {
  await page.evaluate(() => location.assign('#/r/1.not-a-report'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This report cannot be opened.');
  await page.getByRole('link', { name: 'Do this with your own data' }).click();
  await page.getByTestId('file-input').waitFor({ state: 'attached' });
  troubles.length = 0;
});

test('a locked project file brings everything back in another browser', async ({ page, browser }, testInfo) => {
  await trained(page);
  const own = await figures(page);
  await drive.openShare(page, 'Project file');
  await page.getByRole('switch', { name: /^Lock it with a passphrase/ }).check({ force: true });
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse battery staple');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the project' }).click();
  const path = testInfo.outputPath('project.sightglass');
  await (await downloading).saveAs(path);

  const other = await browser.newContext();
  try {
    const second = await other.newPage();
    await drive.openStart(second, page.url().replace(/#.*$/, ''));
    await second.getByTestId('file-input').setInputFiles(path);
    const dialog = second.getByRole('dialog', { name: 'This project file is locked' });
    await dialog.getByLabel(/^Passphrase of/).fill('wrong horse');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(second.getByText('That is not the passphrase of this file.')).toBeVisible();
    await dialog.getByLabel(/^Passphrase of/).fill('correct horse battery staple');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await second.waitForURL(/#\/data/);
    await expect(
      second.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Data\s*, done/ }),
    ).toBeVisible();
    await drive.goToStep(second, 'Evaluate');
    await expect.poll(() => figures(second)).toEqual(own);
  } finally {
    await other.close();
  }
});

test('charts, tabs and models have addresses, and Back goes back through them', async ({ page }) => {
  await trained(page);
  await expect(page).toHaveURL(/#\/evaluate\/[^/]+$/);
  await page.getByRole('tab', { name: 'Curves', exact: true }).click();
  await expect(page).toHaveURL(/#\/evaluate\/[^/]+\/curves$/);
  await page.getByRole('button', { name: 'Download Found against false alarms (ROC)' }).click();
  await page.getByRole('menuitem', { name: 'Put its address in the address bar' }).click();
  await expect(page).toHaveURL(/\/curves\/@\/roc$/);
  const address = page.url();
  await page.goBack();
  await expect(page).toHaveURL(/\/curves$/);
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Curves', exact: true })).toHaveAttribute('aria-selected', 'false');
  await page.goForward();
  await expect(page.getByRole('tab', { name: 'Curves', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('tab', { name: 'Curves', exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('figure:focus')).toBeVisible();
});
