import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keepsScheme,
  NATIONAL_SCHEMES,
  passesVerhoeff,
  type NationalSchemeId,
} from '../../src/core/privacy/national-schemes.ts';
import { readGolden } from '../support/golden.ts';
import { readCells } from './faker-columns.ts';

// What stdnum, a library for checking such numbers, says of them (test/golden/make_national_ids.mjs).
const { schemes } = readGolden<{
  readonly schemes: Readonly<
    Record<string, { readonly valid: readonly string[]; readonly invalid: readonly string[] }>
  >;
}>('national-ids');

describe.each(Object.entries(schemes))('%s beside stdnum', (id, { valid, invalid }) => {
  const keeps = (cell: string): boolean => keepsScheme(id as NationalSchemeId, cell);
  it('takes what it holds for right and refuses what it refuses', () => {
    expect(valid.length).toBe(40);
    expect(invalid.length).toBe(40);
    expect(valid.filter((cell) => !keeps(cell))).toEqual([]);
    expect(invalid.filter(keeps)).toEqual([]);
  });
});

describe('beside Faker', () => {
  it.each([
    ['zh_TW', 'tw-national'],
    ['sv_SE', 'se-personnummer'],
    ['fi_FI', 'fi-henkilotunnus'],
  ] as const)('takes the numbers of %s', (locale, id) => {
    const cells = readCells().locales[locale]?.['national'] ?? [];
    expect(cells.length).toBeGreaterThan(30);
    expect(cells.filter((cell) => !keepsScheme(id, cell))).toEqual([]);
  });
});

describe('check digits', () => {
  it('notice any one digit written wrongly, where the scheme promises that', () => {
    const promised: NationalSchemeId[] = ['cn-resident', 'nl-bsn', 'in-aadhaar', 'pl-pesel', 'de-steuer-id'];
    fc.assert(
      fc.property(
        fc.constantFrom(...promised),
        fc.nat(39),
        fc.nat(20),
        fc.integer({ min: 1, max: 9 }),
        (id, which, at, more) => {
          const cell = schemes[id]?.valid[which] as string;
          const place = at % (cell.length - 1);
          const wrong = String((Number(cell[place]) + more) % 10);
          expect(keepsScheme(id, cell.slice(0, place) + wrong + cell.slice(place + 1))).toBe(false);
        },
      ),
    );
  });

  it('of Verhoeff: the paper’s 2363 and no neighbour swapped', () => {
    expect(passesVerhoeff('2363')).toBe(true);
    expect(passesVerhoeff('3263')).toBe(false);
    expect(passesVerhoeff('2633')).toBe(false);
  });

  it('let no more through by chance than is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<NationalSchemeId>(
          'nl-bsn',
          'pl-pesel',
          'br-cpf',
          'in-aadhaar',
          'de-steuer-id',
          'se-personnummer',
        ),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1_500 * 12, maxLength: 1_500 * 12 }),
        (id, digits) => {
          const length = id === 'nl-bsn' ? 9 : id === 'in-aadhaar' ? 12 : id === 'se-personnummer' ? 10 : 11;
          const numbers = Array.from({ length: 1_500 }, (_, i) => digits.slice(i * 12, i * 12 + length).join(''));
          const passed = numbers.filter((cell) => keepsScheme(id, cell)).length / numbers.length;
          expect(passed).toBeLessThan(NATIONAL_SCHEMES[id].byChance + 0.04);
        },
      ),
      { numRuns: 12 },
    );
  });
});
