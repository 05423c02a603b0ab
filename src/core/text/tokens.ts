import { UNSPACED, type Language } from './language.ts';
import { isAscii, normaliseText } from './normalise.ts';

/** A token and the units of the normalised text that it was made of. */
export interface TokenSpan {
  readonly token: string;
  readonly start: number;
  readonly end: number;
}

/**
 * - `search`: what is counted and searched: words; of scripts without spaces overlapping n-grams of characters (up to two;
 *   three in `other` languages), in Chinese also the segmenter's longer words;
 * - `sequence`: each place of the text once, in order: words, and single characters of scripts without spaces.
 */
export type TokenMode = 'search' | 'sequence';

const EMOJI =
  '\\p{Regional_Indicator}{2}|\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]*' +
  '(?:\\u200D\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]*)*';
const LETTERS = '[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*';
const TOKEN = new RegExp(`${LETTERS}(?:'${LETTERS})*|${EMOJI}`, 'gu');
const ASCII_TOKEN = /[a-z0-9]+(?:'[a-z0-9]+)*/g;
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const RUN = new RegExp(`[${UNSPACED}\\p{M}]+|[^${UNSPACED}]+`, 'gu');
/** How a picture is toned says nothing: 👍🏽 counts as 👍. */
const TONE = /\uFE0F|\p{Emoji_Modifier}/gu;
const STARTS_WITH_LETTER = /^[\p{L}\p{N}]/u;
const CLUSTER = /[^]\p{M}*/gu;
/** Up to this many letters before an apostrophe stand for a word of their own: l'eau, qu'il, i'm. */
const LONGEST_ELISION = 2;
/** Shorter words of the segmenter are n-grams of characters already. */
const SHORTEST_SEGMENT = 3;

/** don't → dont, l'eau → l, eau. */
function pushWord(word: string, start: number, into: TokenSpan[]): void {
  if (!word.includes("'")) {
    into.push({ token: word, start, end: start + word.length });
    return;
  }
  let at = start;
  let token = '';
  let from = start;
  for (const part of word.split("'")) {
    if (token !== '' && token.length <= LONGEST_ELISION) {
      into.push({ token, start: from, end: at - 1 });
      token = '';
      from = at;
    }
    token += part;
    at += part.length + 1;
  }
  into.push({ token, start: from, end: at - 1 });
}

/** A word, or a picture without its tone. */
function pushSpaced(found: string, start: number, into: TokenSpan[]): void {
  if (STARTS_WITH_LETTER.test(found)) pushWord(found, start, into);
  else into.push({ token: found.replace(TONE, ''), start, end: start + found.length });
}

/** n-grams of the characters of a run, marks counted with what they stand on; in the order of their beginnings. */
function pushCharacters(run: string, start: number, longest: number, into: TokenSpan[]): void {
  const bounds = Array.from(run.matchAll(CLUSTER), ({ index }) => index);
  bounds.push(run.length);
  for (let i = 0; i + 1 < bounds.length; i++) {
    for (let n = 1; n <= longest && i + n < bounds.length; n++) {
      const [from, to] = [bounds[i] as number, bounds[i + n] as number];
      into.push({ token: run.slice(from, to), start: start + from, end: start + to });
    }
  }
}

/** Cuts normalised texts; made once for many of them. */
export function makeSpanner(language: Language, mode: TokenMode): (normalised: string) => TokenSpan[] {
  const longest = mode === 'sequence' ? 1 : language === 'other' ? 3 : 2;
  const segmenter =
    language === 'zh' && mode === 'search' ? new Intl.Segmenter('zh', { granularity: 'word' }) : undefined;
  const pushUnspaced = (run: string, start: number, into: TokenSpan[]): void => {
    pushCharacters(run, start, longest, into);
    if (!segmenter || run.length < SHORTEST_SEGMENT) return;
    for (const { segment, index } of segmenter.segment(run)) {
      if (segment.length < SHORTEST_SEGMENT) continue;
      into.push({ token: segment, start: start + index, end: start + index + segment.length });
    }
  };
  return (normalised) => {
    const spans: TokenSpan[] = [];
    const ascii = isAscii(normalised);
    for (const { 0: found, index } of normalised.matchAll(ascii ? ASCII_TOKEN : TOKEN)) {
      if (ascii) pushWord(found, index, spans);
      else if (!HAS_UNSPACED.test(found)) pushSpaced(found, index, spans);
      else {
        for (const { 0: run, index: at } of found.matchAll(RUN)) {
          if (HAS_UNSPACED.test(run)) pushUnspaced(run, index + at, spans);
          else pushSpaced(run, index + at, spans);
        }
      }
    }
    return spans;
  };
}

const makeCutter = (language: Language, mode: TokenMode): ((text: string) => string[]) => {
  const spans = makeSpanner(language, mode);
  return (text) => spans(normaliseText(text)).map(({ token }) => token);
};

/**
 * Tokens for counting, searching and naming, from a text as it was written. Made once for many texts. A segmenter's
 * words differ a little from browser to browser; the n-grams of characters do not.
 */
export const makeTokeniser = (language: Language): ((text: string) => string[]) => makeCutter(language, 'search');

/** Tokens in order, each place once, for networks. */
export const makeSequencer = (language: Language): ((text: string) => string[]) => makeCutter(language, 'sequence');
