import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { baseline } from '../../src/core/learn/baseline.ts';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { makeEstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import { fetchColumns } from '../../src/workers/lend.ts';
import { createTrainService } from '../../src/workers/train-service.ts';
import { fakeData, fakeTrain } from '../app/support/fake-workers.ts';
import { openPage, type Page } from '../app/support/page.ts';
import { COMPUTE } from '../predict/support.ts';
import { readCsv } from './support/models.ts';
import { coreForecasters } from '../support/core-forecasters.ts';

const realPage = (): Page =>
  openPage({
    data: createDataService,
    train: () =>
      createTrainService({
        estimators: () =>
          Promise.resolve({
            registry: makeEstimatorRegistry([baseline, logistic] as unknown as Estimator[]),
            compute: () => COMPUTE,
          }),
        forecasters: coreForecasters,
        steps: STEPS,
        lend: async (port) => (names) => fetchColumns(port, names),
        now: () => '2026-01-01T00:00:00.000Z',
        appVersion: 'test',
      }),
  });

/** Names, levels, dates and gaps; those who spent much mostly left. */
const CSV = [
  'name,joined,plan,spent,=left',
  ...Array.from({ length: 120 }, (_, row) => {
    const plan = row === 7 ? 'rare' : ['basic', 'pro'][row % 2];
    const spent = row % 10 === 0 ? '' : String(row * 1.5);
    return `"-row, ${row}",2024-0${1 + (row % 9)}-1${row % 3},${plan},${spent},${row > 60 !== (row % 11 === 0) ? 'yes' : 'no'}`;
  }),
].join('\n');

async function opened(): Promise<Page> {
  const page = realPage();
  await page.app.commands.addFiles([new File([CSV], 'people.csv')]);
  page.app.commands.setRecipe(defaultRecipe(STEPS));
  page.app.commands.setQuestion({
    lens: 'predict',
    target: '=left',
    task: 'binary',
    positive: 'yes',
    columns: ['joined', 'plan', 'spent'],
    split: { kind: 'random', testShare: 0.25 },
  });
  return page;
}

describe('a model taken along', () => {
  it('is one Python file with the threshold that holds now, or an archive of layers', async () => {
    const { app, state } = await opened();
    app.commands.setSettings({ ...state().choices.settings, preset: 'quick', families: ['linear'] });
    await app.commands.train();
    app.commands.setThreshold(0.37);
    const python = await (await app.commands.exportModel('python'))?.text();
    expect(python).toMatch(/^#!\/usr\/bin\/env python3\n/);
    expect(python).toContain('\nTHRESHOLD = 0.37\n');
    const archive = await app.commands.exportModel('layers-model');
    const files = unzipSync(new Uint8Array((await archive?.arrayBuffer()) ?? new ArrayBuffer()));
    expect(Object.keys(files).toSorted()).toEqual([
      'README.txt',
      'encoding.json',
      'model.json',
      'predict.py',
      'weights.bin',
    ]);
    expect(state().notices).toEqual([]);
  }, 60_000);

  it('says in a notice why it cannot be', async () => {
    const { app, state } = openPage({ data: fakeData().handlers, train: fakeTrain().handlers });
    expect(await app.commands.exportModel('python')).toBeUndefined();
    expect(state().notices.map(({ code }) => code)).toEqual(['model.none']);
    await app.commands.addFiles([new File(['a,b,y\n1,2,3\n'], 'numbers.csv')]);
    const split = { kind: 'random', testShare: 0.2 } as const;
    app.commands.setQuestion({ lens: 'predict', target: 'y', task: 'regression', columns: ['a', 'b'], split });
    await app.commands.train();
    expect(await (await app.commands.exportModel('python'))?.text()).not.toBe('');
    expect(await app.commands.exportModel('layers-model')).toBeUndefined();
    expect(state().notices.at(-1)).toMatchObject({
      code: 'export.no-layers-model',
      params: { estimator: 'boosted-trees' },
    });
  });
});

const records = async (blob: Blob | undefined): Promise<string[][]> =>
  Papa.parse<string[]>(((await blob?.text()) ?? '').trimEnd()).data;

describe('a table taken along', () => {
  it('as read is the table, with formulas made harmless', async () => {
    const { app } = await opened();
    const shares: number[] = [];
    const onProgress = (done: number, total: number): void => void shares.push(done / total);
    const [header, ...rows] = await records(await app.commands.tableCsv('raw', { onProgress }));
    expect(header).toEqual(['name', 'joined', 'plan', 'spent', "'=left"]);
    expect(rows[1]).toEqual(["'-row, 1", '2024-02-11', 'pro', '1.5', 'no']);
    expect(rows).toHaveLength(120);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    // Read back, it is the same table but for the apostrophes.
    const again = await readCsv(CSV.replaceAll('"-row', '"row'));
    const { app: other } = await opened();
    const text = (await (await other.commands.tableCsv('raw'))?.text())?.replaceAll("'-row", 'row');
    const back = await readCsv((text ?? '').replace("'=left", '=left'));
    expect(back).toEqual(again);
  });

  it('cleaned has the columns that the recipe makes, by names to be read, and leaves what is predicted alone', async () => {
    const { app } = await opened();
    const [header = [], ...rows] = await records(await app.commands.tableCsv('cleaned'));
    expect(header).toContain('joined: days');
    expect(header).toContain('joined: month');
    expect(header).not.toContain('joined');
    const plans = new Set(rows.map((row) => row[header.indexOf('plan')]));
    // A level of one row is put together with other rare ones.
    expect(plans).toEqual(new Set(['basic', 'other', 'pro']));
    expect(new Set(rows.map((row) => row[header.indexOf("'=left")]))).toEqual(new Set(['yes', 'no']));
    // Cleaning fills no gaps: what is made for one method alone is no cleaning.
    expect(rows.filter((row) => row[header.indexOf('spent')] === '')).toHaveLength(12);
    expect(rows).toHaveLength(120);
  });

  it('can be stopped, and is missed where there is none', async () => {
    const page = await opened();
    const stop = new AbortController();
    const asked = page.app.commands.tableCsv('cleaned', { signal: stop.signal });
    stop.abort();
    expect(await asked).toBeUndefined();
    expect(page.state().notices).toEqual([]);
    const empty = realPage();
    expect(await empty.app.commands.tableCsv('raw')).toBeUndefined();
    expect(empty.state().notices.map(({ code }) => code)).toEqual(['export.no-table']);
  });
});
