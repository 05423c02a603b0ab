import { passesLuhn } from '../../src/core/privacy/card.ts';
import type { PersonalKind } from '../../src/core/privacy/types.ts';
import type { Random } from '../../src/core/random.ts';

/** A column made from a seed, and what it holds. */
export interface Made {
  readonly column: string;
  readonly label: PersonalKind | 'none';
  readonly cell: (random: Random, row: number) => string;
}

export type Cell = Made['cell'];

export const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)] as T;
export const digits = (random: Random, length: number): string =>
  Array.from({ length }, () => String(random.integer(10))).join('');
/** `#` becomes a digit, `%` one from 1 to 9, `?` a capital. */
export const fill = (random: Random, form: string): string =>
  form
    .replaceAll('#', () => String(random.integer(10)))
    .replaceAll('%', () => String(1 + random.integer(9)))
    .replaceAll('?', () => String.fromCharCode(65 + random.integer(26)));
export const form =
  (...forms: readonly string[]): Cell =>
  (random) =>
    fill(random, pick(random, forms));
export const one =
  (...words: readonly string[]): Cell =>
  (random) =>
    pick(random, words);
export const whole =
  (low: number, high: number): Cell =>
  (random) =>
    String(low + random.integer(high - low + 1));
/** Mostly one, now and then another. */
export const sprinkle =
  (share: number, rare: Cell, common: Cell): Cell =>
  (random, row) =>
    random.next() < share ? rare(random, row) : common(random, row);

/** Draws until the check digit is right: the generator needs no arithmetic of its own. */
export function card(random: Random, start: string, length: number): string {
  const body = start + digits(random, length - start.length - 1);
  for (let last = 0; last < 10; last++) if (passesLuhn(body + last)) return body + last;
  return body;
}
export const grouped = (number: string, mark: string): string => number.replaceAll(/(\d{4})(?=\d)/g, `$1${mark}`);

/** German tax number by its published rules: one digit twice among ten, ISO 7064 mod 11,10. */
export function steuerId(random: Random): string {
  const pool = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
  const body = [1 + random.integer(9)];
  while (body.length < 9) {
    const left = pool.filter((digit) => !body.includes(digit));
    body.push(pick(random, left));
  }
  body.push(body[random.integer(9)] as number);
  let rest = 10;
  for (const digit of body) rest = (((digit + rest) % 10 || 10) * 2) % 11;
  return `${body.join('')}${(11 - rest) % 10}`;
}

const ninoLetters = 'ABCEGHJKLMNPRSTWXYZ';
export const nino: Cell = (random) =>
  `${pick(random, ['AA', 'AB', 'CE', 'HK', 'JL', 'NP', 'PR', 'SW', 'WM', 'YZ', `E${pick(random, Array.from('ABCEGHJ'))}`])} ${fill(random, '## ## ##')} ${pick(random, Array.from('ABCD'))}`.replace(
    /^E(.)/,
    (_, letter: string) => `E${ninoLetters.includes(letter) ? letter : 'A'}`,
  );

const MOBILE_STARTS = [
  '130',
  '131',
  '135',
  '136',
  '138',
  '139',
  '150',
  '158',
  '159',
  '177',
  '186',
  '188',
  '189',
  '199',
];
export const chineseMobile: Cell = (random) => pick(random, MOBILE_STARTS) + digits(random, 8);
const SENTENCES = [
  'The parcel came two days late but support was kind.',
  'Great value, will order again in size 42.',
  'App crashes after the update to version 4.2.1, please fix.',
  'Could you explain invoice 2024-00123 from 12.03.2024?',
  'Not what I expected: colour differs from the photo.',
  'I paid 129.90 EUR and received 2 of 3 items.',
  'Meeting moved to 10:30, room 204.',
  'Discount code SUMMER20 does not work at checkout.',
];
export const CHINESE_SENTENCES = [
  '物流很快，包装完好，下次还会购买。',
  '订单号20240315001234还没有发货，请尽快处理。',
  '颜色和图片不一样，有点失望。',
  '客服态度很好，问题已经解决。',
  '尺码偏小，建议买大一码。',
  '用了两周，电池续航一般。',
];
export const sentence: Cell = one(...SENTENCES);
export const numbered =
  (text: Cell): Cell =>
  (random, row) =>
    `${text(random, row)} (${row})`;
export const someEmail: Cell = (random) =>
  `${pick(random, ['anna', 'j.miller', 'tomasz', 'li.wei', 'rosa_m', 'k-berg'])}${random.integer(90)}@${pick(random, ['gmail.com', 'gmx.de', 'qq.com', 'firma.co.uk', 'outlook.com'])}`;
const PRODUCTS = ['Chair', 'Lamp', 'Desk', 'Bottle', 'Backpack', 'T-Shirt', 'Charger', 'Notebook', 'Mug', 'Poster'];
export const product: Cell = (random) =>
  `${pick(random, ['Oak', 'Blue', 'Large', 'Eco', 'Vintage', 'Smart', 'Pack of 6', 'Mini'])} ${pick(random, PRODUCTS)} ${fill(random, '??-##')}`;
export const DISTRICTS = [
  '广东省深圳市南山区',
  '浙江省杭州市西湖区',
  '四川省成都市武侯区',
  '北京市朝阳区',
  '上海市浦东新区',
];
export const ROADS = ['中山路', '人民路', '解放大道', '建设街', '文化路', '学院路', '和平里', '长江路'];
