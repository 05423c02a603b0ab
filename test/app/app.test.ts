import { describe, expect, it } from 'vitest';
import type { AppState } from '../../src/app/state.ts';
import { CodedError } from '../../src/core/errors.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { fakeData, fakeTrain, type FakeData, type FakeTrain } from './support/fake-workers.ts';
import { openPage, type Page } from './support/page.ts';

const SHOP = 'visits,orders,price\n1,2,3\n4,5,6\n7,8,9\n';
const csv = (name: string, text: string): File => new File([text], name);

interface Scene extends Page {
  readonly data: FakeData;
  readonly train: FakeTrain;
  readonly backing: Backing;
}

const scene = (backing: Backing = memoryBacking(), names = 'id'): Scene => {
  const data = fakeData();
  const train = fakeTrain();
  const page = openPage({ data: data.handlers, train: train.handlers, backing, names });
  return { ...page, data, train, backing };
};

const withTable = async (backing?: Backing): Promise<Scene> => {
  const page = scene(backing);
  await page.app.start();
  await page.app.commands.addFiles([csv('shop.csv', SHOP)]);
  return page;
};

const withModel = async (backing?: Backing): Promise<Scene> => {
  const page = await withTable(backing);
  await page.app.commands.train();
  return page;
};

const value = <T>(loading: { readonly status: string; readonly value?: T }): T => {
  expect(loading.status).toBe('ready');
  return loading.value as T;
};
const errorCode = (loading: AppState[keyof Pick<AppState, 'table' | 'scored' | 'model'>]): string | undefined =>
  loading.status === 'failed' ? loading.error.code : undefined;

describe('files', () => {
  it('a dropped file becomes a table, a profile, a question and a recipe; one undo takes all of it back', async () => {
    const { app, state } = await withTable();
    expect(value(state().table)).toMatchObject({ rowCount: 3 });
    expect(value(state().profile).columns.map((column) => column.name)).toEqual(['visits', 'orders', 'price']);
    expect(state().choices.question).toEqual(state().suggestions[0]?.question);
    expect(state().choices.recipe).toHaveLength(1);
    expect(await app.commands.rows(1, 5)).toEqual({
      start: 1,
      columns: ['visits', 'orders', 'price'],
      rows: [
        ['4', '5', '6'],
        ['7', '8', '9'],
      ],
    });
    app.commands.undo();
    expect(state().choices.files).toEqual([]);
    expect(state().choices.question).toBeUndefined();
    expect(state().canUndo).toBe(false);
  });

  it('a first file that cannot be read stays, with its error, until another one is dropped', async () => {
    const { app, state } = scene();
    await app.commands.addFiles([csv('empty.csv', '')]);
    expect(errorCode(state().table)).toBe('ingest.empty-file');
    expect(state().choices.files.map((file) => file.name)).toEqual(['empty.csv']);
    await app.commands.addFiles([csv('shop.csv', SHOP)]);
    expect(state().choices.files.map((file) => file.name)).toEqual(['shop.csv']);
    expect(state().table.status).toBe('ready');
  });

  it('a further file that cannot be read is put aside and loses nothing', async () => {
    const { app, state } = await withTable();
    const before = state();
    await app.commands.addFiles([csv('empty.csv', '')]);
    expect(state().choices).toEqual(before.choices);
    expect(state().notices.at(-1)).toMatchObject({ level: 'stop', code: 'ingest.empty-file' });
    expect(state().table).toEqual(before.table);
    expect(await app.commands.rows(0, 1)).toMatchObject({ rows: [['1', '2', '3']] });
  });

  it('cancelling a reading goes back to what was there', async () => {
    const page = await withTable();
    const { app, state, data } = page;
    const before = state();
    data.hold.shut();
    const adding = app.commands.addFiles([csv('more.csv', SHOP)]);
    await data.hold.reached;
    expect(state().table.status).toBe('loading');
    app.commands.cancelReading();
    await adding;
    expect(state().choices).toEqual(before.choices);
    expect(state().table).toEqual(before.table);
  });

  it('a reading that is cancelled with nothing before leaves an empty page', async () => {
    const { app, state, data } = scene();
    data.hold.shut();
    const adding = app.commands.addFiles([csv('shop.csv', SHOP)]);
    await data.hold.reached;
    app.commands.cancelReading();
    await adding;
    expect(state().table.status).toBe('empty');
    expect(state().choices.files).toEqual([]);
  });

  it('a choice made while another is being read comes on top of it; cancelling takes both back', async () => {
    const { app, state, data } = await withTable();
    const before = state().choices;
    for (const cancelled of [true, false]) {
      data.hold.shut();
      const first = app.commands.setKind('visits', 'category');
      await data.hold.reached;
      data.hold.shut();
      const second = app.commands.setKind('price', 'category');
      await data.hold.reached;
      if (cancelled) app.commands.cancelReading();
      else data.hold.release();
      await Promise.all([first, second]);
      data.hold.release();
      expect(state().table.status).toBe('ready');
      expect(state().choices.kinds).toEqual(
        cancelled
          ? before.kinds
          : [
              ['visits', 'category'],
              ['price', 'category'],
            ],
      );
      expect(await app.commands.rows(0, 1)).toMatchObject({ rows: [['1', '2', '3']] });
      expect(data.tables.size).toBe(1);
    }
  });

  it('a failed preview says why and leaves the table alone', async () => {
    const { app, state } = await withTable();
    await app.commands.previewRead(state().choices.files[0]?.id ?? '', { delimiter: ';' });
    expect(state().preview).toMatchObject({ status: 'failed', error: { code: 'ingest.not-text' } });
    expect(state().table.status).toBe('ready');
  });

  it('an unknown sample is a notice, not a throw', async () => {
    const { app, state } = scene();
    await app.commands.openSample('nothing');
    expect(state().notices).toMatchObject([{ code: 'sample.unknown' }]);
    app.commands.dismissNotice(state().notices[0]?.id ?? -1);
    expect(state().notices).toEqual([]);
  });
});

