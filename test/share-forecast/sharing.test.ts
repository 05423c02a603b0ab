import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { forecastSharing } from '../../src/lenses/forecast/share/sharing.ts';
import type { ForecastModel } from '../../src/lenses/forecast/types.ts';
import { LENS_SHARING } from '../../src/lenses/sharing.ts';
import { MOST, decodeShared, encodeShared } from '../../src/storage/share-link.ts';
import { dayAt, fakeForecast } from '../support/fake-forecast.ts';

const NOTHING_CHOSEN = { without: [], columnsOut: [], putBack: [] };
const FILE = 2_000_000;
const LINK = 0;

const rising = (from: number, length = 100): number[] => Array.from({ length }, (_, t) => from + t);
const build = (
  model: ForecastModel,
  choices = NOTHING_CHOSEN as typeof NOTHING_CHOSEN | object,
  personal = model.report.data.personal,
) => forecastSharing.build({ model, personal, budget: FILE }, { ...NOTHING_CHOSEN, ...choices });

const TWO = {
  series: [
    { name: 'Ada Lovelace', values: rising(10) },
    { name: 'Bo', values: rising(500) },
  ],
  addUp: true,
};
const BY_PERSON = { column: 'shop', kind: 'name', share: 1, named: true } as const;

describe('what is shared of a forecast', () => {
  it('is the end of the past and the fan, the total first, in figures that a picture needs', () => {
    const { body } = build(fakeForecast({ series: [{ name: 'revenue', values: rising(1234.5678) }] }));
    expect(body.series).toHaveLength(1);
    expect(body.series?.[0]).toMatchObject({ name: 'revenue', start: dayAt(0), method: 'naive' });
    expect(body.series?.[0]?.past.slice(0, 2)).toEqual([1235, 1236]);
    expect(body.series?.[0]?.future.mean).toEqual(Array.from({ length: 7 }, () => 1334));
    expect(body).toMatchObject({ rows: 100, seriesCount: 1, horizon: 7, chosen: { mase: 0.83, coverage: 0.9 } });
    expect(build(fakeForecast(TWO)).body.series?.map(({ name }) => name)).toEqual(['total', 'Bo', 'Ada Lovelace']);
  });

  it('opens again as it was, and nothing else opens', async () => {
    const { body } = build(fakeForecast({ ...TWO, season: 7, known: ['price'] }));
    const report = {
      format: 'sightglass.shared',
      version: 1,
      lens: 'forecast',
      title: 'Revenue',
      createdOn: '2025-01-02',
      appVersion: '0.1.0',
      body,
    } as const;
    expect(await decodeShared(await encodeShared(report), LENS_SHARING)).toEqual(report);
    for (const bad of [
      { ...body, more: 1 },
      { ...body, verdict: { code: 'elsewhere.code', params: {} } },
      { ...body, series: Array.from({ length: 50 }, () => body.series?.[0]) },
      { ...body, step: { unit: 'day', count: 0 } },
      { ...body, series: [{ ...body.series?.[0], future: { ...body.series?.[0]?.future, low: [1] } }] },
    ]) {
      expect(v.is(forecastSharing.schema, bad)).toBe(false);
    }
  });

  it('fits into a link, however many series and points there are', async () => {
    const many = Array.from({ length: 200 }, (_, i) => ({
      name: `series ${i}`,
      values: rising(1000.123 * (i + 1), 3000),
    }));
    const model = fakeForecast({ series: many, horizon: 60, season: 7, addUp: true });
    const { body, held } = forecastSharing.build({ model, personal: [], budget: LINK }, NOTHING_CHOSEN);
    const report = {
      format: 'sightglass.shared',
      version: 1,
      lens: 'forecast',
      title: '',
      createdOn: '2025-01-02',
      appVersion: '',
      body,
    } as const;
    expect((await encodeShared(report)).length).toBeLessThan(MOST);
    expect(held.map(({ code }) => code)).toContain('share.held.forecast-more-series');
  });
});

describe('names', () => {
  it('of series that may be people are nowhere, unless they are put back', () => {
    const model = fakeForecast({
      ...TWO,
      personal: [BY_PERSON],
      cards: [{ code: 'forecast.shift', params: { series: 'Ada Lovelace', at: '2024-02-01' } }],
    });
    const { body, held } = build(model);
    expect(JSON.stringify(body)).not.toMatch(/Ada|Lovelace|"Bo"/);
    expect(body.series?.map(({ name }) => name)).toEqual(['total']);
    expect(held.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['share.held.forecast-series-names', 'share.held.forecast-cards']),
    );
    expect(JSON.stringify(build(model, { putBack: ['shop'] }).body)).toContain('Ada Lovelace');
  });

  it('of columns that are taken out are nowhere', () => {
    const wide = { kind: 'wide', columns: ['Ada Lovelace', 'Bo'] } as const;
    const model = fakeForecast({ ...TWO, addUp: false, layout: wide, known: ['salary'] });
    const { body } = build(model, { columnsOut: ['Bo', 'salary'] });
    expect(body.series?.map(({ name }) => name)).toEqual(['Ada Lovelace']);
    expect(JSON.stringify(body)).not.toMatch(/"Bo"|salary/);
  });

  it('refuse what is forecast itself', () => {
    expect(() => build(fakeForecast(TWO), { columnsOut: ['revenue'] })).toThrow('share.target-out');
  });
});

describe('sentences', () => {
  it('say nothing but what is told', () => {
    const cards = [
      { code: 'forecast.shift', params: { series: 'Bo', at: '2024-02-01', before: 1.23456, unit: 'day' } },
      { code: 'forecast.shift', params: { series: 'Bo', note: 'written by Ada' } },
      { code: 'no code of ours', params: { series: 'Bo' } },
    ];
    const { body, held } = build(fakeForecast({ ...TWO, cards }), { columnsOut: [] });
    expect(body.cards).toEqual([
      { code: 'forecast.shift', params: { series: 'Bo', at: '2024-02-01', before: 1.235, unit: 'day' } },
    ]);
    expect(held).toContainEqual({ code: 'share.held.forecast-cards', params: { count: 2 } });
  });

  it('leave a verdict that names what is held back without its particulars', () => {
    const verdict = { code: 'forecast.clearly-better', params: { series: 'somebody else' } };
    expect(build(fakeForecast({ ...TWO, verdict })).body.verdict).toEqual({
      code: 'forecast.verdict-held',
      params: {},
    });
  });

  it('are taken out with their part', () => {
    const cards = [{ code: 'forecast.shift', params: { series: 'Bo' } }];
    const { body } = build(fakeForecast({ ...TWO, cards }), { without: ['actions', 'methods', 'picture'] });
    expect(body).not.toHaveProperty('cards');
    expect(body).not.toHaveProperty('methods');
    expect(body).not.toHaveProperty('series');
  });
});
