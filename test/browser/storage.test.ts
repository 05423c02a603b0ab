import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import { CodedError } from '../../src/core/errors.ts';
import { openDatabase, storageError, type Backing } from '../../src/storage/database.ts';
import { createLibrary, type Library } from '../../src/storage/library.ts';
import { withOverlay, type StorageStatus } from '../../src/storage/overlay.ts';
import { fakeModel } from '../app/support/fake-workers.ts';

const NAME = 'storage-test';
let database: Awaited<ReturnType<typeof openDatabase>>;
let library: Library;

beforeEach(async () => {
  await deleteDB(NAME);
  database = await openDatabase(NAME);
  library = createLibrary(database, PROJECT);
});
afterEach(() => database.close());

const model = fakeModel('m1', {
  question: {
    lens: 'predict',
    target: 'y',
    task: 'regression',
    columns: ['x'],
    split: { kind: 'random', testShare: 0.2 },
  },
  recipe: [],
  settings: { preset: 'quick', backend: 'auto', seed: 1, families: ['linear'], linear: 'auto' },
});
const summary = {
  id: 'm1',
  name: 'y',
  createdAt: model.createdAt,
  target: 'y',
  projectId: 'p',
  byteLength: 10,
  metric: { name: 'rmse', value: 1, low: NaN, high: 2 },
};
const batch = {
  id: 'b1',
  modelId: 'm1',
  createdAt: '2026-02-01T00:00:00.000Z',
  fileName: 'new.csv',
  table: { rowCount: 2, columns: [{ kind: 'number' as const, name: '__proto__', values: Float64Array.of(1, NaN) }] },
  prediction: { task: 'regression' as const, values: Float64Array.of(3, 4) },
};

it('keeps models, batches, files, projects and settings as they were, typed arrays included', async () => {
  await library.saveModel(model, summary);
  await library.saveBatch(batch);
  await library.saveFile('f1', 'shop.csv', new Blob(['a,b\n1,2\n']));
  await library.saveProject(toDocument('p', [{ type: 'renamed', name: 'Shop' }]));
  await library.saveSetting('last-model', 'm1');
  database.close();
  database = await openDatabase(NAME);
  const again = createLibrary(database, PROJECT);
  expect(await again.model('m1')).toEqual(model);
  expect(await again.models()).toEqual([summary]);
  expect(await again.batch('b1')).toEqual(batch);
  expect(await again.batches()).toMatchObject([{ id: 'b1', rowCount: 2, columns: ['__proto__'] }]);
  expect(await (await again.file('f1'))?.text()).toBe('a,b\n1,2\n');
  expect(await again.project('p')).toEqual({
    document: toDocument('p', [{ type: 'renamed', name: 'Shop' }]),
    recovered: false,
  });
  expect(await again.setting('last-model')).toBe('m1');
});

it('deletes a model together with what it scored', async () => {
  await library.saveModel(model, summary);
  await library.saveBatch(batch);
  await library.saveBatch({ ...batch, id: 'b2', modelId: 'other' });
  await library.deleteModel('m1');
  expect(await library.model('m1')).toBeUndefined();
  expect(await library.models()).toEqual([]);
  expect((await library.batches()).map((entry) => entry.id)).toEqual(['b2']);
  expect(await library.batch('b1')).toBeUndefined();
});

it('refuses records of a newer page and never writes over them', async () => {
  const newer = { ...model, version: 2 };
  await database.write([{ kind: 'put', store: 'models', key: 'm1', value: newer }]);
  await expect(library.model('m1')).rejects.toMatchObject({
    code: 'storage.newer-record',
    params: { format: 'sightglass.model', version: 2, known: 1 },
  });
  await expect(library.saveModel(model, summary)).rejects.toMatchObject({ code: 'storage.newer-record' });
  expect(await database.get('models', 'm1')).toEqual(newer);
  // All or nothing: the summary beside it was not written either.
  expect(await library.models()).toEqual([]);
});

it.each([null, 'text', {}, { format: 'sightglass.model', version: 0 }, { ...model, columns: 'none' }])(
  'says so when a record cannot be understood: %o',
  async (value) => {
    await database.write([{ kind: 'put', store: 'models', key: 'bad', value }]);
    await expect(library.model('bad')).rejects.toMatchObject({ code: 'storage.unreadable-record' });
    await database.write([{ kind: 'put', store: 'summaries', key: 'bad', value }]);
    expect(await library.models()).toEqual([]);
  },
);

it('gives way to a newer page in another tab, and says that the database is newer', async () => {
  const newer = await openDB(NAME, 99);
  newer.close();
  await expect(openDatabase(NAME)).rejects.toMatchObject({ code: 'storage.newer-database' });
});

it('keeps everything in memory where IndexedDB cannot be had', async () => {
  const told: [StorageStatus, string][] = [];
  const backing = withOverlay(Promise.reject(new CodedError('storage.failed')), (status, error) =>
    told.push([status, error?.code ?? '']),
  );
  const inMemory = createLibrary(backing, PROJECT);
  await inMemory.saveModel(model, summary);
  expect(await inMemory.model('m1')).toEqual(model);
  expect(await inMemory.models()).toEqual([summary]);
  expect(told).toEqual([['memory-only', 'storage.failed']]);
});

it('loses nothing when the browser is full: what was kept stays, what is new lies in memory', async () => {
  await library.saveModel(model, summary);
  await library.saveModel({ ...model, id: 'm0' }, { ...summary, id: 'm0' });
  let isFull = true;
  const told: [StorageStatus, string][] = [];
  const filling: Backing = {
    ...database,
    write: async (changes) => {
      if (isFull) throw storageError(new DOMException('no room', 'QuotaExceededError'));
      return database.write(changes);
    },
  };
  const full = createLibrary(
    withOverlay(Promise.resolve(filling), (status, error) => told.push([status, error?.code ?? ''])),
    PROJECT,
  );
  await full.saveModel({ ...model, id: 'm2' }, { ...summary, id: 'm2' });
  await full.saveSummary({ ...summary, name: 'renamed' });
  await full.deleteModel('m0');
  const names = async (): Promise<string[]> =>
    (await full.models()).map((entry) => `${entry.id} ${entry.name}`).toSorted();
  expect(await names()).toEqual(['m1 renamed', 'm2 y']);
  expect((await full.model('m2'))?.id).toBe('m2');
  expect(await full.model('m0')).toBeUndefined();
  expect(told).toEqual([['full', 'storage.full']]);
  isFull = false;
  await full.saveModel({ ...model, id: 'm2' }, { ...summary, id: 'm2', name: 'kept' });
  expect(await library.models()).toContainEqual({ ...summary, id: 'm2', name: 'kept' });
  expect(await names()).toEqual(['m1 renamed', 'm2 kept']);
});
