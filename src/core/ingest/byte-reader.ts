import type { Pacer } from '../learn/pacer.ts';
import { pieces } from './byte-source.ts';
import type { ReadPlan } from './plan.ts';
import { newTally, type Builder, type Builders, type Tally } from './reader.ts';
import type { ReadProgress } from './types.ts';
import { isUtf8 } from './utf8.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const LONGEST_RECORD = 1 << 20;

/** Whether a file may be read byte by byte at all. */
export const isRegular = (plan: ReadPlan): boolean =>
  plan.encoding === 'utf-8' &&
  !plan.lossy &&
  plan.newline !== 'cr' &&
  plan.separatorLine === 0 &&
  plan.preamble === 0 &&
  plan.names.length > 1;

/**
 * Reads a regular UTF-8 file from bytes straight into the builders, without a string a cell. Regular means: every record
 * has the same number of cells, quotes are closed and followed by a delimiter or a line end, no blank lines or rows.
 * @returns undefined at the first irregularity: everything is then read again through PapaParse
 */
export async function* readBytes(
  plan: ReadPlan,
  builders: Builders,
  pacer: Pacer,
): AsyncGenerator<ReadProgress, Tally | undefined> {
  const tokenizer = new Tokenizer(plan, builders);
  let carry = new Uint8Array(0);
  let start = plan.byteOrderMark ? 3 : 0;
  for await (const piece of pieces(plan.source, plan.compressed)) {
    const buffer = carry.length === 0 ? piece.bytes : joined(carry, piece.bytes);
    const used = tokenizer.read(buffer, start, false);
    if (used < 0 || buffer.length - used > LONGEST_RECORD) return undefined;
    // Whole records: no character lies across their ends.
    if (!isUtf8(buffer, start, used)) return undefined;
    carry = buffer.slice(used);
    start = 0;
    await pacer.pause();
    yield { bytes: piece.position, totalBytes: plan.source.byteLength, rows: tokenizer.rows };
  }
  if (tokenizer.read(carry, start, true) < 0 || !isUtf8(carry, start, carry.length)) return undefined;
  return { ...newTally(), rowsKept: tokenizer.rows };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const IRREGULAR = -1;

class Tokenizer {
  rows = 0;
  readonly #builders: Builders;
  readonly #width: number;
  readonly #delimiter: number;
  #header: boolean;
  /** Where the cells of one record begin and end: in the buffer, or for unescaped ones in `#scratch`. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #escaped: Uint8Array;
  #scratch = new Uint8Array(1 << 12);
  #scratchUsed = 0;

  constructor(plan: ReadPlan, builders: Builders) {
    this.#builders = builders;
    this.#width = plan.names.length;
    this.#delimiter = plan.delimiter.charCodeAt(0);
    this.#header = plan.header;
    this.#starts = new Int32Array(this.#width);
    this.#ends = new Int32Array(this.#width);
    this.#escaped = new Uint8Array(this.#width);
  }

  /**
   * Takes the whole records of a buffer that begins at a record.
   * @returns where the first unfinished record begins, or IRREGULAR
   */
  read(buffer: Uint8Array, from: number, last: boolean): number {
    const length = buffer.length;
    let at = from;
    while (at < length) {
      const next = this.#record(buffer, at, last);
      if (next === IRREGULAR) return IRREGULAR;
      if (next === 0) return at;
      at = next;
    }
    return at;
  }

  /** @returns where the next record begins; 0 when this one is unfinished; IRREGULAR */
  #record(buffer: Uint8Array, recordStart: number, last: boolean): number {
    const length = buffer.length;
    const delimiter = this.#delimiter;
    const width = this.#width;
    const starts = this.#starts;
    const ends = this.#ends;
    let at = recordStart;
    let quoted = false;
    this.#scratchUsed = 0;
    for (let c = 0; c < width; c++) {
      let byte = at < length ? (buffer[at] as number) : LF;
      quoted = byte === QUOTE;
      if (quoted) {
        at = this.#quoted(buffer, at, c, last);
        if (at <= 0) return at;
        byte = at < length ? (buffer[at] as number) : LF;
      } else {
        const start = at;
        while (byte !== delimiter && byte !== LF) {
          at++;
          byte = at < length ? (buffer[at] as number) : LF;
        }
        starts[c] = start;
        ends[c] = at;
        this.#escaped[c] = 0;
      }
      // Behind the end of the buffer nothing is known unless it is the end of the file.
      if (at >= length && !last) return 0;
      if ((byte === LF) !== (c === width - 1)) return IRREGULAR;
      at++;
    }
    if (!this.#withoutReturn(buffer, quoted)) return IRREGULAR;
    if (this.#header) {
      this.#header = false;
      return at;
    }
    if (this.#mayBeBlank(buffer)) return IRREGULAR;
    this.#push(buffer);
    return at;
  }

  /** Takes the return of a CRLF off the last cell; in a quoted cell it would be content: not regular. */
  #withoutReturn(buffer: Uint8Array, quoted: boolean): boolean {
    const c = this.#width - 1;
    const end = this.#ends[c] as number;
    if (end === (this.#starts[c] as number)) return true;
    const source = this.#escaped[c] === 1 ? this.#scratch : buffer;
    if (source[end - 1] !== CR) return true;
    if (quoted) return false;
    this.#ends[c] = end - 1;
    return true;
  }

  /** A quoted cell. @returns the position of the delimiter or line feed behind it; 0 when unfinished; IRREGULAR */
  #quoted(buffer: Uint8Array, open: number, c: number, last: boolean): number {
    const length = buffer.length;
    let close = buffer.indexOf(QUOTE, open + 1);
    let doubled = false;
    while (close >= 0 && close + 1 < length && buffer[close + 1] === QUOTE) {
      doubled = true;
      close = buffer.indexOf(QUOTE, close + 2);
    }
    if (close < 0) return last ? IRREGULAR : 0;
    let behind = close + 1;
    if (behind >= length && !last) return 0;
    if (behind < length && buffer[behind] === CR) {
      behind++;
      if (behind >= length) return last ? IRREGULAR : 0;
      if (buffer[behind] !== LF) return IRREGULAR;
    }
    if (behind < length && buffer[behind] !== LF && buffer[behind] !== this.#delimiter) return IRREGULAR;
    if (doubled) this.#unescape(buffer, open + 1, close, c);
    else {
      this.#starts[c] = open + 1;
      this.#ends[c] = close;
      this.#escaped[c] = 0;
    }
    return behind;
  }

  #unescape(buffer: Uint8Array, start: number, end: number, c: number): void {
    const needed = this.#scratchUsed + end - start;
    if (needed > this.#scratch.length) {
      const grown = new Uint8Array(needed * 2);
      grown.set(this.#scratch.subarray(0, this.#scratchUsed));
      this.#scratch = grown;
    }
    this.#starts[c] = this.#scratchUsed;
    for (let i = start; i < end; i++) {
      const byte = buffer[i] as number;
      this.#scratch[this.#scratchUsed++] = byte;
      if (byte === QUOTE) i++;
    }
    this.#ends[c] = this.#scratchUsed;
    this.#escaped[c] = 1;
  }

  /** Whether every cell begins with nothing or with a blank: rare enough to leave to the other reader. */
  #mayBeBlank(buffer: Uint8Array): boolean {
    for (let c = 0; c < this.#width; c++) {
      const start = this.#starts[c] as number;
      if (this.#escaped[c] === 1) return false;
      if (start < (this.#ends[c] as number)) {
        const byte = buffer[start] as number;
        if (byte > SPACE && byte < 128) return false;
        // U+0020 and below, and every lead byte of a wider blank (U+00A0, U+2000…, U+3000, U+FEFF).
        if (byte >= 128 && byte !== 0xc2 && byte !== 0xe1 && byte !== 0xe2 && byte !== 0xe3 && byte !== 0xef)
          return false;
      }
    }
    return true;
  }

  #push(buffer: Uint8Array): void {
    this.rows++;
    const builders = this.#builders;
    for (let c = 0; c < builders.length; c++) {
      const builder = builders[c] as Builder | undefined;
      if (builder === undefined) continue;
      const source = this.#escaped[c] === 1 ? this.#scratch : buffer;
      builder.pushBytes(source, this.#starts[c] as number, this.#ends[c] as number);
    }
  }
}
