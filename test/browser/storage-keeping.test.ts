import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import { browserTabLocks } from '../../src/app/tab-locks.ts';
import { openDatabase, STORES } from '../../src/storage/database.ts';
import { createLibrary } from '../../src/storage/library.ts';
import { withOverlay } from '../../src/storage/overlay.ts';
import { browserRoom } from '../../src/storage/room.ts';
import { decodeSaved } from '../support/saved-records.ts';
import savedV1 from '../golden/saved/database-v1.json?raw';
import savedV2 from '../golden/saved/database-v2.json?raw';

const NAME = 'storage-keeping-test';
const open: { close(): void }[] = [];

async function opened() {
  const database = await openDatabase(NAME);
  open.push(database);
  return database;
}

beforeEach(() => deleteDB(NAME));
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

const named = (name: string) => toDocument('p', [{ type: 'renamed', name }]);

/** A database as an earlier page left it. */
async function leaveBehind(version: number, text: string): Promise<void> {
  const saved = decodeSaved(text);
  const old = await openDB(NAME, version, {
    upgrade: (database) => {
      for (const store of Object.keys(saved)) database.createObjectStore(store);
    },
  });
  for (const [store, records] of Object.entries(saved)) {
    for (const [key, value] of records) await old.put(store, value, key);
  }
  old.close();
}

it.each([
  [1, savedV1],
  [2, savedV2],
])('a database of version %i opens with all that is in it', async (version, text) => {
  await leaveBehind(version, text);
  const database = await opened();
  const library = createLibrary(database, PROJECT);
  expect(await library.project('saved-0')).toMatchObject({ recovered: false, document: { id: 'saved-0', version: 1 } });
  expect(await library.models()).toMatchObject([{ id: 'saved-2' }]);
  expect(await library.model('saved-2')).toMatchObject({ target: 'spend', task: 'regression' });
  expect(await library.batches()).toMatchObject([{ id: 'saved-4', rowCount: 5 }]);
  expect((await library.batch('saved-4'))?.prediction).toMatchObject({ task: 'regression' });
  expect(await (await library.file('saved-1'))?.text()).toMatch(/^visits,plan,spend\n/);
  // Stores that are new since are there too.
  await library.saveCheckpoint('saved-0', { tried: 1 }, 'alone');
  expect(await library.checkpoint('saved-0')).toEqual({ tried: 1 });
  for (const store of STORES) expect(await database.keys(store)).toBeDefined();
});

it('a page that holds the database open while a newer one changes it lets go, and says why it keeps nothing more', async () => {
  const told: string[] = [];
  const library = createLibrary(
    withOverlay(opened(), (status, error) => told.push(`${status} ${error?.code ?? ''}`)),
    PROJECT,
  );
  await library.saveProject(named('old page'));
  const newer = await openDB(NAME, 99);
  const before = await newer.getAll('projects');
  await library.saveProject(named('old page, later'));
  expect(told).toEqual(['memory-only storage.newer-database']);
  expect(await library.project('p')).toMatchObject({ document: named('old page, later') });
  expect(await newer.getAll('projects')).toEqual(before);
  newer.close();
});

it('a page that meets a newer database works in memory and leaves it alone', async () => {
  const newer = await openDB(NAME, 99, { upgrade: (database) => void database.createObjectStore('projects') });
  await newer.put('projects', 'in a new way', 'p');
  const told: string[] = [];
  const library = createLibrary(
    withOverlay(openDatabase(NAME), (status, error) => told.push(`${status} ${error?.code ?? ''}`)),
    PROJECT,
  );
  await library.saveProject(named('in memory'));
  expect(await library.project('p')).toMatchObject({ document: named('in memory') });
  expect(told).toEqual(['memory-only storage.newer-database']);
  expect(await newer.get('projects', 'p')).toBe('in a new way');
  newer.close();
});

it('a tab that does not let go of an older database is told of, instead of waiting for ever', async () => {
  const stubborn = await openDB(NAME, 1);
  await expect(openDatabase(NAME)).rejects.toMatchObject({ code: 'storage.blocked' });
  stubborn.close();
});

it('a save that was damaged on the disk is told, and the one before is opened', async () => {
  const database = await opened();
  const library = createLibrary(database, PROJECT);
  await library.saveProject(named('before'));
  await library.saveProject(named('newest'));
  const record = await database.get('projects', 'p@2');
  const forged = { ...(record as object), document: named('forged') };
  await database.write([{ kind: 'put', store: 'projects', key: 'p@2', value: forged }]);
  expect(await createLibrary(database, PROJECT).project('p')).toEqual({ document: named('before'), recovered: true });
});

it('two tabs that save at once: one is refused, and what the other saved stands', async () => {
  const [one, other] = [await opened(), await opened()].map((database) => createLibrary(database, PROJECT));
  await one?.saveProject(named('start'));
  await other?.project('p');
  const results = await Promise.allSettled([one?.saveProject(named('one')), other?.saveProject(named('other'))]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'storage.saved-elsewhere' },
  });
  const winner = results[0]?.status === 'fulfilled' ? 'one' : 'other';
  const kept = await createLibrary(await opened(), PROJECT).project('p');
  expect(kept).toEqual({ document: named(winner), recovered: false });
});

it('locks of the browser: one at a time, in turn, and by force', async () => {
  const locks = browserTabLocks(globalThis);
  if (!locks) throw new Error('This browser has locks.');
  const first = await locks.hold('storage-keeping', 'if-free');
  expect(await locks.hold('storage-keeping', 'if-free')).toBeUndefined();
  const stop = new AbortController();
  const never = locks.hold('storage-keeping', 'when-free', stop.signal);
  await expect.poll(() => locks.isWanted('storage-keeping')).toBe(true);
  stop.abort();
  expect(await never).toBeUndefined();
  expect(await locks.isWanted('storage-keeping')).toBe(false);
  const next = locks.hold('storage-keeping', 'when-free');
  first?.release();
  const second = await next;
  const third = await locks.hold('storage-keeping', 'by-force');
  await second?.lost;
  third?.release();
  const fourth = await locks.hold('storage-keeping', 'when-free');
  expect(fourth).toBeDefined();
  fourth?.release();
});

it('the browser tells how much room there is', async () => {
  const room = browserRoom(navigator);
  const { usage, quota } = (await room?.estimate()) ?? {};
  expect(quota).toBeGreaterThan(usage ?? Infinity);
  expect(await room?.persisted()).toBeTypeOf('boolean');
  expect(browserRoom({})).toBeUndefined();
});
