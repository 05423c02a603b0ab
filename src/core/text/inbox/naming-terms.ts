import { UNSPACED, type Language } from '../language.ts';
import { cutText } from '../normalise.ts';
import { makeSequencer, makeTokeniser } from '../tokens.ts';
import { isStopTerm } from './stop-words.ts';

const LETTER = /\p{L}/u;
const NUMBER = /^\p{N}+$/u;
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');

/** Whether a term is of a script that is written without spaces. */
export const isUnspaced = (term: string): boolean => IS_UNSPACED.test(term);

/**
 * Whether a word, or words in a row, may say what a text is about: no number, no single letter (a picture may), no word
 * that only holds sentences together, at neither end.
 */
export function isTelling(term: string): boolean {
  if (isStopTerm(term)) return false;
  return term.split(' ').every((word) => {
    const [first = '', second] = word;
    return !NUMBER.test(word) && (second !== undefined || !/[\p{L}\p{N}]/u.test(first));
  });
}

/**
 * The terms by which texts may be named: words and pairs of neighbours; of scripts without spaces n-grams of characters
 * from two on and the segmenter's words. Made once for many texts. Only the beginning of a long text is read.
 */
export function makeNamingTerms(language: Language): (text: string) => string[] {
  if (language !== 'en-like') {
    const tokens = makeTokeniser(language);
    return (text) => tokens(cutText(text)).filter(isTelling);
  }
  const words = makeSequencer(language);
  return (text) => {
    const sequence = words(cutText(text));
    const terms = sequence.filter(isTelling);
    for (let i = 0; i + 1 < sequence.length; i++) {
      const [a, b] = [sequence[i] as string, sequence[i + 1] as string];
      if (a !== b && LETTER.test(a) && LETTER.test(b) && isTelling(`${a} ${b}`)) terms.push(`${a} ${b}`);
    }
    return terms;
  };
}
