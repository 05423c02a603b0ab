import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROJECT } from '../../src/app/document.ts';
import { randomId } from '../../src/app/random-id.ts';
import type { AppState } from '../../src/app/state.ts';
import { createApp, type App } from '../../src/app/store.ts';
import { CodedError } from '../../src/core/errors.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createLibrary } from '../../src/storage/library.ts';
import { withOverlay } from '../../src/storage/overlay.ts';
import type { Endpoint } from '../../src/workers/protocol.ts';
import { spawnDataWorker, spawnTrainWorker } from '../../src/workers/spawn.ts';
import { knownModel } from '../support/known-answers.ts';
import { predictQuestionOf } from '../../src/app/narrow.ts';

const NAME = 'app-test';

interface Visit {
  readonly app: App;
  readonly state: () => AppState;
  readonly workers: Worker[];
  readonly until: (condition: (state: AppState) => boolean) => Promise<AppState>;
  /** What a reload does to a page: every worker is gone, nothing is awaited. */
  readonly leave: () => Promise<void>;
}

const visits: Visit[] = [];

/** A page on the real workers and the real database; a second one on the same database is a reload. */
function visit(): Visit {
  const workers: Worker[] = [];
  const tracked = async (spawn: () => Promise<Worker>): Promise<Endpoint> => {
    const worker = await spawn();
    workers.push(worker);
    return worker;
  };
  const opening = openDatabase(NAME);
  const app = createApp({
    spawnData: () => tracked(spawnDataWorker),
    spawnTraining: () => tracked(spawnTrainWorker),
    openLibrary: (onTrouble) => createLibrary(withOverlay(opening, onTrouble), PROJECT),
    now: () => Date.now(),
    id: randomId,
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    sample: async (id) => {
      throw new CodedError('sample.unknown', { id });
    },
    recipe: async () => defaultRecipe(STEPS),
  });
  const made: Visit = {
    app,
    workers,
    state: () => app.store.getState(),
    until: (condition) =>
      new Promise((resolve) => {
        const check = (state: AppState): boolean => {
          if (condition(state)) resolve(state);
          return condition(state);
        };
        if (check(app.store.getState())) return;
        const stop = app.store.subscribe((state) => {
          if (check(state)) stop();
        });
      }),
    leave: async () => {
      for (const worker of workers) worker.terminate();
      (await opening).close();
    },
  };
  visits.push(made);
  return made;
}

beforeEach(() => deleteDB(NAME));
afterEach(async () => {
  for (const each of visits.splice(0)) await each.leave();
});

/** Who buys: more likely the more pages were seen. 400 rows from a fixed seed. */
function shop(seed = 3): File {
  const random = createRandom(seed);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const pages = random.integer(20);
    const device = ['phone', 'laptop', 'tablet'][random.integer(3)];
    const bought = random.next() < pages / 20 ? 'Yes' : 'No';
    return `c${String(i).padStart(5, '0')},${pages},${device},${bought}`;
  });
  return new File([['customer,pages,device,bought', ...rows, ''].join('\n')], 'shop.csv');
}

const opened = async (): Promise<Visit> => {
  const page = visit();
  await page.app.start();
  await page.app.commands.addFiles([shop()]);
  page.app.commands.setSettings({
    ...page.state().choices.settings,
    preset: 'quick',
    backend: 'wasm',
    families: ['linear', 'trees'],
  });
  return page;
};

it('file, question, training, scoring, one row; and after a reload it is all still there', async () => {
  const page = await opened();
  const { app, state } = page;
  expect(state().table).toMatchObject({ status: 'ready', value: { rowCount: 400 } });
  expect(state().choices.question).toMatchObject({ target: 'bought', task: 'binary', positive: 'Yes' });
  expect(predictQuestionOf(state())?.columns).not.toContain('customer');
  await app.commands.train();
  expect(state().training).toMatchObject({ status: 'idle' });
  const first = state().model;
  expect(first.status).toBe('ready');
  if (first.status !== 'ready') return;
  expect(knownModel(first.value).report.test.find((row) => row.metric === 'rocAuc')?.value).toBeGreaterThan(0.7);
  expect(state().modelIsStale).toBe(false);
  await app.commands.scoreFile(shop(4));
  const { scored } = state();
  expect(scored.status).toBe('ready');
  if (scored.status !== 'ready') return;
  expect((await scored.value.csv.text()).trim().split('\n')).toHaveLength(401);
  const one = (pages: number): Promise<number> =>
    app.commands
      .predictOne(
        [
          ['pages', pages],
          ['device', 'phone'],
        ],
        'applied',
      )
      .then(({ prediction }) => (prediction.task === 'regression' ? NaN : (prediction.probabilities[1] as number)));
  expect(await one(19)).toBeGreaterThan(await one(1));
  await app.flush();
  await page.leave();

  const again = visit();
  await again.app.start();
  await again.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
  expect(again.state().choices).toEqual(state().choices);
  expect(again.state().model).toEqual(first);
  expect(again.state().modelIsStale).toBe(false);
  expect(again.state().batches).toHaveLength(1);
  expect(again.state().notices).toEqual([]);
  expect((await again.app.commands.rows(0, 1)).rows[0]?.[0]).toBe('c00000');
});

