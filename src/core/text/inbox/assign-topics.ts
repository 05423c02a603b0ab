import { CodedError } from '../../errors.ts';
import { createBreather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { argsort } from '../../stats/order.ts';
import type { SparseRows } from '../sparse.ts';
import { projectRows } from './randomised-svd.ts';
import { rowLengths } from './row-products.ts';
import { cosineTo } from './spherical-k-means.ts';
import { keepColumns } from './take-sparse.ts';
import type { Topic, TopicState } from './topic-state.ts';

/** Which centre each text is nearest to. It outlives merging and renaming: `topicOfRows` reads topics from it. */
export interface TopicAssignment {
  /** −1 where a text has no known word. */
  readonly centreOf: Int32Array;
  /** Cosine between the text's TF-IDF row and the centre; 0 without known words. */
  readonly similarity: Float32Array;
  /** 1 where the text is near enough. */
  readonly clear: Uint8Array;
}

/** @throws text.wrong-width where the rows are of another vectoriser; CancelledError */
export async function assignTopics(state: TopicState, rows: SparseRows, pacer: Pacer): Promise<TopicAssignment> {
  if (rows.columns !== state.columns) {
    throw new CodedError('text.wrong-width', { expected: state.columns, width: rows.columns });
  }
  const vectors = keepColumns(rows, state.telling);
  const { width, centres, clearFrom } = state;
  const projected = await projectRows(vectors, state.directions, width, pacer);
  const lengths = rowLengths(vectors);
  const count = centres.length / width;
  const centreOf = new Int32Array(vectors.rows).fill(-1);
  const similarity = new Float32Array(vectors.rows);
  const clear = new Uint8Array(vectors.rows);
  const breather = createBreather(pacer);
  for (let row = 0; row < vectors.rows; row++) {
    if (breather.due(count * width)) await breather.pause();
    const length = lengths[row] as number;
    if (!(length > 0)) continue;
    let [best, product] = [0, -Infinity];
    for (let centre = 0; centre < count; centre++) {
      const value = cosineTo(projected, row, centres, centre, width);
      if (value > product) [best, product] = [centre, value];
    }
    centreOf[row] = best;
    similarity[row] = product / length;
    clear[row] = product / length >= (clearFrom[best] as number) ? 1 : 0;
  }
  return { centreOf, similarity, clear };
}

/** Id of each row's topic; −1 where it is unclear. */
export function topicOfRows({ topics }: TopicState, { centreOf, clear }: TopicAssignment): Int32Array {
  const topicOf = new Map(topics.flatMap(({ id, centres }) => centres.map((centre) => [centre, id] as const)));
  return centreOf.map((centre, row) => (clear[row] === 1 ? (topicOf.get(centre) ?? -1) : -1));
}

/** A topic as the texts at hand fill it. */
export interface TopicSummary {
  readonly topic: Topic;
  readonly rows: number;
  /** Of all texts, the unclear ones included. */
  readonly share: number;
  /** The most similar to its centre first, no two alike. */
  readonly examples: Int32Array;
}

export interface TopicOverview {
  /** The largest first. */
  readonly topics: readonly TopicSummary[];
  readonly unclear: number;
  readonly unclearShare: number;
}

const EXAMPLES = 5;
/** Rows that are looked at for different examples. */
const MOST_LOOKED_AT = 200;

/** @param textAt so that examples differ; rows are those of the assignment */
export function summariseTopics(
  state: TopicState,
  assignment: TopicAssignment,
  textAt: (row: number) => string,
): TopicOverview {
  const topicOf = topicOfRows(state, assignment);
  const members = new Map<number, number[]>(state.topics.map(({ id }) => [id, []]));
  topicOf.forEach((id, row) => members.get(id)?.push(row));
  const total = topicOf.length;
  const topics = state.topics.map((topic): TopicSummary => {
    const rows = members.get(topic.id) ?? [];
    return { topic, rows: rows.length, share: rows.length / total, examples: examplesOf(rows, assignment, textAt) };
  });
  const unclear = topicOf.reduce((sum, id) => sum + (id < 0 ? 1 : 0), 0);
  return {
    topics: topics.toSorted((a, b) => b.rows - a.rows || a.topic.id - b.topic.id),
    unclear,
    unclearShare: unclear / total,
  };
}

function examplesOf(
  rows: readonly number[],
  { similarity }: TopicAssignment,
  textAt: (row: number) => string,
): Int32Array {
  const order = argsort(rows.map((row) => -(similarity[row] as number)));
  const texts = new Set<string>();
  const examples: number[] = [];
  for (const place of order.subarray(0, MOST_LOOKED_AT)) {
    const row = rows[place] as number;
    const text = textAt(row).trim().toLowerCase();
    if (texts.has(text)) continue;
    texts.add(text);
    examples.push(row);
    if (examples.length === EXAMPLES) break;
  }
  return Int32Array.from(examples);
}
