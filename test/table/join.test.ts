import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import type { Column } from '../../src/core/table/column.ts';
import { joinTables, sameShape } from '../../src/core/table/join.ts';
import { proposeKeys } from '../../src/core/table/propose-keys.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';

const number = (name: string, values: readonly (number | null)[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values, (value) => value ?? NaN),
});
const shown = (table: Table): Record<string, (string | null)[]> =>
  Object.fromEntries(
    table.columns.map((column) => {
      const read = cellReader(column);
      return [column.name, Array.from({ length: table.rowCount }, (_, row) => read(row))];
    }),
  );

const customers = makeTable([
  makeTextColumn('customer_id', ['a', 'b', 'c', 'd']),
  makeCategoryColumn('country', ['DE', 'FR', 'DE', null]),
]);
const orders = makeTable([
  makeCategoryColumn('Customer ID', ['b', 'a', 'b', 'b', null, 'x']),
  number('amount', [10, 5, 20, null, 99, 7]),
  makeCategoryColumn('country', ['FR', 'DE', 'BE', 'BE', 'FR', 'FR']),
  { kind: 'date', name: 'day', values: Float64Array.from([3, 1, 5, NaN, 9, 9], (d) => d * 86_400_000), hasTime: false },
  makeTextColumn('note', ['n1', 'n2', 'n3', 'n4', 'n5', 'n6']),
]);

describe('joinTables', () => {
  it('looks a key up that is there once, whatever the kinds of the two key columns', () => {
    const { table, matched, aggregated } = joinTables(
      orders,
      customers,
      { leftKey: 'Customer ID', rightKey: 'customer_id' },
      'customers',
    );
    expect([table.rowCount, matched, aggregated]).toEqual([6, 4, false]);
    expect(shown(table)['country (customers)']).toEqual(['FR', 'DE', 'FR', 'FR', null, null]);
    expect(table.columns.slice(0, orders.columns.length)).toEqual(orders.columns);
  });

  it('sums up the rows of a key that is there often, and says so in the names', () => {
    const { table, matched, aggregated } = joinTables(
      customers,
      orders,
      { leftKey: 'customer_id', rightKey: 'Customer ID' },
      'orders',
    );
    expect([matched, aggregated]).toEqual([2, true]);
    expect(shown(table)).toEqual({
      customer_id: ['a', 'b', 'c', 'd'],
      country: ['DE', 'FR', 'DE', null],
      'amount (sum)': ['5', '30', null, null],
      'amount (mean)': ['5', '15', null, null],
      'country (most frequent)': ['DE', 'BE', null, null],
      'day (latest)': ['1970-01-02', '1970-01-06', null, null],
      rows: ['1', '3', '0', '0'],
    });
  });

  it('matches ids read as numbers in one file and as words in the other', () => {
    const left = makeTable([number('id', [1, 2]), number('x', [5, 6])]);
    const right = makeTable([makeCategoryColumn('id', [' 2', '1 ']), number('y', [20, 10])]);
    const { table } = joinTables(left, right, { leftKey: 'id', rightKey: 'id' }, 'right');
    expect(shown(table)['y']).toEqual(['10', '20']);
  });

  it('refuses when no key meets another', () => {
    const right = makeTable([makeCategoryColumn('key', ['z']), number('y', [1])]);
    expect(() => joinTables(customers, right, { leftKey: 'customer_id', rightKey: 'key' }, 'r')).toThrowError(
      expect.objectContaining({ code: 'table.no-match' }),
    );
  });

  it('keeps every left row once, and sums like a plain loop', () => {
    const key = fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const rightRow = fc.tuple(key, fc.option(fc.integer({ min: -9, max: 9 })));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), fc.array(rightRow, { minLength: 1 }), (left, right) => {
        const known = right.map(([k]) => k).filter((k) => k !== null);
        fc.pre(left.some((k) => k !== null && known.includes(k)) && new Set(known).size < known.length);
        const { table } = joinTables(
          makeTable([makeCategoryColumn('k', left)]),
          makeTable([
            makeCategoryColumn(
              'k',
              right.map(([k]) => k),
            ),
            number(
              'v',
              right.map(([, v]) => v),
            ),
          ]),
          { leftKey: 'k', rightKey: 'k' },
          'right',
        );
        const rows = left.map((k) => right.filter(([other]) => k !== null && other === k));
        const values = rows.map((found) => found.map(([, v]) => v).filter((v) => v !== null));
        expect(shown(table)['rows']).toEqual(rows.map((found) => String(found.length)));
        expect(shown(table)['v (sum)']).toEqual(
          values.map((found) => (found.length === 0 ? null : String(found.reduce((sum, v) => sum + v, 0)))),
        );
      }),
      { seed: 21 },
    );
  });
});

