import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../src/ui/format/bytes.ts';
import { estimateParts, makeNumberFormat } from '../../src/ui/format/number.ts';
import { makeTimeFormat } from '../../src/ui/format/time.ts';

const en = makeNumberFormat('en');

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.84712, '0.847'],
    [-3.14159, '-3.14'],
    [999.96, '1,000'],
    [7043, '7,043'],
    [48_312.4, '48,312'],
    [12_345_678, '12.3M'],
    [0.000042, '4.2E-5'],
    [Number.NaN, '–'],
    [Infinity, '–'],
    [undefined, '–'],
  ])('writes %s as %s', (value, text) => expect(en.number(value)).toBe(text));

  it.each([
    [0, '0%'],
    [0.84, '84%'],
    [0.0843, '8.4%'],
    [0.00843, '0.84%'],
    [0.996, '99.6%'],
    [0.9996, '99.96%'],
    [1, '100%'],
    [Number.NaN, '–'],
  ])('writes the share %s as %s', (share, text) => expect(en.percent(share)).toBe(text));

  it('never rounds a share that is not whole to 0 or 100 %', () => {
    for (const share of [0.0004, 0.004, 0.04, 0.96, 0.996, 0.9996]) {
      expect(['0%', '100%']).not.toContain(en.percent(share));
    }
  });

  it('writes money in the person’s currency, cents only where they matter', () => {
    expect(en.money(1234.5, 'EUR')).toBe('€1,235');
    expect(en.money(12.5, 'USD')).toBe('$12.50');
    expect(en.money(12, 'USD')).toBe('$12');
    expect(en.money(5, 'not a code')).toBe('not a code 5');
  });

  it('follows the language', () => {
    expect(makeNumberFormat('de').number(0.847)).toBe('0,847');
    expect(makeNumberFormat('de').count(7043)).toBe('7.043');
  });
});

describe('estimates', () => {
  it.each([
    [{ value: 0.8421, low: 0.8196, high: 0.8603 }, 'percent', ['84%', '82', '86']],
    [{ value: 0.84721, low: 0.8312, high: 0.8623 }, 'number', ['0.847', '0.831', '0.862']],
    [{ value: 48_312, low: 46_900, high: 49_800 }, 'number', ['48,300', '46,900', '49,800']],
    [{ value: 2.5, low: 2.5, high: 2.5 }, 'number', ['2.500', '2.500', '2.500']],
    [{ value: 0, low: 0, high: 0 }, 'number', ['0', '0', '0']],
    [{ value: 1234, low: 1000, high: 1500 }, { currency: 'EUR' }, ['€1,200', '€1,000', '€1,500']],
  ] as const)('gives %o the digits that its interval bears', (estimate, unit, [value, low, high]) => {
    expect(estimateParts('en', estimate, unit)).toEqual({ value, low, high });
  });

  it('keeps the ends of a narrow interval apart', () => {
    const parts = estimateParts('en', { value: 0.50004, low: 0.50001, high: 0.50009 }, 'number');
    expect(new Set([parts.value, parts.low, parts.high]).size).toBe(3);
  });
});

describe('time and size', () => {
  const time = makeTimeFormat('en');
  it.each([
    [200, '1 sec'],
    [8300, '9 sec'],
    [60_000, '1 min'],
    [61_000, '2 min'],
    [3_900_000, '1 hr 5 min'],
    [undefined, '–'],
    [-1, '–'],
  ])('says %s ms as %s', (ms, text) => expect(time.duration(ms)).toBe(text));

  it('writes dates of the data as they stand in the file, whatever the time zone', () => {
    expect(time.date(Date.UTC(2024, 2, 5, 23, 59))).toBe('Mar 5, 2024');
    expect(time.date(Number.NaN)).toBe('–');
    expect(time.date(1e17)).toBe('–');
  });

  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [977_501, '978 kB'],
    [111_000_000, '111 MB'],
    [5e13, '50,000 GB'],
  ])('says %s bytes as %s', (bytes, text) => expect(formatBytes('en', bytes)).toBe(text));
});
