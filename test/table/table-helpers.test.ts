import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropUnusedLevels, makeCategoryColumn } from '../../src/core/table/category.ts';
import { cellText } from '../../src/core/table/cells.ts';
import type { Column, NumberColumn } from '../../src/core/table/column.ts';
import { convertColumn } from '../../src/core/table/convert.ts';
import { tableToCsv } from '../../src/core/table/csv.ts';
import { getColumn, makeTable, type Table } from '../../src/core/table/table.ts';
import { appendTables, takeRows } from '../../src/core/table/take.ts';
import { makeTextColumn, textAt } from '../../src/core/table/text.ts';

const numbers = (name: string, values: number[], rest: Partial<NumberColumn> = {}): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
  ...rest,
});
const cells = (column: Column, rows: number): (string | null)[] =>
  Array.from({ length: rows }, (_, row) => cellText(column, row));
const csv = (...columns: Column[]): string => tableToCsv(makeTable(columns)).join('');

describe('text columns', () => {
  it('give back every cell, empty ones as missing', () => {
    const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 80 }));
    fc.assert(
      fc.property(fc.array(cell), (values) => {
        const column = makeTextColumn('t', values);
        expect(values.map((_, row) => textAt(column, row))).toEqual(values.map((v) => (v === '' ? null : v)));
      }),
    );
  });

  it('keep a byte order mark inside a cell, short or long', () => {
    const long = `\ufeff${'x'.repeat(100)}`;
    const column = makeTextColumn('t', ['\ufeffa', long]);
    expect([textAt(column, 0), textAt(column, 1)]).toEqual(['\ufeffa', long]);
  });
});

describe('category columns', () => {
  it('number levels by first appearance and never repeat one', () => {
    const column = makeCategoryColumn('c', ['b', null, 'a', 'b', '__proto__']);
    expect(column.levels).toEqual(['b', 'a', '__proto__']);
    expect([...column.codes]).toEqual([0, -1, 1, 0, 2]);
  });

  it('drop levels without rows', () => {
    const column = makeCategoryColumn('c', ['b', 'a', 'c']);
    const kept = dropUnusedLevels({ ...column, codes: Int32Array.from([2, -1, 0]) });
    expect(kept.levels).toEqual(['c', 'b']);
    expect([...kept.codes]).toEqual([0, -1, 1]);
  });
});

describe('cellText', () => {
  it('writes percentages, money, days and times as a person would', () => {
    expect(cells(numbers('n', [0.07, 0.123, NaN], { format: 'percent' }), 3)).toEqual(['7%', '12.3%', null]);
    expect(cells(numbers('n', [-5.5, 3], { format: 'currency', currency: '€' }), 2)).toEqual(['-€5.5', '€3']);
    const values = Float64Array.from([Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29, 13, 5, 9, 120), NaN]);
    expect(cells({ kind: 'date', name: 'd', values, hasTime: false }, 1)).toEqual(['2024-02-29']);
    expect(cells({ kind: 'date', name: 'd', values, hasTime: true }, 3)).toEqual([
      '2024-02-29 00:00:00',
      '2024-02-29 13:05:09.120',
      null,
    ]);
  });
});

describe('takeRows', () => {
  const table: Table = makeTable([
    numbers('n', [1, NaN, 3]),
    makeCategoryColumn('c', ['x', null, 'y']),
    makeTextColumn('t', ['één', '', 'three']),
  ]);

  it('picks, repeats and reorders every kind of column', () => {
    const taken = takeRows(table, Int32Array.from([2, 2, 1, 0]));
    expect(taken.columns.map((column) => cells(column, 4))).toEqual([
      ['3', '3', null, '1'],
      ['y', 'y', null, 'x'],
      ['three', 'three', null, 'één'],
    ]);
  });

  it('makes missing cells of row -1', () => {
    const taken = takeRows(table, Int32Array.from([-1, 0]));
    expect(taken.columns.map((column) => cells(column, 2))).toEqual([
      [null, '1'],
      [null, 'x'],
      [null, 'één'],
    ]);
  });
});

