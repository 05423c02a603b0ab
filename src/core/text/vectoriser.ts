import { CodedError } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { TrainRows } from '../prepare/rows.ts';
import { detectLanguage, type Language } from './language.ts';
import { LONGEST_TEXT, cutText, normaliseText } from './normalise.ts';
import type { SparseRows } from './sparse.ts';
import { makeSpanner } from './tokens.ts';
import { GramCounter, type GramCount } from './vectoriser-count.ts';
import { CharacterWalker, walkWords, wordGram, type GramRange } from './vectoriser-grams.ts';
import { openVectoriser } from './vectoriser-open.ts';
import { SparseBuilder } from './vectoriser-rows.ts';

export interface VectoriserParams {
  /** Found from the training rows where it is not given. */
  readonly language?: Language;
  /** n-grams of words. */
  readonly words: GramRange;
  /** n-grams of characters within words; null: none. */
  readonly characters: GramRange | null;
  /** Training rows in which an n-gram must occur. */
  readonly minimumCount: number;
  /** Share of the training rows in which it may occur at most. */
  readonly maximumShare: number;
  /** The most of words, and the most of characters; those in most rows stay. */
  readonly maximumFeatures: number;
}

/** n-grams in order, and in how many of the training rows looked at each occurs. */
export interface GramBlock {
  readonly grams: readonly string[];
  readonly counts: Int32Array;
}

/** What was learned of the training rows: plain data. Columns: words in order, then characters. */
export interface VectoriserState {
  readonly version: 1;
  readonly language: Language;
  readonly wordRange: GramRange;
  readonly characterRange: GramRange | null;
  readonly words: GramBlock;
  readonly characters: GramBlock | null;
  /** Training rows that were counted. */
  readonly rows: number;
  /** UTF-16 units of a text that are considered, for words and for n-grams of characters. */
  readonly longest: number;
  readonly longestForCharacters: number;
  /** Values a row has at most; the weightiest stay. */
  readonly mostPerRow: number;
  /** Training rows, of those counted, that are longer than `longest`. */
  readonly cut: number;
}

/** Fewer rows than this are too few to ask that an n-gram occurs twice. */
const ENOUGH_ROWS = 300;
/** Weights (features × classes) that a linear model on top may have. */
const MOST_WEIGHTS = 12_000_000;

/**
 * Settings that do well unseen: single words and pairs, n-grams of two to five characters; in scripts without spaces the
 * tokens are n-grams already.
 * @param rows training rows
 * @param classes what is to be told apart; many classes get fewer features each, so that a model stays small
 */
export function defaultVectoriser(language: Language, rows: number, classes = 2): VectoriserParams {
  const spaced = language === 'en-like';
  return {
    language,
    words: { min: 1, max: spaced ? 2 : 1 },
    characters: spaced ? { min: 2, max: 5 } : { min: 2, max: 4 },
    minimumCount: rows < ENOUGH_ROWS ? 1 : 2,
    maximumShare: 0.9,
    maximumFeatures: Math.max(1_000, Math.min(50_000, Math.floor(MOST_WEIGHTS / (2 * Math.max(2, classes))))),
  };
}

/** Characters that are read to count n-grams: more rows than hold as many are thinned evenly. */
const COUNTED_CHARACTERS = 20_000_000;
/** Characters of all training rows that n-grams of characters are made of; beyond, each text gives its beginning. */
const GRAM_CHARACTERS = 60_000_000;
const SHORTEST_CUT = 200;
/** Values of all training rows together: 256 MB. */
const MOST_VALUES = 32_000_000;
const LEAST_PER_ROW = 64;
const ROWS_AT_A_TIME = 16;

/**
 * Learns n-grams and their inverse document frequencies (TF-IDF as scikit-learn's TfidfVectorizer with `sublinear_tf`,
 * each block of its own).
 * @throws text.no-words where no text holds a word; CancelledError
 */
