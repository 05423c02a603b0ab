import type { Page } from '@playwright/test';
import * as drive from '../../scripts/drive.mjs';
import { expect, test } from './support/built-page.ts';
import { type Upload, upload } from './support/csv.ts';
import { csvOf, customers } from './support/made-up.ts';

const main = (page: Page) => page.getByRole('main');

/** Codes of the core, which no sentence may show. */
const CODE =
  /\b(?:ingest|profile|split|table|train|data|model|storage|job|worker|apply|feedback|warn|verdict|prepare|predict|kind|metric)\.[a-z][a-z-]*\b(?!\.csv)/;

/** What a person reads is in words. */
async function expectWords(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text.replaceAll(/\b\w+\.csv\b/g, '').match(CODE)?.[0]).toBeUndefined();
  expect(text).not.toContain('{{');
}

/** Gives a file that is refused. */
async function give(page: Page, file: Upload): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(file);
  await expect(main(page).getByRole('alert')).toBeVisible();
}

/** The page works after what happened: a proper table goes all the way to a verdict. */
async function expectUsable(page: Page): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(upload('good.csv', customers(80)));
  await expect(main(page).getByRole('heading', { level: 1 })).toContainText('80 rows, 5 columns');
  await expect(main(page).getByRole('button', { name: 'Predict left from 3 columns' })).toBeVisible();
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const ZIP = Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.alloc(400, 7)]);

test.describe('files that are no table', () => {
  const cases: readonly { name: string; file: Upload; says: string; advises: string }[] = [
    {
      name: 'a picture called CSV',
      file: { name: 'holiday.csv', mimeType: 'text/csv', buffer: PNG },
      says: 'holiday.csv is not a table in text form (it looks like a picture).',
      advises: 'save it as CSV',
    },
    {
      name: 'a workbook called CSV',
      file: { name: 'book.csv', mimeType: 'text/csv', buffer: ZIP },
      says: 'book.csv is not a table in text form (it looks like an Excel workbook or a zip archive).',
      advises: 'save it as CSV',
    },
    {
      name: '0 bytes',
      file: upload('zero.csv', ''),
      says: 'zero.csv is empty.',
      advises: 'Export it again',
    },
    {
      name: 'a header only',
      file: upload('header.csv', 'name,price,left\n'),
      says: 'header.csv has a line of names and no rows below it.',
      advises: 'Check the export',
    },
    {
      name: 'rows without a single value',
      file: upload(
        'blank.csv',
        csvOf('a,b,c', 40, () => ',,'),
      ),
      says: 'No row of blank.csv fits its line of names.',
      advises: 'Its rows are blank',
    },
    {
      name: 'a web page',
      file: upload('page.csv', '<!doctype html><html><body><p>Sign in</p></body></html>'),
      says: 'page.csv is not a table in text form (it looks like a web page).',
      advises: 'save it as CSV',
    },
  ];
  for (const { name, file, says, advises } of cases) {
    test(`${name} is refused in words, and the next file is read`, async ({ page }) => {
      await give(page, file);
      const alert = main(page).getByRole('alert');
      await expect(alert).toContainText(says);
      await expect(alert).toContainText(advises);
      await expectWords(page);
      await expectUsable(page);
    });
  }

  test('a workbook by its ending is refused before anything is read', async ({ page }) => {
    await page.getByTestId('file-input').setInputFiles({ name: 'sales.xlsx', mimeType: '', buffer: ZIP });
    await expect(page.getByRole('alert')).toContainText(
      'This is neither a table in text form nor a picture: sales.xlsx.',
    );
    await expectUsable(page);
  });

  test('a bad file added to a good one leaves the good one as it was', async ({ page }) => {
    await drive.dropFiles(page, upload('good.csv', customers(80)));
    await expect(main(page).getByRole('button', { name: 'Predict left from 3 columns' })).toBeVisible();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      main(page).getByRole('button', { name: 'Add files' }).click(),
    ]);
    await chooser.setFiles(upload('zero.csv', ''));
    await expect(page.getByText('zero.csv is empty.')).toBeVisible();
    await expectWords(page);
    await expect(main(page).getByRole('heading', { level: 1 })).toContainText('80 rows, 5 columns');
    await expect(main(page).getByRole('button', { name: 'Predict left from 3 columns' })).toBeVisible();
  });
});

