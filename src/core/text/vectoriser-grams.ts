import type { TokenSpan } from './tokens.ts';
import { SEED_1, SEED_2, step1, step2 } from './vectoriser-hash.ts';

/** Lengths of n-grams, both included. */
export interface GramRange {
  readonly min: number;
  readonly max: number;
}

/** Gets the hash of each n-gram, and its first and last + 1 token (words) or place in the walker (characters). */
export type GramVisitor = (hash1: number, hash2: number, from: number, to: number) => void;

const SPACE = 32;

/** n-grams of tokens side by side, hashed as if joined by a space. */
export function walkWords(tokens: readonly TokenSpan[], range: GramRange, visit: GramVisitor): void {
  for (let from = 0; from < tokens.length; from++) {
    let first = SEED_1;
    let second = SEED_2;
    const end = Math.min(tokens.length, from + range.max);
    for (let at = from; at < end; at++) {
      if (at > from) {
        first = step1(first, SPACE);
        second = step2(second, SPACE);
      }
      const { token } = tokens[at] as TokenSpan;
      for (let i = 0; i < token.length; i++) {
        const point = token.codePointAt(i) as number;
        if (point > 0xffff) i++;
        first = step1(first, point);
        second = step2(second, point);
      }
      if (at + 1 - from >= range.min) visit(first, second, from, at + 1);
    }
  }
}

/** As they are joined in `walkWords`. */
export function wordGram(tokens: readonly TokenSpan[], from: number, to: number): string {
  let gram = (tokens[from] as TokenSpan).token;
  for (let at = from + 1; at < to; at++) gram += ` ${(tokens[at] as TokenSpan).token}`;
  return gram;
}

const isSpace = (unit: number): boolean =>
  unit === SPACE || (unit >= 9 && unit <= 13) || unit === 0x85 || unit === 0x1680 || unit === 0x2028 || unit === 0x2029;

/**
 * n-grams of characters within whatever stands between spaces, with a space put before and behind it (scikit-learn's
 * `char_wb`): a word shorter than the shortest n-gram counts as a whole.
 */
export class CharacterWalker {
  /** Code points of the present word with its spaces, and where in the text each begins. */
  #points = new Int32Array(1 << 8);
  #starts = new Int32Array(1 << 8);

  walk(text: string, range: GramRange, visit: GramVisitor): void {
    for (let at = 0; at < text.length; at++) {
      if (isSpace(text.charCodeAt(at))) continue;
      let end = at + 1;
      while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
      this.#walkWord(this.#load(text, at, end), range, visit);
      at = end;
    }
  }

  /** The n-gram that is being visited. */
  gram(from: number, to: number): string {
    return String.fromCodePoint(...this.#points.subarray(from, to));
  }

  /** Where in the text a place of the present word begins; the space behind it begins at its end. */
  startOf(place: number): number {
    return this.#starts[place] as number;
  }

  /** @returns characters, the two spaces included */
  #load(text: string, start: number, end: number): number {
    if (end - start + 3 > this.#points.length) {
      this.#points = new Int32Array(2 * (end - start) + 3);
      this.#starts = new Int32Array(this.#points.length);
    }
    this.#points[0] = SPACE;
    this.#starts[0] = start;
    let length = 1;
    for (let i = start; i < end; i++) {
      const point = text.codePointAt(i) as number;
      this.#points[length] = point;
      this.#starts[length++] = i;
      if (point > 0xffff) i++;
    }
    this.#points[length] = SPACE;
    this.#starts[length++] = end;
    this.#starts[length] = end;
    return length;
  }

  #walkWord(length: number, range: GramRange, visit: GramVisitor): void {
    const least = Math.min(range.min, length);
    const points = this.#points;
    for (let from = 0; from + least <= length; from++) {
      let first = SEED_1;
      let second = SEED_2;
      const end = Math.min(length, from + range.max);
      for (let at = from; at < end; at++) {
        first = step1(first, points[at] as number);
        second = step2(second, points[at] as number);
        if (at + 1 - from >= least) visit(first, second, from, at + 1);
      }
    }
  }
}
