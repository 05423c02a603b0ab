import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppState } from '../../src/app/state.ts';
import { type FakeApp, fakeApp } from '../support/fake-app.ts';
import { readyState, SUGGESTION, TABLE, windowOf } from '../support/fake-table.ts';
import { download } from './support/downloads.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

afterEach(unmountApp);

const rows = (start: number, count: number) => Promise.resolve(windowOf(start, count));

function dataApp(more: Partial<AppState> = {}): FakeApp {
  return fakeApp({ ...readyState(), ...more }, { rows });
}

function asked(): Partial<AppState> {
  const state = readyState();
  return state.choices ? { ...state, choices: { ...state.choices, question: SUGGESTION.question } } : state;
}

it('answers first: how big, how many things to look at, what could be predicted', async () => {
  const app = dataApp();
  await renderApp(app, '#/data');
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('7,043 rows, 9 columns. Two things need your eye.');
  await userEvent.click(page.getByRole('button', { name: 'Predict Churn from 6 columns' }));
  expect(app.calls.filter(({ name }) => name === 'setQuestion')).toEqual([
    { name: 'setQuestion', args: [SUGGESTION.question] },
  ]);
  await expect.poll(() => window.location.hash).toBe('#/prepare');
});

it('says what is wrong and what to do when reading fails, with a place for another file', async () => {
  const error = { code: 'ingest.empty-file', params: { file: 'x.csv' }, details: 'a trace' };
  await renderApp(fakeApp({ table: { status: 'failed', error } }), '#/data');
  await expect.element(page.getByRole('alert')).toHaveTextContent(/x\.csv is empty.*Export it again/);
  await expect.element(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
});

it('shows how far the reading is and can be cancelled', async () => {
  const app = fakeApp({
    table: {
      status: 'loading',
      share: 0.42,
      leftMs: 8300,
      detail: { code: 'reading.rows', params: { rows: 412_000 } },
    },
  });
  await renderApp(app, '#/data');
  await expect.element(page.getByText('42% · about 9 sec left')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  expect(app.calls.at(-1)?.name).toBe('cancelReading');
});

it('has something to say with no table at all', async () => {
  await renderApp(fakeApp(), '#/data');
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('No table yet.');
  await expect.element(page.getByRole('link', { name: 'Bring in a table' })).toBeVisible();
});

it('scrolls a million rows to the last one and fetches windows, not the table', async () => {
  const fetched = vi.fn<typeof rows>(rows);
  const state = readyState();
  const table = { status: 'ready', value: { ...TABLE, rowCount: 1_000_000 } } as const;
  await renderApp(fakeApp({ ...state, table }, { rows: fetched }), '#/data');
  await expect.element(page.getByRole('cell', { name: 'Churn 1', exact: true })).toBeInTheDocument();
  const region = page.getByRole('region', { name: 'The table, scrollable' }).element();
  region.scrollTop = region.scrollHeight;
  await expect.element(page.getByRole('rowheader', { name: '1,000,000' })).toBeInTheDocument();
  await expect.element(page.getByRole('cell', { name: 'Churn 1000000' })).toBeInTheDocument();
  expect(fetched.mock.calls.every(([start, count]) => count <= 100 && start + count <= 1_000_000)).toBe(true);
  expect(region.querySelectorAll('[role=row]').length).toBeLessThan(60);
});

it('opens a column from its head, changes its kind, and closes back to the table', async () => {
  const app = dataApp(asked());
  await renderApp(app, '#/data');
  await userEvent.click(page.getByRole('columnheader', { name: /MonthlyCharges/ }).getByRole('button'));
  await expect.poll(() => window.location.hash).toBe('#/data/MonthlyCharges');
  const panel = page.getByRole('dialog', { name: 'MonthlyCharges' });
  await expect.element(panel.getByText('7,043 of 7,043 (100%)')).toBeVisible();
  await userEvent.selectOptions(panel.getByLabelText('Read as', { exact: true }), 'category');
  expect(app.calls.filter(({ name }) => name === 'setKind')).toEqual([
    { name: 'setKind', args: ['MonthlyCharges', 'category'] },
  ]);
  await userEvent.click(panel.getByRole('button', { name: 'Leave it out' }));
  const set = app.calls.findLast(({ name }) => name === 'setQuestion')?.args[0] as typeof SUGGESTION.question;
  expect(set.columns).toEqual(SUGGESTION.question.columns.filter((column) => column !== 'MonthlyCharges'));
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => window.location.hash).toBe('#/data');
});

it('lists rejected rows with their line numbers', async () => {
  await renderApp(dataApp(), '#/data');
  await userEvent.click(page.getByRole('button', { name: /12 rows could not be read/ }));
  await expect.element(page.getByText('7,055 rows in the file = 7,043 kept + 12 set aside.')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '137', exact: true })).toBeVisible();
  const { name, text } = await download('Download the rows of customers.csv that could not be read');
  expect(name).toBe('rejected-rows.csv');
  expect(text).toMatch(/\r\n137,24,[^\r]*,"7590-VHVEG,Female/);
});

