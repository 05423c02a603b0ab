import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { openPage, type Page } from './support/page.ts';
import { REAL_WORKERS } from './support/real-workers.ts';
import { knownModel } from '../support/known-answers.ts';
import { predictQuestionOf } from '../../src/app/narrow.ts';

/** The real services behind real ports, with the estimators that need no engine. */
const page = (): Page =>
  openPage({
    ...REAL_WORKERS,
  });

/** spend = 20 + 3·visits − 2·returns + noise (standard deviation 1). */
function orders(rows: number, seed: number, name: string): File {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, () => {
    const visits = random.normal() * 4;
    const returns = random.normal() * 2;
    const spend = 20 + 3 * visits - 2 * returns + random.normal();
    return [visits, returns, spend].map((value) => value.toFixed(4)).join(',');
  });
  return new File([['visits,returns,spend', ...lines, ''].join('\n')], name);
}

const trained = async (): Promise<Page> => {
  const made = page();
  const { commands } = made.app;
  await commands.addFiles([orders(400, 1, 'spring.csv')]);
  commands.setSettings({ ...made.state().choices.settings, preset: 'quick', families: ['linear'] });
  await commands.train();
  expect(made.state().training).toMatchObject({ status: 'idle' });
  return made;
};

describe('the whole way, without a browser', () => {
  it('finds what the rows were made from', async () => {
    const { state, app } = await trained();
    expect(state().choices.question).toMatchObject({
      target: 'spend',
      task: 'regression',
      columns: ['visits', 'returns'],
    });
    const { model } = state();
    const report = model.status === 'ready' ? knownModel(model.value).report : undefined;
    const rmse = report?.test.find((row) => row.metric === 'rmse');
    // The noise has standard deviation 1: 80 test rows put the error within a fifth of it.
    expect(rmse?.value).toBeGreaterThan(0.8);
    expect(rmse?.value).toBeLessThan(1.2);
    const { prediction } = await app.commands.predictOne(
      [
        ['visits', 2],
        ['returns', 1],
      ],
      'applied',
    );
    expect(prediction.task === 'regression' ? prediction.values[0] : NaN).toBeCloseTo(24, 0);
  });

  it('scores, compares with what happened, retrains, and the new rows join the project', async () => {
    const { state, app } = await trained();
    await app.commands.scoreFile(orders(120, 2, 'june.csv'));
    const { scored } = state();
    expect(scored).toMatchObject({ status: 'ready', value: { report: { rowCount: 120, missingColumns: [] } } });
    const batchId = scored.status === 'ready' ? scored.value.batchId : '';
    await app.commands.openOutcomes(orders(120, 2, 'june-outcomes.csv'));
    await app.commands.compareOutcomes({ kind: 'order' }, 'spend', batchId);
    expect(state().feedback.result).toMatchObject({ status: 'ready', value: { matchedRows: 120 } });
    await app.commands.retrain({ kind: 'rescored' }, 'spend');
    expect(state().feedback.retraining).toMatchObject({ status: 'ready', value: { comparison: { metric: 'rmse' } } });
    await app.commands.acceptRetrained();
    expect(state().table).toMatchObject({ status: 'ready', value: { rowCount: 520 } });
    expect(state().choices.files.map((file) => file.name)).toEqual(['spring.csv', 'june-outcomes.csv']);
    expect(state().modelIsStale).toBe(false);
  });
});

/** Who buys: the more visits, the likelier. */
function buyers(rows: number, seed: number): File {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, () => {
    const visits = random.normal();
    return `${visits.toFixed(4)},${random.next() < 1 / (1 + Math.exp(-2 * visits)) ? 'Yes' : 'No'}`;
  });
  return new File([['visits,bought', ...lines, ''].join('\n')], 'buyers.csv');
}

