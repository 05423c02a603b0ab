import { describe, expect, it } from 'vitest';
import type { TabLocks } from '../../src/app/tab-locks.ts';
import type { Services } from '../../src/app/services.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { fakeData, fakeTrain } from '../app/support/fake-workers.ts';
import { openPage, type Page } from '../app/support/page.ts';
import { fakeTabs } from './support/fake-tabs.ts';

const FILE = new File(['visits,price\n1,2\n3,4\n'], 'shop.csv');

const tabOn = (backing: Backing, names: string, tabs?: TabLocks, services: Partial<Services> = {}): Page =>
  openPage({
    backing,
    names,
    data: fakeData().handlers,
    train: fakeTrain().handlers,
    services: { ...(tabs ? { tabs } : {}), ...services },
  });

/** A first tab with a project, saved, and the browser that it is open in. */
async function browser() {
  const backing = memoryBacking();
  const tabs = fakeTabs();
  const tab = tabs.tab();
  const first = tabOn(backing, 'first', tab.locks);
  await first.app.start();
  await first.app.commands.addFiles([FILE]);
  first.app.commands.rename('Spring');
  await first.app.flush();
  const open = async (names: string): Promise<Page & { readonly close: () => void }> => {
    const own = tabs.tab();
    const page = tabOn(backing, names, own.locks);
    await page.app.start();
    return { ...page, close: own.close };
  };
  return { backing, tabs, first, closeFirst: tab.close, open };
}

const codes = ({ state }: Page): string[] => state().notices.map(({ code }) => code);
const name = ({ state }: Page): string => state().choices.name;

describe('a second tab', () => {
  it('reads the project, says so, and refuses what would change it in one place', async () => {
    const { first, open, backing } = await browser();
    const second = await open('second');
    expect(second.state()).toMatchObject({ readOnly: true, choices: { name: 'Spring' } });
    await second.until(({ table, profile }) => table.status === 'ready' && profile.status === 'ready');
    const { choices, models } = second.state();
    const { commands } = second.app;
    commands.rename('Autumn');
    commands.undo();
    commands.setThreshold(0.5);
    await commands.addFiles([FILE]);
    await commands.train();
    await commands.deleteModel('any');
    await second.app.flush();
    expect(second.state()).toMatchObject({ choices, models });
    expect(codes(second)).toEqual(['storage.read-only']);
    expect(await commands.rows(0, 1)).toMatchObject({ columns: ['visits', 'price'] });
    first.app.commands.rename('Summer');
    await first.app.flush();
    expect(codes(first)).toEqual([]);
    expect((await backing.keys('files')).length).toBe(1);
  });

  it('writes as soon as the first is closed, with what that one saved last', async () => {
    const { first, open, closeFirst } = await browser();
    const second = await open('second');
    second.app.commands.rename('Autumn');
    first.app.commands.rename('Summer');
    await first.app.flush();
    closeFirst();
    await second.until(({ readOnly }) => !readOnly);
    expect(name(second)).toBe('Summer');
    expect(codes(second)).toEqual(['storage.writable']);
    second.app.commands.rename('Autumn');
    await second.app.flush();
    const third = await open('third');
    expect(third.state()).toMatchObject({ readOnly: true, choices: { name: 'Autumn' } });
  });

  it('takes over: the first one saves what it has, and looks on from there', async () => {
    const { first, open } = await browser();
    const second = await open('second');
    first.app.commands.rename('not saved yet');
    await second.app.commands.takeOver();
    expect(second.state().readOnly).toBe(false);
    expect(name(second)).toBe('not saved yet');
    expect(first.state().readOnly).toBe(true);
    expect(codes(first)).toEqual(['storage.taken-over']);
    second.app.commands.rename('by the second');
    await second.app.flush();
    first.app.commands.rename('refused');
    await first.app.commands.takeOver();
    expect(name(first)).toBe('by the second');
    expect([first.state().readOnly, second.state().readOnly]).toEqual([false, true]);
  });

  it('takes it by force from a tab that does not answer', async () => {
    const backing = memoryBacking();
    const tabs = fakeTabs();
    const first = tabOn(backing, 'first', tabs.tab({ deaf: true }).locks);
    await first.app.start();
    await first.app.commands.addFiles([FILE]);
    await first.app.flush();
    let wake: (() => void)[] = [];
    const second = tabOn(backing, 'second', tabs.tab().locks, {
      later: (_ms, callback) => {
        wake.push(callback);
        return () => {
          wake = wake.filter((one) => one !== callback);
        };
      },
    });
    await second.app.start();
    expect(second.state().readOnly).toBe(true);
    wake = [];
    const taken = second.app.commands.takeOver();
    for (const callback of wake) callback();
    await taken;
    expect(second.state().readOnly).toBe(false);
    await first.until(({ readOnly }) => readOnly);
    first.app.commands.rename('too late');
    await first.app.flush();
    expect(name(second)).toBe('shop');
  });

  it('starts a project of its own, or opens another, and leaves the first tab’s alone', async () => {
    const { first, open, backing } = await browser();
    const second = await open('second');
    await second.app.commands.newProject();
    expect(second.state()).toMatchObject({ readOnly: false, choices: { files: [] } });
    await second.app.commands.addFiles([FILE]);
    await second.app.flush();
    expect(second.state().choices.files).toHaveLength(1);
    expect((await backing.keys('files')).length).toBe(2);
    const third = await open('third');
    expect(third.state()).toMatchObject({ readOnly: true, projectId: second.state().projectId });
    first.app.commands.rename('still mine');
    await first.app.flush();
    expect(codes(first)).toEqual([]);
  });

  it('keeps a project that the first tab leaves without a model', async () => {
    const { first, open, backing } = await browser();
    const second = await open('second');
    const { projectId } = second.state();
    await first.app.commands.newProject();
    await second.until(({ readOnly }) => !readOnly);
    expect(second.state()).toMatchObject({ projectId, choices: { name: 'Spring' } });
    expect((await backing.keys('projects')).filter((key) => key.startsWith(projectId))).not.toEqual([]);
    expect(await backing.keys('files')).toHaveLength(1);
  });
});

