import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { makePng, makeZip } from '../support/png.ts';
import { expect, test } from './support/built-page.ts';
import { upload, type Upload } from './support/csv.ts';
import { inbox } from './support/inbox.ts';

const main = (page: Page) => page.getByRole('main');
const heading = (page: Page) => main(page).getByRole('heading', { level: 1 });

/** Two kinds of 12 × 12 pictures, told apart at a glance; some sizes differ where asked. */
function picture(kind: number, at: number, mixed = false): Uint8Array {
  const side = mixed ? 12 + (at % 5) : 12;
  const shade = (i: number): number => ((kind === 0 ? i % side : Math.floor(i / side)) + at) % 6;
  const pixels = Uint8Array.from({ length: side * side }, (_, i) => (shade(i) < 3 ? 230 - at : at));
  return makePng({ width: side, height: side, channels: 1, pixels });
}

const album = (count: number, names: readonly string[], mixed = false): [string, Uint8Array][] =>
  Array.from({ length: count }, (_, i) => [`${names[i % 2]}/p${i}.png`, picture(i % 2, i, mixed)]);

const zipped = (files: readonly (readonly [string, Uint8Array])[]): Upload => ({
  name: 'pictures.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(makeZip(files)),
});

const letters = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Drops a file that is refused, and what the page says. */
async function refused(page: Page, file: Upload): Promise<string> {
  await page.getByTestId('file-input').setInputFiles(file);
  await expect(main(page).getByRole('alert').first()).toBeVisible();
  return main(page).innerText();
}

test('tickets of which some are empty, huge, HTML, emoji, right to left', async ({ page }) => {
  const odd = [
    `"<script>alert(1)</script> <b>refund</b>\nsecond line",refund`,
    `😀🎉👨‍👩‍👧‍👦,refund`,
    `أين الطرد الخاص بي,late parcel`,
    `"${'my parcel is late '.repeat(3000)}",late parcel`,
    `,refund`,
  ];
  const day = (line: string): string => `2026-03-01,${line}`;
  await drive.dropFiles(page, upload('inbox.csv', inbox(300, ['label']) + odd.map(day).join('\n')));
  await drive.goToStep(page, 'Train');
  await drive.chooseSplit(page, 'random');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await expect(main(page)).toContainText('2 labelled rows have no text and were left out.');
  await main(page).getByRole('tab', { name: 'Labels to check' }).click();
  await expect(main(page).getByText(/^Labelled (.+), reads like \1\./)).toHaveCount(0);

  await drive.goToStep(page, 'Apply');
  const box = main(page).getByLabel('Type or paste a text');
  for (const text of ['😀🎉', 'أين الطرد', '<img src=x onerror="alert(2)">']) {
    await box.fill(text);
    await expect(main(page).getByTestId('marked-text')).toContainText(text.slice(0, 4));
    await expect(main(page).getByTestId('reading')).not.toBeEmpty();
  }
  await box.fill('late parcel '.repeat(5000));
  await expect(main(page)).toContainText('The first 2,000 of 60,000 characters were read.');
  await box.fill('   ');
  await expect(main(page).getByText('What it says appears here as you type.')).toBeVisible();

  await page.getByText('As a file', { exact: true }).click();
  const file = page.getByLabel(/^Choose (a|another) file$/).and(page.locator('input'));
  await file.setInputFiles(upload('other.csv', 'a,b\n1,2\n'));
  await expect(main(page)).toContainText('The model needs: message.');
  await file.setInputFiles(upload('empty.csv', 'received,message\n2026-01-01,\n2026-01-02,\n'));
  await expect(heading(page)).toHaveText('All 2 texts go to a person: the model is not sure enough of any of them.');
});

/** 900 texts with the label that `of` gives each. */
function labelled(name: string, of: (at: number) => string): ReturnType<typeof upload> {
  const rows = inbox(900, []).trim().split('\n').slice(1);
  return upload(name, `received,message,topic\n${rows.map((row, i) => `${row},${of(i)}`).join('\n')}\n`);
}

test('labels of one kind', async ({ page }) => {
  await drive.dropFiles(
    page,
    labelled('one.csv', () => 'refund'),
  );
  await expect(main(page)).toContainText('All texts are labelled alike in topic');
});

test('labels of too many kinds', async ({ page }) => {
  await drive.dropFiles(
    page,
    labelled('many.csv', (i) => `kind ${i % 110}`),
  );
  await expect(main(page)).toContainText('topic names 110 kinds; at most 100 can be learned to tell apart here.');
});

test('pictures of which some are damaged, of mixed sizes, with HTML for names', async ({ page }) => {
  const names = ['<img src=x onerror=alert(1)>', '<b>bar'];
  const whole = picture(0, 1);
  const huge = whole.slice();
  new DataView(huge.buffer).setUint32(16, 60_000);
  await drive.dropFiles(
    page,
    zipped([
      ...album(80, names, true),
      ['a/text.png', letters('no picture')],
      ['a/cut.png', whole.slice(0, 50)],
      ['a/empty.png', new Uint8Array(0)],
      ['a/huge.png', huge],
    ]),
  );
  await expect(main(page)).toContainText('4 pictures could not be read and were set aside; 80 were kept.');
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);
  await drive.goToStep(page, 'Apply');
  const one = page.locator('input[type=file]').first();
  for (const { name, mimeType, buffer } of [
    { name: 'text.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
    upload('table.csv', 'a,b\n1,2\n'),
    zipped(album(2, names)),
  ]) {
    await one.setInputFiles({ name, mimeType, buffer });
    await expect(main(page)).toContainText(`${name} could not be read as a picture.`);
  }
  await one.setInputFiles({ name: 'good.png', mimeType: 'image/png', buffer: Buffer.from(picture(1, 3)) });
  await expect(main(page)).toContainText('good.png');
  await expect(main(page)).toContainText('What it thought of');
});

test('archives and tables of pixels that are not what they seem', async ({ page }) => {
  expect(await refused(page, zipped([['inner.zip', makeZip(album(4, ['a', 'b']))]]))).toContain(
    'holds another archive instead of pictures or a table: inner.zip.',
  );
  expect(await refused(page, zipped([['notes.bin', letters('nothing')]]))).toContain('neither pictures nor a table');
  expect(await refused(page, zipped([['a/x.png', letters('nothing')]]))).toContain('Check that they open elsewhere');

  const pixels = (cell: string): Upload => {
    const row = (i: number): string =>
      [`k${i % 2}`, ...Array.from({ length: 64 }, (_, at) => ((at + i) % 8 < 4 ? 240 : 2))].join(',');
    const lines = Array.from({ length: 60 }, (_, i) => (i === 7 ? row(i).replace(/,\d+$/, `,${cell}`) : row(i)));
    return upload(
      'pixels.csv',
      `label,${Array.from({ length: 64 }, (_, i) => `pixel${i}`).join(',')}\n${lines.join('\n')}\n`,
    );
  };
  await drive.dropFiles(page, pixels(''));
  await expect(main(page)).toContainText('1 pixel is empty, and is taken as black.');
  await expect(main(page)).toContainText('8 × 8, grey');
  await page.goto(page.url().replace(/#.*$/, '#/'));
  await drive.dropFiles(page, pixels('-1'));
  await expect(main(page)).toContainText('but not all of them hold pixels: see pixel63.');
});
