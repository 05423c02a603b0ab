import { describe, expect, it } from 'vitest';
import { goOn } from '../../src/app/unfinished.ts';
import type { CutShort } from '../../src/lenses/predict/cut-short.ts';
import type { Family } from '../../src/lenses/predict/question.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { fakeData, fakeModel, fakeTrain, Hold } from './support/fake-workers.ts';
import { openPage, type Page } from './support/page.ts';

const SHOP = 'visits,orders,price\n1,2,3\n4,5,6\n7,8,9\n';

interface Scene extends Page {
  /** What each training was told to go on with. */
  readonly asked: (CutShort | undefined)[];
  readonly hold: Hold;
}

/** Trainings that finish `tries` (rmse 3, 2, 1, …) and then wait. */
function scene(tries: readonly (Family | 'baseline')[], backing: Backing = memoryBacking(), names = 'id'): Scene {
  const asked: (CutShort | undefined)[] = [];
  const hold = new Hold();
  const train = (): ReturnType<ReturnType<typeof fakeTrain>['handlers']> => ({
    ...fakeTrain().handlers(),
    train: async ({ plan, modelId, only }, { emit, signal, finish }) => {
      asked.push(only);
      for (const [i, family] of (only ? [] : tries).entries()) {
        const attempt = { id: i, estimator: family, family, params: { i }, status: 'done' as const };
        const scored = { ...attempt, score: 3 - i, folds: 1, seconds: 0 };
        emit({ kind: 'tried', attempt: scored, baselineScore: 3, best: true }, { keep: true });
      }
      await hold.wait(signal, finish);
      return fakeModel(modelId, plan);
    },
  });
  return { ...openPage({ data: fakeData().handlers, train, backing, names }), asked, hold };
}

/** A page in the middle of a training, all of `tries` judged. */
async function inTraining(...tries: readonly (Family | 'baseline')[]): Promise<Scene & { backing: Backing }> {
  const backing = memoryBacking();
  const page = scene(tries, backing);
  await page.app.start();
  await page.app.commands.addFiles([new File([SHOP], 'shop.csv')]);
  page.hold.shut();
  return { ...page, backing };
}

const heard =
  (count: number) =>
  ({ training }: { readonly training: { readonly tries: readonly unknown[] } }): boolean =>
    training.tries.length === count;

/** The page is left and opened again once what was tried has been written, which happens in the background. */
async function reload({ app, state, backing }: Scene & { backing: Backing }): Promise<Scene> {
  await app.flush();
  const tries = state().training.tries.length;
  await expect.poll(() => backing.get('settings', 'training')).toMatchObject({ tries: { length: tries } });
  const again = scene([], backing, 'again');
  await again.app.start();
  await again.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
  return again;
}

describe('a training worker that dies', () => {
  it('is replaced by one that fits the best so far, and the page says so', async () => {
    const page = await inTraining('baseline', 'linear', 'trees');
    const { app, state, trainWorkers, asked, hold, until } = page;
    const training = app.commands.train();
    await until(heard(3));
    hold.release();
    trainWorkers[0]?.die();
    await training;
    expect(asked).toMatchObject([
      undefined,
      { best: { estimator: 'trees', params: { i: 2 } }, others: [{ estimator: 'linear' }] },
    ]);
    expect(state().notices).toMatchObject([{ level: 'careful', code: 'training.rescued', params: { tries: 2 } }]);
    expect(state().training.status).toBe('idle');
    expect(state().model.status).toBe('ready');
    expect(state().unfinished).toBeNull();
  });

  it('fails where only the baseline was judged', async () => {
    const { app, state, trainWorkers, asked, until } = await inTraining('baseline');
    const training = app.commands.train();
    await until(heard(1));
    trainWorkers[0]?.die();
    await training;
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
    expect(asked).toHaveLength(1);
  });

  it('twice: fails, and the best so far is still offered', async () => {
    const { app, state, trainWorkers, asked, hold, until } = await inTraining('baseline', 'linear');
    const training = app.commands.train();
    await until(heard(2));
    trainWorkers[0]?.die();
    await expect.poll(() => asked.length).toBe(2);
    trainWorkers[1]?.die();
    await training;
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
    hold.release();
    await app.commands.trainBest();
    expect(asked[2]).toMatchObject({ best: { estimator: 'linear' } });
    expect(state().model.status).toBe('ready');
  });

  it('can be cancelled while the best so far is being fitted', async () => {
    const { app, state, trainWorkers, until } = await inTraining('baseline', 'linear');
    const training = app.commands.train();
    await until(heard(2));
    trainWorkers[0]?.die();
    await until(({ notices }) => notices.length > 0);
    app.commands.cancelTraining();
    await training;
    expect(state().training.status).toBe('idle');
    expect(state().model.status).toBe('empty');
  });
});

describe('a reload in the middle of a training', () => {
  it('offers the best so far, on this reload and the next, until it is trained', async () => {
    const page = await inTraining('baseline', 'linear', 'trees');
    void page.app.commands.train();
    await page.until(heard(3));
    const second = await reload(page);
    expect(second.state().notices).toMatchObject([{ code: 'training.interrupted' }]);
    expect(goOn(second.state().unfinished, second.state())?.best.estimator).toBe('trees');
    const third = scene([], page.backing, 'third');
    await third.app.start();
    await third.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
    await third.app.commands.trainBest();
    expect(third.asked).toMatchObject([{ best: { estimator: 'trees' }, others: [{ estimator: 'linear' }] }]);
    expect(third.state().model.status).toBe('ready');
    expect(third.state().notices).toEqual([]);
    const fourth = scene([], page.backing, 'fourth');
    await fourth.app.start();
    expect(fourth.state().unfinished).toBeNull();
    expect(fourth.state().notices).toEqual([]);
  });

  it('is forgotten when its notice is waved away', async () => {
    const page = await inTraining('baseline', 'linear');
    void page.app.commands.train();
    await page.until(heard(2));
    const second = await reload(page);
    second.app.commands.dismissNotice(second.state().notices[0]?.id ?? -1);
    expect(second.state().unfinished).toBeNull();
  });

  it('no longer fits another question', async () => {
    const page = await inTraining('baseline', 'linear');
    void page.app.commands.train();
    await page.until(heard(2));
    const second = await reload(page);
    const { settings } = second.state().choices;
    second.app.commands.setSettings({ ...settings, seed: settings.seed + 1 });
    expect(goOn(second.state().unfinished, second.state())).toBeUndefined();
    await second.app.commands.trainBest();
    expect(second.state().training).toMatchObject({ status: 'failed', error: { code: 'train.nothing-to-go-on' } });
    second.app.commands.undo();
    expect(goOn(second.state().unfinished, second.state())?.best.estimator).toBe('linear');
  });
});
