// Drives the page through its screens as a person would: by labels and roles, no back door. Used by `npm run evaluate`,
// the end-to-end tests, the benchmarks and the screenshots.

/** Longest a reading, a training or a scoring may take before a run is given up. */
const LONG = 15 * 60_000;

/** @typedef {import('playwright-core').Page} Page */

/**
 * Opens the page at its start.
 * @param {Page} page
 * @param {string} url
 */
export async function openStart(page, url) {
  await page.goto(url);
  await page.getByTestId('file-input').waitFor({ state: 'attached' });
}

/**
 * Goes to a step by the stepper.
 * @param {Page} page
 * @param {'Data' | 'Prepare' | 'Train' | 'Evaluate' | 'Apply' | 'Feedback'} step
 */
export async function goToStep(page, step) {
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: new RegExp(`^${step}\\s*, `) })
    .click();
  await page.waitForURL(new RegExp(`#/${step.toLowerCase()}`));
}

/**
 * Gives files to the start screen and waits until the table is there.
 * @param {Page} page
 * @param {string | string[] | { name: string, mimeType: string, buffer: Buffer }} files
 */
export async function dropFiles(page, files) {
  await page.getByTestId('file-input').setInputFiles(files);
  await page.waitForURL(/#\/data/, { timeout: LONG });
  const ready = page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Data\s*, done/ });
  const failed = page.getByRole('main').getByRole('alert');
  await Promise.race([ready.waitFor({ timeout: LONG }), failed.first().waitFor({ timeout: LONG })]);
  if (!(await ready.count())) throw new Error(`reading failed: ${await page.getByRole('main').innerText()}`);
}

/** @param {Page} page @param {RegExp} name of the part of the question's sentence that opens an editor */
async function openEditor(page, name) {
  await page.getByRole('button', { name }).click();
  return page.getByRole('dialog').last();
}

/** @param {Page} page */
async function closeEditor(page) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/**
 * On the Train screen: chooses the column to predict, and how it is taken.
 * @param {Page} page
 * @param {{ target: string, task?: 'regression' | 'binary' | 'multiclass', positive?: string }} question
 */
export async function chooseTarget(page, { target, task, positive }) {
  const opener = page.getByRole('button', { name: /^Change the column (to predict|with the labels)/ });
  const select = page
    .getByLabel('Column to predict', { exact: true })
    .or(page.getByLabel('Column that says what kind a text is', { exact: true }));
  await opener.or(select).first().waitFor();
  if (await opener.count()) {
    const present = await opener.textContent();
    if (present?.trim() !== target) {
      await opener.click();
      await select.selectOption(target);
      await select.waitFor({ state: 'detached' });
    }
  } else {
    await select.selectOption(target);
  }
  if (task) {
    await page.getByRole('button', { name: /^Change the column to predict/ }).click();
    const choice = page.getByRole('radio', {
      name: { regression: 'A number', binary: 'Yes or no', multiclass: 'Classes' }[task],
    });
    if (await choice.count()) await choice.check({ force: true });
    await closeEditor(page);
  }
  if (positive !== undefined) {
    const editor = await openEditor(page, /^Change what counts as yes/);
    const choice = editor.getByRole('radio', { name: positive, exact: true });
    await choice.waitFor();
    if (await choice.isChecked()) await closeEditor(page);
    else {
      await choice.check();
      await editor.waitFor({ state: 'detached' });
    }
  }
}

/**
 * On the Train screen: what the rows are looked at as. The page must have thought of it.
 * @param {Page} page @param {'predict' | 'text' | 'image' | 'forecast'} lens
 */
export async function chooseLens(page, lens) {
  const select = page.getByLabel('Look at the rows as');
  const name = { predict: 'a table of columns', text: 'texts', image: 'pictures', forecast: 'values over time' }[lens];
  if (!name) throw new Error(`"${lens}" is no lens: predict, text, image or forecast`);
  await page
    .getByRole('button', { name: /^Train( again)?$/ })
    .or(select)
    .first()
    .waitFor();
  // Where there is one way only, there is nothing to choose.
  if (await select.count()) await select.selectOption({ label: name });
}

/**
 * On the Train screen, for texts and pictures: the column that holds the texts, or the labels.
 * @param {Page} page @param {'texts' | 'labels'} what @param {string} column
 */
export async function chooseBeside(page, what, column) {
  const opener = page.getByRole('button', { name: new RegExp(`^Change the column with the ${what}`) });
  await opener.waitFor();
  if ((await opener.textContent())?.trim() === column) return;
  await opener.click();
  const editor = page.getByRole('dialog').last();
  await editor.getByRole('combobox').selectOption(column);
  await editor.waitFor({ state: 'detached' });
}

/**
 * On the Train screen: leaves columns out.
 * @param {Page} page
 * @param {string[]} columns names; those that are left out already are passed over
 */
