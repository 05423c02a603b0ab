import { beforeAll, describe, expect, it } from 'vitest';
import { forecastModelOf } from '../../src/app/narrow.ts';
import type { ForecastModel, ForecastQuestion } from '../../src/lenses/forecast/types.ts';
import { openPage, type Page } from './support/page.ts';
import { REAL_WORKERS } from './support/real-workers.ts';

const MONTHS = 60;
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
  let page: Page;
  beforeAll(async () => {
    page = await trained();
  }, 60_000);

  it('is trained, listed, judged stale, and says what comes', async () => {
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
  });

  it('is had as rows: time, series, prediction, low, high', async () => {
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
  });

  it('is refused by what only rows with known answers have', async () => {
    await page.app.commands.scoreFile(new File([csv(0, 3)], 'new.csv'));
    expect(page.state().scored).toMatchObject({ status: 'failed', error: { code: 'model.other-lens' } });
    await expect(page.app.commands.predictOne([], 'applied')).rejects.toThrow('model.other-lens');
    expect(await page.app.commands.exportModel('python')).toBeUndefined();
  });

  it('travels as a project file, and is shared without its rows', async () => {
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
  });
});

describe('what comes after a forecast', () => {
  const LATER = 4;
  const later = (to = MONTHS + LATER): File => new File([csv(MONTHS, to)], 'later.csv');

  it('is set beside it, learned from, and taken in place of it', async () => {
    const page = await trained();
    const { app, state } = page;
    const before = modelOf(page);
    await app.commands.openLaterValues(later());
    const { feedback } = state().forecast;
    expect(feedback.file).toMatchObject({ status: 'ready', value: { rowCount: 2 * LATER } });
    expect(feedback.result).toMatchObject({
      status: 'ready',
      value: { steps: LATER, overall: { points: 2 * LATER }, inside: { of: 2 * LATER } },
    });
    if (feedback.result.status !== 'ready') return;
    const [north] = feedback.result.value.series;
    for (let h = 0; h < LATER; h++) expect(north?.realised[h]).toBeCloseTo(truth(MONTHS + h, 0), 1);
    await app.commands.updateForecast();
    await app.commands.acceptForecastUpdate();
    const after = modelOf(page);
    expect(after.parent).toBe(before.id);
    expect(after.report.series[0]?.from).toBe(MONTHS + LATER);
    expect(state().forecast.feedback.update.status).toBe('ready');
    expect(state().modelIsStale).toBe(false);
    // Another model on the screen has nothing to do with these values.
    await app.commands.openModel(before.id);
    expect(state().forecast.feedback).toEqual({
      file: { status: 'empty' },
      result: { status: 'empty' },
      update: { status: 'empty' },
    });
  }, 60_000);

  it('says what is wrong with a file, and what is missing', async () => {
    const { app, state } = await trained();
    await app.commands.updateForecast();
    expect(state().forecast.feedback.update).toMatchObject({ error: { code: 'forecast.no-later-values' } });
    await app.commands.openLaterValues(new File(['a,b\n1,2\n3,4\n'], 'other.csv'));
    expect(state().forecast.feedback.result).toMatchObject({ error: { code: 'table.no-column' } });
    await app.commands.openLaterValues(new File(['day,shop,revenue\n2030-01-01,east,1\n'], 'other.csv'));
    expect(state().forecast.feedback.result).toMatchObject({ error: { code: 'forecast.feedback.no-series' } });
  }, 60_000);

  it('is foretold: other futures of known columns, and chances', async () => {
    const priced = (t: number): string =>
      `${month(t)},${t < MONTHS ? (500 - 20 * price(t) + (t % 3)).toFixed(1) : ''},${price(t)}`;
    const price = (t: number): number => 5 + ((t * 13) % 7);
    const page = openPage(REAL_WORKERS);
    const { app, state } = page;
    await app.start();
    const lines = Array.from({ length: MONTHS + HORIZON }, (_, t) => priced(t));
    await app.commands.addFiles([new File([['day,revenue,price', ...lines].join('\n')], 'prices.csv')]);
    app.commands.setQuestion({
      ...QUESTION,
      reading: { ...QUESTION.reading, layout: { kind: 'long', value: 'revenue' }, known: ['price'] },
      addUp: false,
    });
    app.commands.setSettings({ ...state().choices.settings, preset: 'quick', families: ['linear'] });
    await app.commands.train();
    expect(state().training.error).toBeUndefined();
    const [before] = modelOf(page).report.series;
    const dear = await app.commands.whatIf([{ column: 'price', values: Array.from({ length: HORIZON }, () => 20) }]);
    expect(dear.series).toMatchObject([{ name: 'revenue', listens: true }]);
    for (let h = 0; h < HORIZON; h++) {
      const moved = (dear.series[0]?.future.mean[h] ?? NaN) - (before?.future.mean[h] ?? NaN);
      // Others that look at no price may have a say too.
      const share = moved / (-20 * (20 - price(MONTHS + h)));
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(1.5);
    }
    await expect(app.commands.whatIf([{ column: 'weather', values: [1] }])).rejects.toThrow('forecast.no-known-column');
    const chances = await app.commands.forecastChances({ kind: 'pass', level: 1, direction: 'above' });
    expect(chances).toMatchObject({ kind: 'pass' });
  }, 60_000);
});