test.describe('tables with little in them', () => {
  test('one row: the table shows, and what is lacking', async ({ page }) => {
    await drive.dropFiles(page, upload('one.csv', 'name,price,left\nAnna,12,yes\n'));
    await expect(main(page).getByText('There is one row only.')).toBeVisible();
    await expect(main(page).getByText('Nothing can be learned from one row: bring more.')).toBeVisible();
    await expect(main(page).getByText('No question suggests itself.')).toBeVisible();
    await drive.goToStep(page, 'Train');
    await expect(main(page).getByRole('heading', { level: 1 })).toContainText('No column here can be predicted');
    await expectWords(page);
  });

  test('one column: said, with the way to read it otherwise', async ({ page }) => {
    const prices = csvOf('price', 60, (_, random) => (random() * 100).toFixed(2));
    await drive.dropFiles(page, upload('prices.csv', prices));
    await expect(main(page).getByText('The file was read as a single column.')).toBeVisible();
    await expect(main(page).getByText('No question suggests itself.')).toBeVisible();
    await expectWords(page);
    await main(page).getByRole('button', { name: 'Change how it is read' }).click();
    await expect(page.getByRole('dialog', { name: 'How to read prices.csv' })).toBeVisible();
  });

  test('an id as the only feature is not learned from', async ({ page }) => {
    const ids = csvOf('customer_id,left', 60, (i) => `C-${1000 + i},${i % 3 ? 'yes' : 'no'}`);
    await drive.dropFiles(page, upload('ids.csv', ids));
    await expect(main(page).getByText('No question suggests itself.')).toBeVisible();
    // Asked for all the same: refused in words.
    await drive.goToStep(page, 'Train');
    await page.getByLabel('Column to predict', { exact: true }).selectOption('left');
    await expect(main(page).getByText('Choose at least one column to learn from.')).toBeVisible();
    await expect(main(page).getByRole('button', { name: 'Train', exact: true })).toBeDisabled();
    await page.getByRole('button', { name: /^Change the columns to learn from/ }).click();
    await page.getByRole('checkbox', { name: 'customer_id', exact: true }).check();
    await page.keyboard.press('Escape');
    await expectFailure(
      page,
      'There is no usable column to learn from.',
      'Ids, empty columns and constants cannot help.',
    );
  });

  test('constant columns and an empty one are named and left out', async ({ page }) => {
    const text = csvOf(
      'shop,note,visits,left',
      90,
      (i, random) => `north,,${Math.floor(random() * 9)},${i % 3 ? 'yes' : 'no'}`,
    );
    await drive.dropFiles(page, upload('constant.csv', text));
    await expect(main(page).getByRole('button', { name: 'Predict left from 1 column' })).toBeVisible();
    await main(page)
      .getByRole('button', { name: /\d notes$|and \d more$/ })
      .click();
    await expect(main(page).getByText('shop is “north” in every row.')).toBeVisible();
    await expect(main(page).getByText('note is empty.')).toBeVisible();
    await expectWords(page);
  });

  test('nothing but constants', async ({ page }) => {
    const text = csvOf('shop,year,left', 60, (i) => `north,2024,${i % 3 ? 'yes' : 'no'}`);
    await drive.dropFiles(page, upload('constants.csv', text));
    await expect(main(page).getByText('No question suggests itself.')).toBeVisible();
    await expectWords(page);
  });
});

