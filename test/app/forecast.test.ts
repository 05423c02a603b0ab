import { describe, expect, it } from 'vitest';
import { forecastModelOf } from '../../src/app/narrow.ts';
import type { ForecastModel, ForecastQuestion } from '../../src/lenses/forecast/types.ts';
import { openPage, type Page } from './support/page.ts';
import { REAL_WORKERS } from './support/real-workers.ts';

const MONTHS = 96;
const HORIZON = 6;
const AHEAD = HORIZON;

const month = (t: number): string => `${2015 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-01`;
/** A trend and a year of which the truth is known, in two shops. */
const truth = (t: number, shop: number): number =>
  100 * (shop + 1) + 2 * t + 30 * Math.sin((2 * Math.PI * t) / 12) + ((t * 7 + shop * 3) % 5);

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) =>
    [0, 1].map((shop) => `${month(from + i)},${shop === 0 ? 'north' : 'south'},${truth(from + i, shop).toFixed(2)}`),
  ).flat();
const csv = (from: number, to: number): string => ['day,shop,revenue', ...rows(from, to)].join('\n');

const QUESTION: ForecastQuestion = {
  lens: 'forecast',
  target: 'revenue',
  reading: {
    time: 'day',
    layout: { kind: 'long', value: 'revenue', by: 'shop' },
    gather: 'sum',
    gaps: 'zero',
    leavePartialOut: false,
    known: [],
  },
  horizon: HORIZON,
  addUp: true,
};

async function opened(): Promise<Page> {
  const page = openPage(REAL_WORKERS);
  await page.app.start();
  await page.app.commands.addFiles([new File([csv(0, MONTHS)], 'shops.csv')]);
  page.app.commands.setQuestion(QUESTION);
  page.app.commands.setSettings({ ...page.state().choices.settings, preset: 'quick', families: [] });
  return page;
}

async function trained(): Promise<Page> {
  const page = await opened();
  await page.app.commands.train();
  expect(page.state().training.error).toBeUndefined();
  return page;
}

function modelOf({ state }: Page): ForecastModel {
  const model = forecastModelOf(state());
  if (model.status !== 'ready') throw new Error(JSON.stringify(model));
  return model.value;
}

describe('a question about series', () => {
  it('is kept, undone and put to the same columns alone', async () => {
    const { app, state } = await opened();
    expect(state().choices.question).toEqual(QUESTION);
    app.commands.undo();
    app.commands.undo();
    expect(state().choices.question).not.toEqual(QUESTION);
    app.commands.redo();
    expect(state().choices.question).toEqual(QUESTION);
    expect(state().suspects).toEqual([]);
  });

  it('is shown as series before it is trained, the newest reading alone', async () => {
    const { app, state } = await opened();
    const { reading } = QUESTION;
    const first = app.commands.previewSeries(reading);
    await app.commands.previewSeries({ ...reading, layout: { kind: 'long', value: 'revenue' } });
    await first;
    const { series } = state().forecast;
    expect(series).toMatchObject({ status: 'ready', value: { count: 1, reading: { layout: { kind: 'long' } } } });
    if (series.status !== 'ready') return;
    const { set, natures, sum } = series.value;
    expect(set.axis).toMatchObject({ step: { unit: 'month', count: 1 }, length: MONTHS });
    expect(set.series[0]?.values[0]).toBeCloseTo(truth(0, 0) + truth(0, 1), 1);
    expect(sum[10]).toBeCloseTo(truth(10, 0) + truth(10, 1), 1);
    expect(natures[0]?.seasons[0]?.period).toBe(12);
    await app.commands.previewSeries({ ...reading, time: 'revenue' });
    expect(state().forecast.series.status).toBe('failed');
    await app.commands.setKind('shop', 'text');
    expect(state().forecast.series.status).toBe('empty');
  });
});

describe('a forecast', () => {
  it('is trained, listed, judged stale, and says what comes', async () => {
    const page = await trained();
    const { app, state } = page;
    const { report } = modelOf(page);
    expect(report.series.map(({ name }) => name)).toEqual(['north', 'south']);
    expect(report.overall.chosen.mase).toBeLessThan(report.overall.naive.mase);
    expect(state().models).toMatchObject({
      status: 'ready',
      value: [{ lens: 'forecast', target: 'revenue', metric: { name: 'mase', value: report.overall.chosen.mase } }],
    });
    expect(state().modelIsStale).toBe(false);
    app.commands.setQuestion({ ...QUESTION, horizon: HORIZON + 1 });
    expect(state().modelIsStale).toBe(true);
    app.commands.undo();
    expect(state().modelIsStale).toBe(false);
    // The recipe is no matter of series.
    app.commands.setRecipe([]);
    expect(state().modelIsStale).toBe(false);
  }, 60_000);

  it('is had as rows: time, series, prediction, low, high', async () => {
    const page = await trained();
    const blob = await page.app.commands.forecastCsv();
    const [head, ...lines] = (await blob?.text())?.trim().split('\n') ?? [];
    expect(head).toBe('time,series,prediction,low,high');
    expect(lines).toHaveLength(3 * AHEAD);
    const cells = lines.map((line) => line.split(','));
    expect(cells.map(([time]) => time).slice(0, AHEAD)).toEqual(
      Array.from({ length: AHEAD }, (_, h) => month(MONTHS + h)),
    );
    for (const [h, [, series, prediction, low, high]] of cells.slice(0, AHEAD).entries()) {
      expect(series).toBe('north');
      expect(Math.abs(Number(prediction) - truth(MONTHS + h, 0))).toBeLessThan(20);
      expect(Number(low)).toBeLessThan(Number(prediction));
      expect(Number(high)).toBeGreaterThan(Number(prediction));
    }
    const total = cells.slice(2 * AHEAD);
    expect(Number(total[0]?.[2])).toBeCloseTo(Number(cells[0]?.[2]) + Number(cells[AHEAD]?.[2]), 6);
  }, 60_000);

  it('is refused by what only rows with known answers have', async () => {
    const page = await trained();
    await page.app.commands.scoreFile(new File([csv(0, 3)], 'new.csv'));
    expect(page.state().scored).toMatchObject({ status: 'failed', error: { code: 'model.other-lens' } });
    await expect(page.app.commands.predictOne([], 'applied')).rejects.toThrow('model.other-lens');
    expect(await page.app.commands.exportModel('python')).toBeUndefined();
  }, 60_000);

  it('travels as a project file, and is shared without its rows', async () => {
    const page = await trained();
    const before = modelOf(page);
    const sharing = await page.app.commands.prepareSharing(
      { title: 'Shops', without: [], columnsOut: [], putBack: [] },
      'link',
    );
    expect(sharing.report).toMatchObject({ lens: 'forecast', body: { target: 'revenue', seriesCount: 2 } });
    expect(sharing.columns).toEqual(['day', 'shop']);
    const file = await page.app.commands.saveProjectFile({ withData: false });
    const other = openPage({ ...REAL_WORKERS, names: 'other' });
    await other.app.start();
    expect(await other.app.commands.openProjectFile(new File([file as Blob], 'shops.sightglass'))).toBe('opened');
    const { id: _id, ...after } = modelOf(other);
    const { id: _other, ...was } = before;
    expect(after).toEqual(was);
    expect(other.state().choices.question).toEqual(QUESTION);
  }, 60_000);
});
