import { describe, expect, it } from 'vitest';
import { baseline } from '../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import type { ReadOptions } from '../../src/core/ingest/types.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import { fetchColumns } from '../../src/workers/lend.ts';
import { createTrainService } from '../../src/workers/train-service.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { openPage, type Page } from './support/page.ts';
import { knownModel } from '../support/known-answers.ts';
import { coreForecasters } from '../support/core-forecasters.ts';

/** The real services behind real ports. */
const page = (backing: Backing = memoryBacking()): Page =>
  openPage({
    backing,
    data: createDataService,
    train: () =>
      createTrainService({
        estimators: async () => ({
          registry: makeEstimatorRegistry([baseline, ridge] as unknown as Estimator[]),
          compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
        }),
        forecasters: coreForecasters,
        steps: STEPS,
        lend: async (port) => (names) => fetchColumns(port, names),
        now: () => '2026-01-01T00:00:00.000Z',
        appVersion: 'test',
      }),
  });

const SIDES = ['left', 'right', 'middle'];

/** y = 20,000 + 3,000·x + noise, in whole numbers; `write` spells x, or that it was not measured. */
function readings(rows: number, seed: number, write: (x: number | null, row: number) => string): File {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const x = 2 + random.next() * 3;
    const known = random.next() > 0.2 ? x : null;
    return `${write(known, row)};${Math.round(20_000 + 3_000 * x + 100 * random.normal())};${SIDES[row % 3]}`;
  });
  return new File([['x;y;side', ...lines, ''].join('\n')], `readings ${seed}.csv`);
}

const gauge =
  (none: string) =>
  (x: number | null): string =>
    x === null ? none : x.toFixed(4);

async function trained(file: File, read: ReadOptions, backing?: Backing): Promise<Page> {
  const made = page(backing);
  const { commands } = made.app;
  await commands.addFiles([file]);
  const [only] = made.state().choices.files;
  await commands.changeRead(only?.id ?? '', read);
  commands.setQuestion({
    lens: 'predict',
    target: 'y',
    task: 'regression',
    columns: ['x', 'side'],
    split: { kind: 'random', testShare: 0.2 },
  });
  commands.setSettings({ ...made.state().choices.settings, preset: 'quick', families: ['linear'] });
  commands.setRecipe(defaultRecipe(STEPS));
  await commands.train();
  expect(made.state().training.error).toBeUndefined();
  return made;
}

const modelOf = ({ state }: Page): PredictModel => {
  const { model } = state();
  if (model.status !== 'ready') throw new Error(JSON.stringify(model));
  return knownModel(model.value);
};

async function scored({ app, state }: Page, file: File): Promise<readonly number[]> {
  await app.commands.scoreFile(file);
  const { scored: result } = state();
  if (result.status !== 'ready' || result.value.prediction.task !== 'regression')
    throw new Error(JSON.stringify(result));
  return [...result.value.prediction.values];
}

