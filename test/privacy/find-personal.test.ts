import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { isCardNumber, isIban, passesLuhn } from '../../src/core/privacy/card.ts';
import { findPersonalColumns } from '../../src/core/privacy/find-personal.ts';
import { isIpV4, isIpV6 } from '../../src/core/privacy/ip.ts';
import { isPhoneNumber } from '../../src/core/privacy/phone.ts';
import { isPostalAddress } from '../../src/core/privacy/address.ts';
import { sampleCells } from '../../src/core/privacy/sample-cells.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { numbers, pacer, profile, words } from '../profile/support.ts';
import { readCells } from './faker-columns.ts';

const texts = (name: string, cells: readonly (string | null)[]): Column => makeTextColumn(name, cells);
const find = (...columns: readonly Column[]) => findPersonalColumns(makeTable(columns), pacer());
const kindOf = async (column: Column): Promise<string | undefined> => (await find(column))[0]?.kind;

const PEOPLE = ['Mary Jones', 'Peter Smith', 'Laura Rossi', 'Jan Nowak'];
const MORE_PEOPLE = [...PEOPLE, 'Anna Weber', 'José García', 'Tom Clark', 'Eva Horvath'];
const MAILS = ['a.b@gmail.com', 'c_d@web.de', 'e@f.co.uk', 'wang@qq.com'];

describe('what speaks for a column', () => {
  it('is the share of its cells, and whether its name does', async () => {
    expect(
      await find(texts('Email', [...MAILS, ...MAILS]), texts('x', [...MAILS, 'n/k', 'none', 'later', '-'])),
    ).toEqual([
      { column: 'Email', kind: 'email', share: 1, named: true },
      { column: 'x', kind: 'email', share: 0.5, named: false },
    ]);
  });

  it('may be the name alone, where the cells could be such data', async () => {
    const found = await find(texts('passport_no', ['C4F9X1234', 'K77812345', 'P01234567']));
    expect(found).toEqual([{ column: 'passport_no', kind: 'national-id', share: 0, named: true }]);
  });

  it('is the cells, where the name says something else', async () => {
    expect(await kindOf(texts('phone', MAILS))).toBe('email');
    expect(await kindOf(words('city', MORE_PEOPLE))).toBe('name');
    expect(await kindOf(texts('email', ['yes', 'no']))).toBeUndefined();
    expect(await kindOf(words('surname', ['1', '2', '3']))).toBeUndefined();
  });

  it('is seen in numbers as they are read from a file', async () => {
    const mobiles = [13_812_345_678, 15_987_654_321, 18_611_112_222, 17_700_001_234];
    expect(await kindOf(numbers('c1', mobiles))).toBe('phone');
    expect(await kindOf(numbers('contact_phone', [2_095_257_564, 4_155_551_234]))).toBe('phone');
    expect(await kindOf(numbers('amount', [2_095_257_564, 4_155_551_234]))).toBeUndefined();
    expect(await kindOf({ ...numbers('phone', mobiles), format: 'currency', currency: '€' } as Column)).toBeUndefined();
  });

  it('is nothing in columns of dates, empty ones and blank cells', async () => {
    const dates: Column = { kind: 'date', name: 'phone', values: Float64Array.of(1e12, 2e12), hasTime: false };
    expect(await find(dates, texts('email', [null, null]), words('name', ['', null]))).toEqual([]);
    expect(await findPersonalColumns(makeTable([], 0), pacer())).toEqual([]);
  });

  it('does not mind what a column is called', async () => {
    for (const name of ['__proto__', 'constructor', '', ' ', '\u0000', '😀']) {
      expect(await find(texts(name, MAILS))).toMatchObject([{ column: name, kind: 'email' }]);
    }
  });
});

describe('the sample', () => {
  it('is bounded, spread over the table and the same each time', () => {
    const column = texts(
      'x',
      Array.from({ length: 50_000 }, (_, row) => `cell ${row}`),
    );
    const cells = sampleCells(column);
    expect(cells).toEqual(sampleCells(column));
    expect(cells.length).toBe(1_000);
    const tenths = new Map<number, number>();
    for (const cell of cells) {
      const tenth = Math.floor(Number(cell.slice(5)) / 5_000);
      tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
    }
    expect(tenths.size).toBe(10);
    for (const count of tenths.values()) expect(Math.abs(count - 100)).toBeLessThan(5);
  });

  it('holds every different cell of a short column once, trimmed, whatever its length', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b ', ' c', null), { maxLength: 40 }), (cells) => {
        const expected = new Set(cells.flatMap((cell) => (cell === null ? [] : [cell.trim()])));
        expect(new Set(sampleCells(texts('x', cells)))).toEqual(expected);
        expect(sampleCells(texts('x', cells)).length).toBe(expected.size);
      }),
    );
  });

  it('finds the few filled cells of a long empty column', async () => {
    const cells = Array.from({ length: 60_000 }, (_, row) => (row % 7_000 === 6_999 ? `user${row}@gmail.com` : null));
    expect(await find(texts('x', cells))).toMatchObject([{ kind: 'email', share: 1 }]);
  });
});

