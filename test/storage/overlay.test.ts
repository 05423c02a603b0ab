import { describe, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import { CodedError } from '../../src/core/errors.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { createLibrary, type Library } from '../../src/storage/library.ts';
import { withOverlay } from '../../src/storage/overlay.ts';
import { withRoom, type Room } from '../../src/storage/room.ts';

const named = (name: string) => toDocument('p', [{ type: 'renamed', name }]);

/** A browser with room for so many bytes of files, and the pages that are opened in it. */
function browser(quota: number) {
  const disk = memoryBacking();
  const state = { quota, writes: 0 };
  const used = async (): Promise<number> =>
    (await disk.all('files')).reduce<number>((sum, file) => sum + (file as { blob: Blob }).blob.size, 0);
  const backing: Backing = {
    ...disk,
    write: async (changes) => {
      state.writes++;
      const wanted = changes.reduce(
        (sum, change) =>
          sum + (change.store === 'files' && change.kind === 'put' ? (change.value as { blob: Blob }).blob.size : 0),
        0,
      );
      const freed = changes.filter(({ kind, store }) => kind === 'delete' && store === 'files').length > 0;
      // Full is full: not even a small record fits.
      if ((await used()) + wanted > state.quota || (state.quota === 0 && !freed)) throw new CodedError('storage.full');
      await disk.write(changes);
    },
  };
  const page = (room?: Room): { library: Library; told: string[] } => {
    const told: string[] = [];
    const opening = Promise.resolve(withRoom(backing, room));
    return {
      told,
      library: createLibrary(
        withOverlay(opening, (status, error) => told.push(`${status} ${error?.code ?? ''}`.trim())),
        PROJECT,
      ),
    };
  };
  return { disk, state, page, used };
}

const bytes = (count: number): Blob => new Blob([new Uint8Array(count)]);
const nameOf = (kept: { readonly document: unknown } | undefined): unknown =>
  (kept?.document as { actions: { name: string }[] } | undefined)?.actions[0]?.name;

describe('a browser that is full', () => {
  it('leaves the old save as it was; what is new is kept as soon as there is room', async () => {
    const { page, state } = browser(100);
    const first = page();
    await first.library.saveProject(named('old'));
    state.quota = 0;
    for (const name of ['new', 'newer', 'newest']) await first.library.saveProject(named(name));
    expect(first.told).toEqual(['full storage.full']);
    expect(nameOf(await first.library.project('p'))).toBe('newest');
    expect(nameOf(await page().library.project('p'))).toBe('old');
    state.quota = 100;
    await first.library.saveSetting('anything', 1);
    expect(first.told).toEqual(['full storage.full', 'working']);
    expect(await page().library.project('p')).toMatchObject({ recovered: false });
    expect(nameOf(await page().library.project('p'))).toBe('newest');
    await first.library.saveProject(named('after'));
    expect(nameOf(await page().library.project('p'))).toBe('after');
    state.quota = 0;
    await first.library.saveSetting('anything', 2);
    expect(first.told).toEqual(['full storage.full', 'working', 'full storage.full']);
  });

  it('keeps no project whose files it could not keep, until they are kept or gone', async () => {
    const { page, state, disk } = browser(100);
    const first = page();
    await first.library.saveFile('f1', 'small.csv', bytes(50));
    await first.library.saveProject(named('with f1'));
    await first.library.saveFile('f2', 'large.csv', bytes(80));
    await first.library.saveProject(named('with f1 and f2'));
    expect(nameOf(await page().library.project('p'))).toBe('with f1');
    expect((await first.library.file('f2'))?.size).toBe(80);
    // Other things still fit.
    await first.library.saveSetting('last', 'p');
    expect(await disk.get('settings', 'last')).toBe('p');
    state.quota = 200;
    await first.library.saveSetting('last', 'q');
    expect(nameOf(await page().library.project('p'))).toBe('with f1 and f2');
    expect((await page().library.file('f2'))?.size).toBe(80);
    state.quota = 100;
    const second = browser(100);
    const other = second.page();
    await other.library.saveFile('f2', 'large.csv', bytes(180));
    await other.library.saveProject(named('with f2'));
    await other.library.saveProject(named('without'));
    expect(nameOf(await second.page().library.project('p'))).toBeUndefined();
    await other.library.deleteFiles(['f2']);
    expect(nameOf(await second.page().library.project('p'))).toBe('without');
    expect(other.told).toEqual(['full storage.full', 'working']);
  });

  it('is asked for room before a large write, which is then not tried', async () => {
    const { page, state, used } = browser(1e9);
    const room: Room = {
      estimate: async () => ({ usage: await used(), quota: 5_000_000 }),
      persisted: async () => false,
      persist: async () => false,
    };
    const { library, told } = page(room);
    await library.saveFile('fits', 'fits.csv', bytes(3_000_000));
    const before = state.writes;
    await library.saveFile('large', 'large.csv', bytes(3_000_000));
    expect(state.writes).toBe(before);
    expect(told).toEqual(['full storage.full']);
    expect((await library.file('large'))?.size).toBe(3_000_000);
    await library.saveSetting('small', 1);
    expect(await library.setting('small')).toBe(1);
  });

  it('another tab’s save is found where what waited is kept at last', async () => {
    const { page, state } = browser(100);
    const first = page();
    await first.library.saveProject(named('old'));
    state.quota = 0;
    await first.library.saveProject(named('waiting'));
    state.quota = 100;
    const second = page();
    await second.library.project('p');
    await second.library.saveProject(named('by another tab'));
    await expect(first.library.saveProject(named('waiting, again'))).rejects.toMatchObject({
      code: 'storage.saved-elsewhere',
    });
    expect(nameOf(await page().library.project('p'))).toBe('by another tab');
    // Nobody else has to do with it.
    await first.library.saveSetting('anything', 1);
    expect(await page().library.setting('anything')).toBe(1);
  });
});

it('writes happen in the order in which they are asked for, however long one takes', async () => {
  const disk = memoryBacking();
  const order: string[] = [];
  const slow: Backing = {
    ...disk,
    write: async (changes) => {
      const { store } = changes[0] ?? { store: 'settings' };
      if (store === 'files') await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(store);
      await disk.write(changes);
    },
  };
  const library = createLibrary(
    withOverlay(Promise.resolve(slow), () => undefined),
    PROJECT,
  );
  await Promise.all([library.saveFile('f', 'f.csv', bytes(1)), library.saveProject(named('with f'))]);
  expect(order).toEqual(['files', 'projects']);
});

it('one damaged record hides no other, and is no sign that the browser keeps nothing', async () => {
  const disk = memoryBacking();
  const library = createLibrary(disk, PROJECT);
  const summary = (id: string) => ({
    id,
    name: id,
    createdAt: '2026-01-01',
    target: 'y',
    projectId: 'p',
    byteLength: 1,
    metric: { name: 'rmse', value: 1, low: 1, high: 1 },
  });
  for (const id of ['a', 'b']) await library.saveSummary(summary(id));
  const told: string[] = [];
  const damaged: Backing = {
    ...disk,
    get: async (store, key) => {
      if (key === 'a') throw new CodedError('storage.unreadable-record', { format: store, where: 'browser' });
      return disk.get(store, key);
    },
  };
  const again = createLibrary(
    withOverlay(Promise.resolve(damaged), (status) => told.push(status)),
    PROJECT,
  );
  expect((await again.models()).map(({ id }) => id)).toEqual(['b']);
  await expect(again.model('a')).rejects.toMatchObject({ code: 'storage.unreadable-record' });
  expect(told).toEqual([]);
});
