import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryBacking, STORES, type Backing, type StoreName } from '../../src/storage/database.ts';
import { openPage, type Page } from '../app/support/page.ts';
import { REAL_WORKERS } from '../app/support/real-workers.ts';
import { decodeSaved, encodeSaved } from '../support/saved-records.ts';

/** The real services behind real ports, with the estimators that need no engine. */
const pageOn = (backing: Backing): Page =>
  openPage({
    backing,
    ...REAL_WORKERS,
  });

const textOf = (version: 1 | 2): string => readFileSync(`test/golden/saved/database-v${version}.json`, 'utf8');

async function browserWith(version: 1 | 2): Promise<Backing> {
  const backing = memoryBacking();
  const saved = decodeSaved(textOf(version));
  for (const [store, records] of Object.entries(saved)) {
    expect(STORES).toContain(store);
    for (const [key, value] of records) await backing.write([{ kind: 'put', store: store as StoreName, key, value }]);
  }
  return backing;
}

/**
 * What one visit left behind: 80 orders, spend = 20 + 3·visits + 9 for the plan "team" + noise, a linear model of them,
 * five rows scored. Written by the page as it was then; never to be changed: it must open for ever.
 */
describe.each([
  [1, 'Orders of spring'],
  [2, 'Orders of spring and summer'],
] as const)('a browser of database version %i', (version, name) => {
  it('opens with its project, its table, its model and what it scored', async () => {
    const { app, state, until } = pageOn(await browserWith(version));
    await app.start();
    await until(({ table, profile }) => table.status === 'ready' && profile.status === 'ready');
    expect(state().choices).toMatchObject({ name, question: { target: 'spend', columns: ['visits', 'plan'] } });
    expect(state().table).toMatchObject({ value: { rowCount: 80 } });
    expect(state().models).toMatchObject({ value: [{ id: 'saved-2', name: 'spend' }] });
    expect(state().batches).toMatchObject([{ id: 'saved-4', fileName: 'june.csv', rowCount: 5 }]);
    expect(state().modelIsStale).toBe(false);
    expect(state().notices.filter(({ level }) => level !== 'note')).toEqual([]);
    const { prediction } = await app.commands.predictOne(
      [
        ['visits', 2],
        ['plan', 'team'],
      ],
      'applied',
    );
    // What the page of that time predicted, to the last digit.
    expect(prediction).toMatchObject({ task: 'regression', values: Float64Array.of(34.44969108168358) });
  });

  it('is on file without loss: what is read of it is written the same', async () => {
    expect(await encodeSaved(decodeSaved(textOf(version)))).toBe(textOf(version));
  });

  it('is gone on with: saved anew, it opens again', async () => {
    const backing = await browserWith(version);
    const first = pageOn(backing);
    await first.app.start();
    first.app.commands.rename('Another year');
    await first.app.flush();
    const second = pageOn(backing);
    await second.app.start();
    expect(second.state().choices).toEqual({ ...first.state().choices, name: 'Another year' });
  });
});
