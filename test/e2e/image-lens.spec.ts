import { zipSync } from 'fflate';
import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { makePng, makeZip, plainPng } from '../support/png.ts';
import { expect, test } from './support/built-page.ts';
import { readSheet, type Upload } from './support/csv.ts';

const SAMPLE = 'src/app/samples/parcel-marks.csv';
const main = (page: Page) => page.getByRole('main');
const file = (name: string, mimeType: string, bytes: Uint8Array): Upload => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});

/** A picture of the sample's later rows as a file, three times as large, and what it shows. */
function laterPicture(): { readonly bytes: Uint8Array; readonly mark: string } {
  const { header, rows } = readSheet('src/app/samples/parcel-marks-new.csv');
  const outcomes = readSheet('src/app/samples/parcel-marks-outcomes.csv');
  const [row = []] = rows;
  const values = header.flatMap((name, i) => (name.startsWith('pixel_') ? [Number(row[i])] : []));
  const marks = new Map(outcomes.rows.map((cells) => [cells[0], cells[outcomes.header.indexOf('mark')] ?? '']));
  const side = Math.sqrt(values.length);
  const pixels = Uint8Array.from({ length: 9 * values.length }, (_, i) => {
    const [x, y] = [Math.floor((i % (3 * side)) / 3), Math.floor(i / (3 * side) / 3)];
    return Math.min(255, 17 * (values[y * side + x] as number));
  });
  const bytes = makePng({ width: 3 * side, height: 3 * side, channels: 1, pixels });
  return { bytes, mark: marks.get(row[0]) ?? '' };
}

test('pictures in a table: shown, told apart, looked at closely; a new one is recognised', async ({ page }) => {
  test.setTimeout(150_000);
  await drive.dropFiles(page, SAMPLE);
  await drive.goToStep(page, 'Prepare');
  await expect(main(page).getByRole('heading', { level: 1 })).toContainText('(4 kinds) from 12 × 12 grey pictures');
  await expect(main(page).getByRole('img', { name: /^Picture of fragile, row/ })).toHaveCount(6);

  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick' });
  await drive.train(page);
  await expect(main(page).getByRole('heading', { level: 1 })).toHaveText(
    /^mark can be told from the pictures: about (9[5-9]|100) of 100 are named right\.$/,
  );
  for (const tab of ['Kinds', 'Figures', 'Leaderboard', 'Receipt', 'Mistakes']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await expect(main(page).getByRole('alert')).toHaveCount(0);
  }
  await page
    .getByRole('button', { name: /See where it looked/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('looked-at')).toContainText('sure');
  await expect(
    dialog.getByRole('img', { name: /^The picture as the model sees it, 12 × 12 pixels\. What spoke/ }),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await drive.goToStep(page, 'Apply');
  const { bytes, mark } = laterPicture();
  await page.getByTestId('look-file').setInputFiles(file('later.png', 'image/png', bytes));
  await expect(page.getByTestId('looked-at')).toContainText(mark);
  await page.getByTestId('look-file').setInputFiles(file('letter.png', 'image/png', Buffer.from('Dear all, …')));
  await expect(main(page).getByRole('alert')).toContainText('letter.png could not be read as a picture.');

  // Pictures for a model of pixel columns: several files at once, and a zip with one that is cut short.
  await page.getByText('Many pictures', { exact: true }).click();
  await page
    .getByTestId('apply-file')
    .setInputFiles([file('first.png', 'image/png', bytes), file('second.png', 'image/png', bytes)]);
  await expect(main(page).getByRole('heading', { level: 1 })).toHaveText(
    `Of 2 pictures, most are taken for ${mark}: 2 of 2 (100%).`,
  );
  const zip = makeZip([
    ['later/a.png', bytes],
    ['later/cut.png', bytes.subarray(0, 40)],
  ]);
  await drive.scoreFile(page, file('later.zip', 'application/zip', zip));
  await expect(main(page)).toContainText('1 picture could not be read and has no prediction: later/cut.png.');
  await expect(main(page).getByRole('row', { name: /later\/a\.png/ })).toContainText(mark);
  const csv = test.info().outputPath('scored.csv');
  await drive.downloadScored(page, csv);
  const { header, rows } = readSheet(csv);
  expect(header.slice(0, 1)).toEqual(['file']);
  expect(rows.map((cells) => [cells[0], cells[header.indexOf('prediction')]])).toEqual([['later/a.png', mark]]);
});

test('an archive with a broken picture and sizes of all kinds is read, and says what became of them', async ({
  page,
}) => {
  const whole = plainPng(40, 40, 90);
  const files = [
    ['cats/a.png', plainPng(30, 20, 200)],
    ['cats/b.png', plainPng(64, 64, [200, 10, 10])],
    ['cats/broken.png', whole.subarray(0, whole.length - 20)],
    ['dogs/c.png', whole],
    ['dogs/d.png', plainPng(7, 90, 30)],
  ] as const;
  await drive.dropFiles(page, file('pets.zip', 'application/zip', makeZip(files)));
  await expect(main(page)).toContainText('1 picture could not be read and was set aside; 4 were kept.');
  await expect(main(page)).toContainText('4 pictures of 32 × 32 pixels, colour, made smaller or larger');
  await drive.goToStep(page, 'Prepare');
  await expect(main(page).getByRole('heading', { level: 1 })).toContainText('from 32 × 32 colour pictures');
  await expect(main(page)).toContainText('1 picture could not be read and is not in the table.');
  // Two of a kind are too few to learn from: that is said, and nothing is lost.
  await drive.goToStep(page, 'Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(main(page).getByRole('alert')).toBeVisible();
  expect(await main(page).getByRole('alert').innerText()).not.toMatch(/\b(?:image|train)\.[a-z-]+\b/);
});

test('a zip bomb is refused in words, and the page works on', async ({ page }) => {
  const bomb = zipSync({ 'a/a.png': plainPng(4, 4, 1), 'b/bomb.png': [new Uint8Array(20_000_000), { level: 9 }] });
  await page.getByTestId('file-input').setInputFiles(file('bomb.zip', 'application/zip', bomb));
  await expect(main(page).getByRole('alert')).toContainText('unpacks to far more than a picture can be');
  await page.getByTestId('file-input').setInputFiles(SAMPLE);
  await expect(main(page).getByRole('heading', { level: 1 })).toContainText('640');
});
