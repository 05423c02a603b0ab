import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOrder, readDate } from '../../src/core/ingest/dates.ts';
import { DateBuilder } from '../../src/core/ingest/date-builder.ts';
import { NumberBuilder } from '../../src/core/ingest/number-builder.ts';
import { decideDecimal, readNumber } from '../../src/core/ingest/numbers.ts';
import type { DateOrder, DecimalMark } from '../../src/core/ingest/types.ts';
import { encode } from './support.ts';

const number = (text: string, decimal: DecimalMark = '.'): number =>
  readNumber(text, decimal, { percent: false, currency: '' });
const date = (text: string, order: DateOrder = 'dmy'): string => {
  const ms = readDate(text, order, { hasTime: false, proof: undefined });
  return Number.isNaN(ms) ? 'none' : new Date(ms).toISOString();
};

describe('readNumber', () => {
  it.each([
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1 234 567', '.', 1234567],
    ['1\u00a0234,50', ',', 1234.5],
    ["1'234.50", '.', 1234.5],
    ['12,34,567', '.', 1234567],
    ['(1,200)', '.', -1200],
    ['$1,200.50', '.', 1200.5],
    ['-$5', '.', -5],
    ['$-5', '.', -5],
    ['12,50 €', ',', 12.5],
    ['¥12', '.', 12],
    ['USD 12', '.', 12],
    ['12.5%', '.', 0.125],
    ['5-', '.', -5],
    ['−3', '.', -3],
    ['1e5', '.', 100000],
    ['.5', '.', 0.5],
    ['5.', '.', 5],
    ['9720846', '.', 9720846],
  ] as const)('reads %s', (text, decimal, value) => {
    expect(number(text, decimal)).toBe(value);
  });

  it.each([
    '00123',
    '1234567890123456',
    '+4930123456',
    '1,23',
    '1.2.3',
    '12a',
    'abc',
    '(5',
    '1 23',
    '$5 €',
    '--5',
    'Infinity',
    '0x10',
  ])('takes %s for no number', (text) => {
    expect(number(text)).toBeNaN();
  });

  it('agrees with Number on every plain decimal, through both shapes of cell', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,16})(\.\d{0,18})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const expected = /^-?\d{16,}$/.test(text) ? NaN : Number(text);
        const byString = new NumberBuilder('.');
        byString.pushString(text);
        const byBytes = new NumberBuilder('.');
        const bytes = encode(`x${text}`);
        byBytes.pushBytes(bytes, 1, bytes.length);
        const values = [byString, byBytes].map((builder) => builder.finish('n')?.column.values[0] ?? NaN);
        expect(values).toEqual([expected, expected]);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads any cell alike as text and as bytes', () => {
    const cell = fc.oneof(fc.stringMatching(/^[-+ $%€.,0-9()eE]{0,12}$/), fc.constantFrom('NA', '', ' ', '-', 'é'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), fc.constantFrom('.', ',' as const), (column, decimal) => {
        const byString = new NumberBuilder(decimal as DecimalMark);
        const byBytes = new NumberBuilder(decimal as DecimalMark);
        for (const text of column) {
          byString.pushString(text);
          const bytes = encode(text);
          byBytes.pushBytes(bytes, 0, bytes.length);
        }
        expect(byBytes.failed).toBe(byString.failed);
        expect(byBytes.finish('n')).toEqual(byString.finish('n'));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('decideDecimal', () => {
  it('lets clear cells decide for unclear ones', () => {
    expect(decideDecimal(['1.234', '5,5'], '.')).toEqual({ decimal: ',', ambiguous: false, certain: true });
    expect(decideDecimal(['1,234', '5.5'], ',')).toEqual({ decimal: '.', ambiguous: false, certain: true });
    expect(decideDecimal(['1.234.567'], '.').decimal).toBe(',');
    expect(decideDecimal(['0,123'], '.').decimal).toBe(',');
    expect(decideDecimal(['1,234', '12'], '.')).toEqual({ decimal: '.', ambiguous: true, certain: false });
  });
});

describe('readDate', () => {
  it.each([
    ['2024-02-29', 'dmy', '2024-02-29T00:00:00.000Z'],
    ['2024/2/9', 'dmy', '2024-02-09T00:00:00.000Z'],
    ['29.02.2024', 'dmy', '2024-02-29T00:00:00.000Z'],
    ['1/2/2011', 'mdy', '2011-01-02T00:00:00.000Z'],
    ['1/2/2011', 'dmy', '2011-02-01T00:00:00.000Z'],
    ['01-02-24', 'dmy', '2024-02-01T00:00:00.000Z'],
    ['01-02-71', 'dmy', '1971-02-01T00:00:00.000Z'],
    ['2024-01-31T10:20:30Z', 'dmy', '2024-01-31T10:20:30.000Z'],
    ['2024-01-31 10:20:30.125', 'dmy', '2024-01-31T10:20:30.125Z'],
    ['2024-01-31T10:20:30+02:00', 'dmy', '2024-01-31T08:20:30.000Z'],
    ['1/31/2024 12:05 AM', 'mdy', '2024-01-31T00:05:00.000Z'],
    ['1/31/2024 1:05 PM', 'mdy', '2024-01-31T13:05:00.000Z'],
    ['5 Mar 2024', 'dmy', '2024-03-05T00:00:00.000Z'],
    ['March 5, 2024', 'dmy', '2024-03-05T00:00:00.000Z'],
    ['2024年1月5日', 'dmy', '2024-01-05T00:00:00.000Z'],
    ['2002-01', 'dmy', '2002-01-01T00:00:00.000Z'],
  ] as const)('reads %s as %s', (text, order, iso) => {
    expect(date(text, order)).toBe(iso);
  });

  it.each([
    '2023-02-29',
    '31.04.2024',
    '18.00.00',
    '01월 20일',
    '2024-13-01',
    '12:30',
    '1234-56',
    'May',
    '2024-01-01 25:00',
    '1.2',
  ])('takes %s for no date', (text) => {
    expect(date(text)).toBe('none');
  });

  it('agrees with the platform on every day of four centuries, as text and as bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 32_503_680_000 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString().slice(0, 19);
        const builder = new DateBuilder('dmy');
        builder.pushString(iso);
        const bytes = encode(iso);
        builder.pushBytes(bytes, 0, bytes.length);
        expect([...(builder.finish('d')?.column.values ?? [])]).toEqual([seconds * 1000, seconds * 1000]);
      }),
    );
  });
});

describe('decideOrder', () => {
  it('finds the only order that fits all cells', () => {
    expect(decideOrder(['01/02/2024', '31/12/2024'])).toEqual({ order: 'dmy', ambiguous: false, certain: true });
    expect(decideOrder(['01/02/2024', '12/31/2024'])).toEqual({ order: 'mdy', ambiguous: false, certain: true });
    expect(decideOrder(['13/01/2024', '01/13/2024'])).toBeNull();
    expect(decideOrder(['01/02/2024', 'NA'])).toEqual({ order: 'mdy', ambiguous: true, certain: false });
    expect(decideOrder(['01/02/2024'], 'dmy')).toEqual({ order: 'dmy', ambiguous: true, certain: false });
    expect(decideOrder(['2024-01-02'])).toEqual({ order: 'ymd', ambiguous: false, certain: false });
    expect(decideOrder(['', 'NA'])).toBeNull();
  });
});
