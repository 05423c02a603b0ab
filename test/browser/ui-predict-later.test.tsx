import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ApplyReport, ApplyResult, FeedbackReport } from '../../src/lenses/predict/model.ts';
import type { TableSummary } from '../../src/workers/data-contract.ts';
import { fakeModel, fakeState } from '../support/fake-predict-state.ts';
import { fakeApp } from '../support/fake-app.ts';
import { download } from './support/downloads.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

const CLEAN: ApplyReport = {
  rowCount: 3,
  missingColumns: [],
  extraColumns: [],
  newLevels: [],
  unreadable: [],
  outOfRange: [],
  findings: [],
};

const one = (value: number): ApplyResult => ({
  prediction: { task: 'regression', values: Float64Array.of(value) },
  report: CLEAN,
});

afterEach(unmountApp);

describe('Apply', () => {
  const model = fakeModel('binary');
  const prediction = {
    task: 'binary' as const,
    classes: ['No', 'Yes'],
    probabilities: Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4),
  };
  const scored = {
    status: 'ready' as const,
    value: {
      batchId: 'b1',
      fileName: 'december.csv',
      report: {
        ...CLEAN,
        missingColumns: ['MonthlyCharges'],
        newLevels: [{ column: 'Contract', levels: ['Weekly'], rows: 2 }],
      },
      prediction,
      threshold: 0.31,
      csv: new Blob(['id\n']),
      preview: {
        columns: ['id', 'prediction', 'probability_No', 'probability_Yes'],
        rowNumbers: [1, 2, 0],
        rows: [
          ['r2', 'Yes', '0.2', '0.8'],
          ['r3', 'Yes', '0.6', '0.4'],
          ['r1', 'No', '0.9', '0.1'],
        ],
      },
    },
  };

  it('takes a file', async () => {
    const fake = fakeApp(fakeState({ model: { status: 'ready', value: model } }));
    await renderApp(fake, '/apply');
    const file = new File(['id,tenure\n1,2\n'], 'new.csv', { type: 'text/csv' });
    await userEvent.upload(page.getByTestId('apply-file'), file);
    await expect.poll(() => fake.calls.at(-1)?.name).toBe('scoreFile');
    expect(fake.calls.at(-1)?.args[0]).toMatchObject({ name: 'new.csv' });
  });

  it('sums up a scored file, names what is missing, and shows the surest rows first', async () => {
    const fake = fakeApp(fakeState({ model: { status: 'ready', value: model }, scored }));
    await renderApp(fake, '/apply');
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Of 3 rows, 2 are predicted Yes (a chance of 31% or more); expect about 1 in all.');
    await expect.element(page.getByText(/not in this file: MonthlyCharges/)).toBeVisible();
    await expect.element(page.getByText(/never seen in training \(Weekly\), in 2 rows/)).toBeVisible();
    const table = page.getByRole('table', { name: 'Predictions for december.csv' });
    const rows = [...table.element().querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows).toEqual(['280%Yesr2', '340%Yesr3', '110%Nor1']);
    await expect.element(page.getByRole('button', { name: 'Download CSV' })).toBeVisible();
  });

  it('keeps to the threshold that the download was made with, and offers to score again when it was moved', async () => {
    const state = fakeState({ model: { status: 'ready', value: model }, scored });
    const { question } = model.report.plan;
    const fake = fakeApp({ ...state, choices: { ...state.choices, question, threshold: 0.5 } });
    await renderApp(fake, '/apply');
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Of 3 rows, 2 are predicted Yes (a chance of 31% or more)');
    await expect.element(page.getByText(/count yes from 31% on; it is 50% now/)).toBeVisible();
    await page.getByRole('button', { name: 'Score again' }).click();
    expect(fake.calls.at(-1)?.name).toBe('scoreAgain');
  });

  it('can be stopped while it scores, and says why it failed', async () => {
    const fake = fakeApp(
      fakeState({ model: { status: 'ready', value: model }, scored: { status: 'loading', share: 0.3 } }),
    );
    await renderApp(fake, '/apply');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(fake.calls.at(-1)?.name).toBe('cancelScoring');
    const params = { wanted: ['Contract', 'tenure'], found: ['a'] };
    fake.store.setState({ scored: { status: 'failed', error: { code: 'apply.no-columns', params } } });
    await expect.element(page.getByRole('alert')).toHaveTextContent('The model needs: Contract and tenure.');
  });

  it('predicts a typed row again as it changes, with all digits to be had', async () => {
    const asked: (readonly (readonly [string, unknown])[])[] = [];
    const regression = fakeModel('regression');
    const fake = fakeApp(fakeState({ model: { status: 'ready', value: regression } }), {
      predictOne: (values, which) => {
        asked.push([...values, ['which', which]]);
        const tenure = values.find(([name]) => name === 'tenure')?.[1];
        return Promise.resolve(one(Number(tenure) * 1.123456789012));
      },
    });
    await renderApp(fake, '/apply');
    await page.getByText('Typed, one row').click();
    const said = page.getByTestId('prediction');
    await expect.element(said).toHaveAttribute('data-value', String(29 * 1.123456789012));
    await expect.element(said).toHaveTextContent('median_house_value: 32.58024688');
    await page.getByLabelText('tenure').fill('10');
    await expect.element(said).toHaveAttribute('data-value', String(10 * 1.123456789012));
    await page.getByText('As judged', { exact: true }).click();
    await expect.poll(() => asked.at(-1)?.at(-1)).toEqual(['which', 'judged']);
    await userEvent.selectOptions(page.getByLabelText('Contract'), '');
    await expect.poll(() => asked.at(-1)?.find(([name]) => name === 'Contract')).toEqual(['Contract', null]);
  });
});