export async function leaveOut(page, columns) {
  if (columns.length === 0) return;
  const editor = await openEditor(page, /^Change the columns to learn from/);
  for (const column of columns) {
    await editor.getByLabel('Columns to learn from').fill(column);
    const box = editor.getByRole('checkbox', { name: column, exact: true });
    if (!(await box.count())) throw new Error(`there is no column "${column}" to leave out`);
    await box.uncheck();
  }
  await closeEditor(page);
}

/**
 * On the Train screen: chooses which rows are set aside.
 * @param {Page} page
 * @param {string} split random | time:COL | entity:COL | column:COL
 */
export async function chooseSplit(page, split) {
  const [kind, ...rest] = split.split(':');
  const column = rest.join(':');
  const label = {
    random: 'At random',
    time: 'The latest rows',
    entity: 'Whole customers, users or the like',
    column: 'A column says which',
  }[kind];
  if (!label || (kind !== 'random' && column === ''))
    throw new Error(`"${split}" is no split: random, time:COL, entity:COL or column:COL`);
  const editor = await openEditor(page, /^Change which rows are set aside/);
  await editor.getByRole('radio', { name: label, exact: true }).check();
  if (kind !== 'random') {
    const which = {
      time: 'Column that says when',
      entity: 'Column that names the customer',
      column: 'Column that says train or test',
    }[kind];
    await editor.getByLabel(which).selectOption(column);
  }
  await closeEditor(page);
}

/**
 * On the Train screen: how thorough, and what is under Advanced settings.
 * @param {Page} page
 * @param {{ preset?: string, backend?: string, seed?: string, families?: string[], linear?: 'ols' | 'auto' }} settings
 */
export async function chooseSettings(page, { preset, backend, seed, families, linear }) {
  if (preset) {
    const name = new RegExp(`^${preset}`, 'i');
    await page.getByRole('radiogroup', { name: 'How thorough' }).getByRole('radio', { name }).click();
  }
  if (!backend && seed === undefined && !families && !linear) return;
  const summary = page.getByText('Advanced settings', { exact: true });
  const details = page.locator('details', { has: summary });
  if ((await details.getAttribute('open')) === null) await summary.click();
  if (families) {
    const names = { linear: 'Linear', trees: 'Boosted trees', network: 'Neural network' };
    for (const [family, name] of Object.entries(names)) {
      const box = details.getByRole('checkbox', { name, exact: true });
      // Not every lens has every kind of model.
      if (await box.count()) await box.setChecked(families.includes(family));
    }
  }
  if (linear) await details.getByLabel('Linear model').selectOption(linear);
  if (backend) await details.getByLabel('Engine for networks').selectOption(backend);
  if (seed !== undefined) await details.getByLabel('Seed').fill(String(seed));
}

/** Presses Train, and waits until the race is on. @param {Page} page */
export async function startTraining(page) {
  await page.getByRole('button', { name: /^Train( again)?$/ }).click();
  await page.getByRole('button', { name: 'Stop and keep the best' }).waitFor();
}

/**
 * Waits for the verdict of a training that was started. @param {Page} page
 * @throws with what the page says when training fails
 */
