import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { readSeries } from '../../src/core/series/read-series.ts';
import { recogniseSeries } from '../../src/core/series/recognise.ts';
import type { RecognisedSeries } from '../../src/core/series/recognised.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { profile, readReal } from '../profile/support.ts';
import { sharedData } from '../support/shared-data.ts';
import { at, DAY, dates, MONTH, numbers, points, WEEK, words } from './support.ts';

const suggested = async (...columns: Column[]): Promise<readonly RecognisedSeries[]> =>
  recogniseSeries(await profile(makeTable(columns)));
const inShort = ({ reading, target, horizon, reason }: RecognisedSeries): unknown[] => [
  reason.code.replace('suggest.series-', ''),
  target,
  horizon,
  reading.gather,
];

describe('tables that are series', () => {
  const months = points(MONTH, '2019-01-31', 60);
  const random = createRandom(1);
  const wave = (scale: number): number[] =>
    months.map((_, t) => Math.round(scale * (10 + Math.sin(t) + random.next())));

  it('are a date and numbers: each for itself, the one named like a measure first', async () => {
    const found = await suggested(dates('month', months), numbers('price', wave(20)), numbers('revenue', wave(1000)));
    expect(inShort(found[0] as RecognisedSeries)).toEqual(['one', 'revenue', 12, 'sum']);
    expect(found[0]?.reading).toMatchObject({ layout: { kind: 'long', value: 'revenue' }, known: ['price'] });
    expect(found.map(({ target }) => target)).toContain('price');
  });

  it('are columns that are alike: all at once', async () => {
    const shops = ['shop 1', 'shop 2', 'shop 3'].map((name) => numbers(name, wave(100)));
    const found = await suggested(dates('month', months), ...shops);
    expect(inShort(found[0] as RecognisedSeries)).toEqual(['wide', 'shop', 12, 'sum']);
    expect(found[0]?.reading.layout).toEqual({ kind: 'wide', columns: ['shop 1', 'shop 2', 'shop 3'] });
  });

  it('are rows with a category that has one each time', async () => {
    const regions = ['North', 'South', 'West'];
    const found = await suggested(
      dates(
        'month',
        regions.flatMap(() => months),
      ),
      words(
        'region',
        regions.flatMap((region) => months.map(() => region)),
      ),
      numbers(
        'orders',
        regions.flatMap(() => wave(50)),
      ),
    );
    expect(inShort(found[0] as RecognisedSeries)).toEqual(['long', 'orders', 12, 'sum']);
    expect(found[0]?.reading.layout).toEqual({ kind: 'long', value: 'orders', by: 'region' });
  });

  it('are columns whose names are dates', async () => {
    const headers = Array.from({ length: 12 }, (_, i) => `2023-${String(i + 1).padStart(2, '0')}`);
    const found = await suggested(
      words('town', ['A', 'B', 'C', 'D']),
      ...headers.map((header, i) => numbers(header, [1 + i, 2, 3, 4.5])),
    );
    expect(found.map(inShort)).toEqual([['across', '', 3, 'last']]);
    expect(found[0]?.reading.layout).toEqual({ kind: 'across', columns: headers, name: 'town' });
  });

  it('are years in numbers, and months in words', async () => {
    const years = Array.from({ length: 40 }, (_, i) => 1980 + i);
    const byYear = await suggested(
      numbers('year', years),
      numbers(
        'output',
        years.map((year) => (year * 37) % 101),
      ),
    );
    expect(byYear[0]).toMatchObject({ target: 'output', horizon: 3, reading: { time: 'year' } });
    const labels = months.map((ms) =>
      new Date(ms).toLocaleString('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
    );
    const byMonth = await suggested(words('period', labels), numbers('visits', wave(9)));
    expect(byMonth[0]).toMatchObject({ target: 'visits', horizon: 12, reading: { time: 'period' } });
  });

  it('have columns whose future is known: switches by name, and those that go on where the target does not', async () => {
    const weeks = points(WEEK, '2022-01-03', 100);
    const found = await suggested(
      dates('week', weeks),
      numbers(
        'sales',
        weeks.map((_, t) => (t < 92 ? 100 + ((t * 7) % 31) : NaN)),
      ),
      numbers(
        'holiday',
        weeks.map((_, t) => (t % 26 === 0 ? 1 : 0)),
      ),
      numbers(
        'staff',
        weeks.map((_, t) => 10 + ((t * 3) % 7)),
      ),
    );
    expect(found[0]).toMatchObject({ target: 'sales', horizon: 8, reading: { known: ['holiday', 'staff'] } });
  });

  it('are events, counted and added up, less strongly', async () => {
    const orders = Array.from({ length: 3000 }, () => at('2024-01-01') + Math.floor(random.next() * 200 * 86_400_000));
    const found = await suggested(
      dates('ordered_at', orders),
      numbers(
        'amount',
        orders.map(() => random.integer(5000) / 100),
      ),
      words(
        'channel',
        orders.map(() => ['web', 'shop', 'app'][random.integer(3)] as string),
      ),
    );
    expect(found.map(inShort)).toEqual([
      ['summed', 'amount', 14, 'sum'],
      ['counted', '', 14, 'count'],
      ['counted', '', 14, 'count'],
    ]);
    expect(found.every(({ strength, reading }) => strength < 0.5 && reading.gaps === 'zero')).toBe(true);
    expect(found[0]?.reading.step).toEqual(DAY);
  });
});

const ONE: readonly [string, string | undefined, string, number, number][] = [
  ['air-passengers/AirPassengers.csv', 'value', 'suggest.series-one', 12, 144],
  ['robyn-mmm/dt_simulated_weekly.csv', 'revenue', 'suggest.series-one', 8, 208],
  ['bike-sharing/bike_sharing_demand.csv', 'count', 'suggest.series-summed', 14, 731],
  ['air-quality/AirQualityUCI.csv', 'CO(GT)', 'suggest.series-averaged', 14, 391],
  ['korean-cp949/apart_price.csv', '', 'suggest.series-across', 3, 12],
  ['korean-cp949/incheon_airport.csv', '여객도착', 'suggest.series-one', 12, 222],
  ['game-launch-events/gamelaunch.csv', '', 'suggest.series-counted', 7, 31],
  ['retentioneering-ecom/ecom.csv', '', 'suggest.series-counted', 14, 178],
];
const NONE = ['telco-churn/Telco-Customer-Churn.csv', 'credit-default/UCI_Credit_Card.csv'];

describe('real tables', () => {
  for (const [file, target, code, horizon, length] of ONE) {
    const path = sharedData(file);
    it.skipIf(!path)(`${file} is read as suggested`, async () => {
      const table = await readReal(path as string);
      const [first] = recogniseSeries(await profile(table));
      expect(first).toMatchObject({ target, horizon, reason: { code } });
      expect(readSeries(table, (first as RecognisedSeries).reading).axis.length).toBe(length);
    });
  }

  for (const file of NONE) {
    const path = sharedData(file);
    it.skipIf(!path)(`${file} suggests no series`, async () => {
      expect(recogniseSeries(await profile(await readReal(path as string)))).toEqual([]);
    });
  }
});
