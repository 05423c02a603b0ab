import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { SeriesReading } from '../../src/core/series/types.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable } from '../../src/core/table/table.ts';
import type { ForecastQuestion } from '../../src/lenses/forecast/types.ts';
import {
  possibleKnown,
  possibleSeries,
  possibleTimes,
  possibleValues,
  valuesOf,
  withSeries,
  withStep,
  withTime,
  withValues,
} from '../../src/ui/forecast/question/reading-draft.ts';

const DAY = 86_400_000;
const ROWS = 60;
const all = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row));
const numbers = (name: string, make: (row: number) => number) => ({
  kind: 'number' as const,
  name,
  values: Float64Array.from(all(make)),
});

/** Thirty days of two shops. */
const profile: Promise<TableProfile> = profileTable(
  makeTable([
    numbers('week', (row) => Math.floor(row / 14)),
    { kind: 'date', name: 'day', values: Float64Array.from(all((row) => Math.floor(row / 2) * DAY)), hasTime: false },
    makeCategoryColumn(
      'shop',
      all((row) => (row % 2 === 0 ? 'north' : 'south')),
    ),
    numbers('sales', (row) => 100.5 + ((row * 7) % 13)),
    numbers('visits', (row) => 10 + (row % 9)),
    numbers('promo', (row) => (row % 3 === 0 ? 1 : 0)),
    numbers('always', () => 4),
    numbers('nothing', () => NaN),
    makeCategoryColumn(
      'note',
      all((row) => `note ${row % 20}`),
    ),
  ]),
  createPacer(new AbortController().signal),
);

const long: SeriesReading = {
  time: 'day',
  layout: { kind: 'long', value: 'sales', by: 'shop' },
  step: { unit: 'week', count: 1 },
  gather: 'sum',
  gaps: 'line',
  leavePartialOut: true,
  known: ['promo', 'visits'],
};
const question: ForecastQuestion = { lens: 'forecast', target: 'sales', reading: long, horizon: 4, addUp: true };

describe('what may be chosen', () => {
  it('says when: dates first, then whole numbers', async () => {
    expect(possibleTimes(await profile)[0]).toBe('day');
    expect(possibleTimes(await profile)).toContain('week');
    expect(possibleTimes(await profile)).not.toContain('sales');
    expect(possibleTimes(await profile)).not.toContain('nothing');
  });

  it('is forecast: numbers that are there, but not the time', async () => {
    const possible = possibleValues(await profile, { ...question, reading: { ...long, time: 'week' } });
    expect(possible).toEqual(expect.arrayContaining(['sales', 'visits']));
    for (const name of ['week', 'nothing', 'shop', 'day']) expect(possible).not.toContain(name);
  });

  it('names series: words of a few kinds', async () => {
    expect(possibleSeries(await profile, question)).toEqual(['shop', 'note']);
  });

  it('is known ahead: what is neither forecast nor names series nor stands still', async () => {
    const possible = possibleKnown(await profile, question);
    expect(possible).toEqual(expect.arrayContaining(['promo', 'visits']));
    // Twenty kinds of notes are no switches.
    for (const name of ['sales', 'shop', 'day', 'always', 'nothing', 'note']) expect(possible).not.toContain(name);
  });
});

describe('a changed question', () => {
  it('about another column keeps the series, and knows nothing ahead of what it asks', () => {
    const next = withValues(question, ['visits']);
    expect(next).toMatchObject({ target: 'visits', addUp: true, horizon: 4 });
    expect(next.reading.layout).toEqual({ kind: 'long', value: 'visits', by: 'shop' });
    expect(next.reading.known).toEqual(['promo']);
    expect(question.reading.known).toEqual(['promo', 'visits']);
  });

  it('about no column counts rows, and one about a column again adds up', () => {
    const counted = withValues(question, []);
    expect(counted.reading.gather).toBe('count');
    expect(counted.target).toBe('');
    expect(valuesOf(counted.reading)).toEqual([]);
    expect(counted.reading.layout).toEqual({ kind: 'long', by: 'shop' });
    expect(withValues(counted, ['sales']).reading).toMatchObject({ gather: 'sum', layout: long.layout });
  });

  it('about several columns is a series each, which add up where the person says so', () => {
    const several = withValues(question, ['sales', 'visits']);
    expect(several.reading.layout).toEqual({ kind: 'wide', columns: ['sales', 'visits'] });
    expect(several).toMatchObject({ target: '', addUp: false });
    expect(several.reading.known).toEqual(['promo']);
    const asked = { ...several, addUp: true };
    expect(withValues(asked, ['sales', 'visits', 'promo'])).toMatchObject({ addUp: true, reading: { known: [] } });
    // One series has nothing to add up with.
    expect(withValues(asked, ['sales'])).toMatchObject({ addUp: false, target: 'sales' });
  });

  it('of all rows as one series, and of one a shop again', () => {
    const one = withSeries(question, '');
    expect(one.reading.layout).toEqual({ kind: 'long', value: 'sales' });
    expect(one.addUp).toBe(false);
    expect(withSeries(one, 'shop')).toMatchObject({ addUp: true, reading: { layout: long.layout } });
    // Means are no parts of a whole.
    expect(withSeries({ ...one, reading: { ...one.reading, gather: 'mean' } }, 'shop').addUp).toBe(false);
    // What names series is not known ahead.
    const known = { ...one, reading: { ...one.reading, known: ['shop', 'promo'] } };
    expect(withSeries(known, 'shop').reading.known).toEqual(['promo']);
  });

  it('by another step, and by what the dates say', () => {
    expect(withStep(question, { unit: 'month', count: 1 }).reading.step).toEqual({ unit: 'month', count: 1 });
    expect('step' in withStep(question, undefined).reading).toBe(false);
    // Another column of times has a step of its own.
    const other = withTime(question, 'week').reading;
    expect(other.time).toBe('week');
    expect('step' in other).toBe(false);
    expect(withTime({ ...question, reading: { ...long, known: ['week'] } }, 'week').reading.known).toEqual([]);
  });
});