describe('where the browser cannot keep tabs apart', () => {
  it('the later save is refused, told, and gone on from what the other tab saved', async () => {
    const backing = memoryBacking();
    const first = tabOn(backing, 'first');
    await first.app.start();
    expect(first.state().storageAnswer.tabs).toBe(false);
    await first.app.commands.addFiles([FILE]);
    await first.app.flush();
    const second = tabOn(backing, 'second');
    await second.app.start();
    second.app.commands.rename('by the second');
    await second.app.flush();
    first.app.commands.rename('by the first');
    await first.app.flush();
    expect(first.state().readOnly).toBe(true);
    expect(codes(first)).toEqual(['storage.saved-elsewhere']);
    await first.app.commands.takeOver();
    expect(first.state()).toMatchObject({ readOnly: false, choices: { name: 'by the second' } });
    first.app.commands.rename('by the first');
    await first.app.flush();
    second.app.commands.rename('late');
    await second.app.flush();
    expect(codes(second)).toEqual(['storage.saved-elsewhere']);
  });
});

describe('what the browser says about room', () => {
  it('is asked for once there is a table, and shown', async () => {
    const asked: string[] = [];
    let persisted = false;
    const page = tabOn(memoryBacking(), 'a', undefined, {
      room: {
        estimate: async () => ({ usage: 10, quota: 100 }),
        persisted: async () => persisted,
        persist: async () => {
          asked.push('persist');
          persisted = true;
          return true;
        },
      },
    });
    await page.app.start();
    await page.until(({ storageAnswer }) => storageAnswer.quota === 100);
    expect(asked).toEqual([]);
    expect(page.state().storageAnswer).toEqual({ persisted: false, usage: 10, quota: 100, tabs: false });
    await page.app.commands.addFiles([FILE]);
    await page.until(({ storageAnswer }) => storageAnswer.persisted === true);
    await page.app.commands.addFiles([FILE]);
    expect(asked).toEqual(['persist']);
  });
});
