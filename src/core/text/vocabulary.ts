import { CodedError } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { TrainRows } from '../prepare/rows.ts';
import type { Language } from './language.ts';
import { LONGEST_TEXT, cutText } from './normalise.ts';
import { makeSequencer } from './tokens.ts';

/** A word that is not known. 0 is no word: it fills up short texts. */
export const UNKNOWN_ID = 1;
const FIRST_WORD = 2;

export interface VocabularyParams {
  readonly language: Language;
  /** Training rows in which a word must occur; rarer ones are unknown. */
  readonly minimumCount: number;
  readonly mostWords: number;
  /** Share of the training rows that is not cut, and the most tokens of a row. */
  readonly coverage: number;
  readonly longest: number;
}

/** What networks know of words: plain data. Word i has the id i + 2. */
export interface VocabularyState {
  readonly version: 1;
  readonly language: Language;
  readonly words: readonly string[];
  /** Tokens of a text that count; the rest is cut off. */
  readonly longest: number;
  /** Training rows longer than that. */
  readonly cut: number;
  /** Share of the training rows' tokens that are unknown words. */
  readonly unknown: number;
}

/** Texts as ids: row i is `ids[offsets[i]]` … `ids[offsets[i + 1] − 1]`; a text without words is one unknown word. */
export interface EncodedTexts {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

const ENOUGH_ROWS = 300;
const MOST_WORDS = 20_000;
const LONGEST = 256;

/** Settings that do well unseen. @param rows training rows */
export const defaultVocabulary = (language: Language, rows: number): VocabularyParams => ({
  language,
  minimumCount: rows < ENOUGH_ROWS ? 1 : 2,
  mostWords: MOST_WORDS,
  coverage: 0.99,
  longest: LONGEST,
});

const ROWS_AT_A_TIME = 16;
/** Different tokens held at a time: those met in one row alone go first. */
const MOST_COUNTED = 1_000_000;

/**
 * Learns the words of the training rows, the most frequent first, and how long texts are.
 * @throws text.no-words where no text holds a word; CancelledError
 */
export async function fitVocabulary(
  texts: (row: number) => string,
  rows: TrainRows,
  params: VocabularyParams,
  pacer: Pacer,
): Promise<VocabularyState> {
  const sequence = makeSequencer(params.language);
  const lengths = new Int32Array(rows.length);
  const inRows = new Map<string, number>();
  const times = new Map<string, number>();
  let tokens = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    const words = sequence(cutText(texts(rows[i] as number), LONGEST_TEXT));
    lengths[i] = words.length;
    tokens += words.length;
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
    for (const word of new Set(words)) inRows.set(word, (inRows.get(word) ?? 0) + 1);
    if (inRows.size > MOST_COUNTED) dropRare(inRows, times);
  }
  const words = frequent(inRows, params);
  if (words.length === 0) throw new CodedError('text.no-words', { rows: rows.length });
  const longest = longestOf(lengths, params);
  const known = words.reduce((sum, word) => sum + (times.get(word) ?? 0), 0);
  return {
    version: 1,
    language: params.language,
    words,
    longest,
    cut: lengths.filter((length) => length > longest).length,
    unknown: 1 - known / tokens,
  };
}

/** Ids of any rows, in the order given. @throws CancelledError */
export async function encodeTexts(
  state: VocabularyState,
  texts: (row: number) => string,
  rows: Int32Array,
  pacer: Pacer,
): Promise<EncodedTexts> {
  const encode = openVocabulary(state);
  const offsets = new Int32Array(rows.length + 1);
  let ids = new Int32Array(Math.max(64, 16 * rows.length));
  let end = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    const row = encode(texts(rows[i] as number));
    if (end + row.length > ids.length) {
      const grown = new Int32Array(Math.max(2 * ids.length, end + row.length));
      grown.set(ids);
      ids = grown;
    }
    ids.set(row, end);
    end += row.length;
    offsets[i + 1] = end;
  }
  return { ids: ids.slice(0, end), offsets };
}

/** The encoder of single texts, made once for many of them. */
export function openVocabulary(state: VocabularyState): (text: string) => number[] {
  const ids = new Map(state.words.map((word, i) => [word, i + FIRST_WORD]));
  const sequence = makeSequencer(state.language);
  return (text) => {
    const words = sequence(cutText(text, LONGEST_TEXT)).slice(0, state.longest);
    return words.length === 0 ? [UNKNOWN_ID] : words.map((word) => ids.get(word) ?? UNKNOWN_ID);
  };
}

/** Ids that a network must have a place for, those of padding and unknown words included. */
export const vocabularySize = (state: VocabularyState): number => state.words.length + FIRST_WORD;

function dropRare(inRows: Map<string, number>, times: Map<string, number>): void {
  for (const [word, count] of inRows) {
    if (count > 1) continue;
    inRows.delete(word);
    times.delete(word);
  }
}

function frequent(inRows: ReadonlyMap<string, number>, params: VocabularyParams): string[] {
  return [...inRows]
    .filter(([, count]) => count >= params.minimumCount)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, params.mostWords)
    .map(([word]) => word);
}

/** As many tokens as the given share of the rows has at most. */
function longestOf(lengths: Int32Array, { coverage, longest }: VocabularyParams): number {
  const sorted = lengths.toSorted();
  const at = Math.min(sorted.length - 1, Math.ceil(coverage * sorted.length) - 1);
  return Math.max(1, Math.min(longest, sorted[Math.max(0, at)] as number));
}
