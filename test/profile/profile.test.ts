import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { codes, numbers, pacer, profile, profileOf, words } from './support.ts';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

describe('the figures of a column', () => {
  const cells = fc.array(
    fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.constant(NaN)),
    {
      minLength: 1,
      maxLength: 200,
    },
  );

  it('are what a sorted list says: counts, distinct values, type 7 quantiles, zeros', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (values) => {
        const { missing, distinct, numeric, levels } = await profileOf(numbers('x', values));
        const present = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
        expect(missing).toBe(values.length - present.length);
        expect(distinct).toBe(new Set(present.map((value) => value + 0)).size);
        expect(numeric === undefined).toBe(present.length === 0);
        if (!numeric) return;
        const quantile = (p: number): number => {
          const place = p * (present.length - 1);
          const [low, high] = [present[Math.floor(place)] as number, present[Math.ceil(place)] as number];
          return low + (high - low) * (place - Math.floor(place));
        };
        [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].forEach((p, i) =>
          expect(numeric.quantiles[i]).toBeCloseTo(quantile(p), 4),
        );
        expect(numeric.zeros).toBe(present.filter((value) => value === 0).length);
        expect(numeric.integers).toBe(present.every(Number.isInteger));
        expect(numeric.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(present.length);
        expect((levels ?? [{ count: present.length }]).reduce((sum, { count }) => sum + count, 0)).toBe(present.length);
        expect(levels === undefined).toBe(distinct > 50);
      }),
    );
  });

  it('put each value between the edges of its bin', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (values) => {
        const histogram = (await profileOf(numbers('x', values))).numeric?.histogram;
        if (!histogram || histogram.edges[0] === histogram.edges.at(-1)) return;
        histogram.counts.forEach((count, bin) => {
          const [from, to] = [histogram.edges[bin] as number, histogram.edges[bin + 1] as number];
          const slack = 1e-9 * Math.max(Math.abs(from), Math.abs(to));
          const within = values.filter((value) => value >= from - slack && value <= to + slack).length;
          expect(count).toBeLessThanOrEqual(within);
        });
      }),
    );
  });

  it('count words and texts, the most frequent first', async () => {
    const cell = fc.option(fc.constantFrom('a', 'b', 'cc', '日本', 'ä', 'naïve text'), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 60 }), fc.boolean(), async (list, asText) => {
        const column = asText ? makeTextColumn('t', list) : words('t', list);
        const found = await profileOf(column);
        const counts = new Map<string, number>();
        for (const value of list) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
        expect(found.missing).toBe(list.filter((value) => value === null).length);
        expect(found.distinct).toBe(counts.size);
        const told = [...counts].filter(([, count]) => !asText || count > 1);
        expect(new Map(found.levels?.map(({ level, count }) => [level, count]))).toEqual(new Map(told));
        const order = found.levels?.map(({ count }) => count) ?? [];
        expect(order).toEqual(order.toSorted((a, b) => b - a));
      }),
    );
  });

  it('know an id from a text however many there are', async () => {
    const many = makeTextColumn(
      'key',
      times(150_000, (i) => `k${i}`),
    );
    expect(await profileOf(many)).toMatchObject({ role: 'id', distinct: 100_000 });
  });
});

describe('what a column is for', () => {
  const roleOf = async (column: Column): Promise<string> => (await profileOf(column)).role;
  const n = 400;
  const shuffled = times(n, (i) => (i * 7919) % n);

  it.each([
    [
      'counts from one',
      numbers(
        'column_1',
        times(n, (i) => i + 1),
      ),
      'row-number',
    ],
    [
      'counts from nought',
      numbers(
        'x',
        times(n, (i) => i),
      ),
      'row-number',
    ],
    [
      'a few that count',
      numbers(
        'x',
        times(10, (i) => i),
      ),
      'feature',
    ],
    ['all different, named so', numbers('order_id', shuffled), 'id'],
    ['all different, an amount', numbers('amount', shuffled), 'feature'],
    [
      'fractions named so',
      numbers(
        'id',
        times(n, (i) => i + 0.5),
      ),
      'feature',
    ],
    [
      'repeating, named so',
      numbers(
        'CustomerID',
        times(n, (i) => i % 50),
      ),
      'entity',
    ],
    [
      'repeating, run together',
      numbers(
        'userid',
        times(n, (i) => i % 50),
      ),
      'entity',
    ],
    [
      'an invoice number',
      numbers(
        'InvoiceNo',
        times(n, (i) => i % 90),
      ),
      'entity',
    ],
    [
      'a few shops by id',
      numbers(
        'store_id',
        times(n, (i) => i % 5),
      ),
      'feature',
    ],
    [
      'paid is no id',
      numbers(
        'paid',
        times(n, (i) => i % 50),
      ),
      'feature',
    ],
    [
      'codes, all different',
      words(
        'ref',
        times(n, (i) => `X${i}`),
      ),
      'id',
    ],
    [
      'sentences, all different',
      makeTextColumn(
        'note',
        times(n, (i) => `it was the ${i}th day`),
      ),
      'text',
    ],
    [
      'customers that repeat',
      words(
        'customer',
        times(n, (i) => `c${i % 60}`),
      ),
      'entity',
    ],
    [
      'where customers live',
      words(
        'customer_state',
        times(n, (i) => `s${i % 45}`),
      ),
      'feature',
    ],
    [
      'kinds',
      words(
        'plan',
        times(n, (i) => `p${i % 3}`),
      ),
      'feature',
    ],
    [
      'one value',
      words(
        'plan',
        times(n, () => 'p'),
      ),
      'constant',
    ],
    [
      'one value and blanks',
      words(
        'plan',
        times(n, (i) => (i % 2 ? 'p' : null)),
      ),
      'feature',
    ],
    [
      'nothing',
      numbers(
        'x',
        times(n, () => NaN),
      ),
      'empty',
    ],
    [
      'days',
      { kind: 'date', name: 'day', values: Float64Array.from(shuffled, (i) => i * 864e5), hasTime: false },
      'time',
    ],
  ] as const)('%s', async (_, column, role) => {
    expect(await roleOf(column as Column)).toBe(role);
  });
});

