import type { DateColumn } from '../table/column.ts';
import { cellDecoder, decodeText } from '../table/text.ts';
import { dayToMs, readDate, type DateNotes } from './dates.ts';
import { isMissingMeasure } from './missing.ts';
import type { CellBuilder } from './number-builder.ts';
import type { DateOrder } from './types.ts';

const ZERO = 48;
const DASH = 45;
const COLON = 58;
const SPACE = 32;
const T = 84;

/** Points in time. ISO cells (`2024-01-31`, with or without `T10:20:30`) as bytes never become strings. */
export class DateBuilder implements CellBuilder {
  failed = false;
  #values = new Float64Array(1 << 10);
  #rows = 0;
  #hasTime = false;
  #unproven = false;
  #proven = false;
  readonly #order: DateOrder;
  readonly #notes: DateNotes = { hasTime: false, proof: undefined };
  readonly #decoder = cellDecoder();

  constructor(order: DateOrder) {
    this.#order = order;
  }

  pushString(cell: string): void {
    if (this.failed) return;
    const trimmed = cell.trim();
    if (isMissingMeasure(trimmed)) return this.#append(NaN);
    const value = readDate(trimmed, this.#order, this.#notes);
    if (Number.isNaN(value)) {
      this.failed = true;
      return;
    }
    this.#hasTime ||= this.#notes.hasTime;
    if (this.#notes.proof === undefined) this.#unproven = true;
    else if (this.#notes.proof !== 'none-needed') this.#proven = true;
    this.#append(value);
  }

  pushBytes(source: Uint8Array, start: number, end: number): void {
    if (this.failed) return;
    const length = end - start;
    if (length === 10 || length === 19) {
      const value = isoBytes(source, start, length);
      if (!Number.isNaN(value)) {
        if (length === 19) this.#hasTime = true;
        return this.#append(value);
      }
    }
    this.pushString(decodeText(source, start, end, this.#decoder));
  }

  finish(name: string): { column: DateColumn; ambiguous: boolean } | undefined {
    if (this.failed) return undefined;
    const values = this.#values.slice(0, this.#rows);
    return {
      column: { kind: 'date', name, values, hasTime: this.#hasTime },
      ambiguous: this.#unproven && !this.#proven,
    };
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

/** NaN for anything but the two plain ISO shapes, which then get the full reading. */
function isoBytes(bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return NaN;
  const year = pair(bytes, at) * 100 + pair(bytes, at + 2);
  const day = dayToMs(year, pair(bytes, at + 5), pair(bytes, at + 8));
  if (length === 10) return day;
  const between = bytes[at + 10];
  if ((between !== SPACE && between !== T) || bytes[at + 13] !== COLON || bytes[at + 16] !== COLON) return NaN;
  const hour = pair(bytes, at + 11);
  const minute = pair(bytes, at + 14);
  const second = pair(bytes, at + 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN;
  return day + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Two digits, or NaN. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
