import { describe, expect, it } from 'vitest';
import { canGoOn } from '../../src/app/unfinished.ts';
import { CodedError } from '../../src/core/errors.ts';
import type { SavedCheckpoint } from '../../src/lenses/checkpoint.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { fakeData, fakeModel, fakeTrain, Hold } from './support/fake-workers.ts';
import { openPage, type Page } from './support/page.ts';
import { knownPlan } from '../support/known-answers.ts';

const SHOP = 'visits,orders,price\n1,2,3\n4,5,6\n7,8,9\n';

interface Scene extends Page {
  /** What each training was told to go on from. */
  readonly asked: (SavedCheckpoint | undefined)[];
  readonly hold: Hold;
  /** Trainings, from 1, that do not hear that they are to finish. */
  readonly deaf: Set<number>;
  readonly backing: Backing;
}

interface Options {
  readonly backing?: Backing;
  readonly names?: string;
  /** Whether a checkpoint that is handed over can be read. */
  readonly reads?: boolean;
}

/** Trainings that settle as many pieces of work as `steps` says, the first training the first number, and then wait. */
function scene(
  steps: readonly number[],
  { backing = memoryBacking(), names = 'id', reads = true }: Options = {},
): Scene {
  const asked: (SavedCheckpoint | undefined)[] = [];
  const hold = new Hold();
  const deaf = new Set<number>();
  const train = (): ReturnType<ReturnType<typeof fakeTrain>['handlers']> => ({
    ...fakeTrain().handlers(),
    train: async ({ plan, modelId, saved }, { emit, signal, finish }) => {
      const count = steps[asked.length] ?? 0;
      asked.push(saved);
      if (saved && !reads) throw new CodedError('train.checkpoint-unreadable', { where: 'app' });
      const before = (saved?.head as { done?: number } | undefined)?.done ?? 0;
      for (let done = before + 1; done <= before + count; done++) {
        const put = [{ key: String(done), value: Float64Array.of(done) }];
        // Of the last two the parts are still needed.
        const step = { head: { done }, put, drop: [String(done - 2)], done };
        emit({ kind: 'checkpoint', step }, { keep: true });
      }
      emit({ kind: 'phase', phase: 'refitting' }, { keep: true });
      await hold.wait(signal, ...(deaf.has(asked.length) ? [] : [finish]));
      return fakeModel(modelId, knownPlan(plan));
    },
  });
  return { ...openPage({ data: fakeData().handlers, train, backing, names }), asked, hold, deaf, backing };
}

/** A page about to train, which will not come to an end by itself. */
async function withTable(...steps: readonly number[]): Promise<Scene> {
  const page = scene(steps);
  await page.app.start();
  await page.app.commands.addFiles([new File([SHOP], 'shop.csv')]);
  page.hold.shut();
  return page;
}

const keptKeys = (backing: Backing): Promise<readonly string[]> => backing.keys('checkpoints');

/** Resolves once a training has told all that it will, and storage has it. */
async function told({ until, backing }: Scene, parts: number): Promise<void> {
  await until(({ training }) => training.phase === 'refitting');
  await expect.poll(async () => (await keptKeys(backing)).length).toBe(parts + 1);
}

/** The page is left and opened again. */
async function reload(page: Scene, options: Options = {}): Promise<Scene> {
  await page.app.flush();
  const again = scene([], { backing: page.backing, names: 'again', ...options });
  await again.app.start();
  await again.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
  return again;
}

