import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';

/** An inverted index of documents, as plain data. */
export interface Bm25Index {
  readonly version: 1;
  readonly documents: number;
  /** In order of their UTF-16 units. */
  readonly terms: readonly string[];
  /** Postings of term t: from `offsets[t]` to `offsets[t + 1]`, documents ascending. */
  readonly offsets: Float64Array;
  readonly posted: Int32Array;
  /** How often the term occurs in the document. */
  readonly frequencies: Int32Array;
  /** Tokens of each document, and their mean. */
  readonly lengths: Int32Array;
  readonly meanLength: number;
  readonly k1: number;
  readonly b: number;
}

/** Why a document was found: a term of the query that it holds, and what that added to its score. */
export interface Matched {
  readonly term: string;
  readonly weight: number;
}

export interface Retrieved {
  readonly row: number;
  readonly score: number;
  /** The weightiest first; they sum to the score. */
  readonly matched: readonly Matched[];
}

const K1 = 1.2;
const B = 0.75;
const TOP = 10;

const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param tokensAt of a document, in any order, repeats counted
 * @throws text.no-documents where none has a token; CancelledError
 */
export async function buildBm25(
  documents: number,
  tokensAt: (row: number) => readonly string[],
  pacer: Pacer,
  { k1 = K1, b = B }: { readonly k1?: number; readonly b?: number } = {},
): Promise<Bm25Index> {
  const lists = new Map<string, { rows: number[]; counts: number[] }>();
  const lengths = new Int32Array(documents);
  for (let row = 0; row < documents; row++) {
    await pacer.pause();
    const tokens = tokensAt(row);
    lengths[row] = tokens.length;
    for (const token of tokens) {
      const list = lists.get(token) ?? { rows: [], counts: [] };
      if (list.rows.length === 0) lists.set(token, list);
      if (list.rows.at(-1) === row) list.counts[list.counts.length - 1] = (list.counts.at(-1) as number) + 1;
      else {
        list.rows.push(row);
        list.counts.push(1);
      }
    }
  }
  if (lists.size === 0) throw new CodedError('text.no-documents', { documents });
  const terms = [...lists.keys()].toSorted(byUnits);
  const offsets = new Float64Array(terms.length + 1);
  terms.forEach((term, t) => {
    offsets[t + 1] = (offsets[t] as number) + (lists.get(term)?.rows.length ?? 0);
  });
  const posted = new Int32Array(offsets[terms.length] as number);
  const frequencies = new Int32Array(posted.length);
  terms.forEach((term, t) => {
    const list = lists.get(term);
    posted.set(list?.rows ?? [], offsets[t]);
    frequencies.set(list?.counts ?? [], offsets[t]);
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / documents;
  return { version: 1, documents, terms, offsets, posted, frequencies, lengths, meanLength, k1, b };
}

/** ln(1 + (N − n + ½) ÷ (n + ½)), never negative, as Lucene has it. */
export const inverseFrequency = (documents: number, holding: number): number =>
  Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));

/** Number of a term, −1 where no document holds it. */
function numberOf({ terms }: Bm25Index, term: string): number {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = byUnits(terms[middle] as string, term);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * The documents that match a query best: BM25 (Robertson and Zaragoza 2009) with k1 1.2 and b 0.75 and Lucene's inverse
 * frequency. A term that the query repeats counts once. Equal scores in order of row.
 * @param query tokens, cut as the documents' were
 */
export function retrieve(index: Bm25Index, query: readonly string[], top = TOP): Retrieved[] {
  const { posted, frequencies, lengths, meanLength, k1, b } = index;
  const scores = new Float64Array(index.documents);
  const asked = postingsOf(index, query);
  for (const { start, end, idf } of asked) {
    for (let k = start; k < end; k++) {
      const row = posted[k] as number;
      const weight = weightOf(frequencies[k] as number, (lengths[row] as number) / meanLength, idf, k1, b);
      scores[row] = (scores[row] as number) + weight;
    }
  }
  return largest(scores, top).map((row) => ({
    row,
    score: scores[row] as number,
    matched: matchedIn(index, asked, row),
  }));
}

/** Places of the largest values above 0, the largest first, equal ones in order of place. */
export function largest(values: Float64Array, top: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value > 0) || (best.length === top && value <= (values[best.at(-1) as number] as number))) continue;
    let place = best.length;
    while (place > 0 && value > (values[best[place - 1] as number] as number)) place--;
    best.splice(place, 0, i);
    if (best.length > top) best.pop();
  }
  return best;
}

/** BM25 between a query and one document of the caller's choice. */
export function explainDocument(index: Bm25Index, query: readonly string[], row: number): Retrieved {
  const matched = matchedIn(index, postingsOf(index, query), row);
  return { row, score: matched.reduce((sum, { weight }) => sum + weight, 0), matched };
}

/**
 * What a document of mean length would score that holds each term of the query once. Terms that no document holds count
 * as the rarest would, so that a question in foreign words matches nothing well.
 */
export function fullScore(index: Bm25Index, query: readonly string[]): number {
  const known = postingsOf(index, query);
  const unknown = new Set(query).size - known.length;
  return known.reduce((total, { idf }) => total + idf, 0) + unknown * inverseFrequency(index.documents, 0);
}

interface Postings {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  readonly idf: number;
}

function postingsOf(index: Bm25Index, query: readonly string[]): Postings[] {
  return [...new Set(query)].flatMap((term) => {
    const t = numberOf(index, term);
    if (t < 0) return [];
    const [start, end] = [index.offsets[t] as number, index.offsets[t + 1] as number];
    return [{ term, start, end, idf: inverseFrequency(index.documents, end - start) }];
  });
}

const weightOf = (frequency: number, length: number, idf: number, k1: number, b: number): number =>
  (idf * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length));

function matchedIn(index: Bm25Index, asked: readonly Postings[], row: number): Matched[] {
  const { posted, frequencies, lengths, meanLength, k1, b } = index;
  return asked
    .flatMap(({ term, start, end, idf }) => {
      const k = placeOf(posted, start, end, row);
      if (k < 0) return [];
      return [{ term, weight: weightOf(frequencies[k] as number, (lengths[row] as number) / meanLength, idf, k1, b) }];
    })
    .toSorted((a, c) => c.weight - a.weight || byUnits(a.term, c.term));
}

/** Binary search of a row among ascending ones. */
function placeOf(posted: Int32Array, start: number, end: number, row: number): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = posted[middle] as number;
    if (at === row) return middle;
    if (at < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
