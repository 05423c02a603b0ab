import { isMissingMeasure } from './missing.ts';
import type { DecimalMark } from './types.ts';

/** What reading a number noticed besides its value; filled by `readNumber`, reused from cell to cell. */
export interface NumberNotes {
  percent: boolean;
  /** Sign or code, empty where there is none. */
  currency: string;
}

export const CURRENCY =
  'R\\$|US\\$|A\\$|C\\$|HK\\$|NT\\$|[$€£¥₩₹₽₺₴₫฿₪₱￥元円원]|zł|kr\\.?|Kč|Ft|руб\\.?|Fr\\.?|USD|EUR|GBP|JPY|CNY|RMB|CHF|SEK|NOK|DKK|PLN|CZK|HUF|INR|KRW|BRL|AUD|CAD|NZD|MXN|ZAR|SGD|HKD|TRY|RUB';

const SHAPE = new RegExp(
  `^(\\()?([+\\-−])?\\s*(${CURRENCY})?\\s*([+\\-−])?(\\d[\\d.,\\s'’]*(?:[eE][+\\-]?\\d+)?|[.,]\\d+(?:[eE][+\\-]?\\d+)?)\\s*(%|${CURRENCY})?\\s*(-)?(\\))?$`,
  'u',
);

const PLAIN = { '.': /^\d*\.?\d*(?:[eE][+-]?\d+)?$/, ',': /^\d*,?\d*(?:[eE][+-]?\d+)?$/ } as const;
const GROUPED = {
  '.': /^\d{1,3}([,\s'’])\d{3}(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^\d{1,3}([.\s'’])\d{3}(?:\1\d{3})*(?:,\d*)?$/,
} as const;
/** Lakh and crore: 12,34,567.8. */
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/;

/** An integer of so many digits is an id or a card number: a double no longer holds it exactly. */
export const ID_DIGITS = 16;
/** `+` and so many digits is a telephone number. */
export const PHONE_DIGITS = 7;

/**
 * The number in a trimmed cell, or NaN where it is none. Thousands marks, a currency, a percent sign (the value is then
 * a fraction), accounting parentheses and a trailing minus are understood. Not numbers: `00123`, integers of 16 digits
 * and more, `+4930123456`.
 */
export function readNumber(trimmed: string, decimal: DecimalMark, notes: NumberNotes): number {
  notes.percent = false;
  notes.currency = '';
  const match = SHAPE.exec(trimmed);
  if (!match) return NaN;
  const [, open, sign, before, innerSign, rawBody, after, trailingMinus, close] = match;
  if ((open === undefined) !== (close === undefined)) return NaN;
  const signs = [open, sign, innerSign, trailingMinus].filter((part) => part !== undefined);
  if (signs.length > 1) return NaN;
  const percent = after === '%';
  if (before !== undefined && after !== undefined) return NaN;
  const body = (rawBody as string).trim();
  const magnitude = readBody(body, decimal);
  if (Number.isNaN(magnitude)) return NaN;
  if (isIdLike(body, signs[0] === '+')) return NaN;
  notes.percent = percent;
  notes.currency = before ?? (percent ? '' : (after ?? ''));
  const negative = signs.length === 1 && signs[0] !== '+';
  const value = percent ? percentOf(magnitude) : magnitude;
  return negative ? -value : value;
}

/** Dividing by 100 leaves the nearest double to the decimal in the cell (12.3 / 100 is 0.123). */
const percentOf = (value: number): number => value / 100;

function isIdLike(body: string, plus: boolean): boolean {
  if (body.length > 1 && body.startsWith('0') && isDigit(body.charCodeAt(1))) return true;
  if (!/^\d+$/.test(body)) return false;
  return body.length >= ID_DIGITS || (plus && body.length >= PHONE_DIGITS);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function readBody(body: string, decimal: DecimalMark): number {
  if (PLAIN[decimal].test(body)) {
    const value = Number(decimal === ',' ? body.replace(',', '.') : body);
    return Number.isFinite(value) ? value : NaN;
  }
  if (GROUPED[decimal].test(body) || (decimal === '.' && INDIAN.test(body))) {
    const digits = decimal === ',' ? body.replace(/[.\s'’]/g, '').replace(',', '.') : body.replace(/[,\s'’]/g, '');
    return Number(digits);
  }
  return NaN;
}

/** What one cell says about the decimal mark: a mark that must be the decimal one, or one that may be either. */
export interface MarkEvidence {
  readonly decimal?: DecimalMark;
  readonly ambiguous?: DecimalMark;
}

const NOTHING: MarkEvidence = {};

/** Reads the marks of a cell that holds a number in some locale. */
export function markEvidence(trimmed: string): MarkEvidence {
  const lastDot = trimmed.lastIndexOf('.');
  const lastComma = trimmed.lastIndexOf(',');
  if (lastDot < 0 && lastComma < 0) return NOTHING;
  if (lastDot >= 0 && lastComma >= 0) return { decimal: lastDot > lastComma ? '.' : ',' };
  const mark: DecimalMark = lastDot >= 0 ? '.' : ',';
  const other: DecimalMark = mark === '.' ? ',' : '.';
  const last = Math.max(lastDot, lastComma);
  if (trimmed.indexOf(mark) !== last) return { decimal: other };
  const before = /\d*$/.exec(trimmed.slice(0, last))?.[0] ?? '';
  const after = /^\d*/.exec(trimmed.slice(last + 1))?.[0] ?? '';
  const exponent = /[eE]/.test(trimmed.charAt(last + 1 + after.length));
  const mayGroup = after.length === 3 && before.length >= 1 && before.length <= 3 && !before.startsWith('0');
  return mayGroup && !exponent ? { ambiguous: mark } : { decimal: mark };
}

/** The decimal mark of a set of cells. */
export interface DecimalVerdict {
  readonly decimal: DecimalMark;
  /** `1,234` and its like was all there was to go by. */
  readonly ambiguous: boolean;
  /** The cells themselves settled it. */
  readonly certain: boolean;
}

/**
 * Weighs all cells of a column. Cells that are missing or no numbers say nothing.
 * @param fallback what to take where the cells do not say
 */
export function decideDecimal(cells: Iterable<string>, fallback: DecimalMark): DecimalVerdict {
  let dots = 0;
  let commas = 0;
  let ambiguous: DecimalMark | undefined;
  for (const cell of cells) {
    const trimmed = cell.trim();
    if (isMissingMeasure(trimmed) || !SHAPE.test(trimmed)) continue;
    const evidence = markEvidence(trimmed);
    if (evidence.decimal === '.') dots++;
    else if (evidence.decimal === ',') commas++;
    ambiguous ??= evidence.ambiguous;
  }
  if (dots === 0 && commas === 0) return { decimal: fallback, ambiguous: ambiguous !== undefined, certain: false };
  return { decimal: commas > dots ? ',' : '.', ambiguous: false, certain: true };
}