/** Enough to search for as long as a test needs. */
const longSearch = async (): Promise<Visit> => {
  const page = await opened();
  page.app.commands.setSettings({
    ...page.state().choices.settings,
    preset: 'thorough',
    families: ['trees', 'linear'],
  });
  return page;
};
const hasTried = ({ training }: AppState): boolean =>
  training.status === 'running' &&
  training.tries.some(({ family, status }) => family !== 'baseline' && status === 'done');

/** What a training found, apart from when and in how long. */
function found({ model }: AppState): unknown {
  if (model.status !== 'ready') throw new Error('no model came out');
  const { applied, judged, columns, report } = knownModel(model.value);
  const { createdAt: _at, seconds: _seconds, tries, leaderboard, compute: _compute, ...rest } = report;
  const timeless = <T extends { readonly seconds: number }>(rows: readonly T[]): unknown[] =>
    rows.map(({ seconds: _took, ...row }) => row);
  return { applied, judged, columns, ...rest, tries: timeless(tries), leaderboard: timeless(leaderboard) };
}

/** The page is left and opened again, with the table read. */
async function comeBack(page: Visit): Promise<Visit> {
  await page.app.flush();
  await page.leave();
  const again = visit();
  await again.app.start();
  await again.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
  return again;
}

it('a training that a reload cut short goes on, a network too, and ends as if nothing had happened', async () => {
  const alone = await opened();
  const settings = {
    ...alone.state().choices.settings,
    preset: 'quick',
    backend: 'wasm',
    families: ['linear', 'network'],
  } as const;
  alone.app.commands.setSettings(settings);
  await alone.app.commands.train();
  const undisturbed = found(alone.state());
  await alone.leave();
  await deleteDB(NAME);
  const page = await opened();
  page.app.commands.setSettings(settings);
  void page.app.commands.train();
  const { training } = await page.until(
    (now) => now.training.tries.some(({ family }) => family === 'network') || now.training.status !== 'running',
  );
  expect(training.tries.find(({ family }) => family === 'network')?.folds).toBe(1);
  await page.until(({ training: now }) => now.race.some((row) => row.candidate.estimator === 'mlp' && row.done > 2));
  const again = await comeBack(page);
  expect(again.state().notices).toMatchObject([{ code: 'training.interrupted' }]);
  const going = again.app.commands.goOnTraining();
  const told = await again.until((now) => now.training.tries.length >= training.tries.length);
  expect(told.training.tries.slice(0, training.tries.length)).toEqual(training.tries);
  await going;
  expect(found(again.state())).toEqual(undisturbed);
  expect((await comeBack(again)).state().notices).toEqual([]);
});

it('a training worker that dies after the first tries is replaced by one that goes on where it was', async () => {
  const page = await longSearch();
  const { app, state, workers } = page;
  const training = app.commands.train();
  await page.until(hasTried);
  const { tries } = state().training;
  workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  await page.until(({ training: now, notices }) => notices.length > 0 && now.tries.length >= tries.length);
  expect(state().notices).toMatchObject([{ code: 'training.rescued' }]);
  expect(state().training.tries.slice(0, tries.length)).toEqual(tries);
  app.commands.finishTraining();
  await training;
  expect(state().training.status).toBe('idle');
  expect(state().model.status).toBe('ready');
  // The worker that gave it was ended like any other, and the next training has one of its own.
  app.commands.setSettings({ ...state().choices.settings, preset: 'quick' });
  await app.commands.train();
  expect(state().modelIsStale).toBe(false);
});

it('workers that die are said and replaced', async () => {
  const page = await opened();
  const { app, state, workers } = page;
  const training = app.commands.train();
  await page.until((now) => now.training.status === 'running' && workers.length > 1);
  workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  await training;
  expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker.died' } });
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
  await page.until((now) => now.table.status === 'loading');
  await page.until((now) => now.table.status === 'ready' && now.profile.status === 'ready');
  expect(state().notices).toMatchObject([{ code: 'worker.died' }]);
  await app.commands.train();
  expect(state().training.status).toBe('idle');
  expect(state().model.status).toBe('ready');
});
