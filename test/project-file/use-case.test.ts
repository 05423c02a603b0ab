import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import type { AppState } from '../../src/app/state.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { fakeData, fakeTrain } from '../app/support/fake-workers.ts';
import { openPage, type Page } from '../app/support/page.ts';

const SHOP = 'visits,orders,price\n1,2,3\n4,5,6\n7,8,9\n';
const csv = (name: string, text = SHOP): File => new File([text], name);

interface Scene extends Page {
  readonly backing: Backing;
  readonly train: ReturnType<typeof fakeTrain>;
}

const scene = (backing: Backing = memoryBacking(), names = 'id'): Scene => {
  const [data, train] = [fakeData(), fakeTrain()];
  return { ...openPage({ data: data.handlers, train: train.handlers, backing, names }), backing, train };
};

const trained = async (names = 'id'): Promise<Scene> => {
  const page = scene(memoryBacking(), names);
  await page.app.start();
  await page.app.commands.addFiles([csv('shop.csv')]);
  await page.app.commands.train();
  page.app.commands.setMoney({ currency: 'EUR', valuePerRow: 12 });
  await page.app.commands.scoreFile(csv('june.csv'));
  await page.until((state) => state.batches.length > 0);
  return page;
};

const saved = async (page: Page, withData: boolean, passphrase?: string): Promise<File> => {
  const blob = await page.app.commands.saveProjectFile({
    withData,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
  expect(page.state().notices.filter(({ level }) => level === 'stop')).toEqual([]);
  return new File([blob as Blob], 'shop.sightglass');
};

const lastNotice = (state: AppState): string | undefined => state.notices.at(-1)?.code;
const models = (state: AppState) => (state.models.status === 'ready' ? state.models.value : []);
const everything = async (backing: Backing): Promise<string[]> => {
  const stores = ['projects', 'models', 'summaries', 'batches', 'batch-summaries', 'files'] as const;
  const keys = await Promise.all(
    stores.map(async (store) => (await backing.keys(store)).map((key) => `${store}/${key}`)),
  );
  return keys.flat().toSorted();
};

describe('a project taken along', () => {
  it('with its data is all there in another browser: table, model, scored rows, money', async () => {
    const from = await trained();
    const to = scene(memoryBacking(), 'other');
    await to.app.start();
    expect(await to.app.commands.openProjectFile(await saved(from, true))).toBe('opened');
    const state = await to.until(({ profile }) => profile.status === 'ready');
    expect(state.table).toMatchObject({ status: 'ready', value: { rowCount: 3 } });
    expect(state.choices.money).toEqual({ currency: 'EUR', valuePerRow: 12 });
    expect(state.choices.question).toEqual(from.state().choices.question);
    expect(models(state)).toHaveLength(1);
    expect(models(state)[0]).toMatchObject({ name: models(from.state())[0]?.name, projectId: state.projectId });
    expect(state.model).toMatchObject({ status: 'ready', value: { id: models(state)[0]?.id } });
    // The file has another name inside, and the model still knows that it was trained on it.
    expect(state.modelIsStale).toBe(false);
    expect(state.batches).toMatchObject([{ modelId: models(state)[0]?.id, fileName: 'june.csv', rowCount: 3 }]);
    // Still so after a reload.
    const again = scene(to.backing, 'third');
    await again.app.start();
    await again.until(({ table }) => table.status === 'ready');
    expect(again.state().model.status).toBe('ready');
  });

  it('without its data can be looked at and applied; the same file brings the table back, and nothing is stale', async () => {
    const from = await trained();
    const to = scene(memoryBacking(), 'other');
    await to.app.start();
    expect(await to.app.commands.openProjectFile(await saved(from, false))).toBe('opened');
    const state = await to.until(({ table }) => table.status === 'failed');
    expect(state.table).toMatchObject({ error: { code: 'data.file-missing', params: { file: 'shop.csv' } } });
    expect(state.model.status).toBe('ready');
    expect(state.batches).toEqual([]);
    const { prediction } = await to.app.commands.predictOne([['visits', 5]], 'applied');
    expect(prediction).toMatchObject({ task: 'regression' });
    await to.app.commands.scoreFile(csv('july.csv'));
    expect(to.state().scored.status).toBe('ready');

    const [file] = state.choices.files;
    await to.app.commands.addFiles([csv('shop.csv')]);
    expect(to.state().table.status).toBe('ready');
    expect(to.state().choices.files).toEqual([file]);
    expect(to.state().modelIsStale).toBe(false);
  });

  it('without its data: another file is a new one', async () => {
    const from = await trained();
    const to = scene(memoryBacking(), 'other');
    await to.app.commands.openProjectFile(await saved(from, false));
    await to.until(({ table }) => table.status === 'failed');
    await to.app.commands.addFiles([csv('other.csv', `${SHOP}1,1,1\n`)]);
    expect(to.state().choices.files.map(({ name }) => name)).toEqual(['other.csv']);
    expect(to.state().table).toMatchObject({ status: 'ready', value: { rowCount: 4 } });
    expect(to.state().modelIsStale).toBe(true);
  });

  it('opened where it comes from is a second project: nothing kept is touched', async () => {
    const page = await trained();
    await page.app.flush();
    const before = await everything(page.backing);
    const records = async (): Promise<unknown[]> =>
      Promise.all(['models', 'summaries', 'batches'].map((store) => page.backing.all(store as 'models')));
    const kept = (await records()).flat();
    const { projectId } = page.state();
    expect(await page.app.commands.openProjectFile(await saved(page, true))).toBe('opened');
    await page.until(({ profile }) => profile.status === 'ready');
    const after = await everything(page.backing);
    for (const key of before) expect(after).toContain(key);
    expect(after.length).toBeGreaterThanOrEqual(2 * before.length - 1);
    for (const record of kept) expect((await records()).flat()).toContainEqual(record);
    expect(page.state().projectId).not.toBe(projectId);
    expect(
      models(page.state())
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['price', 'price 2']);
    // The first project can still be opened.
    const first = models(page.state()).find((model) => model.projectId === projectId);
    await page.app.commands.openModel(first?.id ?? '');
    await page.until(({ table }) => table.status === 'ready');
    expect(page.state().projectId).toBe(projectId);
  });

  it('under a passphrase asks for it, says when it is wrong, and touches nothing until it is right', async () => {
    const file = await saved(await trained(), true, 'a long enough phrase');
    const to = scene(memoryBacking(), 'other');
    await to.app.start();
    expect(await to.app.commands.openProjectFile(file)).toBe('needs-passphrase');
    expect(to.state().notices).toEqual([]);
    expect(await to.app.commands.openProjectFile(file, 'a guess')).toBe('wrong-passphrase');
    expect(to.state().notices).toEqual([]);
    expect(await everything(to.backing)).toEqual([]);
    expect(await to.app.commands.openProjectFile(file, 'a long enough phrase')).toBe('opened');
    expect(models(to.state())).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  it('a file that is damaged or none changes nothing', async () => {
    const page = await trained();
    await page.app.flush();
    const file = await saved(page, true);
    const [before, state] = [await everything(page.backing), page.state()];
    for (const [bad, code] of [
      [csv('shop.csv'), 'project-file.not-one'],
      [new File([file.slice(0, Math.floor(file.size / 2))], 'half.sightglass'), 'project-file.damaged'],
    ] as const) {
      expect(await page.app.commands.openProjectFile(bad)).toBe('failed');
      expect(lastNotice(page.state())).toBe(code);
    }
    expect(await everything(page.backing)).toEqual(before);
    expect(page.state()).toMatchObject({ projectId: state.projectId, table: state.table, model: state.model });
  });

  it.each(['files', 'projects', 'models', 'batches'])(
    'refused while %s are written, it leaves nothing behind',
    async (store) => {
      const file = await saved(await trained(), true);
      const memory = memoryBacking();
      let failing = true;
      const backing: Backing = {
        ...memory,
        // A record that a newer page wrote cannot be overwritten: the one refusal that is not kept in memory instead.
        write: async (changes, ...rest) => {
          const hit = failing && changes.some((change) => change.kind === 'put' && change.store === store);
          if (hit) throw new CodedError('storage.newer-record', { format: 'x', version: 2, known: 1 });
          return memory.write(changes, ...rest);
        },
      };
      const to = scene(backing, 'other');
      await to.app.start();
      expect(await to.app.commands.openProjectFile(file)).toBe('failed');
      expect(lastNotice(to.state())).toBe('storage.newer-record');
      expect(await everything(memory)).toEqual([]);
      failing = false;
      expect(await to.app.commands.openProjectFile(file)).toBe('opened');
    },
  );

  it('storage that is full or missing keeps nobody from saving a project, or from opening one for this visit', async () => {
    const refusing: Backing = {
      ...memoryBacking(),
      write: async () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const page = scene(refusing);
    await page.app.start();
    await page.app.commands.addFiles([csv('shop.csv')]);
    await page.app.commands.train();
    expect(page.state().storage).toBe('full');
    const blob = await page.app.commands.saveProjectFile({ withData: true });
    const to = scene({ ...refusing }, 'other');
    expect(await to.app.commands.openProjectFile(new File([blob as Blob], 'x.sightglass'))).toBe('opened');
    await to.until(({ table }) => table.status === 'ready');
    expect(to.state().model.status).toBe('ready');
  });

  it('nothing to save, an empty passphrase, data that is not here', async () => {
    const page = scene();
    expect(await page.app.commands.saveProjectFile({ withData: true })).toBeUndefined();
    expect(lastNotice(page.state())).toBe('project-file.nothing');
    const from = await trained();
    expect(await from.app.commands.saveProjectFile({ withData: true, passphrase: '' })).toBeUndefined();
    expect(lastNotice(from.state())).toBe('project-file.no-passphrase');
    await page.app.commands.openProjectFile(await saved(await trained(), false));
    await page.until(({ table }) => table.status === 'failed');
    expect(await page.app.commands.saveProjectFile({ withData: true })).toBeUndefined();
    expect(lastNotice(page.state())).toBe('project-file.no-data');
    expect(await page.app.commands.saveProjectFile({ withData: false })).toBeInstanceOf(Blob);
  });

  it('a file that was taken out of the project does not travel', async () => {
    const page = scene();
    await page.app.commands.addFiles([csv('secret.csv', 'a,b,c\n777111,2,3\n1,2,3\n')]);
    await page.app.commands.removeFile(page.state().choices.files[0]?.id ?? '');
    await page.app.commands.addFiles([csv('shop.csv')]);
    const { unzipSync } = await import('fflate');
    const parts = unzipSync(new Uint8Array(await (await saved(page, true)).arrayBuffer()));
    expect(Object.keys(parts).filter((path) => path.startsWith('data/'))).toEqual(['data/0']);
    for (const part of Object.values(parts)) expect(Buffer.from(part).includes('777111')).toBe(false);
  });
});
