import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { SAMPLES } from '../../src/app/samples/catalogue.ts';
import { fakeApp, type FakeApp } from '../support/fake-app.ts';
import { fakeModel, fakeState } from '../support/fake-predict-state.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

afterEach(unmountApp);

const fromFile = (name: string): FakeApp => {
  const { choices } = fakeState();
  return fakeApp(
    fakeState({
      model: { status: 'ready', value: fakeModel('binary') },
      choices: { ...choices, files: [{ id: 'f', name, byteLength: 1, read: {} }] },
    }),
  );
};

const fileOf = (fake: FakeApp, command: string): File | undefined =>
  fake.calls.find(({ name }) => name === command)?.args[0] as File | undefined;

describe('samples', () => {
  it('are offered at the start, and open in one click', async () => {
    const fake = fakeApp();
    await renderApp(fake, '/', undefined, SAMPLES);
    await expect.element(page.getByRole('heading', { name: 'Or try it on a sample' })).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Who is about to leave?' }));
    expect(fake.calls).toEqual([{ name: 'openSample', args: ['saas-churn'] }]);
  });

  it('push nobody’s own project aside, but one another', async () => {
    await renderApp(fromFile('mine.csv'), '/', undefined, SAMPLES);
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(page.getByText('Who is about to leave?').elements()).toHaveLength(0);
    await renderApp(fromFile('shop-visits.csv'), '/', undefined, SAMPLES);
    await expect.element(page.getByText('Who is about to leave?')).toBeVisible();
  });

  it('bring their new rows to Apply and what happened to Feedback', async () => {
    const applied = fromFile('shop-visits.csv');
    await renderApp(applied, '/apply');
    await userEvent.click(page.getByRole('button', { name: 'Use the sample’s new rows' }));
    await expect.poll(() => fileOf(applied, 'scoreFile')?.name).toBe('shop-visits-new.csv');
    const told = fromFile('shop-visits.csv');
    await renderApp(told, '/feedback');
    await userEvent.click(page.getByRole('button', { name: 'Use what really happened in the sample' }));
    await expect.poll(() => fileOf(told, 'openOutcomes')?.name).toBe('shop-visits-outcomes.csv');
    expect(await fileOf(told, 'openOutcomes')?.text()).toContain('visit_id,purchase');
    await renderApp(fromFile('mine.csv'), '/apply');
    await expect.element(page.getByTestId('apply-file')).toBeInTheDocument();
    expect(page.getByRole('button', { name: 'Use the sample’s new rows' }).elements()).toHaveLength(0);
  });
});
