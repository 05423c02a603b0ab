import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { TEXT_METHOD } from '../../src/lenses/text/method.ts';
import { planNet } from '../../src/nn/net/plan.ts';
import type { TextNetState } from '../../src/nn/text/state.ts';
import { train } from '../predict/support.ts';
import { makeInbox, type InboxOptions, type MadeInbox } from '../support/texts.ts';
import { findingsOf, INBOX, SMALL_NET, textEstimators, textPlan, trainTexts } from './support.ts';

const testOf = ({ report }: PredictModel, metric: string): number =>
  report.test.find((row) => row.metric === metric)?.value ?? NaN;

async function trained(options: InboxOptions): Promise<{ inbox: MadeInbox; model: PredictModel }> {
  const inbox = makeInbox(options);
  return { inbox, model: await trainTexts(inbox.table, textPlan({ inbox: INBOX }, { preset: 'quick' })) };
}

describe('texts of which everything is known', { timeout: 120_000 }, () => {
  const known = trained({ seed: 5, rows: 1_200 });

  it.each([1, 2])('tells Chinese ones apart in at least 95 of 100 (seed %i)', async (seed) => {
    const { model } = await trained({ seed, rows: 1_000, language: 'zh' });
    expect(findingsOf(model).language).toBe('zh');
    expect(testOf(model, 'accuracy')).toBeGreaterThanOrEqual(0.95);
  });

  it.each([1, 2])('lists at least 70 of 100 wrong labels in the top tenth (seed %i)', async (seed) => {
    const { inbox, model } = await trained({ seed, rows: 1_000, flipped: 0.1 });
    const { mislabelled } = findingsOf(model);
    const looked = model.report.split.train;
    const flips = new Set(inbox.flips);
    const top = mislabelled.rows.slice(0, Math.ceil(looked / 10));
    const share = (inbox.flips.length * looked) / inbox.truth.length;
    const hits = top.filter(({ row }) => flips.has(row));
    expect(hits.length).toBeGreaterThanOrEqual(0.7 * share);
    // What it suggests instead is the truth, and about as many are told as there are.
    const right = hits.filter(({ row, suggested }) => suggested === inbox.truth[row]);
    expect(right.length).toBeGreaterThanOrEqual(0.8 * hits.length);
    expect(mislabelled.estimated).toBeGreaterThan(0.5 * share);
    expect(mislabelled.estimated).toBeLessThan(1.5 * share);
  });

  it('tells texts of kinds that it was not shown from those that it was', async () => {
    const { model } = await known;
    const { outOfScope } = findingsOf(model);
    expect(outOfScope.auroc.value).toBeGreaterThan(0.86);
    expect(outOfScope.auroc.low).toBeLessThan(outOfScope.auroc.value);
    expect(outOfScope.curve.length).toBeLessThanOrEqual(201);
    const answered = outOfScope.curve.map((point) => point.answered);
    expect(answered).toEqual(answered.toSorted((a, b) => b - a));
    // At the threshold that is advised most of the new is handed over, and most of the known is answered.
    const at = outOfScope.curve.find(({ threshold }) => threshold >= outOfScope.advised);
    expect(at?.handedOver).toBeGreaterThan(0.6);
    expect(at?.answered).toBeGreaterThan(0.6);
    expect(at?.accuracy).toBeGreaterThan(0.95);
  });

  it('sees what grows and what is rated low, and nothing where nothing is', async () => {
    const { inbox, model } = await known;
    const { subjects } = findingsOf(model);
    const named = (name: string) => subjects.find((subject) => subject.name === name);
    const grown = named('late delivery');
    expect(grown?.growth?.ratio.low).toBeGreaterThan(1.1);
    expect(grown?.growth?.adjustedPValue).toBeLessThan(0.05);
    const low = named('refund missing');
    expect(low?.rating?.mean.high).toBeLessThan(low?.rating?.elsewhere ?? 0);
    expect(low?.rating?.adjustedPValue).toBeLessThan(0.001);
    const others = subjects.filter(({ name }) => name !== 'late delivery' && name !== 'refund missing');
    expect(others.every(({ growth }) => (growth?.ratio.low ?? 0) < 1)).toBe(true);
    expect(subjects.reduce((sum, { rows }) => sum + rows, 0)).toBe(inbox.texts.length);
    for (const { name, examples } of subjects) {
      expect(examples.map((row) => inbox.given[row])).toEqual(examples.map(() => name));
    }
  });

  it('makes cards of what stands out, with counts that are those of the rows', async () => {
    const { inbox, model } = await known;
    const { cards } = model.report;
    const about = (code: string) => cards.find((card) => card.code === code);
    const named = (code: string): string => String(about(code)?.params['name']);
    expect(named('card.text.low-rated')).toBe('refund missing');
    expect(named('card.text.growing')).toBe('late delivery');
    // Each kind once, and what is neither growing nor rated low is on no card.
    const kinds = cards.flatMap(({ segment }) => segment.flatMap(({ levels = [] }) => levels));
    expect(kinds.toSorted()).toEqual(['late delivery', 'refund missing']);
    const rowsOf = (name: string): number[] =>
      Array.from(inbox.given.keys()).filter((row) => inbox.given[row] === name);
    const low = (rows: readonly number[]): number => rows.filter((row) => (inbox.ratings[row] ?? NaN) <= 2).length;
    const refunds = rowsOf('refund missing');
    const facts = new Map(about('card.text.low-rated')?.facts?.map(({ code, params }) => [code, params]));
    expect(facts.get('card.text.fact.share')).toMatchObject({ rows: refunds.length, share: refunds.length / 1_200 });
    expect(facts.get('card.text.fact.most-low')).toMatchObject({
      rows: low(refunds),
      of: low(Array.from(inbox.given.keys())),
      rated: refunds.length,
    });
    const mean = refunds.reduce((sum, row) => sum + (inbox.ratings[row] ?? NaN), 0) / refunds.length;
    expect(facts.get('card.text.fact.rating')?.['mean']).toBeCloseTo(mean, 12);
    expect(about('card.text.growing')?.rate.low).toBeGreaterThan(1);
    expect(cards.every(({ evidence, test }) => evidence === 'association' && test !== undefined)).toBe(true);
  });

  it('says what words have to do with ratings: those of the kind that is rated low, and how well they tell', async () => {
    const { inbox, model } = await known;
    const { sentiment } = findingsOf(model);
    const texts = inbox.texts.map((text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `);
    expect(sentiment).toMatchObject({ column: 'stars', scale: 'stars', lowTo: 2, rated: 1_200 });
    expect(sentiment?.low.rows).toBe(inbox.ratings.filter((rating) => rating <= 2).length);
    const saying = inbox.truth.filter((_, row) => texts[row]?.includes(` ${sentiment?.words[0]?.word} `));
    expect(saying.filter((name) => name === 'refund missing').length).toBeGreaterThan(0.8 * saying.length);
    for (const { word, rows, mean, elsewhere, adjustedPValue } of sentiment?.words ?? []) {
      expect(texts.filter((text) => text.includes(` ${word} `)).length).toBe(rows);
      expect(mean.value).toBeLessThan(elsewhere);
      expect(adjustedPValue).toBeLessThan(0.05);
    }
    // Only the kind says anything of the rating: knowing it for sure gives this much, and no words give more.
    const test = model.report.testRows;
    expect((sentiment?.told?.lowRows ?? 0) + (sentiment?.told?.otherRows ?? 0)).toBe(test);
    expect(sentiment?.told?.auroc.low).toBeGreaterThan(0.5);
    expect(sentiment?.told?.auroc.value).toBeLessThan(0.85);
  });

  it('claims nothing of words where ratings are drawn by lot', async () => {
    const inbox = makeInbox({ seed: 21, rows: 500, kinds: 4 });
    const random = createRandom(4);
    const table = {
      ...inbox.table,
      columns: inbox.table.columns.map((column) =>
        column.name === 'stars' && column.kind === 'number'
          ? { ...column, values: column.values.map(() => 1 + random.integer(5)) }
          : column,
      ),
    };
    const { report } = await trainTexts(table, textPlan({ inbox: INBOX }, { preset: 'quick' }));
    const { auroc } = report.text?.sentiment?.told ?? {};
    expect(auroc?.low).toBeLessThan(0.5);
    expect(auroc?.high).toBeGreaterThan(0.5);
    expect(report.text?.sentiment?.words.length).toBeLessThanOrEqual(1);
    expect(report.cards.map(({ code }) => code)).not.toContain('card.text.low-rated');
  });

  it('says by which words a class is told, none from fewer rows than may be told of', async () => {
    const { inbox, model } = await known;
    const { perClass } = findingsOf(model);
    const invoice = perClass.find(({ name }) => name === 'invoice copy');
    expect(invoice?.words.join(' ')).toMatch(/invoice|receipt|bill/);
    const texts = inbox.texts.map((text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `);
    for (const { words } of perClass) {
      for (const word of words) {
        expect(texts.filter((text) => text.includes(` ${word} `)).length).toBeGreaterThanOrEqual(11);
      }
    }
  });

  it('is better than guessing with a network alone, which is drawn and watched', async () => {
    const inbox = makeInbox({ seed: 7, rows: 660 });
    const settings = { preset: 'quick', families: ['network'], network: SMALL_NET } as const;
    const events: TrainEvent[] = [];
    const input = { table: inbox.table, plan: textPlan({}, settings), method: TEXT_METHOD, estimators: textEstimators };
    const model = await train(input, (event) => events.push(event));
    expect(model.report.chosen.estimator).toBe('text-cnn');
    expect(testOf(model, 'accuracy')).toBeGreaterThan(0.85);
    const drawn = events.flatMap((event) => (event.kind === 'candidate' ? (event.candidate.layers ?? []) : []));
    expect(drawn.map(({ name }) => name)).toEqual([
      'tokens',
      'embedding',
      'spatial-dropout',
      'conv1d-max',
      'dropout',
      'dense',
    ]);
    const [member] = model.judged.members;
    const { spec, vocabulary } = (member ?? { state: {} }).state as TextNetState;
    // The drawing counts words in the training rows of a fold; the model that is judged has seen some more.
    const learned = drawn.reduce((sum, { parameters = 0 }) => sum + parameters, 0);
    expect(learned).toBeGreaterThan(0.8 * planNet(spec).length);
    expect(learned).toBeLessThanOrEqual(planNet(spec).length);
    expect(vocabulary.words).toContain('parcel');
    const told = events.filter((event) => event.kind === 'curve' && event.validationAccuracy !== undefined);
    expect(told.length).toBeGreaterThanOrEqual(SMALL_NET.epochs);
    expect(findingsOf(model).perClass.every(({ words }) => words.length > 0)).toBe(true);
  });
});
