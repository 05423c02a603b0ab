import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { upload } from './support/csv.ts';
import { customers } from './support/made-up.ts';
import { closeOver, EMPTY, FILLED, SHARED } from './support/screens.ts';

test.use({ reducedMotion: 'reduce' });

type Scheme = 'light' | 'dark';

/** Rules whose outcome depends on colours: in the dark only these can find more than in the light. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe calls serious or critical, in words that lead to the place. */
async function grave(page: Page, where: string, scheme: Scheme): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (scheme === 'dark') axe.withRules(OF_COLOURS);
  // The screen around the tabs has been looked at with the first of them.
  if (/^evaluate, (?!Threshold)/.test(where)) axe.include('[role=tabpanel]');
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${where}: ${id} ${any[0]?.message ?? ''} ${html.slice(0, 200)}`),
    );
}

/** Pixels by which the page, or a dialog over it, is wider than its place. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const places = [document.documentElement, ...document.querySelectorAll('[role=dialog]')];
    return Math.max(...places.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });

/** A table, a model, a scored file and outcomes compared. */
async function fill(page: Page): Promise<void> {
  await drive.dropFiles(page, upload('customers.csv', customers(600)));
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear', 'trees'] });
  await drive.train(page);
  await drive.scoreFile(page, upload('new.csv', customers(60, 3)));
  await drive.giveOutcomes(page, upload('came.csv', customers(200, 4)), { how: 'rescored', outcome: 'left' });
}

for (const scheme of ['light', 'dark'] satisfies Scheme[]) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing serious on any empty screen, on a failed one and in the race', async ({ page }) => {
      const found: string[] = [];
      for (const { name, open } of EMPTY) {
        await open(page);
        found.push(...(await grave(page, `${name} (empty)`, scheme)));
      }
      await EMPTY[0]?.open(page);
      await page.getByTestId('file-input').setInputFiles(upload('zero.csv', ''));
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
      found.push(...(await grave(page, 'data (failed)', scheme)));
      await drive.dropFiles(page, upload('customers.csv', customers(3000)));
      await drive.goToStep(page, 'Train');
      await drive.chooseSettings(page, { preset: 'thorough' });
      await drive.startTraining(page);
      await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Boosted trees' })).toBeVisible();
      await page.getByRole('button', { name: 'Pause' }).click();
      found.push(...(await grave(page, 'train (race)', scheme)));
      expect(found).toEqual([]);
    });

    test('axe finds nothing serious on any screen with a model', async ({ page }) => {
      await fill(page);
      const found: string[] = [];
      for (const { name, open } of [...FILLED, ...SHARED]) {
        await open(page);
        found.push(...(await grave(page, name, scheme)));
        await closeOver(page);
      }
      expect(found).toEqual([]);
    });
  });
}

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('no screen scrolls sideways', async ({ page }) => {
    const wide: string[] = [];
    const look = async (name: string): Promise<void> => {
      const pixels = await overhang(page);
      if (pixels > 0) wide.push(`${name}: ${pixels} px too wide`);
    };
    for (const { name, open } of EMPTY) {
      await open(page);
      await look(`${name} (empty)`);
    }
    await EMPTY[0]?.open(page);
    await fill(page);
    for (const { name, open } of [...FILLED, ...SHARED]) {
      await open(page);
      await look(name);
      await closeOver(page);
    }
    expect(wide).toEqual([]);
    // What has only its picture left at this width still has a name.
    const { violations } = await new AxeBuilder({ page }).withRules(['button-name', 'link-name']).analyze();
    expect(violations).toEqual([]);
  });
});

/** Presses Tab until the element is focused. @throws where it cannot be reached */
async function tabTo(page: Page, role: 'button' | 'link' | 'radio', name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      await expect(wanted).toBeInViewport();
      return;
    }
  }
  throw new Error(`The keyboard does not reach the ${role} ${name.source}.`);
}

test('from the start screen to a verdict by keyboard alone', async ({ page }) => {
  await tabTo(page, 'button', /^Choose files$/);
  const chosen = page.waitForEvent('filechooser');
  // The wait takes effect with the next round trip; a key pressed at once would come before it.
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeFocused();
  await page.keyboard.press('Enter');
  const chooser = await chosen;
  await chooser.setFiles(upload('customers.csv', customers(300)));
  await expect(page).toHaveURL(/#\/data/);

  await tabTo(page, 'button', /^Predict left from 3 columns$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/prepare/);

  await tabTo(page, 'link', /^Go on to training$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/train/);

  await tabTo(page, 'button', /^Change which rows are set aside/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Change which rows are set aside/ })).toBeFocused();

  await tabTo(page, 'radio', /^Balanced/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: /^Quick/ })).toBeChecked();
  await page.keyboard.press('Shift+Tab');
  for (let presses = 0; presses < 40; presses++) {
    const train = page.getByRole('button', { name: 'Train', exact: true });
    if (await train.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Shift+Tab');
  }
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await drive.untilVerdict(page);
  await tabTo(page, 'link', /^Apply to new rows$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/apply/);
});

test('the skip link leads past the header, and each screen has one main heading and a title', async ({ page }) => {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  for (const { open } of EMPTY) {
    await open(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/Sightglass/);
  }
});