describe('how data are written', () => {
  const { anywhere, locales } = readCells();

  // A port may stand behind an address, which Node leaves to others.
  const withoutPort = (cell: string): string => cell.replace(/(?<=^[\d.]+):\d{1,5}$/, '');

  it('IP addresses as Node reads them', () => {
    const group = fc.oneof(
      fc.constantFrom('', '0', 'ffff', '1', '12345', 'g', '1.2.3.4'),
      fc.stringMatching(/^[\da-f]{1,4}$/),
    );
    const written = fc.oneof(
      fc.ipV6(),
      fc.ipV4(),
      fc.array(group, { minLength: 2, maxLength: 9 }).map((groups) => groups.join(':')),
      fc.array(fc.nat(300), { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.')),
    );
    fc.assert(
      fc.property(written, (cell) => {
        expect([cell, isIpV4(cell), isIpV6(cell)]).toEqual([cell, isIP(withoutPort(cell)) === 4, isIP(cell) === 6]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('card and account numbers as Faker makes them, and none with a digit changed', () => {
    const cards = anywhere['card'] ?? [];
    const accounts = anywhere['iban'] ?? [];
    expect(cards.filter((cell) => !isCardNumber(cell))).toEqual([]);
    expect(accounts.filter((cell) => !isIban(cell))).toEqual([]);
    const spoil = (cell: string): string => `${cell.slice(0, -1)}${(Number(cell.at(-1)) + 1) % 10}`;
    expect([...cards.map(spoil).filter(isCardNumber), ...accounts.map(spoil).filter(isIban)]).toEqual([]);
    // The worked example of ISO/IEC 7812-1.
    expect([passesLuhn('79927398713'), passesLuhn('79927398710')]).toEqual([true, false]);
  });

  it.each([
    '+1 (415) 555-2671',
    '415-555-2671',
    '030/1234567',
    '06 12 34 56 78',
    '13812345678',
    '0755-86013388',
    '020 7946 0958',
  ])('%s is a telephone number', (cell) => expect(isPhoneNumber(cell)).toBe(true));
  it.each([
    '2024-03-15',
    '192.168.1.10',
    '978-3-16-148410-0',
    '123-45-6789',
    '1700000000',
    '52.52, 13.40',
    '10:30-11:30',
    '12345678901',
  ])('%s is none', (cell) => expect(isPhoneNumber(cell)).toBe(false));

  it.each([
    '10 Downing Street',
    '221b Baker St.',
    'Hauptstr. 12a',
    '5, rue de la Paix',
    'Calle Mayor 3',
    '深圳市南山区科技路12号',
    'PO Box 77',
  ])('%s is an address', (cell) => expect(isPostalAddress(cell)).toBe(true));
  it.each([
    'Berlin',
    '广东省深圳市',
    'SW1A 2AA',
    '12 PENCILS SMALL TUBE WOODLAND',
    '3 DRAWER ANTIQUE WHITE WOOD CABINET',
    '订单12号',
  ])('%s is none', (cell) => expect(isPostalAddress(cell)).toBe(false));

  it('never fails, whatever the cells say', async () => {
    const strange = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^[\d +().@:;,\-路号王a-f]{0,80}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.array(strange, { maxLength: 12 }), async (name, cells) => {
        for (const { share } of await find(texts(name, cells))) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });

  it('long cells of one character cost no more than others', async () => {
    const long = ['1', 'a', '@', ' ', '-', '路', '1 ', 'a.', '0-', 'Aa '].map((unit) =>
      unit.repeat(200_000 / unit.length),
    );
    expect(await find(texts('address', long), texts('email', long), words('name', long))).toEqual([]);
  });

  it('one cell under a name that says nothing is no evidence', async () => {
    expect(await kindOf(words('f', [locales['en_US']?.['name']?.[0] ?? '']))).toBeUndefined();
    expect(await kindOf(words('f', ['411111111']))).toBeUndefined();
  });
});

it('stops when told to', async () => {
  const stop = new AbortController();
  stop.abort();
  const table = makeTable([texts('Email', MAILS)]);
  await expect(findPersonalColumns(table, createPacer(stop.signal))).rejects.toThrow(CancelledError);
});

describe('the profile of a table', () => {
  it('names them in one finding', async () => {
    const table = makeTable([texts('Email', MAILS), words('Name', PEOPLE), texts('mail 2', MAILS)]);
    const { personal, findings } = await profile(table);
    expect(personal.map(({ kind }) => kind)).toEqual(['email', 'name', 'email']);
    expect(findings.filter(({ code }) => code.startsWith('privacy.'))).toEqual([
      {
        code: 'privacy.personal-columns',
        level: 'careful',
        params: { count: 3, columns: ['Email', 'Name', 'mail 2'], kinds: ['email', 'name'] },
      },
    ]);
  });

  it('says nothing where there are none', async () => {
    const { personal, findings } = await profile(makeTable([numbers('a', [1, 2, 3])]));
    expect(personal).toEqual([]);
    expect(findings.filter(({ code }) => code.startsWith('privacy.'))).toEqual([]);
  });
});