describe('appendTables', () => {
  it('matches columns by name and merges levels', () => {
    const first = makeTable([numbers('n', [1, 2]), makeCategoryColumn('c', ['x', 'y'])]);
    const second = makeTable([makeCategoryColumn('c', ['z', 'x']), numbers('extra', [9, 8])]);
    const all = appendTables([first, second]);
    expect(all.columns.map((column) => column.name)).toEqual(['n', 'c', 'extra']);
    expect(all.columns.map((column) => cells(column, 4))).toEqual([
      ['1', '2', null, null],
      ['x', 'y', 'z', 'x'],
      [null, null, '9', '8'],
    ]);
    expect(getColumn(all, 'n').kind).toBe('number');
  });

  it('takes the wider kind, and lets a column without a cell decide nothing', () => {
    const n = makeTable([numbers('a', [1, 2])]);
    const c = makeTable([makeCategoryColumn('a', ['few', null])]);
    const empty = makeTable([makeCategoryColumn('a', [null])]);
    expect(cells(getColumn(appendTables([n, c]), 'a'), 4)).toEqual(['1', '2', 'few', null]);
    expect(getColumn(appendTables([n, c]), 'a').kind).toBe('category');
    expect(getColumn(appendTables([empty, n]), 'a').kind).toBe('number');
  });
});

describe('convertColumn', () => {
  it('reads numbers out of categories and counts what it cannot read', () => {
    const column = makeCategoryColumn('c', ['1.234,5', 'n/a', '7', 'many', null, '00123']);
    const { column: result, unreadable } = convertColumn(column, 'number');
    expect(result.kind === 'number' && [...result.values]).toEqual([1234.5, NaN, 7, NaN, NaN, 123]);
    expect(unreadable).toBe(1);
  });

  it('reads dates in the order that the cells show', () => {
    const { column, unreadable } = convertColumn(makeTextColumn('d', ['01/02/2024', '31/12/2024', 'soon']), 'date');
    expect(cells(column, 3)).toEqual(['2024-02-01', '2024-12-31', null]);
    expect(unreadable).toBe(1);
  });

  it('takes 20240131, years and seconds for days, and no other number', () => {
    const { column, unreadable } = convertColumn(numbers('n', [20240131, 1999, 1704067200, 3]), 'date');
    expect(cells(column, 4)).toEqual(['2024-01-31', '1999-01-01', '2024-01-01', null]);
    expect(unreadable).toBe(1);
  });

  it('keeps the written form when numbers become words', () => {
    const { column } = convertColumn(numbers('n', [0.5, NaN, 0.25], { format: 'percent' }), 'category');
    expect(cells(column, 3)).toEqual(['50%', null, '25%']);
  });
});

describe('tableToCsv', () => {
  it('quotes by RFC 4180', () => {
    expect(csv(makeTextColumn('a,b', ['say "hi"', 'two\nlines', ' x']), numbers('n', [1, NaN, -2]))).toBe(
      '"a,b",n\n"say ""hi""",1\n"two\nlines",\n" x",-2\n',
    );
  });

  it('disarms formulas in cells and headers but leaves numbers and amounts alone', () => {
    const column = makeTextColumn('=cmd', ['=1+1', '+SUM(A1)', '-2+3', '@x', '\tx', '-5', '+1.5e3', '-€5', '+49 30 1']);
    const lines = csv(column).split('\n');
    expect(lines).toEqual([
      "'=cmd",
      "'=1+1",
      "'+SUM(A1)",
      "'-2+3",
      "'@x",
      "'\tx",
      '-5',
      '+1.5e3',
      '-€5',
      "'+49 30 1",
      '',
    ]);
  });

  it('gives the same text whatever the size of its chunks', () => {
    const table = makeTable([numbers('n', [1, 2, 3, 4, 5])]);
    const chunks = tableToCsv(table, { chunkRows: 2 });
    expect(chunks.length).toBe(4);
    expect(chunks.join('')).toBe(tableToCsv(table).join(''));
  });
});
