import type { Page } from '@playwright/test';
import * as drive from '../../../scripts/drive.mjs';

/** One state of the page that a person can be in front of. */
export interface ScreenState {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

const step =
  (name: Parameters<typeof drive.goToStep>[1]) =>
  async (page: Page): Promise<void> => {
    await drive.goToStep(page, name);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  };

const home = async (page: Page): Promise<void> => {
  await page.evaluate(() => location.replace('#/'));
  await page.getByTestId('file-input').waitFor({ state: 'attached' });
};

/** Every screen before anything was brought in. */
export const EMPTY: readonly ScreenState[] = [
  { name: 'home', open: home },
  { name: 'data', open: step('Data') },
  { name: 'prepare', open: step('Prepare') },
  { name: 'train', open: step('Train') },
  { name: 'evaluate', open: step('Evaluate') },
  { name: 'apply', open: step('Apply') },
  { name: 'feedback', open: step('Feedback') },
];

const tab =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await drive.goToStep(page, 'Evaluate');
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel').waitFor();
  };

/** Every screen with a table and a model of a binary question. */
export const FILLED: readonly ScreenState[] = [
  { name: 'home, gone back to', open: home },
  { name: 'data', open: step('Data') },
  {
    name: 'data, a column',
    open: async (page) => {
      await drive.goToStep(page, 'Data');
      await page
        .getByRole('button', { name: /^visits/ })
        .first()
        .click();
      await page.getByRole('dialog', { name: 'visits' }).waitFor();
    },
  },
  { name: 'prepare', open: step('Prepare') },
  { name: 'train', open: step('Train') },
  {
    name: 'train, the question being edited',
    open: async (page) => {
      await drive.goToStep(page, 'Train');
      await page.getByRole('button', { name: /^Change which rows are set aside/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'evaluate', open: step('Evaluate') },
  ...['Threshold and money', 'Figures', 'Curves', 'Calibration', 'Leaderboard', 'Receipt'].map((name) => ({
    name: `evaluate, ${name}`,
    open: tab(name),
  })),
  { name: 'apply, a scored file', open: step('Apply') },
  { name: 'apply, one row', open: (page) => drive.openRowForm(page) },
  { name: 'feedback', open: step('Feedback') },
  {
    name: 'models',
    open: async (page) => {
      await page.getByRole('button', { name: 'Models' }).click();
      await page.getByRole('dialog', { name: 'Models kept in this browser' }).waitFor();
    },
  },
  {
    name: 'share, the report as a link',
    open: async (page) => {
      await drive.openShare(page);
      await drive.sharedLink(page);
    },
  },
  {
    name: 'share, the report as a file, letter by letter',
    open: async (page) => {
      const dialog = await drive.openShare(page);
      await dialog.getByText('As a file', { exact: true }).click();
      await dialog.getByText('Letter by letter', { exact: true }).click();
      await dialog.getByText(/columns go in$/).click();
    },
  },
  {
    name: 'share, the project',
    open: async (page) => {
      const dialog = await drive.openShare(page, 'Project file');
      await dialog.getByRole('switch', { name: /^Lock it/ }).check({ force: true });
      await dialog.getByLabel('Passphrase', { exact: true }).fill('short');
    },
  },
  {
    name: 'share, other files',
    open: async (page) => {
      const dialog = await drive.openShare(page, 'Other files');
      await dialog.getByText('Python script', { exact: true }).waitFor();
    },
  },
  {
    name: 'privacy',
    open: async (page) => {
      await page.getByRole('button', { name: /^On this device/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

/** The report of `FILLED`'s model as its reader has it, and a link that is none; the frame of the page is gone then. */
export const SHARED: readonly ScreenState[] = [
  {
    name: 'a shared report',
    open: async (page) => {
      await drive.openShare(page);
      await drive.openShared(page, await drive.sharedLink(page));
    },
  },
  {
    name: 'a damaged link',
    open: async (page) => {
      await page.evaluate(() => location.assign('#/r/1.not-a-report'));
      await page.getByRole('heading', { level: 1, name: 'This report cannot be opened.' }).waitFor();
    },
  },
];

/** Closes what a state has opened over the page. */
export async function closeOver(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (await dialog.count()) {
    await page.keyboard.press('Escape');
    await dialog.first().waitFor({ state: 'detached' });
  }
}
