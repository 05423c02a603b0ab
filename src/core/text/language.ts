/**
 * How a column is cut into words.
 * - `en-like`: spaces between words (Latin, Cyrillic, Greek, Arabic, Hangul, Devanagari …);
 * - `zh`: Chinese, words by Intl.Segmenter and characters;
 * - `other`: other scripts without spaces (Japanese, Thai, Lao, Khmer, Burmese), characters.
 */
export type Language = 'en-like' | 'zh' | 'other';

/** Characters of scripts that are written without spaces between words. For use inside a class of a `u` expression. */
export const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';

const LETTER = /\p{L}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const NO_SPACES = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

const MOST_TEXTS = 2_000;
/** What a text is written in shows in its beginning. */
const LONGEST = 500;
/**
 * Shares of all letters from which on a script decides. A Han character says as much as several letters, and Japanese is
 * half Han, half kana.
 */
const ENOUGH_KANA = 0.05;
const ENOUGH_HAN = 0.15;
const ENOUGH_OTHER = 0.3;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * The way of cutting that suits most of the texts, by their scripts. Give it training rows only; it looks at the first
 * 2,000 that are not empty.
 */
export function detectLanguage(texts: Iterable<string>): Language {
  let seen = 0;
  let letters = 0;
  let han = 0;
  let kana = 0;
  let others = 0;
  for (const text of texts) {
    const head = text.slice(0, LONGEST);
    if (head === '') continue;
    letters += count(head, LETTER);
    if (HAS_UNSPACED.test(head)) {
      han += count(head, HAN);
      kana += count(head, KANA);
      others += count(head, NO_SPACES);
    }
    if (++seen >= MOST_TEXTS) break;
  }
  if (letters === 0) return 'en-like';
  if (kana > ENOUGH_KANA * letters || others > ENOUGH_OTHER * letters) return 'other';
  return han > ENOUGH_HAN * letters ? 'zh' : 'en-like';
}
