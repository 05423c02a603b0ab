import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import { fakeModel, fakeState } from '../support/fake-predict-state.ts';
import { fakeApp } from '../support/fake-app.ts';
import { FAKE_FORMULA } from '../support/fake-report.ts';
import { download } from './support/downloads.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

async function open(task: TaskKind, overrides: Partial<PredictReport> = {}) {
  const fake = fakeApp(fakeState({ model: { status: 'ready', value: fakeModel(task, overrides) } }));
  await renderApp(fake, '/evaluate');
  return fake;
}

afterEach(unmountApp);

describe('Evaluate', () => {
  it('answers a yes-or-no question with the figure, its rows, its interval and guessing', async () => {
    await open('binary');
    await expect
      .element(
        page.getByText(
          'On 1,409 rows set aside, the model ranks a Yes above a No in 84% of pairs (between 82 and 86); guessing gets 50%.',
        ),
      )
      .toBeVisible();
    await expect.element(page.getByRole('img', { name: /^Of 100 rows like these, flagged from 31% on/ })).toBeVisible();
  });

  it('moves the threshold on validation rows and settles it when let go', async () => {
    const fake = await open('binary');
    const slider = page.getByRole('slider');
    await expect.element(slider).toHaveAttribute('aria-valuetext', '31%');
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => fake.calls.findLast(({ name }) => name === 'setThreshold')?.args[0]).toBeCloseTo(0.315, 9);
    await expect.element(page.getByRole('heading', { name: /where you move it$/ })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'At 31%, as settled' })).toBeVisible();
  });

  it('makes money only of what the person typed, and shows the sum', async () => {
    const fake = await open('binary');
    await expect.element(page.getByText('Type a value and an effect to see money.')).toBeVisible();
    const { choices } = fakeState();
    fake.store.setState({
      choices: { ...choices, money: { currency: 'EUR', valuePerRow: 500, costPerRow: 20, effect: 0.3 } },
    });
    // 1,371 × (0.56 × 500 × 0.3 − 20) = 87,744
    await expect.element(page.getByText('Expected gain €87,744 (between €75,405 and €100,083)')).toBeVisible();
    await expect.element(page.getByText(/1,371 rows × 56% predicted risk × €500 × 30% assumed effect/)).toBeVisible();
  });

  it('says who, how many and how sure in each recommendation', async () => {
    await open('binary');
    const card = page.getByRole('article');
    await expect.element(card).toHaveTextContent('Contract is Month-to-month and tenure below 6');
    await expect.element(card).toHaveTextContent('1,371 rows in your table, 312 of them validation rows');
    await expect.element(card).toHaveTextContent('Evidence: association');
    await card.getByText('To find out whether acting helps: an A/B test').click();
    await expect.element(card).toHaveTextContent(/With \d+ rows a half/);
  });

  it('shows coefficients with all their digits', async () => {
    await open('regression');
    const table = page.getByRole('table', { name: 'Coefficients' });
    await expect.element(table).toBeVisible();
    const cells = [...table.element().querySelectorAll('[data-term]')].map((cell) => [
      cell.getAttribute('data-term'),
      Number(cell.getAttribute('data-value')),
    ]);
    expect(cells).toEqual([
      ['intercept', FAKE_FORMULA.intercept],
      ...FAKE_FORMULA.coefficients.map(({ column, value }) => [column, value]),
    ]);
    await page.getByRole('switch', { name: 'All digits' }).click();
    await expect.element(table).toHaveTextContent('1.8012345678901234');
    await expect
      .element(page.getByTestId('formula'))
      .toHaveTextContent('median_house_value = 5.123456789012345 + 1.8012345678901234 · browsing_history');
  });

  it('proves numbers with a scatter and classes with a grid', async () => {
    await open('regression');
    await expect.element(page.getByText(/typically off by 47,100 \(between 45,800 and 48,400\)/)).toBeVisible();
    await expect.element(page.getByRole('img', { name: /^Predicted against actual/ })).toBeVisible();
  });

  it('names the commonest mix-up of classes', async () => {
    await open('multiclass');
    await expect.element(page.getByText(/virginica taken for versicolor, 7 times \(14% of virginica\)/)).toBeVisible();
  });

  it('lists every try, failures with their reason, and the receipt', async () => {
    await open('binary');
    await page.getByRole('tab', { name: 'Leaderboard' }).click();
    await page.getByText(/^All 3 tries/).click();
    await expect
      .element(page.getByRole('table', { name: 'Every try' }))
      .toHaveTextContent(/layers 64, 32 .*The numbers ran out of range/);
    await page.getByRole('tab', { name: 'Receipt' }).click();
    await expect.element(page.getByText('a3f1'.repeat(16))).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Download report.json' })).toBeVisible();
  });

  it('gives every table of the tabs as CSV, numbers in full', async () => {
    await open('binary');
    await page.getByRole('tab', { name: 'Leaderboard' }).click();
    const board = await download('Download The best try of each kind of model');
    expect(board.name).toBe('leaderboard.csv');
    expect(board.text.split('\r\n')[0]).toMatch(/^\uFEFF?Model,Chosen,.*ROC AUC.*,Time in seconds$/);
    await page.getByText(/^All 3 tries/).click();
    const tries = await download('Download Every try');
    expect(tries.name).toBe('tries.csv');
    expect(tries.text.trimEnd().split('\r\n')).toHaveLength(4);
    await page.getByRole('tab', { name: 'Figures' }).click();
    const figures = await download('Download All figures on test rows');
    const { test } = fakeModel('binary').report;
    for (const { value } of test) expect(figures.text).toContain(`,${value},`);
    await page.getByRole('tab', { name: 'Receipt' }).click();
    expect((await download('Download Receipt')).text).toContain('a3f1'.repeat(16));
  });

  it('gives the table of the classes as CSV', async () => {
    await open('multiclass');
    await page.getByRole('tab', { name: 'Classes' }).click();
    const { name, text } = await download('Download How well each class is found');
    expect(name).toBe('classes.csv');
    expect(text).toContain('\r\nvirginica,');
  });

  it('says plainly when nothing beats guessing, and when there is too little to tell', async () => {
    const fake = await open('binary', { verdict: { code: 'verdict.nothing-beats-baseline', params: {} }, cards: [] });
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Nothing here predicts Churn better than guessing.');
    await expect.element(page.getByText(/so there is nothing here to act on/)).toBeVisible();
    const tiny = fakeModel('binary', {
      verdict: { code: 'verdict.too-little-data', params: { rows: 40, needed: 900 } },
      importances: [],
      dependence: [],
      cards: [],
    });
    fake.store.setState({ model: { status: 'ready', value: { ...tiny, id: 'tiny' } } });
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(/too few rows to say/);
    await expect.element(page.getByText(/With about 900 validation rows/)).toBeVisible();
  });

  it('shows warnings that change what one may conclude', async () => {
    await open('binary', {
      warnings: [
        { level: 'careful', code: 'warn.imbalance', params: { class: 'Yes', rows: 12, share: 0.02 } },
        { level: 'note', code: 'warn.sampled', params: { rows: 10, of: 20 } },
      ],
    });
    await expect.element(page.getByText(/^Yes is rare: 2% of rows/)).toBeVisible();
    expect(page.getByText(/^The search looked at/).query()).toBeNull();
  });

  it('asks for a model first, and says why one could not be opened', async () => {
    const fake = fakeApp(fakeState());
    await renderApp(fake, '/evaluate');
    await expect.element(page.getByRole('link', { name: 'Go to Train' })).toBeVisible();
    fake.store.setState({ model: { status: 'failed', error: { code: 'model.not-found', params: {} } } });
    await expect.element(page.getByRole('alert')).toBeVisible();
  });
});