describe('what is wrong with a column', () => {
  const random = createRandom(5);
  const normal = times(1000, () => random.normal());
  const with200 = normal.map((value, i) => (i % 20 === 0 ? -200 : value));

  it('finds marks for "missing" far from the values, and takes them for no far values', async () => {
    const { findings } = await profileOf(numbers('T', with200));
    expect(findings).toEqual([
      { code: 'profile.sentinel', level: 'careful', column: 'T', params: { column: 'T', value: -200, count: 50 } },
    ]);
  });

  it.each([
    ['999 above all', normal.map((value, i) => (i % 50 === 0 ? 999 : value)), 999],
    ['-1 below fractions', times(1000, (i) => (i % 50 === 0 ? -1 : random.next())), -1],
    ['-1 below counts', times(1000, (i) => (i % 50 === 0 ? -1 : i % 7)), undefined],
    ['-1 among normal values', [...normal, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1], undefined],
    ['99 at the end of a range', times(1000, (i) => i % 100), undefined],
    ['one -999 alone is rare', [...normal, -999], undefined],
    ['every value is 99', times(100, () => 99), undefined],
    ['yes and no as 99 and 1', times(100, (i) => (i % 2 ? 99 : 1)), 99],
  ])('%s', async (_, values, mark) => {
    const found = (await profileOf(numbers('x', values))).findings.find(({ code }) => code === 'profile.sentinel');
    expect(found?.params['value']).toBe(mark);
  });

  it('counts values beyond three quartile distances, not in codes of few values', async () => {
    const values = [...times(100, (i) => i), 1000, -1000, 298.9];
    const found = (await profileOf(numbers('x', values))).findings;
    // Quartiles 24.5 and 75.5 or so: fences near −128 and 228.
    expect(found).toMatchObject([{ code: 'profile.outliers', params: { count: 3, rows: 103, min: -1000, max: 1000 } }]);
    expect(
      (
        await profileOf(
          numbers(
            'code',
            times(1000, (i) => (i % 50 === 0 ? 9 : (i % 3) + 1)),
          ),
        )
      ).findings,
    ).toEqual([]);
  });

  it('says what is missing, gravely where it is much', async () => {
    const gaps = async (every: number): Promise<string[]> =>
      (
        await profileOf(
          words(
            'x',
            times(100, (i) => (i % every === 0 ? null : String(i % 3))),
          ),
        )
      ).findings.map(({ code, level }) => `${code} ${level}`);
    expect(await gaps(10)).toEqual(['profile.missing note']);
    expect(await gaps(3)).toEqual(['profile.missing careful']);
    const most = words(
      'x',
      times(100, (i) => (i % 5 === 0 ? String(i % 3) : null)),
    );
    expect((await profileOf(most)).findings).toMatchObject([{ code: 'profile.mostly-missing', level: 'careful' }]);
  });
});

