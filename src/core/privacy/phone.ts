import { isSprinkled, tally, type Recogniser } from './recogniser.ts';

const EXTENSION = String.raw`(?: ?(?:x|ext\.?|#|转) ?\d{1,6})?`;
/** Ways in which telephone numbers, and little else, are written. */
const WRITTEN = [
  // E.164 with its plus, grouped in any way.
  String.raw`(?:\+|00(?=[1-9]))\d{1,3}(?:[ .\-/]?\(?\d{1,5}\)?){2,6}`,
  String.raw`\(\+\d{1,3}\)(?:[ .\-]?\d{2,5}){2,5}`,
  // North America: area and exchange begin with 2 to 9.
  String.raw`(?:1[ .\-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .\-])[2-9]\d{2}[ .\-]\d{4}`,
  // A trunk zero with groups: 030/1234567, (0221) 123456, 020 7946 0958, 06 12 34 56 78, 090-1234-5678, 010-62551234.
  String.raw`(?:\(0\d{1,5}\)[ \-]?|0\d{1,5}[ /.\-])\d{2,8}(?:[ .\-]\d{2,8}){0,4}`,
  // Brazil: 79 97631-7066, (79) 7631-7066.
  String.raw`(?:\(\d{2}\)|\d{2}) ?9?\d{4}-\d{4}`,
  // China: mobile numbers in groups.
  String.raw`(?:86[ \-]?)?1[3-9]\d[ \-]\d{4}[ \-]\d{4}`,
];
const WHOLE = new RegExp(`^(?:${WRITTEN.map((form) => form + EXTENSION).join('|')})$`, 'i');
const WITHIN = new RegExp(String.raw`(?<![\w.,+/\-:#=])(?:${WRITTEN.slice(0, 4).join('|')})(?![\w/\-]|\.\d)`, 'gi');
/** Mobile numbers without marks: China's series in use; Britain, France, Germany, Japan and Korea with their trunk zero. */
const BARE_MOBILE =
  /^(?:(?:0086|86)?1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}|07[1-9]\d{8}|0[67]\d{8}|01[567]\d{8,9}|0[789]0\d{8})$/;
/** As Chinese exports hide them: 138****1234. */
const HIDDEN = /^1[3-9]\d\*{4}\d{4}$/;
const CHINESE_WITHIN = /(?<!\d)1[3-9]\d{9}(?!\d)/;
const NAME =
  /(^| )(tele ?phones?|phones?|mobiles?|cell|cell ?phones?|tel|telefon|telefono|telefone|telefoonnummer|handy|handynummer|mobil|mobilnummer|movil|celular|portable|gsm|whats ?app|fax|msisdn|contact ?(no|num|number)|(home|work|mobile|cell|customer|contact)phone|phone ?(no|num|number|nr)|rufnummer|telefonnummer|numer telefonu|puhelin|cellulare|telemovel|telepon)( |$)|电话|手机|手机号|移动电话|联系方式|電話|手機|携帯|휴대폰|전화|телефон/u;

const digitsOf = (cell: string): string => cell.replaceAll(/\D/g, '');
const hasPhoneLength = (cell: string): boolean => {
  const { length } = digitsOf(cell.replace(/(?:x|ext\.?|#|转) ?\d{1,6}$/i, ''));
  return length >= 8 && length <= 15;
};

/** Whether it is written as a telephone number is, and nothing else: marks in its places, or a mobile's first digits. */
export const isPhoneNumber = (cell: string): boolean =>
  cell.length <= 30 && hasPhoneLength(cell) && (WHOLE.test(cell) || BARE_MOBILE.test(cell));
const isWritten = (cell: string): boolean => isPhoneNumber(cell) || HIDDEN.test(cell);

/** Digits, and marks between them, of which a telephone number may consist. */
const couldBePhone = (cell: string): boolean => {
  if (cell.length > 30 || !/^[+(\d][\d\s().\-/+]*(?:(?:x|ext\.?|#|转) ?\d{1,6})?$/i.test(cell)) return false;
  const { length } = digitsOf(cell);
  return length >= 7 && length <= 18;
};

/** Some telephone number within a text. Eleven digits alone are one in Chinese text only: elsewhere they number orders. */
function holdsPhone(cell: string): boolean {
  if (cell.length < 9 || !/\d{4}|\d[\d ]{5}/.test(cell)) return false;
  if (cell.match(WITHIN)?.some((found) => digitsOf(found).length >= 9 && hasPhoneLength(found)) === true) return true;
  return /\p{Script=Han}/u.test(cell) && CHINESE_WITHIN.test(cell);
}

/**
 * Whether digits without a mark are telephone numbers for sure: nearly all in series that are in use (of large amounts
 * one in five is not), and of several series (numbers that count up share their beginning).
 */
function areMobiles(cells: readonly string[]): boolean {
  const mobiles = cells.filter((cell) => BARE_MOBILE.test(cell));
  return mobiles.length >= 0.95 * cells.length && new Set(mobiles.map((cell) => cell.slice(0, 4))).size >= 3;
}

/** Telephone numbers: a column of them, also one read as numbers, or some within texts. */
export const phoneRecogniser: Recogniser = {
  kind: 'phone',
  columns: ['number', 'category', 'text'],
  look(cells, { words, isAbout, isKey }) {
    const named = NAME.test(words) && !isAbout && !isKey;
    const { hits, share } = tally(cells, isWritten);
    if (named && (share >= 0.3 || tally(cells, couldBePhone).share >= 0.6)) return { share, named };
    const marked = tally(cells, (cell) => isWritten(cell) && !BARE_MOBILE.test(cell));
    if (hits >= 3 && share >= 0.5 && (marked.share >= 0.3 || areMobiles(cells))) return { share, named };
    const held = tally(cells, (cell) => /\p{L}/u.test(cell) && holdsPhone(cell));
    return held.hits > 0 && isSprinkled(held) ? { share: held.share, named } : undefined;
  },
};