export async function untilVerdict(page) {
  const failed = page.getByText('Training stopped', { exact: true });
  await Promise.race([page.waitForURL(/#\/evaluate/, { timeout: LONG }), failed.waitFor({ timeout: LONG })]);
  if (await failed.count()) throw new Error(`training failed: ${await page.getByRole('main').innerText()}`);
}

/**
 * Presses Train and waits for the verdict. @param {Page} page
 * @throws with what the page says when training fails
 */
export async function train(page) {
  await page.getByRole('button', { name: /^Train( again)?$/ }).click();
  await untilVerdict(page);
}

/** Saves a download that `press` starts. @param {Page} page @param {() => Promise<void>} press @param {string} file */
async function save(page, press, file) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  await download.saveAs(file);
}

/** On the Evaluate screen: downloads the receipt. @param {Page} page @param {string} file */
export async function downloadReceipt(page, file) {
  await page.getByRole('tab', { name: 'Receipt' }).click();
  await save(page, () => page.getByRole('button', { name: 'Download report.json' }).click(), file);
}

/** Scores a file of new rows. @param {Page} page @param {string | { name: string, mimeType: string, buffer: Buffer }} file */
export async function scoreFile(page, file) {
  await goToStep(page, 'Apply');
  // Where single rows come first, as with texts, a file is asked for.
  const way = page.getByText('As a file', { exact: true }).or(page.getByText('Many pictures', { exact: true }));
  const input = page.getByLabel(/^Choose (a file|another file|files)$/).and(page.locator('input'));
  await way.or(input).first().waitFor({ state: 'attached' });
  if (await way.count()) await way.click();
  await input.setInputFiles(file);
  const ready = page.getByRole('button', { name: 'Download CSV' });
  const failed = page.getByRole('alert');
  await Promise.race([ready.waitFor({ timeout: LONG }), failed.first().waitFor({ timeout: LONG })]);
  if (!(await ready.count())) throw new Error(`scoring failed: ${await page.getByRole('main').innerText()}`);
}

/** Downloads the scored file. @param {Page} page @param {string} file */
export async function downloadScored(page, file) {
  await save(page, () => page.getByRole('button', { name: 'Download CSV' }).click(), file);
}

/** On the Apply screen: one row typed instead of a file. @param {Page} page */
export async function openRowForm(page) {
  await goToStep(page, 'Apply');
  await page.getByText('Typed, one row', { exact: true }).click();
  await page.getByTestId('prediction').waitFor();
}

/**
 * In the form for one row: the model as it was judged, or refitted on all rows.
 * @param {Page} page @param {'As judged' | 'Refitted on all rows'} which
 */
export async function chooseFormModel(page, which) {
  await page.getByText(which, { exact: true }).click();
}

/**
 * In the form for one row: fills fields in.
 * @param {Page} page @param {Record<string, string>} values by the column's name
 */
export async function fillRow(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.getByRole('main').getByLabel(name, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

/** What the form predicts, with all its digits. @param {Page} page @returns {Promise<number>} */
export async function formPrediction(page) {
  return Number(await page.getByTestId('prediction').getAttribute('data-value'));
}

/**
 * On the Feedback screen: a file with outcomes, matched and compared with the promise.
 * @param {Page} page
 * @param {string | { name: string, mimeType: string, buffer: Buffer }} file
 * @param {{ how?: 'key' | 'order' | 'rescored', outcome?: string, key?: string }} match
 */
export async function giveOutcomes(page, file, { how, outcome, key } = {}) {
  await goToStep(page, 'Feedback');
  await page.getByTestId('outcomes-file').setInputFiles(file);
  const compare = page.getByRole('button', { name: 'Compare with the promise' });
  const failed = page.getByRole('main').getByRole('alert');
  await Promise.race([compare.waitFor({ timeout: LONG }), failed.first().waitFor({ timeout: LONG })]);
  if (!(await compare.count())) throw new Error(`no outcomes: ${await page.getByRole('main').innerText()}`);
  const names = {
    key: 'By an id in both files',
    order: 'By the order of rows',
    rescored: 'Predict again from this file',
  };
  if (how) await page.getByRole('radio', { name: names[how] }).check();
  if (outcome) await page.getByLabel('Column with the outcome').selectOption(outcome);
  if (key) await page.getByLabel('Column with the id').selectOption(key);
  await compare.click();
  const promised = page.getByRole('heading', { name: 'Promised and realised', exact: true });
  await Promise.race([promised.waitFor({ timeout: LONG }), failed.first().waitFor({ timeout: LONG })]);
  if (!(await promised.count())) throw new Error(`no comparison: ${await page.getByRole('main').innerText()}`);
}

/** On the Feedback screen, after a comparison: retrains on old and new rows. @param {Page} page */
export async function retrain(page) {
  await page.getByRole('button', { name: 'Retrain', exact: true }).click();
  const take = page.getByRole('button', { name: 'Use the new model' });
  const failed = page.getByRole('main').getByRole('alert');
  await Promise.race([take.waitFor({ timeout: LONG }), failed.first().waitFor({ timeout: LONG })]);
  if (!(await take.count())) throw new Error(`retraining failed: ${await page.getByRole('main').innerText()}`);
}

/**
 * Opens what leaves the page by hand.
 * @param {Page} page @param {'Report' | 'Project file' | 'Other files'} tab
 */
export async function openShare(page, tab = 'Report') {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share and take along' });
  await dialog.getByRole('tab', { name: tab, exact: true }).click();
  return dialog;
}

/** Saves the present project with its models and without the data. @param {Page} page @param {string} file */
export async function saveProject(page, file) {
  const dialog = await openShare(page, 'Project file');
  await dialog.getByRole('switch', { name: /^With the data/ }).setChecked(false, { force: true });
  await save(page, () => dialog.getByRole('button', { name: 'Save the project' }).click(), file);
}

/** In the dialog that `openShare` opens: the link as it would be copied. @param {Page} page @returns {Promise<string>} */
export async function sharedLink(page) {
  const open = page.getByRole('link', { name: 'Open it' });
  await open.and(page.locator('[aria-disabled=false]')).waitFor();
  return (await open.getAttribute('href')) ?? '';
}

/** Opens a link in the same tab, by its part behind the address of the page. @param {Page} page @param {string} link */
export async function openShared(page, link) {
  await page.evaluate((hash) => location.assign(hash), link.slice(link.indexOf('#')));
  await page.getByText('Shared report, made on').waitFor();
}
