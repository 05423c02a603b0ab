import { CodedError } from '../../core/errors.ts';
import type { TextEmbedding } from '../../core/learn/text/skills.ts';
import { readRows } from '../../core/learn/text/texts.ts';
import { createRandom, shuffle } from '../../core/random.ts';
import { isolateRows } from '../../core/prepare/compact.ts';
import { cellReader } from '../../core/table/cells.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { makeTextColumn } from '../../core/table/text.ts';
import { buildAnswerBase, findAnswers, type AnswerBase } from '../../core/text/inbox/answers.ts';
import { tellingTerms } from '../../core/text/inbox/because.ts';
import { judgeAnswers, type HeldOutQuestion } from '../../core/text/inbox/hand-over.ts';
import { thresholdByCost } from '../../core/text/inbox/scope-curve.ts';
import { cutText } from '../../core/text/normalise.ts';
import { makeTokeniser } from '../../core/text/tokens.ts';
import type { Language } from '../../core/text/language.ts';
import type { TrainEvent } from '../predict/events.ts';
import type { LensAdditions } from '../predict/method.ts';
import type { FittedMember, FittedPipeline } from '../predict/model.ts';
import { memberEstimator, type Registries } from '../predict/pipeline.ts';
import type { Training } from '../predict/training.ts';
import { languageOf } from './find/inbox-texts.ts';
import { classTargetOf } from './find/judged-rows.ts';
import { timeAt } from './time-left.ts';
import type { Assistant, Reading } from './types.ts';

/** What `Assistant.index` is. */
interface AssistantIndex {
  readonly language: Language;
  readonly base: AnswerBase;
}

/** Past answers that are kept; the newest where the table is in order of time. */
const MOST_ENTRIES = 20_000;
/** UTF-16 units of a question and of an answer that are kept. */
const LONGEST = 2_000;
/** Questions that the threshold is learned on. */
const MOST_ASKED = 1_000;
const WRONG_ANSWER = 5;
/** Where no answer was given twice, nothing can be held out: half of what a question says must be found. */
const UNTRIED = 0.5;

/**
 * The answerer, where a column holds what was answered: past questions, searched by their words and by the network's sense
 * of likeness. It finds answers and makes none.
 */
export async function* addAssistant(
  training: Training,
  applied: FittedPipeline,
): AsyncGenerator<TrainEvent, LensAdditions> {
  const rows = answeredRows(training);
  const column = training.problem.question.inbox?.answers;
  if (column === undefined || rows.length === 0) return {};
  const { input, seed } = training;
  const { pacer } = input;
  yield timeAt(training, 0.95);
  const entries = entriesOf(training, column, rows);
  const language = languageOf(training);
  const tokens = makeTokeniser(language);
  const embedding = await embedRows(training, applied, rows);
  try {
    const base = await buildAnswerBase({
      documents: entries.length,
      tokensAt: (i) => tokens(entries[i]?.question ?? ''),
      answerAt: (i) => entries[i]?.answer ?? '',
      ...(embedding ? { embedding } : {}),
      pacer,
    });
    const questions = heldOut(base, entries, tokens, embedding, seed);
    const threshold = await learnThreshold(base, questions, training);
    const index: AssistantIndex = { language, base };
    return {
      assistant: { format: 'sightglass.assistant', version: 1, column, entries, index, threshold },
    };
  } catch (error) {
    // Answers without a word, or questions without: the model itself is none the worse.
    if (error instanceof CodedError && error.code.startsWith('text.no-')) return {};
    throw error;
  }
}

/** Rows with a question and an answer. */
function answeredRows({ problem, input }: Training): Int32Array {
  const name = problem.question.inbox?.answers;
  const column = name === undefined ? undefined : findColumn(input.table, name);
  if (!column) return new Int32Array(0);
  const answer = cellReader(column);
  const question = readRows(problem.features);
  const rows: number[] = [];
  for (let row = 0; row < input.table.rowCount; row++) {
    if ((answer(row) ?? '').trim() !== '' && question(row).trim() !== '') rows.push(row);
  }
  return Int32Array.from(rows.slice(-MOST_ENTRIES));
}

function entriesOf(training: Training, answers: string, rows: Int32Array): Assistant['entries'] {
  const { problem, input } = training;
  const { codes, classes } = classTargetOf(training);
  const column = findColumn(input.table, answers);
  const answer = column ? cellReader(column) : () => null;
  const question = readRows(problem.features);
  return Array.from(rows, (row) => {
    const label = classes[codes[row] as number];
    return {
      question: cutText(question(row), LONGEST),
      answer: cutText(answer(row) ?? '', LONGEST),
      ...(label === undefined ? {} : { label }),
    };
  });
}

/** The first network's vectors of some rows; undefined where no network was chosen. */
async function embedRows(
  { problem, input }: Training,
  { members }: FittedPipeline,
  rows: Int32Array,
): Promise<TextEmbedding | undefined> {
  const found = embedder(members, input);
  return found?.embed(isolateRows(problem.features, rows), input.pacer.signal);
}

function embedder(members: readonly FittedMember[], { estimators }: Registries) {
  for (const member of members) {
    const skills = memberEstimator(member, estimators).text;
    if (!skills?.embed) continue;
    return { embed: async (features: Table, signal?: AbortSignal) => skills.embed?.(features, member.state, signal) };
  }
  return undefined;
}

/** Questions to ask the base without themselves. */
function heldOut(
  base: AnswerBase,
  entries: Assistant['entries'],
  tokens: (text: string) => string[],
  embedding: TextEmbedding | undefined,
  seed: number,
): HeldOutQuestion[] {
  const order = Int32Array.from(entries.keys());
  shuffle(order, createRandom(seed).fork('asked'));
  return Array.from(order.subarray(0, MOST_ASKED), (row) => ({
    tokens: tokens(entries[row]?.question ?? ''),
    ...(embedding ? { vector: vectorOf(embedding, row) } : {}),
    except: row,
    answer: base.answerOf[row] as number,
  }));
}

const vectorOf = ({ width, values }: TextEmbedding, row: number): Float32Array =>
  values.slice(row * width, (row + 1) * width);

async function learnThreshold(
  base: AnswerBase,
  questions: readonly HeldOutQuestion[],
  { input }: Training,
): Promise<number> {
  const judged = await judgeAnswers(base, questions, input.pacer);
  if (!judged.outOfScope.includes(0)) return UNTRIED;
  const { threshold } = thresholdByCost(judged, { wrongAnswer: WRONG_ANSWER, handOver: 1 });
  return Math.min(1, threshold);
}

const WORDS_TOLD = 6;

/** The nearest past answers to a text, by words and likeness; none where nothing matches. */
export async function nearestAnswers(
  assistant: Assistant,
  text: string,
  column: string,
  members: readonly FittedMember[],
  registries: Registries,
  signal?: AbortSignal,
): Promise<Reading['answers']> {
  // Only `addAssistant` makes it.
  const { language, base } = assistant.index as AssistantIndex;
  const tokens = makeTokeniser(language)(text);
  const asked: Table = { rowCount: 1, columns: [makeTextColumn(column, [text])] };
  const found = base.embedding ? await embedder(members, registries)?.embed(asked, signal) : undefined;
  return findAnswers(base, { tokens, ...(found ? { vector: found.values } : {}) }).flatMap((one) => {
    const entry = assistant.entries[one.row];
    if (!entry) return [];
    return [{ ...entry, score: one.confidence, because: tellingTerms(one.matched, WORDS_TOLD) }];
  });
}
