import { describe, expect, it } from 'vitest';
import { cellReader } from '../../src/core/table/cells.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { sharedData } from '../support/shared-data.ts';
import { ask, figure, readFile, trainOn } from './support.ts';

const game = sharedData('game-launch-events/gamelaunch.csv');
const shop = sharedData('retentioneering-ecom/ecom.csv');

const GAME = { entity: 'userid', event: 'eventName', time: 'eventDate', properties: [] };
const SHOP = { entity: 'user_id', event: 'event', time: 'timestamp', properties: ['platform'] };

describe('journeys of real files', () => {
  it.skipIf(!game)('tell who leaves a game', async () => {
    const table = await readFile(game as string);
    const model = await trainOn(table, ask({ ...GAME, ask: 'leave', horizonDays: 7, lookBackDays: 7 }));
    expect(figure(model, 'rocAuc')).toBeGreaterThan(0.74);
    const { sequence, split, testRows } = model.report;
    expect(sequence?.read).toMatchObject({ events: 29_324, people: 3_994, kinds: 2, missing: 0, strays: 0 });
    expect(sequence?.snapshots.at.map((date) => date.slice(0, 10))).toEqual(['2016-05-06', '2016-05-13', '2016-05-20']);
    expect(sequence?.snapshots.testFrom).toBe(2);
    expect(split.scheme).toBe('forward');
    expect(testRows).toBeGreaterThan(300);
    expect(model.report.cards[0]?.code).toBe('advise.reach-before-leaving');
  });

  it.skipIf(!shop)('say honestly that a synthetic shop sells at random', async () => {
    const table = await readFile(shop as string);
    const question = { ...SHOP, ask: 'do', outcome: 'purchase', horizonDays: 14, lookBackDays: 60 } as const;
    const { report } = await trainOn(table, ask(question, { families: ['linear'] }));
    expect(report.sequence?.read.duplicates).toBe(30);
    expect(report.verdict.code).toMatch(/nothing-beats-baseline|not-confirmed|too-little-data/);
  });

  it.skipIf(!shop)('tell the next step in a shop about as well as a Markov chain or better', async () => {
    const table = await readFile(shop as string);
    // A tenth of the people is enough for a test.
    const who = table.columns.find(({ name }) => name === 'user_id');
    if (who?.kind !== 'category' && who?.kind !== 'text') throw new Error('users are words');
    const read = cellReader(who);
    const some = Int32Array.from({ length: table.rowCount }, (_, row) => row).filter((row) =>
      (read(row) ?? '').endsWith('0'),
    );
    const question = { ...SHOP, ask: 'next', horizonDays: 1, lookBackDays: 1 } as const;
    const { report } = await trainOn(takeRows(table, some), ask(question, { families: ['trees'] }));
    const top = report.sequence?.topK ?? [];
    expect(top.map(({ k }) => k)).toEqual([1, 3, 5]);
    for (const { model, markov, k } of top) {
      expect(markov).toBeGreaterThan(0.05 * k);
      expect(model).toBeGreaterThan(markov - 0.05);
    }
  });
});
