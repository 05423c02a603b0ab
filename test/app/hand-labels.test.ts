import { CodedError } from '../../src/core/errors.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellReader } from '../../src/core/table/cells.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { labelsByHand, textPrint, withHandLabels, type HandLabels } from '../../src/core/table/hand-labels.ts';
import { packCodes, unpackCodes } from '../../src/core/table/packed-codes.ts';
import { findColumn, makeTable } from '../../src/core/table/table.ts';
import { TextBuilder } from '../../src/core/table/text.ts';
import type { CategoryColumn, Column } from '../../src/core/table/column.ts';

const texts = (...cells: (string | null)[]): Column => {
  const builder = new TextBuilder();
  for (const cell of cells) {
    if (cell === null) builder.pushMissing();
    else builder.pushString(cell);
  }
  return builder.finish('text');
};

const INBOX = makeTable([
  texts('my parcel is late', '退款在哪里', null, '<b>broken</b>', 'late again'),
  makeCategoryColumn('kind', ['late', 'refund', null, 'broken', 'late']),
]);

const given = (fields: Partial<HandLabels>): HandLabels => ({
  column: 'topic',
  of: 'text',
  rows: 5,
  print: textPrint(findColumn(INBOX, 'text') as Column, 5),
  levels: [],
  codes: packCodes(new Int32Array(5).fill(-1)),
  ...fields,
});

const cells = (column: Column | undefined): (string | null)[] =>
  Array.from({ length: 5 }, (_, row) => cellReader(column as Column)(row));

describe('codes as a word', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 300 }), { maxLength: 400 }), (list) => {
        const codes = Int32Array.from(list);
        expect(unpackCodes(packCodes(codes), codes.length, 301)).toEqual(codes);
      }),
    );
  });

  it('take a few letters where nothing was said, however many rows there are', () => {
    expect(packCodes(new Int32Array(5_000_000).fill(-1)).length).toBeLessThan(10);
  });

  it('are refused where they say anything else', () => {
    const good = packCodes(Int32Array.of(0, 0, 1, -1));
    expect(() => unpackCodes(good, 5, 2)).toThrow(expect.objectContaining({ code: 'table.bad-codes' }));
    expect(() => unpackCodes(good, 4, 1)).toThrow(expect.objectContaining({ code: 'table.bad-codes' }));
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (word) => {
        const told = (): number[] | string => {
          try {
            return [...unpackCodes(word, 7, 3)];
          } catch (error) {
            return error instanceof CodedError ? error.code : 'another error';
          }
        };
        const codes = told();
        const whole = Array.isArray(codes) && codes.length === 7 && codes.every((code) => code >= -1 && code < 3);
        expect(whole || codes === 'table.bad-codes').toBe(true);
      }),
    );
  });
});

describe('labels given by hand', () => {
  it('make a column of their own, behind the others', () => {
    const labels = given({ levels: ['a', 'b'], codes: packCodes(Int32Array.of(0, 1, -1, 0, -1)), changes: [[4, 'c']] });
    const { table, findings } = withHandLabels(INBOX, [labels]);
    expect(findings).toEqual([]);
    expect(table.columns.map(({ name }) => name)).toEqual(['text', 'kind', 'topic']);
    expect(cells(findColumn(table, 'topic'))).toEqual(['a', 'b', null, 'a', 'c']);
    // What was given stays as it was.
    expect(INBOX.columns).toHaveLength(2);
  });

  it('stand in place of single cells of a column that the file has', () => {
    const labels = given({
      column: 'kind',
      changes: [
        [0, 'refund'],
        [2, 'new kind'],
        [4, 'x'],
        [4, null],
      ],
    });
    const { table } = withHandLabels(INBOX, [labels]);
    expect(cells(findColumn(table, 'kind'))).toEqual(['refund', 'refund', 'new kind', 'broken', 'late']);
    expect(cells(findColumn(INBOX, 'kind'))).toEqual(['late', 'refund', null, 'broken', 'late']);
    expect((findColumn(table, 'kind') as CategoryColumn).levels).toEqual(['late', 'refund', 'broken', 'new kind']);
  });

  it.each([
    ['another number of rows', { rows: 6, codes: packCodes(new Int32Array(6)), levels: ['a'] }],
    ['other texts', { print: textPrint(texts('other', '退款在哪里', null, 'x', 'late again'), 5) }],
    ['a column that is gone', { of: 'body' }],
    ['damaged codes', { codes: '*' }],
  ])('of %s are left out and said', (_, fields) => {
    const { table, findings } = withHandLabels(INBOX, [given(fields)]);
    expect(table.columns).toEqual(INBOX.columns);
    expect(findings).toEqual([
      expect.objectContaining({ level: 'careful', code: 'data.labels-not-applied', column: 'topic' }),
    ]);
  });

  it('say nothing of rows that the table has not', () => {
    expect(
      labelsByHand(
        given({
          changes: [
            [5, 'a'],
            [-1, 'b'],
          ],
        }),
      ).levels,
    ).toEqual([]);
  });
});