it('a threshold set by hand decides what the scored file says, and a file scored before says by which it was', async () => {
  const { state, app } = page();
  await app.commands.addFiles([buyers(400, 5)]);
  app.commands.setSettings({ ...state().choices.settings, preset: 'quick', families: ['linear'] });
  await app.commands.train();
  const score = async (run: Promise<void>): Promise<{ yes: number; above: (cut: number) => number; cut: number }> => {
    await run;
    const { scored } = state();
    if (scored.status !== 'ready') throw new Error(JSON.stringify(scored));
    const [, ...lines] = (await scored.value.csv.text()).trim().split(/\r?\n/);
    const cells = lines.map((line) => line.split(','));
    const chances = cells.map((row) => Number(row[4]));
    return {
      yes: cells.filter((row) => row[2] === 'Yes').length,
      above: (cut) => chances.filter((chance) => chance >= cut).length,
      cut: scored.value.threshold ?? NaN,
    };
  };
  const model = state().model;
  const advised = model.status === 'ready' ? knownModel(model.value).threshold : undefined;
  const first = await score(app.commands.scoreFile(buyers(100, 6)));
  expect(first.cut).toBe(advised);
  expect(first.yes).toBe(first.above(first.cut));
  app.commands.setThreshold(0.9);
  const again = await score(app.commands.scoreAgain());
  expect(again.cut).toBe(0.9);
  expect(again.yes).toBe(again.above(0.9));
  expect(again.yes).toBeLessThan(first.yes);
  // The threshold belongs to this question: another "yes" has none set by hand.
  const question = predictQuestionOf(state());
  if (question) app.commands.setQuestion({ ...question, positive: 'No' });
  expect((await score(app.commands.scoreAgain())).cut).toBe(advised);
});

describe('bad input', () => {
  const BAD: readonly (readonly [string, string])[] = [
    ['ingest.empty-file', ''],
    ['ingest.header-only', 'visits,returns,spend\n'],
    ['ingest.not-a-table', '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'],
  ];

  it.each(BAD)('%s is said, on an empty page and beside a table that stays', async (code, text) => {
    const bad = (): File => new File([text], 'bad.csv');
    const empty = page();
    await empty.app.commands.addFiles([bad()]);
    expect(empty.state().table).toMatchObject({ status: 'failed', error: { code } });
    await empty.app.commands.addFiles([orders(60, 3, 'good.csv')]);
    expect(empty.state().table).toMatchObject({ status: 'ready', value: { rowCount: 60 } });
    expect(empty.state().choices.files).toHaveLength(1);
    const before = empty.state().choices;
    await empty.app.commands.addFiles([bad()]);
    expect(empty.state().notices.at(-1)).toMatchObject({ code });
    expect(empty.state().choices).toEqual(before);
    expect(await empty.app.commands.rows(59, 10)).toMatchObject({ start: 59, columns: ['visits', 'returns', 'spend'] });
  });

  it('a file to score with none of the columns is refused with its code, the model stays', async () => {
    const { state, app } = await trained();
    await app.commands.scoreFile(new File(['a,b\n1,2\n3,4\n'], 'other.csv'));
    expect(state().scored).toMatchObject({ status: 'failed', error: { code: 'apply.no-columns' } });
    expect(state().model.status).toBe('ready');
  });

  it('too little to train on fails with a code and can be mended', async () => {
    const { state, app } = page();
    await app.commands.addFiles([new File(['visits,returns,spend\n1,2,3\n4,5,9\n'], 'tiny.csv')]);
    app.commands.setQuestion({
      lens: 'predict',
      target: 'spend',
      task: 'regression',
      columns: ['visits', 'returns'],
      split: { kind: 'random', testShare: 0.2 },
    });
    await app.commands.train();
    const { training } = state();
    expect(training.status).toBe('failed');
    expect(training.error?.code).toMatch(/^(split|train)\./);
    expect(state().table.status).toBe('ready');
  });
});

it('several files: appended where they are alike, the question stays', async () => {
  const { state, app } = page();
  await app.commands.addFiles([orders(60, 1, 'a.csv')]);
  const { question } = state().choices;
  await app.commands.addFiles([orders(40, 2, 'b.csv')]);
  expect(state().table).toMatchObject({ status: 'ready', value: { rowCount: 100, combine: { kind: 'append' } } });
  expect(state().choices.question).toEqual(question);
  app.commands.undo();
  const now = state();
  expect(now.choices.files.map((file) => file.name)).toEqual(['a.csv']);
});
