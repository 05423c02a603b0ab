import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import type { ProjectDocument } from '../../src/app/project.ts';
import { CodedError } from '../../src/core/errors.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { createLibrary } from '../../src/storage/library.ts';
import { Killed, makeDisk } from './support/cut-short.ts';

const named = (name: string, id = 'p'): ProjectDocument => toDocument(id, [{ type: 'renamed', name }]);

/** The name that a page finds when it opens the project. */
async function opened(backing: Backing, id = 'p'): Promise<{ name: string | undefined; recovered: boolean }> {
  const kept = await createLibrary(backing, PROJECT).project(id);
  const [action] = (kept?.document as ProjectDocument | undefined)?.actions ?? [];
  return { name: action?.type === 'renamed' ? action.name : undefined, recovered: kept?.recovered ?? false };
}

const asFields = (value: unknown): Record<string, unknown> => value as Record<string, unknown>;

/** What may lie there of a record whose writing was cut short. */
const TORN: readonly ((value: unknown) => unknown)[] = [
  () => undefined,
  () => null,
  () => 'half a rec',
  () => ({}),
  (value) => Object.fromEntries(Object.entries(asFields(value)).slice(0, 3)),
  (value) => ({ ...asFields(value), generation: 77 }),
  (value) => ({ ...asFields(value), document: { ...asFields(asFields(value)['document']), actions: [] } }),
];

describe('saving a project', () => {
  it('killed at any step of any save, torn or not: the old state or the new one, and saving goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
        fc.nat({ max: 20 }),
        fc.option(fc.constantFrom(...TORN), { nil: undefined }),
        async (names, stopAt, torn) => {
          const disk = makeDisk();
          const library = createLibrary(disk.page(stopAt, torn), PROJECT);
          let done: string | undefined;
          let under: string | undefined;
          for (const [i, name] of names.entries()) {
            under = `${i} ${name}`;
            try {
              await library.saveProject(named(under));
              done = under;
            } catch (error) {
              if (!(error instanceof Killed)) throw error;
              break;
            }
          }
          const after =
            done === undefined ? await opened(disk.page()).catch(() => undefined) : await opened(disk.page());
          // A first save that was cut short leaves nothing to go back to.
          expect([done, under]).toContain(after?.name);
          const again = createLibrary(disk.page(), PROJECT);
          await again.project('p').catch(() => undefined);
          await again.saveProject(named('the next'));
          expect(await opened(disk.page())).toEqual({ name: 'the next', recovered: false });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps the last two saves, and nothing else', async () => {
    const disk = makeDisk();
    const library = createLibrary(disk.page(), PROJECT);
    for (const name of ['a', 'b', 'c', 'd']) await library.saveProject(named(name));
    expect([...disk.records.keys()].toSorted()).toEqual(['projects\np', 'projects\np@3', 'projects\np@4']);
  });

  it('falls back to the save before where the newest is damaged, missing or cannot be read, and says so', async () => {
    const damages: ((records: Map<string, unknown>) => void)[] = [
      (records) => records.delete('projects\np@2'),
      (records) => {
        const record = asFields(records.get('projects\np@2'));
        records.set('projects\np@2', { ...record, document: named('forged') });
      },
      (records) => records.set('projects\np@2', 'scrap'),
    ];
    for (const damage of damages) {
      const disk = makeDisk();
      const library = createLibrary(disk.page(), PROJECT);
      await library.saveProject(named('before'));
      await library.saveProject(named('newest'));
      damage(disk.records);
      expect(await opened(disk.page())).toEqual({ name: 'before', recovered: true });
    }
    const disk = makeDisk();
    const library = createLibrary(disk.page(), PROJECT);
    await library.saveProject(named('before'));
    await library.saveProject(named('newest'));
    const failing: Backing = {
      ...disk.page(),
      get: async (store, key) => {
        if (key === 'p@2') throw new CodedError('storage.unreadable-record', { format: store, where: 'browser' });
        return disk.page().get(store, key);
      },
    };
    expect(await opened(failing)).toEqual({ name: 'before', recovered: true });
    disk.records.delete('projects\np');
    expect(await opened(disk.page())).toEqual({ name: 'newest', recovered: true });
  });

  it('after a fall-back the good save is kept until the next one stands', async () => {
    const disk = makeDisk();
    const library = createLibrary(disk.page(), PROJECT);
    await library.saveProject(named('before'));
    await library.saveProject(named('newest'));
    disk.records.set('projects\np@2', 'scrap');
    const next = createLibrary(disk.page(), PROJECT);
    await next.project('p');
    await next.saveProject(named('next'));
    expect([...disk.records.keys()].toSorted()).toEqual(['projects\np', 'projects\np@1', 'projects\np@3']);
  });

  it('two pages that save at once: one of them is told, and what the other saved stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const backing = memoryBacking();
        await createLibrary(backing, PROJECT).saveProject(named('start'));
        const asPage = (): Backing => ({
          get: (store, key) => scheduler.schedule(Promise.resolve()).then(() => backing.get(store, key)),
          keys: (store) => scheduler.schedule(Promise.resolve()).then(() => backing.keys(store)),
          all: (store) => scheduler.schedule(Promise.resolve()).then(() => backing.all(store)),
          write: (changes) => scheduler.schedule(Promise.resolve()).then(() => backing.write(changes)),
        });
        const pages = [createLibrary(asPage(), PROJECT), createLibrary(asPage(), PROJECT)];
        const results = pages.map(async (library, i) => {
          await library.project('p');
          const saved: string[] = [];
          const codes: unknown[] = [];
          for (const turn of [1, 2]) {
            try {
              await library.saveProject(named(`page ${i}, ${turn}`));
              saved.push(`page ${i}, ${turn}`);
            } catch (error) {
              codes.push((error as CodedError).code);
            }
          }
          return { saved, codes };
        });
        await scheduler.waitFor(Promise.all(results));
        const ended = await Promise.all(results);
        const { name, recovered } = await opened(backing);
        expect(recovered).toBe(false);
        // What stands at the end is what one of the pages saved last. Nothing was lost without a word: each save stood,
        // was followed by a page that had read it, or was refused.
        expect(ended.map(({ saved }) => saved.at(-1))).toContain(name);
        expect(new Set(ended.flatMap(({ codes }) => codes))).toEqual(
          ended.every(({ saved }) => saved.length === 2) ? new Set() : new Set(['storage.saved-elsewhere']),
        );
        const generation = Math.max(...(await backing.keys('projects')).map((key) => Number(key.split('@')[1] ?? 0)));
        expect(generation).toBe(1 + ended.reduce((sum, { saved }) => sum + saved.length, 0));
      }),
    );
  });
});

