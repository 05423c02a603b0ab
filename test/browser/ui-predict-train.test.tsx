import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeModel, fakeState, FAKE_TRAINING, IDLE } from '../support/fake-predict-state.ts';
import { fakeApp } from '../support/fake-app.ts';
import { fakeQuestion } from '../support/fake-report.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

const LEVELS = [
  { level: 'No', count: 5174 },
  { level: 'Yes', count: 1869 },
];

afterEach(unmountApp);

describe('Train', () => {
  it('shows the question as a sentence whose parts can be changed', async () => {
    const fake = fakeApp(fakeState(), { levels: () => Promise.resolve(LEVELS) });
    await renderApp(fake, '/train');
    const heading = page.getByRole('heading', { level: 1 });
    await expect
      .element(heading)
      .toHaveTextContent('Predict Churn · yes means Yes · from 3 columns · tested on 20% set aside at random');

    await page.getByRole('button', { name: 'Change what counts as yes: Yes' }).click();
    await page.getByRole('radio', { name: 'No', exact: true }).click();
    expect(fake.calls.at(-1)).toEqual({ name: 'setQuestion', args: [{ ...fakeQuestion('binary'), positive: 'No' }] });

    await page.getByRole('button', { name: /^Change the columns/ }).click();
    await page.getByRole('checkbox', { name: 'tenure' }).click();
    expect(fake.calls.at(-1)?.args).toEqual([{ ...fakeQuestion('binary'), columns: ['Contract', 'MonthlyCharges'] }]);
  });

  it('changes the target, the split and the preset, and trains', async () => {
    const fake = fakeApp(fakeState());
    await renderApp(fake, '/train');
    await page.getByRole('button', { name: /^Change the column to predict/ }).click();
    await userEvent.selectOptions(page.getByLabelText('Column to predict', { exact: true }), 'tenure');
    expect(fake.calls.at(-1)?.args[0]).toMatchObject({ target: 'tenure', task: 'regression' });

    await page.getByRole('button', { name: /^Change which rows are set aside/ }).click();
    await page.getByRole('radio', { name: 'The latest rows' }).click();
    expect(fake.calls.at(-1)?.args[0]).toMatchObject({ split: { kind: 'time', column: 'joined', testShare: 0.2 } });
    await userEvent.keyboard('{Escape}');

    await page.getByRole('radio', { name: /^Thorough/ }).click();
    expect(fake.calls.at(-1)).toMatchObject({ name: 'setSettings', args: [{ preset: 'thorough' }] });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    expect(fake.calls.at(-1)?.name).toBe('train');
  });

  it('shows the race and the ways to stop it', async () => {
    const fake = fakeApp(fakeState({ training: FAKE_TRAINING }));
    await renderApp(fake, '/train');
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Trying models. Logistic regression leads with 84.0%; guessing gets 50%.');
    await expect.element(page.getByText('About 15 sec left')).toBeVisible();
    await expect.element(page.getByRole('img', { name: /^Layers of the network: input 46/ })).toBeVisible();
    await expect.element(page.getByRole('img', { name: 'Error while learning, Neural network' })).toBeVisible();
    await expect.element(page.getByText(/processor \(WebAssembly\): this browser offers no/)).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Stop and keep the best' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(fake.calls.map(({ name }) => name).slice(-3)).toEqual(['pauseTraining', 'finishTraining', 'cancelTraining']);
    fake.store.setState({ training: { ...FAKE_TRAINING, status: 'paused' } });
    await page.getByRole('button', { name: 'Resume' }).click();
    expect(fake.calls.at(-1)?.name).toBe('resumeTraining');
  });

  it('leads to the verdict when the training it watched is done', async () => {
    const fake = fakeApp(fakeState({ training: FAKE_TRAINING }));
    await renderApp(fake, '/train');
    await expect.element(page.getByText('About 15 sec left')).toBeVisible();
    fake.store.setState({ training: IDLE, model: { status: 'ready', value: fakeModel('binary') } });
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Churn can be predicted from these columns.');
    expect(window.location.hash).toMatch(/^#\/evaluate\//);
  });

  it('says why training stopped, what to do, and that nothing is lost', async () => {
    const error = { code: 'train.one-class', params: { target: 'Churn', value: 'No', rows: 40 } };
    const fake = fakeApp(fakeState({ training: { ...IDLE, status: 'failed', error } }));
    await renderApp(fake, '/train');
    await expect.element(page.getByRole('alert')).toHaveTextContent(/single value .*Pick another column/);
    await expect.element(page.getByText('Your file, the question and the settings are as they were.')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(fake.calls.at(-1)?.name).toBe('train');
  });

  it('points to a file first where there is none, and asks where nothing is asked', async () => {
    const fake = fakeApp(fakeState({ table: { status: 'empty' }, profile: { status: 'empty' } }));
    await renderApp(fake, '/train');
    await expect.element(page.getByRole('link', { name: 'Open a file' })).toBeVisible();
    const { choices, ...rest } = fakeState();
    const { question: _, ...unasked } = choices;
    fake.store.setState({ ...rest, choices: unasked });
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('What should be predicted?');
    await userEvent.selectOptions(page.getByLabelText('Column to predict', { exact: true }), 'Churn');
    expect(fake.calls.at(-1)?.args[0]).toMatchObject({ target: 'Churn', task: 'binary', positive: 'Yes' });
  });
});
