import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../src/core/random.ts';
import { timeOf } from '../../src/core/series/calendar.ts';
import { readSeries } from '../../src/core/series/read-series.ts';
import type { Gathering, SeriesSet } from '../../src/core/series/types.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { at, codesOf, DAY, dates, MONTH, numbers, points, reading, WEEK, words } from './support.ts';

const values = (set: SeriesSet, series = 0): number[] => [...(set.series[series]?.values ?? [])];
const found = (set: SeriesSet, code: string) => set.findings.find((finding) => finding.code === code);
const refusal = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

/** Rows at random days of a year, of three shops. */
const journal = fc
  .record({ seed: fc.integer(), rows: fc.integer({ min: 60, max: 400 }) })
  .map(({ seed, rows }): Table => {
    const random = createRandom(seed);
    const day = Array.from(
      { length: rows },
      (_, i) => at('2023-01-02') + (i < 60 ? i : random.integer(90)) * 86_400_000,
    );
    const shop = day.map(() => ['North', 'South', 'East 10', 'East 9', null][random.integer(5)] as string | null);
    const value = day.map(() => (random.next() < 0.05 ? NaN : random.integer(100)));
    return makeTable([dates('when', day), words('shop', shop), numbers('value', value)]);
  });

describe('rows of a table', () => {
  it('give the same series in any order', () => {
    fc.assert(
      fc.property(
        journal,
        fc.integer(),
        fc.constantFrom<Gathering>('sum', 'mean', 'count'),
        fc.constantFrom(undefined, WEEK, MONTH),
        (table, seed, gather, step) => {
          const order = Int32Array.from({ length: table.rowCount }, (_, row) => row);
          shuffle(order, createRandom(seed));
          const asked = reading({
            layout: { kind: 'long', value: 'value', by: 'shop' },
            gather,
            gaps: 'zero',
            ...(step ? { step } : {}),
          });
          expect(readSeries(takeRows(table, order), asked)).toEqual(readSeries(table, asked));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keep their sum and their number, whatever the step', () => {
    fc.assert(
      fc.property(journal, fc.constantFrom(DAY, WEEK, MONTH), (table, step) => {
        const { values: all } = table.columns[2] as ReturnType<typeof numbers>;
        const known = all.filter((value) => !Number.isNaN(value));
        const total = (gather: Gathering): number =>
          values(readSeries(table, reading({ gather, gaps: 'zero', step, leavePartialOut: false }))).reduce(
            (sum, value) => sum + value,
            0,
          );
        expect(total('sum')).toBe(known.reduce((sum, value) => sum + value, 0));
        expect(total('count')).toBe(known.length);
      }),
      { numRuns: 40 },
    );
  });

  it('are the series that they were written from: long, wide and across', () => {
    const series = fc.record({
      step: fc.constantFrom(
        DAY,
        WEEK,
        MONTH,
        { unit: 'quarter', count: 1 } as const,
        { unit: 'minute', count: 15 } as const,
      ),
      values: fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 }), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(series, ({ step, values: written }) => {
        const when = points(step, '2024-01-01', 12);
        const names = written.map((_, i) => `series ${i}`);
        const long = makeTable([
          dates(
            'when',
            written.flatMap(() => when),
          ),
          words(
            'name',
            names.flatMap((name) => when.map(() => name)),
          ),
          numbers('value', written.flat()),
        ]);
        const wide = makeTable([dates('when', when), ...names.map((name, i) => numbers(name, written[i] as number[]))]);
        const headers = when.map((ms) => new Date(ms).toISOString().slice(0, 16).replace('T', ' '));
        const across = makeTable([
          words('name', names),
          ...headers.map((header, t) =>
            numbers(
              header,
              written.map((one) => one[t] as number),
            ),
          ),
        ]);
        const sets = [
          readSeries(long, reading({ layout: { kind: 'long', value: 'value', by: 'name' } })),
          readSeries(wide, reading({ layout: { kind: 'wide', columns: names } })),
          readSeries(across, reading({ time: '', layout: { kind: 'across', columns: headers, name: 'name' } })),
        ];
        for (const set of sets) {
          expect(set.axis).toEqual({ step, start: at('2024-01-01'), length: 12 });
          expect(set.series.map(({ name }) => name)).toEqual(names);
          expect(set.series.map((one) => [...one.values])).toEqual(written);
          expect(set.findings).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('several rows of one time', () => {
  const table = makeTable([
    dates('when', ['2024-01-01', '2024-01-02', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'].map(at)),
    numbers('value', [1, 2, 4, 5, 6, 7]),
  ]);

  it.each([
    ['sum', 6, 'series.duplicates-summed'],
    ['mean', 3, 'series.duplicates-averaged'],
    ['last', 4, 'series.duplicates-last'],
  ] as const)('become one by %s, and that is told', (gather, value, code) => {
    const set = readSeries(table, reading({ gather }));
    expect(values(set)).toEqual([1, value, 5, 6, 7]);
    expect(set.findings).toEqual([{ code, level: 'careful', params: { rows: 2, points: 1 } }]);
  });

  it('are counted where there is nothing to add up', () => {
    const set = readSeries(table, reading({ layout: { kind: 'long' }, gather: 'count', gaps: 'zero' }));
    expect(values(set)).toEqual([1, 2, 1, 1, 1]);
  });
});

describe('gaps', () => {
  const table = makeTable([
    dates('when', ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-06', '2024-01-07', '2024-01-08'].map(at)),
    numbers('value', [1, 2, 3, 9, NaN, 1e12]),
  ]);

  it.each([
    ['line', [1, 2, 3, 5, 7, 9, 5e11 + 4.5, 1e12]],
    ['zero', [1, 2, 3, 0, 0, 9, 0, 1e12]],
    ['forward', [1, 2, 3, 3, 3, 9, 9, 1e12]],
  ] as const)('are filled by %s, and named; a huge value stays as it is', (gaps, expected) => {
    const set = readSeries(table, reading({ gaps }));
    expect(values(set)).toEqual(expected);
    expect([...(set.series[0]?.filled ?? [])]).toEqual([3, 4, 6]);
    expect(found(set, 'series.gaps-filled')?.params).toEqual({ count: 3, points: 8, series: 1, how: gaps });
  });

  it('are refused where that was asked for', () => {
    expect(refusal(() => readSeries(table, reading({ gaps: 'refuse' })))).toMatchObject({
      code: 'series.gaps',
      params: { series: 'value', count: 3, points: 8 },
    });
  });

  it('of the clock are no gaps: the hour that spring skips is drawn as a line, the two of autumn are averaged', () => {
    const when = points({ unit: 'hour', count: 1 }, '2024-03-30T00:00', 24 * 220).filter(
      (ms) => ms !== at('2024-03-31T02:00'),
    );
    when.push(at('2024-10-27T02:00'));
    const set = readSeries(
      makeTable([
        dates('when', when),
        numbers(
          'value',
          when.map((_, i) => (i === when.length - 1 ? 20 : 10)),
        ),
      ]),
      reading({ gaps: 'refuse' }),
    );
    expect(codesOf(set)).toEqual(['series.sorted', 'series.daylight-saving']);
    expect([...new Set(values(set))]).toEqual([10, 15]);
  });
});

describe('series of unlike lengths', () => {
  it('keep their ends in columns, empty and short ones included', () => {
    const when = points(MONTH, '2024-01-31', 10);
    const column = (from: number, to: number): number[] => when.map((_, t) => (t >= from && t < to ? t : NaN));
    const set = readSeries(
      makeTable([
        dates('when', when),
        numbers('a', column(0, 9)),
        numbers('late', column(3, 9)),
        numbers('early', column(0, 6)),
        numbers('none', column(0, 0)),
        numbers('short', column(7, 9)),
      ]),
      reading({ layout: { kind: 'wide', columns: ['a', 'late', 'early', 'none', 'short'] } }),
    );
    // No series has a value in the tenth month.
    expect(set.axis).toEqual({ step: MONTH, start: at('2024-01-31'), length: 9 });
    expect(set.series.map(({ first, last }) => [first, last])).toEqual([
      [0, 8],
      [3, 8],
      [0, 5],
      [0, -1],
      [7, 8],
    ]);
    expect(values(set, 1).slice(0, 4)).toEqual([NaN, NaN, NaN, 3]);
    expect(found(set, 'series.empty-series')?.params['names']).toEqual(['none']);
    expect(found(set, 'series.short-series')?.params['names']).toEqual(['short']);
    expect(found(set, 'series.late-starts')?.params['names']).toEqual(['late', 'short']);
    expect(found(set, 'series.early-ends')?.params['names']).toEqual(['early']);
  });

  it('go on as zeros where a missing row means that nothing happened', () => {
    const when = points(DAY, '2024-01-01', 20);
    const set = readSeries(
      makeTable([
        dates('when', [...when, ...when.slice(5, 9)]),
        words('item', [...when.map(() => 'a'), 'b', 'b', 'b', 'b']),
        numbers('value', [...when.map(() => 3), 1, 1, 1, 1]),
      ]),
      reading({ layout: { kind: 'long', value: 'value', by: 'item' }, gaps: 'zero' }),
    );
    expect(set.series[1]).toMatchObject({ first: 5, last: 19 });
    expect(values(set, 1).slice(5)).toEqual([1, 1, 1, 1, ...Array<number>(11).fill(0)]);
  });

  it('are 2,600 columns with ends of their own', () => {
    const when = points(DAY, '2024-01-01', 60);
    const names = Array.from({ length: 2600 }, (_, i) => `item ${i}`);
    const columns = names.map((name, i) =>
      numbers(
        name,
        when.map((_, t) => (t >= i % 50 ? i + t : NaN)),
      ),
    );
    const set = readSeries(
      makeTable([dates('when', when), ...columns]),
      reading({ layout: { kind: 'wide', columns: names } }),
    );
    expect(set.series.map(({ first }) => first)).toEqual(names.map((_, i) => i % 50));
    expect(set.series.every(({ values: own, last }, i) => last === 59 && own[59] === i + 59)).toBe(true);
  });
});

describe('the first and the last stretch', () => {
  const daily = (start: string, length: number): Table => {
    const when = points(DAY, start, length);
    return makeTable([
      dates('when', when),
      numbers(
        'value',
        when.map(() => 1),
      ),
    ]);
  };

  it('are left out where the rows begin or end within them', () => {
    // Thursday 4 January to Wednesday 1 May.
    const set = readSeries(daily('2024-01-04', 119), reading({ step: WEEK }));
    expect(set.axis.start).toBe(at('2024-01-08'));
    expect(new Set(values(set))).toEqual(new Set([7]));
    expect(codesOf(set)).toEqual(['series.first-period-left-out', 'series.last-period-left-out', 'series.gathered']);
    expect(found(set, 'series.last-period-left-out')?.params).toEqual({ from: '2024-04-29', rows: 3 });
    const kept = readSeries(daily('2024-01-04', 119), reading({ step: WEEK, leavePartialOut: false }));
    expect(values(kept)).toHaveLength(values(set).length + 2);
    expect(codesOf(kept)).toContain('series.last-period-partial');
  });

  it('are kept where they are whole, by the habits of those between', () => {
    const whole = readSeries(daily('2024-01-01', 13 * 7), reading({ step: WEEK }));
    expect(values(whole)).toEqual(Array<number>(13).fill(7));
    const work = points({ unit: 'business-day', count: 1 }, '2024-01-01', 65);
    const set = readSeries(
      makeTable([
        dates('when', work),
        numbers(
          'value',
          work.map(() => 1),
        ),
      ]),
      reading({ step: WEEK }),
    );
    expect(values(set)).toEqual(Array<number>(13).fill(5));
  });

  it('are left out where a count breaks off on the last day', () => {
    const counts = [...Array.from({ length: 30 }, (_, i) => 40 + (i % 7)), 9];
    const when = points(DAY, '2024-01-01', 31).flatMap((ms, t) => Array<number>(counts[t] as number).fill(ms));
    const asked = reading({ layout: { kind: 'long' }, gather: 'count', gaps: 'zero' });
    const set = readSeries(makeTable([dates('when', when)]), asked);
    expect(values(set)).toEqual(counts.slice(0, 30));
    expect(codesOf(set)).toContain('series.last-period-left-out');
  });
});

describe('columns whose future is known', () => {
  const when = points(WEEK, '2024-01-01', 14);
  const table = makeTable([
    dates('when', when),
    numbers(
      'value',
      when.map((_, t) => (t < 10 ? t : NaN)),
    ),
    numbers(
      'price',
      when.map((_, t) => (t === 4 ? NaN : 10 + t)),
    ),
    words(
      'promotion',
      when.map((_, t) => (t === 3 || t === 12 ? 'yes' : 'no')),
    ),
    words(
      'event',
      when.map((_, t) => (t === 2 ? 'fair' : t === 5 ? 'strike' : 'na')),
    ),
  ]);

  it('reach past the last value, as numbers and switches', () => {
    const set = readSeries(table, reading({ known: ['price', 'promotion', 'event'] }));
    expect([set.axis.length, set.future]).toEqual([10, 4]);
    expect(set.known.map(({ name, isSwitch }) => [name, isSwitch])).toEqual([
      ['price', false],
      ['promotion', true],
      ['event: fair', true],
      ['event: strike', true],
    ]);
    expect([...(set.known[0]?.values[0] ?? [])]).toEqual([10, 11, 12, 13, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
    expect([...(set.known[1]?.values[0] ?? [])].flatMap((on, t) => (on ? [t] : []))).toEqual([3, 12]);
    expect(codesOf(set)).toEqual(['series.known-carried', 'series.future-known']);
  });

  it('are one a series where they differ', () => {
    const twice = makeTable([
      dates('when', [...when, ...when]),
      words('shop', [...when.map(() => 'a'), ...when.map(() => 'b')]),
      numbers(
        'value',
        [...when, ...when].map((_, i) => i),
      ),
      numbers('price', [...when.map(() => 1), ...when.map(() => 2)]),
      numbers(
        'holiday',
        [...when, ...when].map((_, i) => (i % 14 === 6 ? 1 : 0)),
      ),
    ]);
    const set = readSeries(
      twice,
      reading({ layout: { kind: 'long', value: 'value', by: 'shop' }, known: ['price', 'holiday'] }),
    );
    expect(set.known.map(({ values: own }) => own.length)).toEqual([2, 1]);
    expect(set.known[0]?.values.map((own) => own[0])).toEqual([1, 2]);
  });
});

describe('what stands in the way', () => {
  it('is pointed out: rows without a time, far and future dates', () => {
    const when = [...points(DAY, '2024-01-01', 40), NaN, at('2099-01-01')];
    const set = readSeries(
      makeTable([
        dates('when', when),
        numbers(
          'value',
          when.map((_, i) => i),
        ),
      ]),
      reading(),
      { now: at('2024-02-05') },
    );
    expect(set.axis.length).toBe(40);
    expect(set.findings.map(({ code, params }) => [code, params['count']])).toEqual([
      ['series.without-time', 1],
      ['series.far-times', 1],
      ['series.future-dates', 4],
    ]);
  });

  it('is an error with a code', () => {
    const when = points(MONTH, '2024-01-01', 12);
    const table = makeTable([
      dates('when', when),
      words(
        'text',
        when.map((_, i) => `x${i % 3}`),
      ),
      numbers(
        'value',
        when.map((_, i) => i),
      ),
      numbers(
        'empty',
        when.map(() => NaN),
      ),
    ]);
    const code = (more: Parameters<typeof reading>[0]): unknown => refusal(() => readSeries(table, reading(more)));
    expect(code({ time: 'text' })).toMatchObject({ code: 'series.no-times', params: { column: 'text' } });
    expect(code({ layout: { kind: 'long', value: 'text' } })).toMatchObject({ code: 'series.no-numbers' });
    expect(code({ layout: { kind: 'long', value: 'empty' } })).toMatchObject({ code: 'series.no-values' });
    expect(code({ layout: { kind: 'wide', columns: [] } })).toMatchObject({ code: 'series.no-columns' });
    expect(code({ step: DAY })).toMatchObject({
      code: 'series.finer-than-rows',
      params: { unit: 'month', count: 1, askedUnit: 'day', askedCount: 1 },
    });
    expect(code({ layout: { kind: 'long', value: 'nowhere' } })).toMatchObject({ code: 'table.no-column' });
  });

  it.each([
    ['Jan 2020', ['Jan 2020', 'Feb 2020', 'Mar 2020', 'May 2020', 'Jun 2020'], MONTH],
    ['2020-Q1', ['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4', '2021-Q1'], { unit: 'quarter', count: 1 }],
    ['2020-W01', ['2020-W51', '2020-W52', '2020-W53', '2021-W01', '2021-W02'], WEEK],
    ['2020年1月', ['2020年1月', '2020年2月', '2020年3月', '2020年4月'], MONTH],
  ])('is not a period in words, like %s', (_, labels, step) => {
    const { axis } = readSeries(
      makeTable([
        words('when', labels),
        numbers(
          'value',
          labels.map((_label, i) => i),
        ),
      ]),
      reading(),
    );
    expect(axis.step).toEqual(step);
    expect(timeOf(axis, axis.length - 1)).toBeGreaterThan(at('2020-03-31'));
  });

  it('is not a year in numbers', () => {
    const { axis } = readSeries(
      makeTable([numbers('when', [2001, 2002, 2003, 2005]), numbers('value', [1, 2, 3, 5])]),
      reading(),
    );
    expect(axis).toEqual({ step: { unit: 'year', count: 1 }, start: at('2001-01-01'), length: 5 });
  });
});