describe('a data worker that dies', () => {
  it('is started again and reads the table again', async () => {
    const { app, state, dataWorkers, until, data } = await withTable();
    dataWorkers[0]?.die();
    await until((now) => now.table.status === 'loading');
    await until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
    expect(dataWorkers).toHaveLength(2);
    expect(data.opened).toEqual([['shop.csv'], ['shop.csv']]);
    expect(state().notices).toMatchObject([{ code: 'worker.died', level: 'careful' }]);
    expect(await app.commands.rows(0, 1)).toMatchObject({ rows: [['1', '2', '3']] });
  });

  it('while reading a further file: that file is put aside and the table comes back', async () => {
    const { app, state, dataWorkers, data, until } = await withTable();
    data.hold.shut();
    const adding = app.commands.addFiles([csv('huge.csv', SHOP)]);
    await data.hold.reached;
    data.hold.release();
    dataWorkers[0]?.die();
    await adding;
    await until((now) => now.table.status === 'ready');
    expect(state().choices.files.map((file) => file.name)).toEqual(['shop.csv']);
    expect(state().notices).toMatchObject([{ code: 'worker.died', level: 'stop' }]);
    expect(await app.commands.rows(0, 1)).toMatchObject({ rows: [['1', '2', '3']] });
  });

  it('over and over is given up', async () => {
    const { state, dataWorkers, until, data } = await withTable();
    data.hold.shut();
    dataWorkers[0]?.die();
    await data.hold.reached;
    dataWorkers[1]?.die();
    await until((now) => now.table.status === 'failed');
    expect(errorCode(state().table)).toBe('worker.died');
    expect(dataWorkers).toHaveLength(2);
  });
});

