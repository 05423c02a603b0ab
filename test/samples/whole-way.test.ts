import { describe, expect, it } from 'vitest';
import { forecastModelOf } from '../../src/app/narrow.ts';
import { laterFile, sampleFile, SAMPLES, type Sample } from '../../src/app/samples/catalogue.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { openPage, type Page } from '../app/support/page.ts';
import { REAL_WORKERS } from '../app/support/real-workers.ts';
import { knownModel } from '../support/known-answers.ts';

async function openedPage(): Promise<Page> {
  const files = await Promise.all(SAMPLES.map(async ({ id }) => [id, await sampleFile(id)] as const));
  return openPage({
    ...REAL_WORKERS,
    samples: Object.fromEntries(files),
  });
}

describe('a sample', () => {
  it('takes the place of the project that was open', async () => {
    const { app, state } = await openedPage();
    await app.commands.addFiles([new File(['a,b\n1,2\n3,5\n'], 'mine.csv')]);
    const first = state().projectId;
    await app.commands.openSample('order-values');
    expect(state().choices.files.map(({ name }) => name)).toEqual(['order-values.csv']);
    expect(state().projectId).not.toBe(first);
    expect(state().table).toMatchObject({ status: 'ready', value: { rowCount: 2200 } });
  });

  it('that is not there leaves the project alone', async () => {
    const { app, state } = await openedPage();
    await app.commands.openSample('shop-visits');
    await app.commands.openSample('none');
    expect(state().choices.files.map(({ name }) => name)).toEqual(['shop-visits.csv']);
    expect(state().notices).toMatchObject([{ code: 'sample.unknown' }]);
  });

  it.each(SAMPLES.flatMap((sample): [string, Sample][] => (sample.newRows ? [[sample.id, sample]] : [])))(
    '%s is learned from, its later rows are scored, and what happened to them is matched by key',
    async (id, sample) => {
      const { app, state } = await openedPage();
      await app.commands.openSample(id);
      app.commands.setRecipe(defaultRecipe(STEPS));
      app.commands.setSettings({ ...state().choices.settings, preset: 'quick', families: ['linear'] });
      await app.commands.train();
      const model = state().model;
      const question = state().choices.question;
      expect([model.status, state().training.error]).toEqual(['ready', undefined]);
      await app.commands.scoreFile(await laterFile(sample, 'new'));
      const { scored } = state();
      const rows = ((await sample.newRows?.()) ?? '').trimEnd().split('\n').length - 1;
      expect(scored).toMatchObject({ status: 'ready', value: { report: { rowCount: rows, missingColumns: [] } } });
      const batchId = scored.status === 'ready' ? scored.value.batchId : '';
      await app.commands.openOutcomes(await laterFile(sample, 'outcomes'));
      const key = (await sample.outcomes()).split(',')[0] as string;
      await app.commands.compareOutcomes({ kind: 'key', column: key }, question?.target ?? '', batchId);
      expect(state().feedback.result).toMatchObject({ status: 'ready', value: { matchedRows: rows } });
    },
    60_000,
  );

  it('shop-revenue is forecast as proposed, had as rows, and what came is set beside it', async () => {
    const { app, state } = await openedPage();
    await app.commands.openSample('shop-revenue');
    const { question } = state().choices;
    if (question?.lens !== 'forecast') throw new Error('no forecast');
    app.commands.setSettings({ ...state().choices.settings, preset: 'quick' });
    await app.commands.train();
    const model = forecastModelOf(state());
    if (model.status !== 'ready') throw new Error(JSON.stringify(state().training.error));
    const { report } = model.value;
    expect(report.verdict.code).toBe('forecast.clearly-better');
    expect(report.known).toMatchObject([{ name: 'promotion', isSwitch: true, ahead: 28 }]);
    const rows = (await (await app.commands.forecastCsv())?.text())?.trimEnd().split('\n') ?? [];
    // Three channels and their sum.
    expect(rows).toHaveLength(1 + 4 * question.horizon);
    expect(rows[1]).toMatch(/^2026-10-01,/);
    const sample = SAMPLES.find(({ id }) => id === 'shop-revenue') as Sample;
    await app.commands.openLaterValues(await laterFile(sample, 'outcomes'));
    const { result } = state().forecast.feedback;
    if (result.status !== 'ready') throw new Error(JSON.stringify(result));
    expect(result.value.steps).toBe(question.horizon);
    // What came was made as what was: it lies where it was said to lie.
    expect(result.value.inside.count / result.value.inside.of).toBeGreaterThan(0.7);
  }, 60_000);

  it('is learned from without its dates where these are switched off', async () => {
    const { app, state } = await openedPage();
    await app.commands.openSample('order-values');
    app.commands.setRecipe(defaultRecipe(STEPS).map((item) => (item.step === 'dates' ? { ...item, on: false } : item)));
    app.commands.setSettings({ ...state().choices.settings, preset: 'quick', families: ['linear'] });
    await app.commands.train();
    const { model, training } = state();
    expect(training.error).toBeUndefined();
    const importances = model.status === 'ready' ? knownModel(model.value).report.importances : [];
    const importance = (name: string): number | undefined => importances.find(({ column }) => column === name)?.value;
    expect(importance('items')).toBeGreaterThan(0);
    expect(importance('order_date')).toBe(0);
  }, 60_000);
});