it('previews another way of reading and takes it over', async () => {
  const app = fakeApp(readyState(), {
    rows,
    previewRead: () => {
      app.store.setState({
        preview: {
          status: 'ready',
          value: {
            header: ['whole line'],
            rows: [['a,b']],
            reading: { encoding: 'utf-8', delimiter: ';', header: true, decimal: '.', dateOrder: 'ymd', newline: 'lf' },
          },
        },
      });
      return Promise.resolve();
    },
  });
  await renderApp(app, '#/data');
  await userEvent.click(page.getByRole('button', { name: 'Change', exact: true }));
  await userEvent.selectOptions(page.getByLabelText('Cells'), ';');
  await expect
    .poll(() => app.calls.findLast(({ name }) => name === 'previewRead')?.args)
    .toEqual(['file-1', { delimiter: ';' }]);
  await expect.element(page.getByRole('columnheader', { name: 'whole line' })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Read it this way' }));
  expect(app.calls.at(-1)).toEqual({ name: 'changeRead', args: ['file-1', { delimiter: ';' }] });
});

it('proposes how two files go together, with the match rate', async () => {
  const state = readyState();
  const choice = {
    kind: 'join',
    left: 'file-1',
    right: 'file-2',
    leftKey: 'customerID',
    rightKey: 'customer',
  } as const;
  const files = [...(state.choices?.files ?? []), { id: 'file-2', name: 'payments.csv', byteLength: 10, read: {} }];
  const app = dataApp({
    ...(state.choices ? { choices: { ...state.choices, files } } : {}),
    table: { status: 'ready', value: { ...TABLE, proposals: [{ choice, matchRate: 0.943, manyToOne: false }] } },
  });
  await renderApp(app, '#/data');
  await userEvent.click(page.getByRole('radio', { name: /customerID = customer: 94% of the rows/ }));
  expect(app.calls.at(-1)).toEqual({ name: 'setCombine', args: [choice] });
  await expect.element(page.getByText(/Where a key repeats, its rows are counted/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Remove payments.csv' })).toBeVisible();
});

it('prepares: switches a step, names what is left out and why, and removes a suspect in one click', async () => {
  const suspect = { code: 'profile.leak-suspect', level: 'careful', column: 'tenure', params: {} } as const;
  const app = dataApp({ ...asked(), suspects: [suspect] });
  await renderApp(app, '#/prepare');
  await userEvent.click(page.getByRole('switch', { name: 'Draw extreme numbers in' }));
  const recipe = app.calls.at(-1)?.args[0] as readonly { step: string; on: boolean }[];
  expect(recipe.find(({ step }) => step === 'outliers')?.on).toBe(true);
  expect(recipe).toHaveLength(7);
  await expect.element(page.getByText('looks like an id: nearly a different value in each row')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Leave it out' }));
  const set = app.calls.at(-1)?.args[0] as typeof SUGGESTION.question;
  expect(set.columns).not.toContain('tenure');
  expect(set.columns).toHaveLength(5);
});