describe('training', () => {
  it('shows the race, keeps the model and ends its worker', async () => {
    const page = await withTable();
    const { app, state, train, trainWorkers, until } = page;
    train.hold.shut();
    const training = app.commands.train();
    await until((now) => (now.training.race[0]?.curve.length ?? 0) > 0);
    expect(state().training).toMatchObject({
      status: 'running',
      race: [{ status: 'running', done: 1, total: 2, best: false, curve: [{ done: 1, loss: 5 }] }],
    });
    train.hold.release();
    await training;
    expect(state().training).toMatchObject({
      status: 'idle',
      baselineScore: 3,
      race: [{ status: 'done', score: 2, best: true }],
      tries: [{ score: 2 }],
    });
    expect(value(state().model).target).toBe(state().choices.question?.target);
    expect(value(state().models)).toMatchObject([{ metric: { name: 'rmse', value: 1, low: 0.5, high: 2 } }]);
    expect(state().modelIsStale).toBe(false);
    expect(trainWorkers.map((worker) => worker.ended)).toEqual([true]);
  });

  it('cancel ends the worker at once and keeps the model before', async () => {
    const { app, state, train, trainWorkers } = await withModel();
    const before = state().model;
    train.hold.shut();
    const training = app.commands.train();
    await train.hold.reached;
    app.commands.cancelTraining();
    await training;
    expect(state().training).toMatchObject({ status: 'idle', race: [] });
    expect(trainWorkers[1]?.ended).toBe(true);
    expect(state().model).toBe(before);
    expect(value(state().models)).toHaveLength(1);
  });

  it('finish keeps the best so far, also while paused', async () => {
    const { app, state, train } = await withTable();
    train.hold.shut();
    const training = app.commands.train();
    await train.hold.reached;
    app.commands.pauseTraining();
    expect(state().training.status).toBe('paused');
    app.commands.finishTraining();
    expect(state().training.status).toBe('finishing');
    await training;
    expect(state().model.status).toBe('ready');
  });

  it('a step runs until the worker is paused again; going back to the best goes on', async () => {
    const { app, state, train } = await withTable();
    train.hold.shut();
    const training = app.commands.train();
    await train.hold.reached;
    app.commands.pauseTraining();
    app.commands.stepTraining();
    expect(state().training.status).toBe('running');
    const unitsUntilPaused = (): string => {
      train.steering?.unitDone();
      return state().training.status;
    };
    await expect.poll(unitsUntilPaused).toBe('paused');
    app.commands.backToBest();
    expect(state().training.status).toBe('running');
    await expect.poll(() => train.steering?.takeBest()).toBe(true);
    train.hold.release();
    await training;
    app.commands.stepTraining();
    expect(state().training.status).toBe('idle');
  });

  it('a failure and a dead worker are said, tries and model stay', async () => {
    const { app, state, train, trainWorkers, until } = await withModel();
    const before = state().model;
    train.hold.shut();
    const training = app.commands.train();
    await until((now) => now.training.status === 'running' && now.training.race.length > 0);
    trainWorkers[1]?.die();
    await training;
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
    expect(state().training.race).toHaveLength(1);
    expect(state().model).toBe(before);
    train.hold.release();
    await app.commands.train();
    expect(state().training.status).toBe('idle');
    expect(value(state().models)).toHaveLength(2);
  });

  it('without a table or a question it says so', async () => {
    const { app, state } = scene();
    await app.commands.train();
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'train.no-table' } });
  });

  it('knows when a choice made since would train something else', async () => {
    const { app, state } = await withModel();
    app.commands.setMoney({ currency: 'EUR', valuePerRow: 3 });
    app.commands.setThreshold(0.4);
    app.commands.rename('Shop');
    expect(state().modelIsStale).toBe(false);
    app.commands.setSettings({ ...state().choices.settings, seed: 2 });
    expect(state().modelIsStale).toBe(true);
    app.commands.undo();
    expect(state().modelIsStale).toBe(false);
    await app.commands.setKind('price', 'category');
    expect(state().modelIsStale).toBe(true);
    await app.commands.setKind('price', null);
    expect(state().modelIsStale).toBe(false);
  });
});

describe('models', () => {
  it('are listed, renamed, opened and deleted with what was scored', async () => {
    const { app, state } = await withModel();
    await app.commands.train();
    const [newest, older] = value(state().models);
    expect(new Set([newest?.name, older?.name])).toEqual(new Set([newest?.target, `${newest?.target} 2`]));
    await app.commands.renameModel(older?.id ?? '', 'Spring');
    expect(value(state().models).find((entry) => entry.id === older?.id)?.name).toBe('Spring');
    await app.commands.openModel(older?.id ?? '');
    expect(value(state().model).id).toBe(older?.id);
    await app.commands.scoreFile(csv('new.csv', SHOP));
    expect(value(state().scored).fileName).toBe('new.csv');
    await app.commands.deleteModel(older?.id ?? '');
    expect(state().model.status).toBe('empty');
    expect(state().batches).toEqual([]);
    expect(value(state().models)).toHaveLength(1);
  });

  it('a model that is not there fails with a code', async () => {
    const { app, state } = scene();
    await app.commands.openModel('gone');
    expect(errorCode(state().model)).toBe('model.not-found');
  });

  it('opening a model of another project opens that project; a project without models is cleared away', async () => {
    const { app, state, backing } = await withModel();
    const first = state();
    const model = value(first.model);
    await app.commands.newProject();
    expect(state().choices.files).toEqual([]);
    expect(state().model.status).toBe('empty');
    await app.commands.addFiles([csv('other.csv', 'a,b\n1,2\n3,4\n')]);
    await app.flush();
    expect((await backing.keys('projects')).filter((key) => !key.includes('@'))).toHaveLength(2);
    const other = state().projectId;
    await app.commands.newProject();
    expect(await backing.get('projects', other)).toBeUndefined();
    expect(await backing.keys('files')).toEqual(first.choices.files.map((file) => file.id));
    await app.commands.openModel(model.id);
    expect(state().projectId).toBe(first.projectId);
    expect(state().choices).toEqual(first.choices);
    expect(value(state().model).id).toBe(model.id);
  });
});

