import type { Matched } from './bm25.ts';
import { isUnspaced } from './naming-terms.ts';
import { isStopTerm } from './stop-words.ts';

/** A word that weighs less than this part of the weightiest one is common: it did not decide. */
const TELLING = 0.5;

/**
 * The words that a document was found for, out of all that it shares with the question: those that weigh at least half as
 * much as the weightiest, which is the rarest, in whatever language. Words that only hold sentences together are left out
 * where they are known, and parts of longer words that are told anyway. Where nothing else matched, the weightiest.
 * @param matched the weightiest first
 */
export function tellingTerms(matched: readonly Matched[], most: number): string[] {
  const content = matched.filter(({ term }) => !isStopTerm(term));
  const [first] = content.length > 0 ? content : matched;
  if (!first) return [];
  const telling = content.length > 0 ? content.filter(({ weight }) => weight >= TELLING * first.weight) : [first];
  const isPart = (term: string): boolean =>
    isUnspaced(term) && telling.some((other) => other.term !== term && other.term.includes(term));
  return telling
    .map(({ term }) => term)
    .filter((term) => !isPart(term))
    .slice(0, most);
}