describe('what was said of the cells of the file learned from', () => {
  it('holds for the file that is scored: a declared spelling is no number there', async () => {
    const made = await trained(readings(300, 1, gauge('-200')), { missing: [' -200 '] });
    const spelled = await scored(made, readings(60, 2, gauge('-200.0')));
    expect(spelled).toEqual(await scored(made, readings(60, 2, gauge(''))));
    // As a number it would lie 600,000 below everything.
    expect(Math.min(...spelled)).toBeGreaterThan(20_000);
  });

  it('holds for words too, and for one row typed by hand', async () => {
    const made = await trained(readings(300, 1, gauge('not measured')), { missing: ['not measured', '-200', 'right'] });
    expect(modelOf(made).columns.find(({ name }) => name === 'x')?.kind).toBe('number');
    const spelled = await scored(made, readings(60, 2, gauge('not measured')));
    expect(spelled).toEqual(await scored(made, readings(60, 2, gauge(''))));
    const { state } = made;
    const report = state().scored.status === 'ready' ? state().scored : undefined;
    expect(report).toMatchObject({ value: { report: { unreadable: [], newLevels: [] } } });
    const one = async (x: number | string | null, side: string | null) => {
      const { prediction } = await made.app.commands.predictOne(
        [
          ['x', x],
          ['side', side],
        ],
        'applied',
      );
      return prediction.task === 'regression' ? prediction.values[0] : NaN;
    };
    expect(await one(-200, 'right')).toBe(await one(null, null));
    expect(await one(3, 'left')).not.toBe(await one(null, null));
  });

  it('holds for outcomes, and for the rows that a model is retrained on', async () => {
    const made = await trained(readings(300, 1, gauge('-200')), { missing: ['-200'] });
    const outcomes = async (none: string): Promise<unknown> => {
      await made.app.commands.openOutcomes(readings(120, 3, gauge(none)));
      await made.app.commands.compareOutcomes({ kind: 'rescored' }, 'y');
      const { result } = made.state().feedback;
      if (result.status !== 'ready') throw new Error(JSON.stringify(result));
      return result.value;
    };
    expect(await outcomes('-200')).toEqual(await outcomes(''));
    // An outcome that is spelled as missing is not known yet.
    const text = (await readings(120, 3, gauge('')).text()).replace(/;\d+;/, ';-200;');
    await made.app.commands.openOutcomes(new File([text], 'outcomes.csv'));
    await made.app.commands.compareOutcomes({ kind: 'rescored' }, 'y');
    expect(made.state().feedback.result).toMatchObject({ value: { matchedRows: 119 } });
    await made.app.commands.openOutcomes(readings(120, 3, gauge('-200')));
    await made.app.commands.compareOutcomes({ kind: 'rescored' }, 'y');
    await made.app.commands.retrain({ kind: 'rescored' }, 'y');
    await made.app.commands.acceptRetrained();
    const retrained = modelOf(made);
    expect(retrained.parent).toBeDefined();
    expect(retrained.columns.find(({ name }) => name === 'x')?.quantiles?.[0]).toBeGreaterThan(0);
    expect(retrained.cells).toEqual({ missing: ['x', 'y', 'side'].map((name) => [name, ['-200']]) });
    expect(made.state().choices.files.map(({ read }) => read.missing)).toEqual([['-200'], ['-200']]);
  });

  it('travels with a project file, without the data', async () => {
    const made = await trained(readings(300, 1, gauge('-200')), { missing: ['-200'] });
    const blob = (await made.app.commands.saveProjectFile({ withData: false })) as Blob;
    const there = page();
    await there.app.start();
    expect(await there.app.commands.openProjectFile(new File([blob], 'x.sightglass'))).toBe('opened');
    const file = readings(60, 2, gauge('-200'));
    expect(await scored(there, file)).toEqual(await scored(made, file));
  });

  it('comes back with the model when the page is opened again', async () => {
    const backing = memoryBacking();
    const made = await trained(readings(300, 1, gauge('-200')), { missing: ['-200'] }, backing);
    const before = await scored(made, readings(60, 2, gauge('-200')));
    const again = page(backing);
    await again.app.start();
    await again.until(({ models }) => models.status === 'ready' && models.value.length === 1);
    const { models } = again.state();
    await again.app.commands.openModel(models.status === 'ready' ? (models.value[0]?.id ?? '') : '');
    expect(await scored(again, readings(60, 2, gauge('-200')))).toEqual(before);
  });

  it('decides what a mark means where a file to score does not say', async () => {
    // Thousandths with a comma: 2,345 could as well be two thousand and more.
    const comma = (x: number | null): string => (x === null ? '' : x.toFixed(3).replace('.', ','));
    const made = await trained(readings(300, 1, comma), { decimal: ',', delimiter: ';' });
    expect(modelOf(made).cells).toEqual({ decimal: ',' });
    const said = await scored(made, readings(60, 2, comma));
    expect(Math.max(...said)).toBeLessThan(40_000);
    // Cells that can only be read otherwise are.
    expect(
      await scored(
        made,
        readings(60, 2, (x) => (x === null ? '' : `${x.toFixed(3)}0`)),
      ),
    ).toEqual(said);
    // One cell that is no number must not undo it.
    const odd = readings(60, 2, (x, row) => (row === 59 ? 'broken' : comma(x)));
    expect((await scored(made, odd)).slice(0, 59)).toEqual(said.slice(0, 59));
  });

  it('decides which of two parts of a date is the day', async () => {
    // Always before the 13th: only the person can know.
    const day = (x: number | null): string => (x === null ? '' : `0${Math.ceil(x)}/1${Math.ceil((x * 7) % 2)}/2024`);
    const made = await trained(readings(300, 1, day), { dateOrder: 'dmy' });
    expect(modelOf(made)).toMatchObject({ cells: { dateOrder: 'dmy' } });
    const november = Date.UTC(2024, 10, 1);
    expect(modelOf(made).columns.find(({ name }) => name === 'x')?.quantiles?.[0]).toBeGreaterThanOrEqual(november);
    const said = await scored(made, readings(60, 2, day));
    const iso = (x: number | null): string => day(x).replace(/(..).(..).(....)/, '$3-$2-$1');
    expect(said).toEqual(await scored(made, readings(60, 2, iso)));
    const odd = readings(60, 2, (x, row) => (row === 59 ? 'broken' : day(x)));
    expect((await scored(made, odd)).slice(0, 59)).toEqual(said.slice(0, 59));
  });

  it('is nothing where nothing was said', async () => {
    const made = await trained(readings(300, 1, gauge('')), {});
    expect('cells' in modelOf(made)).toBe(false);
    expect(Math.min(...(await scored(made, readings(60, 2, gauge('-200')))))).toBeLessThan(-100_000);
  });
});