describe('scoring and single rows', () => {
  it('gives the file back with the predictions behind, and remembers the batch', async () => {
    const { app, state, data } = await withModel();
    const tables = data.tables.size;
    await app.commands.scoreFile(csv('new.csv', SHOP));
    const scored = value(state().scored);
    expect(await scored.csv.text()).toBe('visits,orders,price,predicted');
    expect(scored.preview.columns.at(-1)).toBe('predicted');
    expect(scored.preview.rows[2]).toEqual(['7', '8', '9', '4']);
    const later = await settled(state, (now) => now.batches.length === 1 && data.tables.size === tables);
    expect(data.tables.size).toBe(tables);
    expect(later.batches[0]).toMatchObject({
      rowCount: 3,
      columns: ['visits', 'orders', 'price'],
    });
  });

  it('a file that cannot be read, a cancel and no model each have their say', async () => {
    const page = await withModel();
    const { app, state, train } = page;
    await app.commands.scoreFile(csv('empty.csv', ''));
    expect(errorCode(state().scored)).toBe('ingest.empty-file');
    train.hold.shut();
    const scoring = app.commands.scoreFile(csv('new.csv', SHOP));
    await train.hold.reached;
    app.commands.cancelScoring();
    await scoring;
    expect(state().scored.status).toBe('empty');
    const fresh = scene();
    await fresh.app.commands.scoreFile(csv('new.csv', SHOP));
    expect(errorCode(fresh.state().scored)).toBe('model.none');
    await expect(fresh.app.commands.predictOne([], 'applied')).rejects.toMatchObject({ code: 'model.none' });
  });

  it('predicts typed rows in one warm worker, the newest only', async () => {
    const { app, train, trainWorkers } = await withModel();
    train.jobs.length = 0;
    train.hold.shut();
    const first = app.commands.predictOne([['visits', 1]], 'applied');
    await train.hold.reached;
    const others = [2, 3, 4].map((typed) => app.commands.predictOne([['visits', typed]], 'applied'));
    train.hold.release();
    const predicted = async (call: ReturnType<typeof app.commands.predictOne>): Promise<unknown> =>
      (await call).prediction;
    expect(await predicted(first)).toMatchObject({ values: Float64Array.of(1) });
    for (const call of others) expect(await predicted(call)).toMatchObject({ values: Float64Array.of(4) });
    expect(train.jobs).toEqual(['one 1', 'one 4']);
    expect(trainWorkers.filter((worker) => !worker.ended)).toHaveLength(1);
  });
});

describe('feedback', () => {
  const withOutcomes = async (): Promise<Scene> => {
    const page = await withModel();
    await page.app.commands.openOutcomes(csv('june.csv', 'visits,orders,price\n1,1,1\n'));
    return page;
  };

  it('compares outcomes with a scored batch', async () => {
    const { app, state } = await withModel();
    await app.commands.scoreFile(csv('new.csv', SHOP));
    const batchId = value(state().scored).batchId;
    await settled(state, (now) => now.batches.length === 1);
    await app.commands.openOutcomes(csv('outcomes.csv', 'visits,orders,price\n1,1,1\n2,2,2\n3,3,3\n4,4,4\n'));
    expect(value(state().feedback.file).rowCount).toBe(4);
    await app.commands.compareOutcomes({ kind: 'order' }, 'price', batchId);
    expect(value(state().feedback.result)).toMatchObject({ rowCount: 4, matchedRows: 3 });
    await app.commands.compareOutcomes({ kind: 'order' }, 'price', 'nothing');
    expect(state().feedback.result).toMatchObject({ status: 'failed', error: { code: 'feedback.no-batch' } });
  });

  it('retrains, and taking the result puts the new rows into the project', async () => {
    const { app, state } = await withOutcomes();
    const old = value(state().model);
    await app.commands.retrain({ kind: 'rescored' }, old.target);
    expect(value(state().feedback.retraining).comparison.rowCount).toBe(4);
    expect(value(state().model)).toBe(old);
    await app.commands.acceptRetrained();
    expect(value(state().model).parent).toBe(old.id);
    expect(value(state().models)).toHaveLength(2);
    expect(state().choices.files.map((file) => file.name)).toEqual(['shop.csv', 'june.csv']);
    expect(state().choices.combine).toMatchObject({ kind: 'append' });
    expect(state().modelIsStale).toBe(false);
    expect(state().feedback.retraining.status).toBe('ready');
  });

  it('outcomes without the features do not join the project', async () => {
    const { app, state } = await withOutcomes();
    await app.commands.retrain({ kind: 'key', column: 'visits' }, 'price');
    await app.commands.acceptRetrained();
    expect(state().choices.files.map((file) => file.name)).toEqual(['shop.csv']);
  });

  it('says what is missing', async () => {
    const { app, state } = scene();
    await app.commands.compareOutcomes({ kind: 'order' }, 'price');
    expect(state().feedback.result).toMatchObject({ status: 'failed', error: { code: 'model.none' } });
    const page = await withModel();
    await page.app.commands.retrain({ kind: 'order' }, 'price');
    expect(page.state().feedback.retraining).toMatchObject({ error: { code: 'feedback.no-outcomes' } });
  });
});