describe('what was saved otherwise', () => {
  it('a project saved before there were generations opens, and stays as the save before', async () => {
    const backing = memoryBacking();
    await backing.write([{ kind: 'put', store: 'projects', key: 'p', value: named('plain') }]);
    expect(await opened(backing)).toEqual({ name: 'plain', recovered: false });
    await createLibrary(backing, PROJECT).saveProject(named('new'));
    expect(await opened(backing)).toEqual({ name: 'new', recovered: false });
    await backing.write([{ kind: 'delete', store: 'projects', key: 'p@2' }]);
    expect(await opened(backing)).toEqual({ name: 'plain', recovered: true });
  });

  it.each(['pointer', 'generation', 'document'])(
    'a %s of a newer page is left alone, and never fallen back from',
    async (what) => {
      const backing = memoryBacking();
      const library = createLibrary(backing, PROJECT);
      await library.saveProject(named('old'));
      await library.saveProject(named('new'));
      const pointer = asFields(await backing.get('projects', 'p'));
      const generation = asFields(await backing.get('projects', 'p@2'));
      const { checksum: _sum, ...bare } = generation;
      if (what === 'pointer') {
        await backing.write([{ kind: 'put', store: 'projects', key: 'p', value: { ...pointer, version: 2 } }]);
      } else {
        const value =
          what === 'generation' ? { ...bare, version: 2 } : { ...bare, document: { ...named('x'), version: 2 } };
        await backing.write([{ kind: 'put', store: 'projects', key: 'p@2', value }]);
      }
      const before = await backing.all('projects');
      const old = createLibrary(backing, PROJECT);
      await expect(old.project('p')).rejects.toMatchObject({ code: 'storage.newer-record', params: { version: 2 } });
      expect(await backing.all('projects')).toEqual(before);
    },
  );

  it('a pointer of a newer page is not moved by an older one', async () => {
    const backing = memoryBacking();
    const library = createLibrary(backing, PROJECT);
    await library.saveProject(named('old'));
    const newer = { ...asFields(await backing.get('projects', 'p')), version: 2 };
    await backing.write([{ kind: 'put', store: 'projects', key: 'p', value: newer }]);
    for (const old of [library, createLibrary(backing, PROJECT)]) {
      await expect(old.saveProject(named('over it'))).rejects.toMatchObject({ code: 'storage.newer-record' });
    }
    expect(await backing.get('projects', 'p')).toEqual(newer);
  });

  it('a pointer to a document of a newer page is not moved by an older one', async () => {
    const backing = memoryBacking();
    const newer = { ...PROJECT, version: 2, migrations: { 1: (record: object) => ({ ...record }) } };
    const library = createLibrary(backing, PROJECT);
    await library.saveProject(named('old'));
    const there = createLibrary(backing, newer);
    await there.project('p');
    await there.saveProject({ ...named('by the newer page'), version: 2 } as unknown as ProjectDocument);
    for (const old of [library, createLibrary(backing, PROJECT)]) {
      await expect(old.saveProject(named('over it'))).rejects.toMatchObject({ code: 'storage.newer-record' });
    }
  });

  it('a project of which nothing can be read says so', async () => {
    const backing = memoryBacking();
    await createLibrary(backing, PROJECT).saveProject(named('only'));
    await backing.write([{ kind: 'put', store: 'projects', key: 'p@1', value: 0 }]);
    await expect(opened(backing)).rejects.toMatchObject({ code: 'storage.unreadable-record' });
  });

  it('projects do not get into each other’s way, whatever they are called', async () => {
    const backing = memoryBacking();
    const library = createLibrary(backing, PROJECT);
    for (const id of ['a', 'ab', 'b', '__proto__']) await library.saveProject(named(`of ${id}`, id));
    await library.deleteProject('a', []);
    for (const id of ['ab', 'b', '__proto__']) expect((await opened(backing, id)).name).toBe(`of ${id}`);
    expect(await createLibrary(backing, PROJECT).project('a')).toBeUndefined();
    expect((await backing.keys('projects')).filter((key) => /^a(@|$)/.test(key))).toEqual([]);
  });
});