test.describe('odd headers and ragged rows', () => {
  test('duplicate, empty and __proto__ headers are columns like any other, up to the form', async ({ page }) => {
    const text = csvOf('visits,visits,,__proto__,constructor,left', 160, (_, random) => {
      const visits = Math.floor(random() * 10);
      const proto = random() * 10;
      const left = visits + proto + 3 * random() > 11 ? 'yes' : 'no';
      return [visits, random().toFixed(3), random().toFixed(3), proto.toFixed(2), `k${visits % 3}`, left].join(',');
    });
    await drive.dropFiles(page, upload('headers.csv', text));
    await expect(main(page).getByText('Some names occur twice and were numbered: visits_2.')).toBeVisible();
    await main(page)
      .getByRole('button', { name: /^and \d more$/ })
      .click();
    await expect(main(page).getByText('Columns without a name were given one: column_3.')).toBeVisible();
    await drive.goToStep(page, 'Train');
    await drive.chooseTarget(page, { target: 'left' });
    await drive.chooseSettings(page, { preset: 'quick', families: ['linear', 'trees'] });
    await drive.train(page);
    await expect(main(page).getByText(/^__proto__: with its values shuffled/)).toBeVisible();
    await expectWords(page);
    await drive.openRowForm(page);
    await drive.fillRow(page, { ['__proto__']: '0.1', visits: '5' });
    await expect.poll(() => drive.formPrediction(page)).toBeLessThan(0.5);
    await drive.fillRow(page, { ['__proto__']: '9.9', visits: '5' });
    await expect.poll(() => drive.formPrediction(page)).toBeGreaterThan(0.5);
  });

  test('ragged rows: kept + set aside = rows in the file, with line numbers', async ({ page }) => {
    const text = csvOf('a,b,left', 60, (i) =>
      i === 10 ? '1,2,3,4,5' : i === 20 ? '7' : `${i % 5},${i % 7},${i % 3 ? 'yes' : 'no'}`,
    );
    await drive.dropFiles(page, upload('ragged.csv', text));
    await expect(main(page).getByText('2 rows did not fit and were set aside; 58 were kept.')).toBeVisible();
    await main(page).getByRole('button', { name: '2 rows could not be read; see them here' }).click();
    await expect(main(page).getByText('60 rows in the file = 58 kept + 2 set aside.')).toBeVisible();
    const table = main(page).getByRole('table', { name: '2 rows could not be read; see them here' });
    await expect(table.getByRole('row').nth(1)).toContainText('12');
    await expect(table.getByRole('row').nth(1)).toContainText('5 cells, more than there are columns');
    await expect(table.getByRole('row').nth(2)).toContainText('22');
    await expect(table.getByRole('row').nth(2)).toContainText('1 cells, fewer than there are columns');
    await expectWords(page);
  });
});

