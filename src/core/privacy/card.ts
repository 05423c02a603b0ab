import { isSprinkled, tally, type Recogniser } from './recogniser.ts';

/** Issuer ranges of ISO/IEC 7812 in use, with the lengths that they have. */
const ISSUERS: readonly RegExp[] = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^(5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/,
  /^3[47]\d{13}$/,
  /^(6011|64[4-9]\d|65\d\d)\d{12,15}$/,
  /^3(0[0-5]|[689]\d)\d{11,16}$/,
  /^(35(2[89]|[3-8]\d)\d{12,15}|(1800|2131)\d{11})$/,
  /^(62|81)\d{14,17}$/,
  /^(5[0678]|6[0-9])\d{10,17}$/,
];
const GROUPED = /^\d{12,19}$|^\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}$|^\d{4}([ -])\d{6}\2\d{4,5}$/;
const WITHIN = /(?<![\d.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7})(?![\d.-])/g;
/** Digits with all but the last few hidden. */
const MASKED = /^(?=.*[*xX•]{4})[\d*xX• -]{12,25}$/;
const NAME =
  /(^| )((credit|debit|bank|payment|cc|atm|visa|mastercard) ?cards?|cards? ?(no|nr|num|number|numero|nummer)|cc ?(no|nr|num|number)|kreditkarte|tarjeta|carte (bancaire|bleue)|carta di credito|cartao|kartennummer|pan|iban)( |$|\d)|(银行|信用|储蓄|借记|銀行|信用)卡|^卡号$|银行账号|支付卡号|カード番号/u;
const OTHER_CARD = /会员|购物|储值|礼品|门禁|member|loyalty|gift|library|sim ?card/u;

/** The check digit of ISO/IEC 7812-1, annex B (Luhn). @param digits digits alone */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether it is a payment card's number: an issuer's range, its length, its check digit. */
export function isCardNumber(cell: string): boolean {
  if (!GROUPED.test(cell)) return false;
  const digits = cell.replaceAll(/[ -]/g, '');
  return ISSUERS.some((range) => range.test(digits)) && passesLuhn(digits);
}

/** The remainder of ISO 7064 mod 97-10 of an account number (ISO 13616). */
export function isIban(cell: string): boolean {
  const compact = cell.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const letter of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Of the texts that hold a run of so many digits, most must hold a card's: one in ten passes the check by chance. */
function sprinkledShare(cells: readonly string[]): number {
  let holding = 0;
  let [hits, runs] = [0, 0];
  for (const cell of cells) {
    const found = cell.length > 12 ? cell.match(WITHIN) : null;
    if (!found) continue;
    runs += found.length;
    const cards = found.filter(isCardNumber).length;
    hits += cards;
    if (cards > 0) holding++;
  }
  const share = holding / cells.length;
  return hits >= 3 && hits >= 0.5 * runs && isSprinkled({ hits: holding, share }) ? share : 0;
}

/** Numbers of payment cards and of bank accounts (IBAN). */
export const cardRecogniser: Recogniser = {
  kind: 'card',
  columns: ['number', 'category', 'text'],
  look(cells, { words, isAbout, isKey }) {
    const named = NAME.test(words) && !OTHER_CARD.test(words) && !isAbout && !isKey;
    const { hits, share } = tally(cells, (cell) => isCardNumber(cell) || isIban(cell));
    if (share >= 0.5 && (hits >= 3 || named)) return { share, named };
    const numberLike = named ? tally(cells, (cell) => GROUPED.test(cell) || MASKED.test(cell)).share : 0;
    if (numberLike >= 0.6) return { share, named };
    const sprinkled = sprinkledShare(cells);
    return sprinkled > 0 ? { share: sprinkled, named } : undefined;
  },
};
