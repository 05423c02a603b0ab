import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readRecord, seal, type Format } from '../../src/storage/record.ts';

/** A format that has come a long way: euros as text, then as a number, then in cents with a currency. */
const PRICE: Format = {
  format: 'sightglass.price',
  version: 3,
  schema: v.looseObject({ cents: v.number(), currency: v.string() }),
  migrations: {
    1: ({ price, ...rest }) => ({ ...rest, euros: Number(price) }),
    2: ({ euros, ...rest }) => ({ ...rest, cents: Math.round(Number(euros) * 100), currency: 'EUR' }),
  },
};
const price = (version: number, fields: object): object => ({ format: PRICE.format, version, ...fields });

describe('migrations', () => {
  it('take a record of any earlier version to the present one, step by step', () => {
    const today = price(3, { cents: 1250, currency: 'EUR', note: 'kept' });
    expect(readRecord(PRICE, price(1, { price: '12.5', note: 'kept' }))).toEqual(today);
    expect(readRecord(PRICE, price(2, { euros: 12.5, note: 'kept' }))).toEqual(today);
    expect(readRecord(PRICE, today)).toEqual(today);
  });

  it('leave the record that was read as it is', () => {
    const old = Object.freeze(price(1, { price: '1' }));
    readRecord(PRICE, old);
    expect(old).toEqual(price(1, { price: '1' }));
  });

  it('check the result, and the checksum before anything is changed', () => {
    expect(readRecord(PRICE, seal(price(2, { euros: 1 })))).toEqual(price(3, { cents: 100, currency: 'EUR' }));
    expect(() => readRecord(PRICE, { ...seal(price(2, { euros: 1 })), euros: 2 })).toThrow(
      expect.objectContaining({
        code: 'storage.unreadable-record',
        params: { format: PRICE.format, where: 'checksum' },
      }),
    );
    expect(() => readRecord({ ...PRICE, version: 4, migrations: {} }, price(3, {}))).toThrow(
      expect.objectContaining({ params: { format: PRICE.format, where: 'version 3' } }),
    );
    const failing: Format = {
      ...PRICE,
      migrations: {
        2: () => {
          throw new TypeError('no such field');
        },
      },
    };
    expect(() => readRecord(failing, price(2, {}))).toThrow(
      expect.objectContaining({ code: 'storage.unreadable-record', cause: expect.any(TypeError) }),
    );
  });

  it('refuse what a newer page wrote, without a look at it', () => {
    expect(() => readRecord(PRICE, { ...price(4, {}), checksum: 'wrong' })).toThrow(
      expect.objectContaining({ code: 'storage.newer-record', params: { format: PRICE.format, version: 4, known: 3 } }),
    );
  });
});

it('every format has a migration from each version before its own, and a saved file of each version', async () => {
  const formats = await Promise.all([
    import('../../src/storage/formats.ts'),
    import('../../src/storage/generations.ts'),
    import('../../src/app/document.ts'),
  ]);
  const all = formats.flatMap((module) => Object.values(module)).filter((value) => v.is(AsFormat, value));
  expect(all.length).toBeGreaterThanOrEqual(9);
  const saved =
    readFileSync('test/golden/saved/database-v1.json', 'utf8') +
    readFileSync('test/golden/saved/database-v2.json', 'utf8');
  for (const { format, version, migrations = {} } of all) {
    expect(Object.keys(migrations)).toEqual(Array.from({ length: version - 1 }, (_, i) => String(i + 1)));
    for (let old = 1; old <= version; old++) expect(saved).toContain(`"format":"${format}","version":${old}`);
  }
});

const AsFormat = v.object({
  format: v.string(),
  version: v.number(),
  schema: v.unknown(),
  migrations: v.optional(v.record(v.string(), v.unknown())),
});
