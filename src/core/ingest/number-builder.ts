import type { NumberColumn } from '../table/column.ts';
import { cellDecoder, decodeText } from '../table/text.ts';
import { isMissingMeasure } from './missing.ts';
import { markEvidence, readNumber, type NumberNotes } from './numbers.ts';
import type { DecimalMark } from './types.ts';

/** Takes the cells of one column in order, as text or as UTF-8 bytes; both ways give the same column. */
export interface CellBuilder {
  pushString(cell: string): void;
  pushBytes(source: Uint8Array, start: number, end: number): void;
  /** True once a cell did not fit: the column must be read again as words, nothing of it may be used. */
  readonly failed: boolean;
}

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Up to 15 digits divided by an exact power of ten round as the whole decimal does. */
const EXACT_DIGITS = 15;
const MINUS = 45;
const ZERO = 48;

export class NumberBuilder implements CellBuilder {
  failed = false;
  #values = new Float64Array(1 << 10);
  #rows = 0;
  #percents = 0;
  readonly #currencies = new Set<string>();
  #ambiguous = false;
  #certain = false;
  readonly #decimal: DecimalMark;
  readonly #mark: number;
  readonly #notes: NumberNotes = { percent: false, currency: '' };
  readonly #decoder = cellDecoder();

  constructor(decimal: DecimalMark) {
    this.#decimal = decimal;
    this.#mark = decimal.charCodeAt(0);
  }

  pushString(cell: string): void {
    if (this.failed) return;
    const length = cell.length;
    if (length > EXACT_DIGITS + 2) return this.#pushSlowly(cell);
    let i = 0;
    const negative = cell.charCodeAt(0) === MINUS;
    if (negative) i = 1;
    let value = 0;
    let digits = 0;
    let mark = -1;
    for (; i < length; i++) {
      const digit = cell.charCodeAt(i) - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
      } else if (digit === this.#mark - ZERO && mark < 0) mark = i;
      else return this.#pushSlowly(cell);
    }
    const first = cell.charCodeAt(negative ? 1 : 0);
    const second = cell.charCodeAt(negative ? 2 : 1);
    if (!this.#pushPlain(value, digits, mark < 0 ? -1 : length - 1 - mark, negative, first, second)) {
      this.#pushSlowly(cell);
    }
  }

  pushBytes(source: Uint8Array, start: number, end: number): void {
    if (this.failed) return;
    if (end - start > EXACT_DIGITS + 2) return this.#pushSlowly(decodeText(source, start, end, this.#decoder));
    let i = start;
    const negative = source[i] === MINUS && end > start;
    if (negative) i++;
    const from = i;
    const markByte = this.#mark - ZERO;
    let value = 0;
    let digits = 0;
    let mark = -1;
    for (; i < end; i++) {
      const digit = (source[i] as number) - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
      } else if (digit === markByte && mark < 0) mark = i;
      else return this.#pushSlowly(decodeText(source, start, end, this.#decoder));
    }
    const second = from + 1 < end ? (source[from + 1] as number) : 0;
    if (!this.#pushPlain(value, digits, mark < 0 ? -1 : end - 1 - mark, negative, source[from] as number, second)) {
      this.#pushSlowly(decodeText(source, start, end, this.#decoder));
    }
  }

  /** @returns undefined where the cells contradict each other (percentages among plain numbers, two currencies) */
  finish(name: string): { column: NumberColumn; ambiguous: boolean } | undefined {
    const values = this.#values.slice(0, this.#rows);
    if (this.failed || this.#currencies.size > 1) return undefined;
    const base = { kind: 'number', name, values } as const;
    const ambiguous = this.#ambiguous && !this.#certain;
    if (this.#percents > 0) {
      const others = values.reduce((count, value) => count + (value !== 0 && !Number.isNaN(value) ? 1 : 0), 0);
      if (others > this.#percents) return undefined;
      return { column: { ...base, format: 'percent' }, ambiguous };
    }
    const [currency] = this.#currencies;
    return { column: currency === undefined ? base : { ...base, format: 'currency', currency }, ambiguous };
  }

  /** @returns false where the cell needs a closer look: nothing there, too many digits, a leading zero */
  #pushPlain(
    value: number,
    digits: number,
    decimals: number,
    negative: boolean,
    first: number,
    second: number,
  ): boolean {
    if (digits === 0) return false;
    if (digits > EXACT_DIGITS) return false;
    if (first === ZERO && second >= ZERO && second <= ZERO + 9) return false;
    let result = value;
    if (decimals > 0) result = value / (POWERS[decimals] as number);
    if (decimals >= 0 && decimals !== 3) this.#certain = true;
    this.#append(negative ? -result : result);
    return true;
  }

  #pushSlowly(cell: string): void {
    const trimmed = cell.trim();
    if (isMissingMeasure(trimmed)) return this.#append(NaN);
    const value = readNumber(trimmed, this.#decimal, this.#notes);
    if (Number.isNaN(value)) {
      this.failed = true;
      return;
    }
    // Zeros may stand among percentages without their sign, so they are no evidence either way.
    if (this.#notes.percent && value !== 0) this.#percents++;
    if (this.#notes.currency !== '') this.#currencies.add(this.#notes.currency);
    const evidence = markEvidence(trimmed);
    if (evidence.decimal) this.#certain = true;
    else if (evidence.ambiguous && evidence.ambiguous !== this.#decimal) this.#ambiguous = true;
    this.#append(value);
  }

  #append(value: number): void {
    if (this.#rows === this.#values.length) {
      const grown = new Float64Array(this.#rows * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#rows++] = value;
  }
}