describe('a table', () => {
  const cell = fc.oneof(fc.constantFrom(0, -0, 1, -1, 2, NaN), fc.double());

  it('counts the rows that repeat one above, as a set of rows written out would', async () => {
    const rows = fc.array(
      fc.tuple(cell, cell, fc.constantFrom('a', 'b', '', 'ab'), fc.constantFrom('b', 'ab', 'a', '')),
      {
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const table = makeTable([
          numbers(
            'x',
            list.map(([x]) => x),
          ),
          numbers(
            'y',
            list.map(([, y]) => y),
          ),
          makeTextColumn(
            's',
            list.map(([, , s]) => s),
          ),
          makeTextColumn(
            't',
            list.map(([, , , t]) => t),
          ),
        ]);
        const written = new Set(list.map(([x, y, s, t]) => JSON.stringify([String(x + 0), String(y + 0), s, t])));
        expect((await profile(table)).duplicateRows).toBe(list.length - written.size);
      }),
    );
  });

  it('tells rows apart that mirror one another', async () => {
    const side = times(300, (i) => i - 150.5);
    const pairs = side.flatMap((x) => side.map((y) => [x, y] as const));
    const table = makeTable([
      numbers(
        'x',
        pairs.map(([x]) => x),
      ),
      numbers(
        'y',
        pairs.map(([, y]) => y),
      ),
    ]);
    expect((await profile(table)).duplicateRows).toBe(0);
  });

  it('names copies of a column, not of a constant', async () => {
    const values = times(50, (i) => (i % 4 === 0 ? NaN : i % 9));
    const table = makeTable([
      numbers('a', values),
      words('w', values.map(String)),
      numbers('b', values),
      words('v', values.map(String)),
      numbers(
        'one',
        times(50, () => 1),
      ),
      numbers(
        'eins',
        times(50, () => 1),
      ),
      makeTextColumn(
        't',
        values.map((value) => `text ${value}`),
      ),
      makeTextColumn(
        'u',
        values.map((value) => `text ${value}`),
      ),
      makeTextColumn(
        'cut',
        values.map((value) => `text${value} `),
      ),
    ]);
    const copies = (await profile(table)).findings.filter(({ code }) => code === 'profile.duplicate-column');
    expect(copies.map(({ params }) => [params['column'], params['other']])).toEqual([
      ['b', 'a'],
      ['v', 'w'],
      ['u', 't'],
    ]);
  });

  it('is the same whatever the order of its rows, but for counting', async () => {
    const random = createRandom(9);
    const base: Table = makeTable([
      numbers(
        'x',
        times(200, () => Math.round(random.normal() * 40)),
      ),
      numbers(
        'T',
        times(200, (i) => (i % 9 === 0 ? -200 : random.normal())),
      ),
      words(
        'plan',
        times(200, (i) => ['a', 'b', 'c', null][i % 4] as string | null),
      ),
      words(
        'customer',
        times(200, (i) => `c${i % 60}`),
      ),
      makeTextColumn(
        'code',
        times(200, (i) => `X-${i}`),
      ),
      makeTextColumn(
        'note',
        times(200, (i) => (i % 7 ? `note of the day ${i % 40}` : null)),
      ),
    ]);
    const first = await profile(base);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          times(200, (i) => i),
          { minLength: 200 },
        ),
        async (order) => {
          expect(await profile(takeRows(base, Int32Array.from(order)))).toEqual(first);
        },
      ),
      { numRuns: 20 },
    );
    const counted = makeTable([
      numbers(
        'n',
        times(40, (i) => i + 1),
      ),
    ]);
    const turned = takeRows(counted, Int32Array.from(times(40, (i) => 39 - i)));
    expect(codes((await profile(counted)).findings)).toEqual(['profile.row-number n']);
    expect(codes((await profile(turned)).findings)).toEqual([]);
  });

  it('lists the gravest findings first', async () => {
    const table = makeTable([
      numbers(
        'n',
        times(100, (i) => i),
      ),
      numbers(
        'T',
        times(100, (i) => (i % 9 ? i / 100 : -200)),
      ),
    ]);
    expect((await profile(table)).findings.map(({ level }) => level)).toEqual(['careful', 'note']);
  });

  it('bears no rows, no columns, one row', async () => {
    expect(await profile(makeTable([], 0))).toMatchObject({ rowCount: 0, columns: [], duplicateRows: 0, findings: [] });
    const none = makeTable([numbers('x', []), words('w', []), makeTextColumn('t', [])]);
    expect((await profile(none)).columns.map(({ role }) => role)).toEqual(['empty', 'empty', 'empty']);
    const one = makeTable([numbers('x', [1]), words('__proto__', ['w']), makeTextColumn('t', ['t'])]);
    expect((await profile(one)).columns.map(({ role, distinct }) => [role, distinct])).toEqual([
      ['feature', 1],
      ['feature', 1],
      ['text', 1],
    ]);
  });

  it('stops when told to, and says how far it is', async () => {
    const controller = new AbortController();
    const table = makeTable(times(5, (i) => numbers(`x${i}`, [1, 2, 3])));
    const seen: [number, number][] = [];
    await profileTable(table, pacer(), (done, total) => seen.push([done, total]));
    expect(seen.at(-1)).toEqual([6, 6]);
    expect(seen.map(([done]) => done)).toEqual([1, 2, 3, 4, 5, 6]);
    const cancelled = profileTable(table, createPacer(controller.signal), (done) => done === 2 && controller.abort());
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
  });
});
