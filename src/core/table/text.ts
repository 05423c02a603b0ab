import type { TextColumn } from './column.ts';

const SHORT_ASCII = 48;

/**
 * Bytes as a string; `decoder` is made once by the caller of a loop. Short ASCII runs, the common case, skip the decoder.
 */
export function decodeText(bytes: Uint8Array, start: number, end: number, decoder: TextDecoder): string {
  if (end - start > SHORT_ASCII) return decoder.decode(bytes.subarray(start, end));
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte > 127) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** A decoder that keeps a leading U+FEFF: it is a cell's character, not a byte order mark. */
export const cellDecoder = (): TextDecoder => new TextDecoder('utf-8', { ignoreBOM: true });

/** Grows a text column cell by cell. An empty cell is a missing one. */
export class TextBuilder {
  #bytes: Uint8Array = new Uint8Array(1 << 12);
  #offsets = new Float64Array(1 << 10);
  #rows = 0;
  #used = 0;
  readonly #encoder = new TextEncoder();

  get length(): number {
    return this.#rows;
  }

  pushString(cell: string): void {
    this.#reserve(cell.length * 3);
    this.#used += this.#encoder.encodeInto(cell, this.#bytes.subarray(this.#used)).written;
    this.#endCell();
  }

  pushBytes(source: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    const bytes = this.#bytes;
    let used = this.#used;
    for (let i = start; i < end; i++) bytes[used++] = source[i] as number;
    this.#used = used;
    this.#endCell();
  }

  pushMissing(): void {
    this.#endCell();
  }

  finish(name: string): TextColumn {
    return {
      kind: 'text',
      name,
      bytes: this.#bytes.slice(0, this.#used),
      offsets: this.#offsets.slice(0, this.#rows + 1),
    };
  }

  #endCell(): void {
    this.#rows++;
    if (this.#rows >= this.#offsets.length) {
      const grown = new Float64Array(this.#offsets.length * 2);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    this.#offsets[this.#rows] = this.#used;
  }

  #reserve(more: number): void {
    const needed = this.#used + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
  }
}

/** A text column from strings; null and the empty string are missing. Lone surrogates become U+FFFD. */
export function makeTextColumn(name: string, cells: readonly (string | null)[]): TextColumn {
  const builder = new TextBuilder();
  for (const cell of cells) {
    if (cell === null) builder.pushMissing();
    else builder.pushString(cell);
  }
  return builder.finish(name);
}

/** The cell, or null where it is missing. For loops over many rows use `textReader`. */
export function textAt(column: TextColumn, row: number): string | null {
  return textReader(column)(row);
}

/** `textAt` with one decoder for all rows. */
export function textReader(column: TextColumn): (row: number) => string | null {
  const decoder = cellDecoder();
  return (row) => {
    const start = column.offsets[row] as number;
    const end = column.offsets[row + 1] as number;
    return end > start ? decodeText(column.bytes, start, end, decoder) : null;
  };
}