test.describe('targets that cannot be learned', () => {
  test('one value in every row: named, and not offered as a question', async ({ page }) => {
    const text = csvOf('visits,price,left', 60, (i, random) => `${i % 5},${random().toFixed(3)},no`);
    await drive.dropFiles(page, upload('all-stayed.csv', text));
    await expect(main(page).getByRole('button', { name: /^Predict left/ })).toHaveCount(0);
    await main(page)
      .getByRole('button', { name: /^\d notes?$|^and \d more$/ })
      .click();
    await expect(main(page).getByText('left is “no” in every row.')).toBeVisible();
    await expectWords(page);
  });

  test('missing in every row: named, and not offered as a question', async ({ page }) => {
    const text = csvOf('visits,price,left', 60, (i, random) => `${i % 5},${random().toFixed(3)},NA`);
    await drive.dropFiles(page, upload('unknown.csv', text));
    await expect(main(page).getByRole('button', { name: /^Predict left/ })).toHaveCount(0);
    await main(page)
      .getByRole('button', { name: /^\d notes?$|^and \d more$/ })
      .click();
    await expect(main(page).getByText('left is empty.')).toBeVisible();
    await expectWords(page);
  });

  test('two rows of a class: training says so and keeps everything; another target trains', async ({ page }) => {
    const text = csvOf('visits,price,left', 60, (i, random) => {
      const visits = i % 5;
      return `${visits},${(visits * 3 + random()).toFixed(3)},${i === 7 || i === 33 ? 'yes' : 'no'}`;
    });
    await drive.dropFiles(page, upload('two.csv', text));
    await drive.goToStep(page, 'Train');
    await drive.chooseTarget(page, { target: 'left' });
    await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
    await expectFailure(
      page,
      'One of the values to predict appears in too few rows to learn it and judge it.',
      'Add rows with that value, or merge it with another.',
    );
    await expect(main(page).getByText('Your file, the question and the settings are as they were.')).toBeVisible();
    await expect(main(page).getByRole('heading', { level: 1 })).toContainText('Predict left · yes means yes');
    await drive.chooseTarget(page, { target: 'price' });
    await drive.train(page);
    await expect(main(page).getByRole('heading', { level: 1 })).toContainText('price');
  });

  test('more columns than rows: warned of before and after training', async ({ page }) => {
    const names = Array.from({ length: 60 }, (_, i) => `v${i}`);
    const text = csvOf(`${names.join(',')},left`, 40, (i, random) =>
      [...names.map(() => random().toFixed(3)), i % 2 ? 'yes' : 'no'].join(','),
    );
    await drive.dropFiles(page, upload('wide.csv', text));
    await expect(main(page).getByText('There are more columns (61) than rows (40).')).toBeVisible();
    await drive.goToStep(page, 'Train');
    await drive.chooseTarget(page, { target: 'left' });
    await drive.chooseSettings(page, { preset: 'quick', families: ['linear', 'trees'] });
    await drive.train(page);
    await expect(
      main(page).getByText('There are more columns (60) than rows (40): chance finds patterns easily here.'),
    ).toBeVisible();
    // Pure noise: nothing may be claimed.
    await expect(main(page).getByRole('heading', { level: 1 })).not.toContainText(
      'can be predicted from these columns',
    );
    await expectWords(page);
  });
});

/** Presses Train and reads why it stopped; the button is there to try again. */
async function expectFailure(page: Page, says: string, advises: string): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const alert = main(page).getByRole('alert');
  await expect(alert).toContainText(says);
  await expect(alert).toContainText(advises);
  await expectWords(page);
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeEnabled();
}

test('files to score and outcomes that do not fit leave the model in use', async ({ page }) => {
  await drive.dropFiles(page, upload('good.csv', customers(120)));
  await drive.goToStep(page, 'Train');
  await drive.chooseSettings(page, { preset: 'quick', families: ['linear'] });
  await drive.train(page);

  await drive.goToStep(page, 'Apply');
  const input = page.getByTestId('apply-file');
  const alert = main(page).getByRole('alert');
  await input.setInputFiles(upload('other.csv', 'colour,size\nred,1\nblue,2\n'));
  await expect(alert).toContainText('This file has none of the columns that the model needs.');
  await expect(alert).toContainText('The model needs: visits, price, and plan');
  await expectWords(page);
  await input.setInputFiles(upload('nothing.csv', 'visits,price,plan\n'));
  await expect(alert).toContainText('nothing.csv has a line of names and no rows below it.');
  await input.setInputFiles(upload('zero.csv', ''));
  await expect(alert).toContainText('zero.csv is empty.');
  await expectWords(page);
  await drive.scoreFile(page, upload('new.csv', 'plan,price,visits\nteam,20,3\n'));

  await drive.goToStep(page, 'Feedback');
  await page.getByTestId('outcomes-file').setInputFiles(upload('zero.csv', ''));
  await expect(alert).toContainText('zero.csv is empty.');
  await expectWords(page);
  await drive.giveOutcomes(page, upload('came.csv', customers(60, 2)), { how: 'rescored', outcome: 'left' });
});