export async function fitVectoriser(
  texts: (row: number) => string,
  rows: TrainRows,
  params: VectoriserParams,
  pacer: Pacer,
): Promise<VectoriserState> {
  const language = params.language ?? detectLanguage(sampled(texts, rows));
  const counted = thinned(texts, rows);
  const longestForCharacters = clamp(Math.floor(GRAM_CHARACTERS / rows.length), SHORTEST_CUT, LONGEST_TEXT);
  const words = new GramCounter();
  const characters = new GramCounter();
  const spanner = makeSpanner(language, 'search');
  const walker = new CharacterWalker();
  const range = params.characters;
  let cut = 0;
  for (let i = 0; i < counted.length; i++) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    const text = texts(counted[i] as number);
    if (text.length > LONGEST_TEXT) cut++;
    const normalised = normaliseText(cutText(text));
    words.startRow();
    const spans = spanner(normalised);
    walkWords(spans, params.words, (hash1, hash2, from, to) => {
      if (words.add(hash1, hash2)) words.name(wordGram(spans, from, to));
    });
    if (!range) continue;
    characters.startRow();
    walker.walk(cutText(normalised, longestForCharacters), range, (hash1, hash2, from, to) => {
      if (characters.add(hash1, hash2)) characters.name(walker.gram(from, to));
    });
  }
  const state: VectoriserState = {
    version: 1,
    language,
    wordRange: params.words,
    characterRange: range,
    words: selected(words.counts(), params, counted.length),
    characters: range ? selected(characters.counts(), params, counted.length) : null,
    rows: counted.length,
    longest: LONGEST_TEXT,
    longestForCharacters,
    mostPerRow: clamp(Math.floor(MOST_VALUES / rows.length), LEAST_PER_ROW, MOST_VALUES),
    cut,
  };
  if (columnsOf(state) === 0) throw new CodedError('text.no-words', { rows: rows.length });
  return state;
}

/**
 * Texts as rows of TF-IDF values, each block of length 1 (or 0 where a text has nothing known). A row depends on its own
 * text alone.
 * @param rows any rows, in the order wanted
 * @throws CancelledError
 */
export async function vectorise(
  state: VectoriserState,
  texts: (row: number) => string,
  rows: Int32Array,
  pacer: Pacer,
): Promise<SparseRows> {
  const vectoriser = openVectoriser(state);
  const builder = new SparseBuilder(rows.length, vectoriser.columns);
  for (let i = 0; i < rows.length; i++) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    const { columns, values } = vectoriser.features(texts(rows[i] as number));
    builder.push(columns, values);
  }
  return builder.finish();
}

/** Columns of what `vectorise` gives. */
export const columnsOf = (state: VectoriserState): number =>
  state.words.grams.length + (state.characters?.grams.length ?? 0);

/** The n-gram of a column; that of characters has its spaces. */
export function gramOf(state: VectoriserState, column: number): { readonly gram: string; readonly word: boolean } {
  const words = state.words.grams.length;
  const word = column < words;
  return { gram: (word ? state.words.grams[column] : state.characters?.grams[column - words]) ?? '', word };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const SAMPLED = 2_000;

function* sampled(texts: (row: number) => string, rows: Int32Array): Generator<string> {
  const step = Math.max(1, rows.length / SAMPLED);
  for (let at = 0; at < rows.length; at += step) yield texts(rows[Math.floor(at)] as number);
}

/** All of them, or evenly so many as hold the characters that are counted, by the mean length of a sample. */
function thinned(texts: (row: number) => string, rows: Int32Array): Int32Array {
  let length = 0;
  let seen = 0;
  for (const text of sampled(texts, rows)) {
    length += Math.min(text.length, LONGEST_TEXT);
    seen++;
  }
  const step = (length / Math.max(1, seen)) * (rows.length / COUNTED_CHARACTERS);
  return step <= 1 ? rows : rows.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those in enough rows but not in nearly all, the most frequent of them, by their characters. */
function selected(counts: readonly GramCount[], params: VectoriserParams, rows: number): GramBlock {
  const most = params.maximumShare * rows;
  const kept = counts.filter((count) => count.rows >= params.minimumCount && count.rows <= most);
  if (kept.length > params.maximumFeatures) {
    kept.sort((a, b) => b.rows - a.rows || byCode(a.gram, b.gram));
    kept.length = params.maximumFeatures;
  }
  kept.sort((a, b) => byCode(a.gram, b.gram));
  return { grams: kept.map(({ gram }) => gram), counts: Int32Array.from(kept, (count) => count.rows) };
}