describe('joinTables with keys that are there once', () => {
  it('looks each up like a plain map', () => {
    const key = fc.option(fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), fc.uniqueArray(fc.integer({ min: 0, max: 12 })), (left, right) => {
        const known = new Set(right);
        fc.pre(left.some((k) => k !== null && known.has(k)));
        const { table, matched, aggregated } = joinTables(
          makeTable([number('k', left)]),
          makeTable([
            number('k', right),
            makeTextColumn(
              't',
              right.map((k) => `text ${k}`),
            ),
          ]),
          { leftKey: 'k', rightKey: 'k' },
          'right',
        );
        expect(shown(table)).toEqual({
          k: left.map((k) => (k === null ? null : String(k))),
          t: left.map((k) => (k !== null && known.has(k) ? `text ${k}` : null)),
        });
        expect([matched, aggregated]).toEqual([left.filter((k) => k !== null && known.has(k)).length, false]);
      }),
      { seed: 22 },
    );
  });

  it('finds free names for columns whose names are taken', () => {
    const left = makeTable([number('k', [1]), number('v', [1]), number('v (b)', [2])]);
    const right = makeTable([number('k', [1]), number('v', [3]), number('w', [4])]);
    const { table } = joinTables(left, right, { leftKey: 'k', rightKey: 'k' }, 'b');
    expect(table.columns.map(({ name }) => name)).toEqual(['k', 'v', 'v (b)', 'v (b 2)', 'w']);
  });
});

describe('proposeKeys', () => {
  it('finds the key under two spellings, with its match rate both ways', () => {
    expect(proposeKeys(orders, customers)[0]).toEqual({
      leftKey: 'Customer ID',
      rightKey: 'customer_id',
      matchRate: 4 / 6,
      manyToOne: true,
      sure: true,
    });
    const back = proposeKeys(customers, orders).find(({ rightKey }) => rightKey === 'Customer ID');
    expect(back).toEqual({
      leftKey: 'customer_id',
      rightKey: 'Customer ID',
      matchRate: 2 / 4,
      manyToOne: false,
      sure: true,
    });
  });

  const counted = (n: number, from = 1): number[] => Array.from({ length: n }, (_, i) => from + i);

  it("finds the id of another table by its name, and takes no two tables' own ids for one", () => {
    const people = makeTable([number('id', counted(50)), number('age', counted(50, 20))]);
    const sales = makeTable([
      number('id', counted(80)),
      number(
        'customer_id',
        counted(80).map((i) => (i % 50) + 1),
      ),
    ]);
    expect(proposeKeys(sales, people, 'customers-2024.csv')[0]).toEqual({
      leftKey: 'customer_id',
      rightKey: 'id',
      matchRate: 1,
      manyToOne: true,
      sure: true,
    });
    const others = proposeKeys(sales, people, 'people.csv');
    expect(others.map(({ leftKey, rightKey, sure }) => [leftKey, rightKey, sure])).toEqual([['id', 'id', false]]);
  });

  it('is unsure of a key that repeats in both, and finds words under other names where they are all different', () => {
    const left = makeTable([makeCategoryColumn('country', ['DE', 'DE', 'FR']), number('x', [1.5, 2, 3])]);
    const twice = makeTable([makeCategoryColumn('country', ['DE', 'FR', 'FR']), number('y', [1.5, 2, 3])]);
    const once = makeTable([makeCategoryColumn('ISO', ['DE', 'FR', 'IT']), number('y', [1.5, 2, 3])]);
    expect(proposeKeys(left, twice)).toMatchObject([{ leftKey: 'country', sure: false, manyToOne: false }]);
    expect(proposeKeys(left, once)).toMatchObject([{ leftKey: 'country', rightKey: 'ISO', sure: true }]);
  });

  it('joins days, whether or not a time is written behind them', () => {
    const day = (hasTime: boolean): Column => ({
      kind: 'date',
      name: 'date',
      values: Float64Array.from([0, 1, 2], (d) => d * 86_400_000),
      hasTime,
    });
    const sales = makeTable([day(false), number('sales', [1, 2, 3])]);
    const weather = makeTable([day(true), number('rain', [0.5, 0, 2])]);
    expect(proposeKeys(sales, weather)).toMatchObject([
      { leftKey: 'date', rightKey: 'date', matchRate: 1, sure: true },
    ]);
    const { table } = joinTables(sales, weather, { leftKey: 'date', rightKey: 'date' }, 'weather');
    expect(shown(table)['rain']).toEqual(['0.5', '0', '2']);
  });

  it('does not take amounts for keys', () => {
    const a = makeTable([number('amount', [1.5, 2.5, 3.5])]);
    expect(proposeKeys(a, makeTable([number('amount', [1.5, 2.5, 3.5])]))).toEqual([]);
  });
});

describe('sameShape', () => {
  it('asks for the same names in any order', () => {
    const a = makeTable([number('x', [1]), number('y', [2])]);
    expect(sameShape(a, makeTable([number('y', [1]), number('x', [2])]))).toBe(true);
    expect(sameShape(a, makeTable([number('y', [1])]))).toBe(false);
    expect(sameShape(a, makeTable([number('y', [1]), number('z', [2])]))).toBe(false);
  });
});
