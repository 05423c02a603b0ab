import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { buildBm25, explainDocument, fullScore, largest, retrieve, type Bm25Index, type Matched } from './bm25.ts';
import { essence, type DuplicateGroup } from './near-duplicates.ts';

/** Past questions with their answers, or an FAQ, to find answers in: plain data. It never makes text, it finds it. */
export interface AnswerBase {
  readonly version: 1;
  readonly index: Bm25Index;
  /** Number of the answer of each document, −1 where it has none; equal answers have one number. */
  readonly answerOf: Int32Array;
  /** The first document with each answer. */
  readonly firstOf: Int32Array;
  /** A network's vectors of the documents, each of length 1 (or 0). */
  readonly embedding?: Embedding;
}

export interface Embedding {
  readonly width: number;
  /** documents × width */
  readonly values: Float32Array;
}

export interface AnswerBaseInput {
  readonly documents: number;
  /** What is searched: the past question, or the FAQ's question and answer. */
  readonly tokensAt: (row: number) => readonly string[];
  readonly answerAt: (row: number) => string;
  /** Nearly equal answers, by the same rows: they count as one. */
  readonly duplicates?: readonly DuplicateGroup[];
  /** Vectors of what is searched. */
  readonly embedding?: Embedding;
  readonly pacer: Pacer;
}

/** @throws text.no-documents where no document has words, text.no-answers where no answer does, text.misaligned */
export async function buildAnswerBase(input: AnswerBaseInput): Promise<AnswerBase> {
  const { documents, tokensAt, answerAt, duplicates = [], embedding, pacer } = input;
  if (embedding && embedding.values.length !== documents * embedding.width) {
    throw new CodedError('text.misaligned', { rows: documents, other: embedding.values.length / embedding.width });
  }
  const standsFor = new Map<number, number>();
  for (const { rows } of duplicates) for (const row of rows) standsFor.set(row, rows[0] as number);
  const numbers = new Map<string, number>();
  const answerOf = new Int32Array(documents).fill(-1);
  const firstOf: number[] = [];
  for (let row = 0; row < documents; row++) {
    await pacer.pause();
    if (essence(answerAt(row)) === '') continue;
    const text = essence(answerAt(standsFor.get(row) ?? row));
    const known = numbers.get(text);
    answerOf[row] = known ?? firstOf.length;
    if (known !== undefined) continue;
    numbers.set(text, firstOf.length);
    firstOf.push(row);
  }
  if (firstOf.length === 0) throw new CodedError('text.no-answers', { documents });
  const index = await buildBm25(documents, (row) => ((answerOf[row] as number) < 0 ? [] : tokensAt(row)), pacer);
  const unit = embedding ? { embedding: { width: embedding.width, values: unitOf(embedding) } } : {};
  return { version: 1, index, answerOf, firstOf: Int32Array.from(firstOf), ...unit };
}

function unitOf({ width, values }: Embedding): Float32Array {
  const unit = Float32Array.from(values);
  for (let start = 0; start < unit.length; start += width) {
    const row = unit.subarray(start, start + width);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let j = 0; j < width; j++) row[j] = (row[j] as number) / length;
  }
  return unit;
}

export interface Question {
  /** Cut as the documents were. */
  readonly tokens: readonly string[];
  /** The network's vector of the question, where the base has vectors. */
  readonly vector?: Float32Array;
  /** A document to leave out: the question itself. */
  readonly except?: number;
}

export interface FoundAnswer {
  /** Number of the answer, and the document that it was found by. */
  readonly answer: number;
  readonly row: number;
  /** 0 … 1: the mean of the two below, or the first where there are no vectors. */
  readonly confidence: number;
  /** BM25 as a share of what a document with all words of the question scores, at most 1. */
  readonly words: number;
  /** Cosine of the vectors, at least 0; null where there are none. */
  readonly meaning: number | null;
  /** Words that the document shares with the question, the weightiest first. */
  readonly matched: readonly Matched[];
}

const ANSWERS = 3;
/** Documents that are looked at for different answers, by words and by vectors. */
const MOST_LOOKED_AT = 50;

/**
 * The nearest different answers, the surest first; none where nothing matches. Words and vectors have equal say: their
 * scores are on one absolute scale each, which a fusion of ranks would throw away, and with it the means to tell when
 * nothing matches enough.
 * @throws text.wrong-width
 */
export function findAnswers(base: AnswerBase, question: Question, answers = ANSWERS): FoundAnswer[] {
  const { index, answerOf } = base;
  const full = fullScore(index, question.tokens);
  const cosines = cosinesOf(base, question.vector);
  const rows = new Set(retrieve(index, question.tokens, MOST_LOOKED_AT).map(({ row }) => row));
  if (cosines) for (const row of largest(cosines, MOST_LOOKED_AT)) rows.add(row);
  const best = new Map<number, FoundAnswer>();
  for (const row of rows) {
    const answer = answerOf[row] as number;
    if (answer < 0 || row === question.except) continue;
    const { score, matched } = explainDocument(index, question.tokens, row);
    const words = full > 0 ? Math.min(1, score / full) : 0;
    const meaning = cosines ? Math.min(1, Math.max(0, cosines[row] as number)) : null;
    const confidence = meaning === null ? words : (words + meaning) / 2;
    const known = best.get(answer);
    const surer = !known || confidence > known.confidence || (confidence === known.confidence && row < known.row);
    if (surer) best.set(answer, { answer, row, confidence, words, meaning, matched });
  }
  return [...best.values()].toSorted((a, b) => b.confidence - a.confidence || a.row - b.row).slice(0, answers);
}

function cosinesOf({ embedding, index }: AnswerBase, vector: Float32Array | undefined): Float64Array | undefined {
  if (!embedding || !vector) return undefined;
  const { width, values } = embedding;
  if (vector.length !== width) throw new CodedError('text.wrong-width', { expected: width, width: vector.length });
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  const cosines = new Float64Array(index.documents);
  for (let row = 0; row < cosines.length; row++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (values[row * width + j] as number) * (vector[j] as number);
    cosines[row] = sum / length;
  }
  return cosines;
}
