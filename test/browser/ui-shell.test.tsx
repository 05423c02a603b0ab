import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { dataKey } from '../../src/app/tables.ts';
import { askedKey } from '../../src/app/unfinished.ts';
import { fakeApp } from '../support/fake-app.ts';
import { readyState, SUGGESTION } from '../support/fake-table.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

afterEach(unmountApp);

it('shows the start with its promise, and goes to Data as soon as a file is read', async () => {
  const app = fakeApp(
    {},
    {
      addFiles: () => {
        app.store.setState({ table: { status: 'loading', share: 0.4 } });
        return Promise.resolve();
      },
    },
  );
  await renderApp(app, '#/');
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(/judged honestly/);
  const input = page.getByTestId('file-input');
  await userEvent.upload(input, new File(['a,b\n1,2\n'], 'x.csv', { type: 'text/csv' }));
  await expect.poll(() => app.calls.map(({ name }) => name)).toContain('addFiles');
  await expect.poll(() => window.location.hash).toBe('#/data');
  await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
});

it('refuses what is certainly no table, by name', async () => {
  const app = fakeApp();
  await renderApp(app, '#/');
  await userEvent.upload(page.getByTestId('file-input'), new File(['PK'], 'report.xlsx'));
  await expect.element(page.getByRole('alert')).toHaveTextContent(/report\.xlsx/);
  expect(app.calls).toEqual([]);
});

it('takes a pasted table for a file', async () => {
  const app = fakeApp();
  await renderApp(app, '#/');
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', 'a,b\n1,2');
  window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await expect.poll(() => app.calls).toEqual([{ name: 'pasteText', args: ['a,b\n1,2'] }]);
});

it('goes to a step by its number, names the page after it, and marks it as the present one', async () => {
  await renderApp(fakeApp(readyState()), '#/data');
  await expect.element(page.getByText(/7,043 rows/).first()).toBeVisible();
  await userEvent.keyboard('2');
  await expect.poll(() => window.location.hash).toBe('#/prepare');
  await expect.poll(() => document.title).toBe('Prepare · customers · Sightglass');
  await expect.element(page.getByRole('link', { name: /^Prepare/ })).toHaveAttribute('aria-current', 'step');
});

it('undoes with the keyboard where there is something to undo, and not while somebody types', async () => {
  const app = fakeApp({ ...readyState(), canUndo: true });
  await renderApp(app, '#/data');
  await userEvent.click(page.getByLabelText('Name of the project'));
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(app.calls.map(({ name }) => name)).not.toContain('undo');
  await userEvent.keyboard('{Escape}{Tab}{Control>}z{/Control}');
  await expect.poll(() => app.calls.map(({ name }) => name)).toContain('undo');
});

it('renames the project on Enter and takes it back on Escape', async () => {
  const app = fakeApp(readyState());
  await renderApp(app, '#/data');
  const field = page.getByLabelText('Name of the project');
  await userEvent.fill(field, 'Other');
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('customers');
  await userEvent.fill(field, 'Spring list');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => app.calls.filter(({ name }) => name === 'rename'))
    .toEqual([{ name: 'rename', args: ['Spring list'] }]);
});

it('asks before it deletes a model', async () => {
  const model = {
    id: 'm1',
    name: 'Churn in March',
    createdAt: '2026-03-03T10:00:00Z',
    target: 'Churn',
    projectId: 'p',
    byteLength: 812_345,
    metric: { name: 'rocAuc', value: 0.8472, low: 0.831, high: 0.862 },
  };
  const app = fakeApp({ ...readyState(), models: { status: 'ready', value: [model] } });
  await renderApp(app, '#/data');
  await userEvent.click(page.getByRole('button', { name: 'Models' }));
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  expect(app.calls.map(({ name }) => name)).not.toContain('deleteModel');
  await userEvent.click(page.getByRole('button', { name: 'Delete it' }));
  expect(app.calls.at(-1)).toEqual({ name: 'deleteModel', args: ['m1'] });
});

it('keeps a broken screen inside its frame and offers another try', async () => {
  const state = readyState();
  const broken = { ...state, table: { status: 'ready', value: null } } as unknown as typeof state;
  await renderApp(fakeApp(broken), '#/data');
  await expect.element(page.getByText('This part of the page stopped working')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Copy details' })).toBeVisible();
  await userEvent.click(page.getByRole('link', { name: /^Sightglass/ }));
  await expect.element(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
});

it('never scrolls sideways on a phone', async () => {
  for (const address of ['#/', '#/data', '#/prepare']) {
    await renderApp(fakeApp(readyState()), address, 360);
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  }
});

it('offers to go on after a reload in mid-training, as long as it answers the present question', async () => {
  const state = { ...readyState(), projectId: 'p1' };
  const choices = state.choices;
  if (!choices) throw new Error('the fake state has no choices');
  const { recipe, settings } = choices;
  const { question } = SUGGESTION;
  const asked = askedKey({ question, recipe, settings }, dataKey({ ...choices, question }));
  const unfinished = { projectId: 'p1', lens: 'predict', asked, done: 3 };
  const notice = { id: 1, level: 'note', code: 'training.interrupted', params: {} } as const;
  const app = fakeApp({ ...state, choices: { ...choices, question }, unfinished, notices: [notice] });
  await renderApp(app, '#/data');
  await userEvent.click(page.getByRole('button', { name: 'Go on' }));
  expect(app.calls.at(-1)?.name).toBe('goOnTraining');
  await expect.poll(() => window.location.hash).toBe('#/train');
  app.store.setState({ choices: { ...choices, question, settings: { ...settings, seed: 99 } } });
  await expect.element(page.getByRole('button', { name: 'Go on' })).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Train again' }));
  expect(app.calls.at(-1)?.name).toBe('train');
});