describe('a training worker that dies', () => {
  it('is replaced by one that goes on from the last checkpoint, and the page says so', async () => {
    const page = await withTable(3);
    const { app, state, trainWorkers, asked, hold } = page;
    const training = app.commands.train();
    await told(page, 2);
    hold.release();
    trainWorkers[0]?.die();
    await training;
    const parts = [
      { key: '2', value: Float64Array.of(2) },
      { key: '3', value: Float64Array.of(3) },
    ];
    expect(asked).toEqual([undefined, { head: { done: 3 }, parts }]);
    expect(state().notices).toMatchObject([{ level: 'careful', code: 'training.rescued' }]);
    expect(state().training.status).toBe('idle');
    expect(state().model.status).toBe('ready');
    expect(state().unfinished).toBeNull();
    expect(await keptKeys(page.backing)).toEqual([]);
  });

  it('is replaced for as long as each gets further than the one before', async () => {
    const page = await withTable(2, 1, 0);
    const { app, state, trainWorkers, asked } = page;
    const training = app.commands.train();
    for (const worker of [0, 1, 2]) {
      await expect.poll(() => asked.length).toBe(worker + 1);
      await told(page, 2);
      app.store.setState({ training: { ...state().training, phase: 'preparing' } });
      trainWorkers[worker]?.die();
    }
    await training;
    expect(asked.map((saved) => saved?.head)).toEqual([undefined, { done: 2 }, { done: 3 }]);
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
    expect(canGoOn(state().unfinished, state())).toBe(true);
    page.hold.release();
    await app.commands.goOnTraining();
    expect(asked[3]).toMatchObject({ head: { done: 3 } });
    expect(state().model.status).toBe('ready');
  });

  it('fails where nothing was settled, and leaves nothing behind', async () => {
    const page = await withTable(0);
    const training = page.app.commands.train();
    await told(page, 0);
    page.trainWorkers[0]?.die();
    await training;
    expect(page.state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
    expect(page.state().unfinished).toBeNull();
    expect(page.asked).toHaveLength(1);
    expect(await keptKeys(page.backing)).toEqual([]);
  });

  it('can be cancelled while another one goes on', async () => {
    const page = await withTable(1, 0);
    const training = page.app.commands.train();
    await told(page, 1);
    page.trainWorkers[0]?.die();
    await page.until(({ notices }) => notices.length > 0);
    page.app.commands.cancelTraining();
    await training;
    expect(page.state().training.status).toBe('idle');
    expect(page.state().model.status).toBe('empty');
    expect(await keptKeys(page.backing)).toEqual([]);
  });

  it('after the person asked for the best so far: the next one is asked for it too', async () => {
    const page = await withTable(1, 1);
    page.deaf.add(1);
    const training = page.app.commands.train();
    await told(page, 1);
    page.app.commands.finishTraining();
    page.trainWorkers[0]?.die();
    await page.until(({ notices }) => notices.length > 0);
    // Nobody releases it: it ends since it was asked to.
    await training;
    expect(page.asked).toHaveLength(2);
    expect(page.state().model.status).toBe('ready');
  });
});

describe('a reload in the middle of a training', () => {
  it('offers to go on, on this reload and the next, until there is a model', async () => {
    const page = await withTable(3);
    void page.app.commands.train();
    await told(page, 2);
    const second = await reload(page);
    expect(second.state().notices).toMatchObject([{ code: 'training.interrupted' }]);
    expect(canGoOn(second.state().unfinished, second.state())).toBe(true);
    const third = await reload(page, { names: 'third' });
    await third.app.commands.goOnTraining();
    expect(third.asked).toMatchObject([{ head: { done: 3 }, parts: [{ key: '2' }, { key: '3' }] }]);
    expect(third.state().model.status).toBe('ready');
    expect(third.state().notices).toEqual([]);
    expect(await keptKeys(page.backing)).toEqual([]);
    const fourth = await reload(third, { names: 'fourth' });
    expect(fourth.state().unfinished).toBeNull();
    expect(fourth.state().notices).toEqual([]);
  });

  it('is forgotten when its notice is waved away, when it is trained anew, and with the project', async () => {
    const leave: readonly ((scene: Scene) => Promise<unknown> | void)[] = [
      ({ app, state }) => app.commands.dismissNotice(state().notices[0]?.id ?? -1),
      ({ app }) => app.commands.train(),
      ({ app }) => app.commands.newProject(),
    ];
    for (const way of leave) {
      const page = await withTable(1);
      void page.app.commands.train();
      await told(page, 1);
      const second = await reload(page);
      await way(second);
      expect(second.state().unfinished).toBeNull();
      expect(second.asked[0]).toBeUndefined();
      await expect.poll(() => keptKeys(page.backing)).toEqual([]);
    }
  });

  it('is forgotten when something else is asked', async () => {
    const page = await withTable(1);
    void page.app.commands.train();
    await told(page, 1);
    const second = await reload(page);
    const { settings } = second.state().choices;
    second.app.commands.setMoney({ currency: 'EUR' });
    expect(canGoOn(second.state().unfinished, second.state())).toBe(true);
    second.app.commands.setSettings({ ...settings, seed: settings.seed + 1 });
    expect(second.state().unfinished).toBeNull();
    await expect.poll(() => keptKeys(page.backing)).toEqual([]);
    await second.app.commands.goOnTraining();
    expect(second.state().training).toMatchObject({ status: 'failed', error: { code: 'train.nothing-to-go-on' } });
  });
});

describe('a checkpoint that cannot be read', () => {
  it('by the training: is said, and the training begins anew', async () => {
    const page = await withTable(2);
    void page.app.commands.train();
    await told(page, 2);
    const second = await reload(page, { reads: false });
    await second.app.commands.goOnTraining();
    expect(second.asked).toMatchObject([{ head: { done: 2 } }, undefined]);
    expect(second.state().notices).toMatchObject([{ level: 'careful', code: 'train.checkpoint-unreadable' }]);
    expect(second.state().model.status).toBe('ready');
    expect(await keptKeys(page.backing)).toEqual([]);
  });

  it('by the page: is said at once, and only training anew is offered', async () => {
    const page = await withTable(2);
    void page.app.commands.train();
    await told(page, 2);
    const [id = ''] = await keptKeys(page.backing);
    await page.backing.write([{ kind: 'put', store: 'checkpoints', key: id, value: { format: 'something else' } }]);
    const second = await reload(page);
    expect(second.state().notices.map(({ code }) => code)).toEqual([
      'training.interrupted',
      'train.checkpoint-unreadable',
    ]);
    expect(second.state().unfinished).toBeNull();
    expect(await keptKeys(page.backing)).toEqual([]);
  });

  it('since a newer page wrote it: is left to that page', async () => {
    const page = await withTable(2);
    void page.app.commands.train();
    await told(page, 2);
    const [id = ''] = await keptKeys(page.backing);
    const newer = { format: 'sightglass.checkpoint', version: 9, checkpoint: 'in a new way' };
    await page.backing.write([{ kind: 'put', store: 'checkpoints', key: id, value: newer }]);
    const second = await reload(page);
    expect(second.state().notices.map(({ code }) => code)).toContain('train.checkpoint-unreadable');
    expect(await page.backing.get('checkpoints', id)).toEqual(newer);
  });

  it('in part: what can be read is gone on with', async () => {
    const page = await withTable(3);
    void page.app.commands.train();
    await told(page, 2);
    const damaged = (await keptKeys(page.backing)).find((key) => key.endsWith('/2')) as string;
    await page.backing.write([{ kind: 'put', store: 'checkpoints', key: damaged, value: { part: 1 } }]);
    const second = await reload(page);
    await second.app.commands.goOnTraining();
    expect(second.asked).toMatchObject([{ head: { done: 3 }, parts: [{ key: '3' }] }]);
    expect(second.asked[0]?.parts).toHaveLength(1);
  });
});

describe('a storage that takes no checkpoints', () => {
  const refusing = (error: unknown): Backing => {
    const backing = memoryBacking();
    return {
      ...backing,
      write: async (changes, durability) => {
        if (changes.some(({ store, kind }) => store === 'checkpoints' && kind === 'put')) throw error;
        await backing.write(changes, durability);
      },
    };
  };
  it('does not disturb the training: a newer page has written one', async () => {
    const error = new CodedError('storage.newer-record', { format: 'x', version: 2, known: 1 });
    const { app, state } = scene([3], { backing: refusing(error) });
    await app.start();
    await app.commands.addFiles([new File([SHOP], 'shop.csv')]);
    await app.commands.train();
    expect(state().model.status).toBe('ready');
    expect(state().notices).toEqual([]);
  });

  it('does not disturb the training: it is full, and a worker that dies is still replaced', async () => {
    const page = scene([3], { backing: refusing(new DOMException('full', 'QuotaExceededError')) });
    const { app, state, until, hold, asked, trainWorkers } = page;
    await app.start();
    await app.commands.addFiles([new File([SHOP], 'shop.csv')]);
    hold.shut();
    const training = app.commands.train();
    await until((now) => now.training.phase === 'refitting');
    hold.release();
    trainWorkers[0]?.die();
    await training;
    // For as long as the page is open, memory stands in.
    expect(asked[1]).toMatchObject({ head: { done: 3 } });
    expect(state().model.status).toBe('ready');
  });
});
