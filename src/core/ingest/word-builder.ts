import type { CategoryColumn, TextColumn } from '../table/column.ts';
import { cellDecoder, TextBuilder } from '../table/text.ts';
import type { CellBuilder } from './number-builder.ts';

/** Beyond so many different words, most of them met once, a dictionary is given up for plain text. */
const DICTIONARY_LIMIT = 20_000;

/**
 * Cells as they stand in the file, untrimmed: a dictionary of the different ones, or text where nearly all differ.
 * What they mean is settled when all have been seen (settle.ts). Feed one instance strings or bytes, not both.
 */
export class WordBuilder implements CellBuilder {
  readonly failed = false;
  #codes = new Int32Array(1 << 10);
  #rows = 0;
  #levels: string[] = [];
  #byText = new Map<string, number>();
  #byBytes = new ByteDictionary();
  #text: TextBuilder | undefined;

  pushString(cell: string): void {
    if (this.#text) return this.#text.pushString(cell);
    let code = this.#byText.get(cell);
    if (code === undefined) {
      code = this.#levels.length;
      const own = detached(cell);
      this.#levels.push(own);
      this.#byText.set(own, code);
      this.#append(code);
      this.#reconsider(this.#levels.length);
    } else this.#append(code);
  }

  pushBytes(source: Uint8Array, start: number, end: number): void {
    if (this.#text) return this.#text.pushBytes(source, start, end);
    const known = this.#byBytes.size;
    const code = this.#byBytes.find(source, start, end);
    this.#append(code);
    if (code === known) this.#reconsider(known + 1);
  }

  /** Empty cells are a level here, and missing in the text form. */
  finish(name: string): CategoryColumn | TextColumn {
    if (this.#text) return this.#text.finish(name);
    const levels = this.#byBytes.size > 0 ? this.#byBytes.words() : this.#levels;
    return { kind: 'category', name, codes: this.#codes.slice(0, this.#rows), levels };
  }

  #append(code: number): void {
    if (this.#rows === this.#codes.length) {
      const grown = new Int32Array(this.#rows * 2);
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[this.#rows++] = code;
  }

  #reconsider(different: number): void {
    if (different <= DICTIONARY_LIMIT || different * 2 <= this.#rows) return;
    const text = new TextBuilder();
    for (let row = 0; row < this.#rows; row++) {
      const code = this.#codes[row] as number;
      if (this.#byBytes.size > 0) this.#byBytes.copyTo(text, code);
      else text.pushString(this.#levels[code] as string);
    }
    this.#text = text;
    this.#levels = [];
    this.#byText = new Map();
    this.#byBytes = new ByteDictionary();
  }
}

/** A copy that does not keep the megabyte of text alive that it was cut from. */
const detached = (cell: string): string => (cell.length < 13 ? cell : (JSON.parse(JSON.stringify(cell)) as string));

/**
 * Open addressing over FNV-1a; keys lie one after another in one array, and become strings when all are known: a string
 * each as they come would keep the garbage collector busy for as long as the reading.
 */
class ByteDictionary {
  #slots = new Int32Array(1 << 8).fill(-1);
  #hashes = new Uint32Array(1 << 7);
  #starts = new Uint32Array((1 << 7) + 1);
  #keys = new Uint8Array(1 << 10);
  size = 0;

  /** The number of the key, counted from 0 by first appearance; new keys are added. */
  find(source: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (source[i] as number), 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const key = this.#slots[slot] as number;
      if (key < 0) {
        this.#slots[slot] = this.size;
        return this.#add(hash, source, start, end);
      }
      if (this.#hashes[key] === hash && this.#equals(key, source, start, end)) return key;
    }
  }

  copyTo(text: TextBuilder, key: number): void {
    text.pushBytes(this.#keys, this.#starts[key] as number, this.#starts[key + 1] as number);
  }

  /** The keys, which are UTF-8, in their order. Decoded at one go and cut apart. */
  words(): string[] {
    const all = cellDecoder().decode(this.#keys.subarray(0, this.#starts[this.size]));
    const words: string[] = [];
    let from = 0;
    for (let key = 0; key < this.size; key++) {
      const to = from + utf16Length(this.#keys, this.#starts[key] as number, this.#starts[key + 1] as number);
      words.push(all.slice(from, to));
      from = to;
    }
    return words;
  }

  #equals(key: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[key] as number;
    if ((this.#starts[key + 1] as number) - from !== end - start) return false;
    for (let i = start, k = from; i < end; i++, k++) if (source[i] !== this.#keys[k]) return false;
    return true;
  }

  #add(hash: number, source: Uint8Array, start: number, end: number): number {
    const key = this.size++;
    const from = this.#starts[key] as number;
    const to = from + end - start;
    if (to > this.#keys.length) this.#keys = grownBytes(this.#keys, Math.max(to, this.#keys.length * 2));
    this.#keys.set(source.subarray(start, end), from);
    if (key + 2 > this.#starts.length) this.#starts = grownWords(this.#starts);
    if (key + 1 > this.#hashes.length) this.#hashes = grownWords(this.#hashes);
    this.#starts[key + 1] = to;
    this.#hashes[key] = hash;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return key;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let key = 0; key < this.size; key++) {
      let slot = (this.#hashes[key] as number) & mask;
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      slots[slot] = key;
    }
    this.#slots = slots;
  }
}

/** UTF-16 units of UTF-8 bytes: one a character, two where it takes four bytes. */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

function grownBytes(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length);
  grown.set(bytes);
  return grown;
}

function grownWords(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(words.length * 2);
  grown.set(words);
  return grown;
}
