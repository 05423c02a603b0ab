import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { forecastFindings } from '../../src/lenses/forecast/findings.ts';
import { suggestForecast } from '../../src/lenses/forecast/suggest.ts';

const DAY = 86_400_000;
const pacer = createPacer(new AbortController().signal);
const wave = (t: number): number => 200 + 40 * Math.sin((2 * Math.PI * t) / 7) + ((t * 37) % 11);

/** Values at days that are told as a number each. */
const profiled = (days: readonly number[], value: (t: number) => number) =>
  profileTable(
    makeTable([
      {
        kind: 'date',
        name: 'day',
        values: Float64Array.from(days, (t) => 1.7e12 - (1.7e12 % DAY) + t * DAY),
        hasTime: false,
      },
      { kind: 'number', name: 'sales', values: Float64Array.from(days, value) },
    ]),
    pacer,
  );
const upTo = (count: number): number[] => Array.from({ length: count }, (_, t) => t);

describe('a table that is nearly a series', () => {
  it('says that there are too few times, up to the first count that is enough', async () => {
    const found = forecastFindings(await profiled(upTo(5), wave));
    expect(found).toMatchObject([{ code: 'forecast.few-times', params: { time: 'day', points: 5, least: 8 } }]);
    expect(forecastFindings(await profiled(upTo(7), wave))).toHaveLength(1);
    const enough = await profiled(upTo(8), wave);
    expect(forecastFindings(enough)).toEqual([]);
    expect(suggestForecast(enough)[0]?.question.target).toBe('sales');
  });

  it('says that its values never change', async () => {
    for (const value of [0, 7]) {
      const found = forecastFindings(await profiled(upTo(90), () => value));
      expect(found).toMatchObject([{ code: 'forecast.still-column', params: { column: 'sales', value } }]);
    }
  });

  it('of which some rows stand twice, in any order, is proposed all the same', async () => {
    const days = [...upTo(120), ...upTo(10)].map((t, i, all) => all[(i * 7) % all.length] ?? t);
    const [first] = suggestForecast(await profiled(days, wave));
    expect(first?.question).toMatchObject({ target: 'sales', horizon: 14, reading: { time: 'day', gather: 'sum' } });
  });

  it('of which every time has two rows is no such thing', async () => {
    const days = [...upTo(60), ...upTo(60)];
    const codes = suggestForecast(await profiled(days, (t) => t % 3)).map(({ reason }) => reason.code);
    expect(codes).not.toContain('suggest.series-one');
  });
});
