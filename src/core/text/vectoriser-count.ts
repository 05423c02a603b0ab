import { HashIndex } from './vectoriser-hash.ts';

/** An n-gram and the rows that it occurs in. */
export interface GramCount {
  readonly gram: string;
  readonly rows: number;
}

/** More at a time are not held: the rarest so far go (lossy counting), which a column of short texts never sees. */
const MOST_GRAMS = 1_500_000;

/** Counts in how many rows each n-gram occurs. */
export class GramCounter {
  readonly #index = new HashIndex();
  readonly #most: number;
  #grams: string[] = [];
  #rows = new Int32Array(1 << 12);
  /** The row that it was last met in. */
  #last = new Int32Array(1 << 12);
  #row = 0;
  #dropped = 0;

  constructor(most = MOST_GRAMS) {
    this.#most = most;
  }

  startRow(): void {
    this.#row++;
    if (this.#grams.length > this.#most) this.#drop();
  }

  /** Whether it is a new one: `name` it then, before the next comes. */
  add(hash1: number, hash2: number): boolean {
    const number = this.#index.add(hash1, hash2);
    if (number === this.#grams.length) {
      this.#reserve(number);
      this.#rows[number] = 1;
      this.#last[number] = this.#row;
      return true;
    }
    if (this.#last[number] === this.#row) return false;
    this.#last[number] = this.#row;
    this.#rows[number] = (this.#rows[number] as number) + 1;
    return false;
  }

  name(gram: string): void {
    this.#grams.push(gram);
  }

  counts(): GramCount[] {
    return this.#grams.map((gram, i) => ({ gram, rows: this.#rows[i] as number }));
  }

  #reserve(number: number): void {
    if (number < this.#rows.length) return;
    const [rows, last] = [new Int32Array(2 * number), new Int32Array(2 * number)];
    rows.set(this.#rows);
    last.set(this.#last);
    this.#rows = rows;
    this.#last = last;
  }

  /** Those met in fewest rows, until half are left. */
  #drop(): void {
    let kept: number[] = [];
    do {
      this.#dropped++;
      kept = [];
      for (let i = 0; i < this.#grams.length; i++) if ((this.#rows[i] as number) > this.#dropped) kept.push(i);
    } while (kept.length > this.#most / 2);
    this.#index.keep(kept);
    this.#grams = kept.map((i) => this.#grams[i] as string);
    kept.forEach((from, to) => {
      this.#rows[to] = this.#rows[from] as number;
      this.#last[to] = this.#last[from] as number;
    });
  }
}
