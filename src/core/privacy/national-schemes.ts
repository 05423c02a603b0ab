import { passesLuhn } from './card.ts';

/** One country's number for a person. */
export interface NationalScheme {
  /** How it is written when its marks are left out. */
  readonly shape: RegExp;
  /** Whether its check digits, dates and ranges are right; `compact` has the shape. */
  readonly holds: (compact: string) => boolean;
  /** Share of random words of the same length and letters that pass: how far one can trust a few of them. */
  readonly byChance: number;
}

/** Σ digit × weight over the first weights.length digits. */
function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0);
}

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
const number = (text: string, from: number, to: number): number => Number(text.slice(from, to));
const differ = (digits: string): boolean => new Set(digits).size > 1;

/** GB 11643-1999: province, birthday, ISO 7064 mod 11-2. */
function holdsChinese(id: string): boolean {
  const province = number(id, 0, 2);
  if (province < 11 || province > 83) return false;
  const year = number(id, 6, 10);
  if (year < 1850 || year > 2100 || !isDay(year, number(id, 10, 12), number(id, 12, 14))) return false;
  const sum = weighted(id, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === id[17];
}

/** The first generation of 15 digits has a birthday and no check digit. */
const holdsOldChinese = (id: string): boolean =>
  number(id, 0, 2) >= 11 &&
  number(id, 0, 2) <= 83 &&
  isDay(1900 + number(id, 6, 8), number(id, 8, 10), number(id, 10, 12));

/** Taiwan: a letter that stands for two digits, then weights 8 to 1. */
function holdsTaiwanese(id: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(id[0] as string) + 10;
  const start = Math.floor(letter / 10) + 9 * (letter % 10);
  return (start + weighted(id.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0;
}

/** United States: no check digit; area 000, 666 and from 900, group 00 and serial 0000 are never given. */
const holdsAmerican = (id: string): boolean =>
  !/^(000|666|9)/.test(id) && id.slice(3, 5) !== '00' && id.slice(5) !== '0000';

/** Spain: the letter of the number's remainder by 23; X, Y, Z of foreigners stand for 0, 1, 2. */
const holdsSpanish = (id: string): boolean => {
  const digits = id.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === id.at(-1);
};

const ODD_PLACES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italy (D.M. 12 March 1974): odd places by a table, even ones by value; where people would share a code digits are letters. */
function holdsItalian(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const letter = code.charCodeAt(i);
    const value = letter < 65 ? letter - 48 : letter - 65;
    sum += i % 2 === 0 ? (ODD_PLACES[value] as number) : value;
  }
  return sum % 26 === code.charCodeAt(15) - 65;
}

/** France (INSEE): 97 less the remainder of thirteen digits; Corsica's 2A and 2B count as 19 and 18. */
function holdsFrench(id: string): boolean {
  const digits = id.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - (Number(digits) % 97) === Number(id.slice(13));
}

/** Germany: ISO 7064 mod 11,10; of the first ten digits one stands two or three times and the rest once at most. */
function holdsGerman(id: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of id.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  if (id[0] === '0' || repeated.length !== 1 || (repeated[0] as number) > 3) return false;
  let product = 10;
  for (let i = 0; i < 10; i++) {
    const sum = (id.charCodeAt(i) - 48 + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === id.charCodeAt(10) - 48;
}

/** Poland: weights 1 3 7 9, and a birthday whose month tells the century. */
function holdsPolish(id: string): boolean {
  const month = number(id, 2, 4);
  const year = ([1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)] as number) + number(id, 0, 2);
  return isDay(year, month % 20, number(id, 4, 6)) && weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

/** Brazil: two check digits of remainders by 11. */
function holdsBrazilian(id: string): boolean {
  const digit = (length: number): number => {
    const weights = Array.from({ length }, (_, i) => length + 1 - i);
    return ((weighted(id, weights) * 10) % 11) % 10;
  };
  return differ(id) && digit(9) === id.charCodeAt(9) - 48 && digit(10) === id.charCodeAt(10) - 48;
}

/** Multiplication in the dihedral group of ten elements, and the permutation, of Verhoeff (1969). */
const turn = (a: number, b: number): number =>
  a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5) : b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5;
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** India: Verhoeff's check digit. */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    for (let times = 0; times < i % 8; times++) digit = PERMUTATION[digit] as number;
    check = turn(check, digit);
  }
  return check === 0;
}

/** Sweden: a birthday (day + 60 for coordination numbers) and Luhn over its ten digits. */
const holdsSwedish = (id: string): boolean => {
  const ten = id.slice(-10);
  return isDay(2000, number(ten, 2, 4), number(ten, 4, 6) % 60) && passesLuhn(ten);
};

/** Finland: a birthday and the letter of the remainder by 31. */
const holdsFinnish = (id: string): boolean =>
  isDay(2000, number(id, 2, 4), number(id, 0, 2)) &&
  '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(id.slice(0, 6) + id.slice(7, 10)) % 31] === id[10];

const always = (): boolean => true;

/** Numbers of persons by country. Those of firms are not among them. */
export const NATIONAL_SCHEMES = {
  'cn-resident': { shape: /^\d{17}[\dX]$/, holds: holdsChinese, byChance: 0.001 },
  'cn-resident-15': { shape: /^\d{15}$/, holds: holdsOldChinese, byChance: 0.03 },
  'tw-national': { shape: /^[A-Z][12]\d{8}$/, holds: holdsTaiwanese, byChance: 0.02 },
  'us-ssn': { shape: /^\d{9}$/, holds: holdsAmerican, byChance: 0.9 },
  // No check digit: letters that are never given, and the suffix A to D.
  'gb-nino': {
    shape: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    holds: always,
    byChance: 0.08,
  },
  'es-dni-nie': { shape: /^[\dXYZ]\d{7}[A-Z]$/, holds: holdsSpanish, byChance: 0.04 },
  'it-codice-fiscale': {
    shape: /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/,
    holds: holdsItalian,
    byChance: 0.001,
  },
  'fr-nir': {
    shape: /^[1-478]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{6}\d{2}$/,
    holds: holdsFrench,
    byChance: 0.006,
  },
  'de-steuer-id': { shape: /^\d{11}$/, holds: holdsGerman, byChance: 0.02 },
  'nl-bsn': {
    shape: /^\d{9}$/,
    holds: (id) => differ(id) && weighted(id, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
    byChance: 0.09,
  },
  'pl-pesel': { shape: /^\d{11}$/, holds: holdsPolish, byChance: 0.02 },
  'br-cpf': { shape: /^\d{11}$/, holds: holdsBrazilian, byChance: 0.01 },
  'in-aadhaar': { shape: /^[2-9]\d{11}$/, holds: passesVerhoeff, byChance: 0.08 },
  'se-personnummer': { shape: /^(?:19|20)?\d{10}$/, holds: holdsSwedish, byChance: 0.01 },
  'fi-henkilotunnus': { shape: /^\d{6}[-+A]\d{3}[0-9A-Y]$/, holds: holdsFinnish, byChance: 0.001 },
} as const satisfies Record<string, NationalScheme>;

export type NationalSchemeId = keyof typeof NATIONAL_SCHEMES;

/** Whether a number keeps the rules of a country's scheme; blanks, dots, slashes and hyphens between its digits do not matter. */
export function keepsScheme(scheme: NationalSchemeId, cell: string): boolean {
  if (cell.length > 24) return false;
  const { shape, holds }: NationalScheme = NATIONAL_SCHEMES[scheme];
  const upper = cell.toUpperCase();
  const compact = scheme === 'fi-henkilotunnus' ? upper : upper.replaceAll(/[\s./-]/g, '');
  return shape.test(compact) && holds(compact);
}
