import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { OTHER_LEVEL } from '../../src/core/prepare/steps/categories.ts';
import type { SharedPredict } from '../../src/lenses/predict/share/types.ts';
import type { SharedReport } from '../../src/lenses/share.ts';
import { fakeApp } from '../support/fake-app.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

afterEach(unmountApp);

const BODY: SharedPredict = {
  target: 'Plan',
  task: 'multiclass',
  classes: ['basic', 'pro', OTHER_LEVEL],
  rows: { total: 1000, train: 800, validation: 800, test: 200 },
  split: { kind: 'random', testShare: 0.2 },
  chosen: { estimator: 'boosted-trees', family: 'trees' },
  verdict: { code: 'verdict.useful', params: {} },
  selectionMetric: 'logLoss',
  test: [{ metric: 'logLoss', value: 0.4, low: 0.3, high: 0.5, baseline: 1 }],
};

async function open(more: Partial<SharedPredict> = {}): Promise<void> {
  const report: SharedReport = {
    format: 'sightglass.shared',
    version: 1,
    lens: 'predict',
    title: 'Plans',
    createdOn: '2026-01-01',
    appVersion: '0.0.0',
    body: { ...BODY, ...more },
  };
  await renderApp(fakeApp({}, { openShared: () => Promise.resolve(report) }), '/r/any');
}

describe('what a shared report does not hold', () => {
  it('is said where it would be looked for', async () => {
    await open();
    for (const said of [
      /has no picture of its test rows/,
      /does not say which columns matter/,
      /has no recommendation/,
    ]) {
      await expect.element(page.getByText(said)).toBeVisible();
    }
  });

  it('is no "under 11" where a count is held for the sake of others, nor "every row is right"', async () => {
    await open({
      confusion: [
        [60, null, 0],
        [null, 70, null],
        [0, null, 30],
      ],
    });
    await expect.element(page.getByText(/No mix-up is as frequent as 11 rows/)).toBeVisible();
    await expect.element(page.getByText('held back').first()).toBeVisible();
    // The classes that were put together go by words, nowhere by the name the page has for them.
    await expect.element(page.getByText(/^other, rare/).first()).toBeInTheDocument();
    expect(document.body.textContent).not.toContain(OTHER_LEVEL);
    expect(document.body.textContent).not.toMatch(/under 11$|Every row is right/);
  });

  it('is counted beside a formula, and a card says that it is rounded', async () => {
    await open({
      task: 'binary',
      classes: ['No', 'Yes'],
      bands: [{ from: 0, yes: 60, no: 140, mean: 0.3 }],
      formula: {
        estimator: 'logistic',
        rowCount: 800,
        penalty: 1,
        intercept: 0.5,
        isChosen: false,
        heldTerms: 2,
        coefficients: [{ column: 'tenure', value: -0.1 }],
      },
      cards: [
        {
          code: 'advise.use-ranked-list',
          params: { share: 0.1 },
          segment: [],
          validationRows: 50,
          allRows: 100,
          rate: { value: 0.8, low: 0.67, high: 0.89 },
          overallRate: 0.3,
          adjustedPValue: 0.0001,
          segmentsTried: 20,
          evidence: 'association',
          rounded: true,
          why: [],
        },
      ],
    });
    await expect.element(page.getByText('2 terms are held back: the formula alone does not predict.')).toBeVisible();
    await expect.element(page.getByRole('article')).toHaveTextContent('Counts are to the nearest ten');
    await expect.element(page.getByText(/does not say which columns matter/)).toBeVisible();
  });
});
