/** UTF-16 units of a text that are considered; the rest is cut off. */
export const LONGEST_TEXT = 2_000;

/** The beginning of a text, without half a surrogate pair at its end. */
export function cutText(text: string, longest = LONGEST_TEXT): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? longest - 1 : longest);
}

/** Nothing to see: soft hyphen, zero-width space, word joiner, byte order mark. */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
const APOSTROPHE = /[\u2018\u2019\u02BC\u0060\u00B4]/g;
/** Amounts, years, order and phone numbers: that there is one says more than which. */
const LONG_NUMBER = /\p{Nd}{4,}/gu;
const ASCII_LONG_NUMBER = /[0-9]{4,}/g;

/** A look at each character is quicker than an expression for all scripts. */
export const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
};

const mask = (digits: string): string => '0'.repeat(digits.length);
const maskNumbers = (text: string): string => text.replace(LONG_NUMBER, mask);

/** A final sigma depends on what follows; a text and its pieces must come out alike. */
const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(APOSTROPHE, "'").replaceAll('ς', 'σ');

/**
 * What words and n-grams are cut from: NFKC, lower case, one kind of apostrophe, invisible characters gone, and each
 * digit of a number of four digits or more a 0.
 */
export function normaliseText(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replaceAll('`', "'").replace(ASCII_LONG_NUMBER, mask);
  return maskNumbers(fold(text));
}

/** A normalised text that knows where it came from. */
export interface MappedText {
  readonly text: string;
  /** Unit i of `text` comes from the units `starts[i]` … `ends[i] − 1` of the original. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * A character with all that may melt into it under NFKC: marks, vowels and finals of Hangul syllables, half-width sound
 * marks.
 */
const PIECE = /[^][\p{M}\u1160-\u11FF\u3131-\u318E\uFF9E-\uFFDC]*/gu;

/** `normaliseText` with positions; undefined where they cannot be told (no text met so far). */
export function normaliseMapped(original: string): MappedText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const { 0: piece, index } of original.matchAll(PIECE)) {
    const folded = fold(piece);
    text += folded;
    for (let i = 0; i < folded.length; i++) {
      starts.push(index);
      ends.push(index + piece.length);
    }
  }
  text = maskNumbers(text);
  if (text !== normaliseText(original)) return undefined;
  return { text, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}