describe('a reload', () => {
  it('finds the project, the table and the model again', async () => {
    const first = await withModel();
    await first.app.flush();
    const second = scene(first.backing, 'second');
    await second.app.start();
    await second.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
    expect(second.state().choices).toEqual(first.state().choices);
    expect(second.state().projectId).toBe(first.state().projectId);
    expect(value(second.state().model)).toEqual(value(first.state().model));
    expect(second.state().modelIsStale).toBe(false);
    expect(second.state().notices).toEqual([]);
  });

  it('in the middle of a training says so, once, and can train again', async () => {
    const first = await withTable();
    first.train.hold.shut();
    void first.app.commands.train();
    await first.train.hold.reached;
    await first.app.flush();
    const second = scene(first.backing, 'second');
    await second.app.start();
    await second.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
    expect(second.state().notices).toMatchObject([{ level: 'note', code: 'training.interrupted' }]);
    await second.app.commands.train();
    expect(second.state().model.status).toBe('ready');
    const third = scene(first.backing, 'third');
    await third.app.start();
    expect(third.state().notices).toEqual([]);
  });

  it('leaves a project of a newer page alone', async () => {
    const first = await withTable();
    await first.app.flush();
    const id = first.state().projectId;
    const newer = { format: 'sightglass.project', version: 2, id, actions: 'in a new way' };
    await first.backing.write([{ kind: 'put', store: 'projects', key: id, value: newer }]);
    const second = scene(first.backing, 'second');
    await second.app.start();
    expect(second.state().notices).toMatchObject([{ code: 'storage.newer-record', params: { version: 2, known: 1 } }]);
    expect(second.state().choices.files).toEqual([]);
    first.app.commands.rename('Old page, still open');
    await first.app.flush();
    expect(await first.backing.get('projects', id)).toEqual(newer);
    expect(first.state().notices.at(-1)).toMatchObject({ code: 'storage.newer-record' });
  });

  it('says which file is gone', async () => {
    const first = await withTable();
    await first.app.flush();
    const [file] = first.state().choices.files;
    await first.backing.write([{ kind: 'delete', store: 'files', key: file?.id ?? '' }]);
    const second = scene(first.backing, 'second');
    await second.app.start();
    const now = await second.until((state) => state.table.status === 'failed');
    expect(errorCode(now.table)).toBe('data.file-missing');
  });
});

describe('storage that is full', () => {
  it('is said once, and nothing is lost while the page is open', async () => {
    const inner = memoryBacking();
    const full: Backing = {
      ...inner,
      write: async () => {
        throw new CodedError('storage.full');
      },
    };
    const { app, state } = await withModel(full);
    await app.commands.train();
    await app.flush();
    expect(state().storage).toBe('full');
    expect(state().notices.filter((notice) => notice.code === 'storage.full')).toHaveLength(1);
    expect(value(state().models)).toHaveLength(2);
    const older = value(state().models).at(-1);
    await app.commands.openModel(older?.id ?? '');
    expect(value(state().model).id).toBe(older?.id);
  });
});

/** Lets background work come to its end. */
async function settled(state: () => AppState, condition: (state: AppState) => boolean): Promise<AppState> {
  for (let turn = 0; turn < 1000 && !condition(state()); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return state();
}
