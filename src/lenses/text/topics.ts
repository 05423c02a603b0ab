import { CodedError } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { readRows } from '../../core/learn/text/texts.ts';
import { spreadOver } from '../../core/learn/text/sample.ts';
import { allRows } from '../../core/prepare/split.ts';
import { selectColumns, type Table } from '../../core/table/table.ts';
import { assignTopics, summariseTopics, topicOfRows } from '../../core/text/inbox/assign-topics.ts';
import { fitTopics } from '../../core/text/inbox/fit-topics.ts';
import { labelNext } from '../../core/text/inbox/label-next.ts';
import { isTelling, makeNamingTerms } from '../../core/text/inbox/naming-terms.ts';
import { detectLanguage } from '../../core/text/language.ts';
import type { SparseRows } from '../../core/text/sparse.ts';
import { defaultVectoriser, fitVectoriser, gramOf, vectorise } from '../../core/text/vectoriser.ts';
import type { PredictQuestion } from '../predict/question.ts';
import { asTexts, writtenRows } from './problem.ts';
import { countGroups, subjectsOf, type Grouped } from './subjects.ts';
import { foldWords } from './fold-words.ts';
import type { Topics } from './types.ts';

export interface TopicsInput {
  /** Holds the question's columns. */
  readonly table: Table;
  readonly question: PredictQuestion;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

const STEPS = 6;
const SAMPLED = 2_000;
/** Words by which a topic is told. */
const MOST_WORDS = 8;
/** Rows that are worth a label, offered at a time. */
const OFFERED = 10;
/** Rows that those worth a label are looked for among. */
const MOST_OFFERED_FROM = 5_000;

/**
 * Groups of texts that have no labels, named by their own words, with size, growth, rating and examples.
 * @throws text.all-empty, text.too-few-texts, text.too-alike, train.no-features, CancelledError
 */
export async function findTopics(input: TopicsInput): Promise<Topics> {
  const { table, question, seed, pacer, onProgress } = input;
  let step = 0;
  const next = async (): Promise<void> => {
    onProgress?.(step++, STEPS);
    await pacer.pause();
  };
  await next();
  const features = asTexts(selectColumns(table, question.columns));
  const texts = readRows(features);
  const written = writtenRows(features);
  const rows = Int32Array.from(written.keys()).filter((row) => written[row] === 1);
  if (rows.length === 0)
    throw new CodedError('text.all-empty', { column: question.columns[0] ?? '', rows: table.rowCount });
  const language = detectLanguage(Array.from(spreadOver(rows, SAMPLED), texts));
  await next();
  const params = { ...defaultVectoriser(language, rows.length), characters: null };
  // Nothing is judged by topics: every row may be learned from.
  const words = await fitVectoriser(texts, allRows(rows), params, pacer);
  await next();
  const vectors = await vectorise(words, texts, rows, pacer);
  await next();
  const terms = makeNamingTerms(language);
  const state = await fitTopics({
    vectors,
    isTellingColumn: (column) => isTelling(gramOf(words, column).gram),
    termsAt: (i) => terms(texts(rows[i] as number)),
    seed,
    pacer,
  });
  await next();
  const assignment = await assignTopics(state, vectors, pacer);
  const textAt = (i: number): string => texts(rows[i] as number);
  const overview = summariseTopics(state, assignment, textAt);
  const idOf = topicOfRows(state, assignment);
  await next();
  const place = new Map(overview.topics.map(({ topic }, i) => [topic.id, i]));
  const named = overview.topics.map(({ topic }) => topic.terms.slice(0, MOST_WORDS).map(({ term }) => term));
  const grouped: Grouped = {
    table,
    inbox: question.inbox,
    rows,
    groupOf: idOf.map((id) => place.get(id) ?? -1),
    names: named.map((own, i) => nameOf(own, i)),
    examplesOf: (i) => Array.from(overview.topics[i]?.examples ?? [], (at) => rows[at] as number),
  };
  const subjects = subjectsOf(grouped, countGroups(grouped));
  const codes = new Int32Array(table.rowCount).fill(-1);
  idOf.forEach((id, i) => (codes[rows[i] as number] = id));
  const useful = await worthALabel(vectors, idOf, seed, pacer);
  onProgress?.(STEPS, STEPS);
  return {
    column: question.columns[0] ?? '',
    rows: rows.length,
    topics: overview.topics.map(({ topic }, i) => ({
      id: topic.id,
      words: named[i] ?? [],
      subject: subjects[i] as (typeof subjects)[number],
    })),
    codes,
    next: useful.map((at) => rows[at] as number),
  };
}

const NAMING_WORDS = 3;

/** A topic goes by its first words until a person names it. */
const nameOf = (words: readonly string[], place: number): string =>
  words.length > 0 ? words.slice(0, NAMING_WORDS).join(' · ') : String(place + 1);

/** Of texts in no topic the most typical, then of all: what is in a topic already gets its label by that. */
async function worthALabel(vectors: SparseRows, idOf: Int32Array, seed: number, pacer: Pacer): Promise<number[]> {
  const all = Int32Array.from(idOf.keys());
  const unclear = all.filter((i) => (idOf[i] as number) < 0);
  const from = spreadOver(unclear.length >= OFFERED ? unclear : all, MOST_OFFERED_FROM);
  const { width, values } = await foldWords(vectors, from, seed, pacer);
  if (width === 0) return [];
  const candidates = Int32Array.from(from.keys());
  try {
    const found = await labelNext({ candidates, vectors: values, width, batch: OFFERED, seed, pacer });
    return found.map(({ row }) => from[row] as number);
  } catch (error) {
    // Texts without a known word have nothing to be compared by.
    if (error instanceof CodedError && error.code === 'text.too-few-texts') return [];
    throw error;
  }
}
