import { describe, expect, it } from 'vitest';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { compareOutcomes } from '../../src/lenses/predict/feedback.ts';
import { retrain } from '../../src/lenses/predict/retrain.ts';
import { nearestAnswers } from '../../src/lenses/text/assistant.ts';
import { TEXT_METHOD } from '../../src/lenses/text/method.ts';
import { readText } from '../../src/lenses/text/read.ts';
import { after, runKept, type Asked } from '../checkpoint/interrupted.ts';
import { COMPUTE } from '../predict/support.ts';
import { makeInbox } from '../support/texts.ts';
import { findingsOf, INBOX, pacer, registries, SMALL_NET, textEstimators, textPlan, trainTexts } from './support.ts';

const inbox = makeInbox({ seed: 11, rows: 500, kinds: 5, empty: 0.02 });
const plan = textPlan({ inbox: INBOX }, { preset: 'balanced', families: ['linear', 'network'], network: SMALL_NET });
const asked = (): Asked => ({ table: inbox.table, plan, method: TEXT_METHOD, estimators: textEstimators });

const scored = async (model: PredictModel): Promise<unknown> =>
  (await applyModel({ ...registries, model, table: inbox.table, pacer: pacer() })).prediction;

describe('training on texts', { timeout: 180_000 }, () => {
  const alone = runKept(asked());
  const trained = alone.then(({ model }) => model as PredictModel);

  it('tries linear models first, then the network, and judges on rows of its own', async () => {
    const { report } = await trained;
    const ids = report.tries.map(({ estimator }) => estimator);
    expect(ids.slice(0, 3)).toEqual(['baseline', 'text-logistic', 'text-svm']);
    expect(ids).toContain('text-cnn');
    expect(report.lens).toBe('text');
    expect(report.recipe).toEqual([]);
    expect(report.warnings.map(({ code }) => code)).not.toContain('warn.family-unavailable');
    const accuracy = report.test.find(({ metric }) => metric === 'accuracy');
    expect(accuracy?.value).toBeGreaterThan(0.9);
    expect(accuracy?.low).toBeGreaterThan(accuracy?.baseline ?? 1);
  });

  it('leaves rows without a text out, and says so', async () => {
    const { report } = await trained;
    const empty = inbox.texts.filter((text) => text === '').length;
    const { texts, findings } = findingsOf({ report });
    expect(texts).toMatchObject({ rows: inbox.texts.length - empty, empty, cut: 0 });
    expect(findings).toContainEqual({ level: 'careful', code: 'text.empty-texts', params: { count: empty } });
    expect(report.split.train + report.split.test).toBe(texts.rows);
  });

  it('has figures that add up to the confusion matrix of the test rows', async () => {
    const { report } = await trained;
    const { perClass, confusions } = findingsOf({ report });
    const matrix = report.multiclass?.test;
    expect(perClass.reduce((sum, { count }) => sum + count, 0)).toBe(report.testRows);
    for (const { name, count, recall, precision } of perClass) {
      const k = matrix?.classes.indexOf(name) ?? -1;
      const right = matrix?.confusion[k]?.[k] ?? NaN;
      expect(recall.value).toBeCloseTo(right / count, 12);
      expect(recall.low).toBeLessThanOrEqual(recall.value);
      expect(precision.high).toBeGreaterThanOrEqual(precision.value);
    }
    const wrong = matrix?.confusion.flatMap((row, i) => row.filter((_, j) => j !== i)) ?? [];
    expect(confusions.reduce((sum, { count }) => sum + count, 0)).toBe(wrong.reduce((a, b) => a + b, 0));
    for (const { actual, rows } of confusions)
      expect(rows.map((row) => inbox.given[row])).toEqual(rows.map(() => actual));
  });

  it('holds no text in its report', async () => {
    const { report } = await trained;
    const told = JSON.stringify(report);
    expect(inbox.texts.filter((text) => text.length > 25 && told.includes(text))).toEqual([]);
  });

  it('gives the same figures for the same seed, and the same predictions once saved and loaded', async () => {
    const model = await trained;
    const again = await trainTexts(inbox.table, plan);
    const figures = ({ report }: PredictModel): unknown => [
      report.test,
      report.text,
      report.leaderboard.map((row) => row.metrics),
    ];
    expect(figures(again)).toEqual(figures(model));
    expect(await scored(structuredClone(model))).toEqual(await scored(model));
  });

  it('goes on from a checkpoint to the same model', async () => {
    const whole = await alone;
    const [early, late] = [Math.ceil(whole.steps.length / 3), whole.steps.length - 1];
    for (const until of [early, late]) {
      const { saved, fits } = after(whole, until);
      const resumed = await runKept(asked(), saved);
      expect(resumed.model?.report.test).toEqual(whole.model?.report.test);
      expect(resumed.model?.applied).toEqual(whole.model?.applied);
      expect(resumed.model?.report.text).toEqual(whole.model?.report.text);
      expect(resumed.fits.length).toBeLessThan(whole.fits.length);
      expect(fits.length).toBeGreaterThan(0);
    }
  });

  it('reads a text: its kind, what spoke for it, and whether to leave it to a person', async () => {
    const model = await trained;
    const text = 'Hello, my parcel with the lamp has not arrived yet';
    const reading = await readText(model, text, registries);
    expect(reading.classes[0]?.name).toBe('late delivery');
    expect(reading.classes.length).toBe(5);
    expect(reading.confidence).toBe(reading.classes[0]?.share);
    expect(reading.handOver).toBe(false);
    const strongest = reading.marks.toSorted((a, b) => b.weight - a.weight)[0];
    expect(text.slice(strongest?.start, strongest?.end)).toMatch(/parcel|arrived|yet|has|not|with/);
    const starts = reading.marks.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(await readText({ ...model, handOver: 1.01 }, text, registries)).toMatchObject({ handOver: true });
    expect(await readText(model, '   ', registries)).toMatchObject({ handOver: true });
    const strange = await readText(model, '<img onerror=alert(1)> 😡 ' + 'x'.repeat(50_000), registries);
    expect(strange.classes.every(({ share }) => Number.isFinite(share))).toBe(true);
    expect(strange.handOver).toBe(true);
  });

  it('finds past answers and makes none up', async () => {
    const model = await trained;
    const { assistant, applied } = model;
    if (!assistant) throw new Error('no assistant');
    expect(assistant.column).toBe('reply');
    expect(assistant.threshold).toBeGreaterThan(0);
    expect(assistant.threshold).toBeLessThanOrEqual(1);
    const ask = (text: string) => nearestAnswers(assistant, text, 'text', applied.members, registries);
    const [first, ...others] = await ask('I forgot my password and cannot log in');
    expect(first?.answer).toBe('Use the forgotten password link on the login page.');
    expect(first?.because.length).toBeGreaterThan(0);
    expect(first?.because).not.toContain('my');
    expect(first?.because).not.toContain('and');
    expect(first?.score).toBeGreaterThanOrEqual(assistant.threshold);
    const given = new Set(inbox.answers);
    expect([first, ...others].every((one) => one && given.has(one.answer))).toBe(true);
    const unknown = await ask('quarterly zebra migration');
    expect(unknown.every(({ score }) => score < assistant.threshold)).toBe(true);
    const reading = await readText(model, 'I forgot my password and cannot log in', registries);
    expect(reading.answers[0]).toEqual(first);
  });

  it('is followed up on later texts as it promised', async () => {
    const model = await trained;
    const { table: outcomes } = makeInbox({ seed: 12, rows: 200, kinds: 5 });
    const matching = { kind: 'rescored' } as const;
    const asking = { ...registries, model, outcomes, outcomeColumn: 'label', matching, pacer: pacer() };
    const { matchedRows, metrics, advice } = await compareOutcomes(asking);
    expect(matchedRows).toBe(200);
    const accuracy = metrics.find(({ metric }) => metric === 'accuracy');
    expect(accuracy?.value).toBeGreaterThan((accuracy?.promised.low ?? 1) - 0.03);
    expect(advice.code).toBe('feedback.keep');
  });

  it('has the answers of all texts once it was retrained, old and new', async () => {
    const answered = (answers: readonly (string | null)[], texts: readonly string[]): number =>
      answers.filter((answer, row) => answer !== null && texts[row] !== '').length;
    const [old, fresh] = [makeInbox({ seed: 13, rows: 120, kinds: 3 }), makeInbox({ seed: 14, rows: 80, kinds: 3 })];
    const quick = textPlan({ inbox: INBOX }, { preset: 'quick' });
    const model = await trainTexts(old.table, quick);
    expect(model.assistant?.entries.length).toBe(answered(old.answers, old.texts));
    const run = retrain({
      ...registries,
      model,
      old: old.table,
      outcomes: fresh.table,
      outcomeColumn: 'label',
      matching: { kind: 'rescored' },
      method: TEXT_METHOD,
      pacer: pacer(),
      now: () => '2026-01-01T00:00:00.000Z',
      clock: () => 0,
      finish: new AbortController().signal,
      modelId: 'again',
      appVersion: '0.0.0',
      compute: () => COMPUTE,
    });
    let step = await run.next();
    while (!step.done) step = await run.next();
    const { assistant } = step.value.model;
    expect(assistant?.entries.length).toBe(answered(old.answers, old.texts) + answered(fresh.answers, fresh.texts));
    expect(assistant?.entries.at(-1)?.question).toBe(fresh.texts[fresh.answers.findLastIndex((one) => one !== null)]);
  });

  it('is told of rows without a text, and of a file without the column, when it is applied', async () => {
    const model = await trained;
    const table = { rowCount: 3, columns: [makeTextColumn('text', ['where is my parcel', null, ' '])] };
    const { report, prediction } = await applyModel({ model, table, ...registries, pacer: pacer() });
    expect(report.findings).toContainEqual({
      level: 'careful',
      code: 'apply.empty-texts',
      column: 'text',
      params: { column: 'text', rows: 2, of: 3 },
    });
    expect(prediction.task).toBe('multiclass');
    const other = { rowCount: 1, columns: [makeTextColumn('body', ['x'])] };
    await expect(applyModel({ model, table: other, ...registries, pacer: pacer() })).rejects.toMatchObject({
      code: 'apply.no-columns',
    });
  });
});
