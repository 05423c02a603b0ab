import { cutText, normaliseText } from './normalise.ts';
import { makeSpanner } from './tokens.ts';
import { CharacterWalker, walkWords } from './vectoriser-grams.ts';
import { indexOf } from './vectoriser-hash.ts';
import type { GramBlock, VectoriserState } from './vectoriser.ts';

/** One text's values, columns ascending. */
export interface TextFeatures {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Gets each occurrence of a known n-gram: its column and where in the normalised text it stands, without spaces around. */
export type OccurrenceVisitor = (column: number, start: number, end: number) => void;

/** A vectoriser at work. Opening one takes some 20 ms: keep it for many texts. */
export interface OpenVectoriser {
  readonly columns: number;
  /** @param text as it was written */
  features(text: string): TextFeatures;
  /** @param normalised the cut and normalised text */
  occurrences(normalised: string, visit: OccurrenceVisitor): void;
}

/** scikit-learn's smoothed inverse document frequency. */
const inverseFrequencies = (block: GramBlock, rows: number): Float64Array =>
  Float64Array.from(block.counts, (count) => Math.log((1 + rows) / (1 + count)) + 1);

export function openVectoriser(state: VectoriserState): OpenVectoriser {
  const { wordRange, characterRange, longestForCharacters } = state;
  const wordCount = state.words.grams.length;
  const columns = wordCount + (state.characters?.grams.length ?? 0);
  const frequencies = new Float64Array(columns);
  frequencies.set(inverseFrequencies(state.words, state.rows));
  if (state.characters) frequencies.set(inverseFrequencies(state.characters, state.rows), wordCount);
  const words = indexOf(state.words.grams);
  const characters = indexOf(state.characters?.grams ?? []);
  const spanner = makeSpanner(state.language, 'search');
  const walker = new CharacterWalker();
  const occurrences = (normalised: string, visit: OccurrenceVisitor): void => {
    const spans = spanner(normalised);
    walkWords(spans, wordRange, (hash1, hash2, from, to) => {
      const column = words.find(hash1, hash2);
      if (column >= 0) visit(column, spans[from]?.start ?? 0, spans[to - 1]?.end ?? 0);
    });
    if (!characterRange) return;
    walker.walk(cutText(normalised, longestForCharacters), characterRange, (hash1, hash2, from, to) => {
      const column = characters.find(hash1, hash2);
      if (column >= 0) visit(wordCount + column, walker.startOf(from), walker.startOf(to));
    });
  };
  const times = new Int32Array(columns);
  const features = (text: string): TextFeatures => {
    const seen: number[] = [];
    occurrences(normaliseText(cutText(text, state.longest)), (column) => {
      const before = times[column] as number;
      if (before === 0) seen.push(column);
      times[column] = before + 1;
    });
    const found = Int32Array.from(seen).sort();
    const values = new Float64Array(found.length);
    for (let i = 0; i < found.length; i++) {
      const column = found[i] as number;
      const count = times[column] as number;
      values[i] = (count === 1 ? 1 : 1 + Math.log(count)) * (frequencies[column] as number);
    }
    for (const column of seen) times[column] = 0;
    return scaled(weightiest({ columns: found, values }, wordCount, state.mostPerRow), wordCount);
  };
  return { columns, features, occurrences };
}

/** Words get half of the places at most, n-grams of characters the rest. */
function weightiest(row: TextFeatures, wordCount: number, most: number): TextFeatures {
  if (row.columns.length <= most) return row;
  const split = firstAtLeast(row.columns, wordCount);
  const words = Math.min(split, Math.max(Math.floor(most / 2), most - (row.columns.length - split)));
  const kept = new Int32Array(most);
  pickHeaviest(row.values, 0, split, kept.subarray(0, words));
  pickHeaviest(row.values, split, row.columns.length, kept.subarray(words));
  return {
    columns: kept.map((at) => row.columns[at] as number),
    values: new Float64Array(most).map((_, i) => row.values[kept[i] as number] as number),
  };
}

/** Places of the largest values from `start` to `end`, ascending, as many as `into` holds; of equal ones the first. */
function pickHeaviest(values: Float64Array, start: number, end: number, into: Int32Array): void {
  const sorted = values.slice(start, end).sort();
  const border = sorted[sorted.length - into.length] as number;
  let equal = into.length;
  for (let at = start; at < end; at++) if ((values[at] as number) > border) equal--;
  let used = 0;
  for (let at = start; at < end && used < into.length; at++) {
    const value = values[at] as number;
    if (value > border || (value === border && equal-- > 0)) into[used++] = at;
  }
}

function firstAtLeast(columns: Int32Array, least: number): number {
  let [low, high] = [0, columns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Both blocks of length 1. */
function scaled(row: TextFeatures, wordCount: number): TextFeatures {
  const split = firstAtLeast(row.columns, wordCount);
  for (const part of [row.values.subarray(0, split), row.values.subarray(split)]) {
    let squares = 0;
    for (const value of part) squares += value * value;
    const length = Math.sqrt(squares);
    if (length > 0) for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) / length;
  }
  return row;
}