describe('Feedback', () => {
  const model = fakeModel('binary');
  const outcomes: TableSummary = {
    tableId: 't2',
    rowCount: 880,
    columns: [
      { name: 'customerID', kind: 'text' },
      { name: 'Churn', kind: 'category' },
    ],
    readings: [],
    combine: { kind: 'single', file: 'f' },
    proposals: [],
    findings: [],
  };
  const batch = {
    id: 'b1',
    modelId: model.id,
    fileName: 'november.csv',
    createdAt: '2026-11-01T10:00:00Z',
    rowCount: 900,
    columns: ['customerID', 'tenure'],
  };
  const report: FeedbackReport = {
    rowCount: 880,
    matchedRows: 860,
    unmatchedRows: 20,
    matching: { kind: 'key', column: 'customerID' },
    metrics: [
      {
        metric: 'rocAuc',
        value: 0.78,
        low: 0.76,
        high: 0.8,
        baseline: 0.5,
        promised: { value: 0.84, low: 0.82, high: 0.86 },
      },
    ],
    drift: [{ column: 'tenure', kind: 'number', psi: 0.31, size: 'large', effect: 0.4, importance: 0.3 }],
    advice: { code: 'feedback.retrain', params: {} },
  };
  const file = { status: 'ready' as const, value: outcomes };
  const nothing = { status: 'empty' as const };

  it('matches by an id in both files and compares', async () => {
    const state = fakeState({
      model: { status: 'ready', value: model },
      batches: [batch],
      feedback: { file, result: nothing, retraining: nothing },
    });
    const fake = fakeApp(state);
    await renderApp(fake, '/feedback');
    await page.getByRole('button', { name: 'Compare with the promise' }).click();
    expect(fake.calls.at(-1)).toEqual({
      name: 'compareOutcomes',
      args: [{ kind: 'key', column: 'customerID' }, 'Churn', 'b1'],
    });
  });

  it('puts what happened beside the promise, with what moved and what to do', async () => {
    const state = fakeState({
      model: { status: 'ready', value: model },
      batches: [batch],
      feedback: { file, result: { status: 'ready', value: report }, retraining: nothing },
    });
    const fake = fakeApp(state);
    await renderApp(fake, '/feedback');
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Retrain: it does worse than it promised.');
    await expect
      .element(
        page
          .getByText('Promised about 84%, between 82 and 86; realised about 78%, between 76 and 80.', { exact: false })
          .first(),
      )
      .toBeVisible();
    await expect.element(page.getByRole('table', { name: 'How far each column moved' })).toHaveTextContent('May hurt');
    expect(await download('Download How far each column moved')).toMatchObject({
      name: 'drift.csv',
      text: expect.stringContaining('\r\ntenure,0.31,0.4,0.3,May hurt\r\n') as string,
    });
    expect((await download('Download Every figure, promised and realised')).text).toContain(
      ',0.84,0.82,0.86,0.78,0.76,0.8,0.5,Worse\r\n',
    );
    await page.getByRole('button', { name: 'Retrain' }).click();
    expect(fake.calls.at(-1)?.name).toBe('retrain');
  });

  it('asks before the new model replaces the present one', async () => {
    const estimate = (value: number) => ({ value, low: value - 0.03, high: value + 0.03 });
    const comparison = {
      metric: 'rocAuc' as const,
      rowCount: 172,
      old: estimate(0.78),
      retrained: estimate(0.83),
      gain: estimate(0.05),
      verdict: 'better' as const,
    };
    const state = fakeState({
      model: { status: 'ready', value: model },
      batches: [batch],
      feedback: {
        file,
        result: { status: 'ready', value: report },
        retraining: { status: 'ready', value: { model: { ...model, id: 'new' }, comparison } },
      },
    });
    const fake = fakeApp(state);
    await renderApp(fake, '/feedback');
    await expect
      .element(page.getByText(/On 172 rows that neither was fitted on.*Gain 5 points, between 2 and 8/))
      .toBeVisible();
    await page.getByRole('button', { name: 'Keep the present one' }).click();
    expect(fake.calls.some(({ name }) => name === 'acceptRetrained')).toBe(false);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('button', { name: 'Use the new model' }).click();
    expect(fake.calls.at(-1)?.name).toBe('acceptRetrained');
  });
});
