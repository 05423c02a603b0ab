import { CodedError } from '../../errors.ts';
import type { TrainRows } from '../../prepare/rows.ts';
import { createRandom, shuffle } from '../../random.ts';
import type { Table } from '../../table/table.ts';
import { isTelling } from '../../text/inbox/naming-terms.ts';
import { takeSparse } from '../../text/inbox/take-sparse.ts';
import { detectLanguage } from '../../text/language.ts';
import { defaultVectoriser, fitVectoriser, gramOf, vectorise, type VectoriserState } from '../../text/vectoriser.ts';
import type { FitInput, FitProgress } from '../estimator.ts';
import { createPacer, type Pacer } from '../pacer.ts';
import { calibrateScores } from '../sparse/calibrate.ts';
import { predictSparse, scoreSparse } from '../sparse/predict.ts';
import type { SparseFitContext, SparseFitInput, SparseLinearState } from '../sparse/types.ts';
import type { ClassPrediction } from '../task.ts';
import { sampleOf, spreadOver } from './sample.ts';
import { readRows, textLesson } from './texts.ts';

/** A linear model of texts: plain data. */
export interface TextLinearState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  readonly vectoriser: VectoriserState;
  readonly model: SparseLinearState;
  /** Training rows that were learned from, where there were more than are. */
  readonly sampled?: number;
}

/** One way of fitting a linear model to sparse rows. */
export type SparseFit = (
  input: SparseFitInput,
  context: SparseFitContext,
) => AsyncGenerator<FitProgress, SparseLinearState>;

/** From so many rows on an optimum is sought ten times less exactly. */
const MANY_ROWS = 5_000;

/**
 * How near its optimum a model of so many rows has to be: of many rows what is left undone is far below what the rows leave
 * open, and takes half of the time (held-out folds of Banking77 tell no difference: docs/large-inboxes.md).
 */
export const toleranceFor = (tolerance: number, { features }: Pick<SparseFitInput, 'features'>): number =>
  features.rows >= MANY_ROWS ? 10 * tolerance : tolerance;

/** More rows than this change no word's weight by much, and take minutes. */
const MOST_LINEAR_ROWS = 100_000;
/** Texts that the language is told by. */
const SAMPLED = 2_000;

/**
 * Learns n-grams and a linear model of them, from the training rows alone.
 * @param calibrate on rows held out for it, where the method's scores are no probabilities
 * @throws train.*, text.no-words, CancelledError
 */
export async function* fitTextLinear(
  input: FitInput,
  context: SparseFitContext,
  fit: SparseFit,
  calibrate: boolean,
): AsyncGenerator<FitProgress, TextLinearState> {
  const { pacer, seed } = context;
  await pacer.pause();
  const lesson = textLesson(input);
  const { texts, target } = lesson;
  const rows = sampleOf(lesson.rows, MOST_LINEAR_ROWS, seed);
  const sample = Array.from(spreadOver(rows, SAMPLED), texts);
  const params = defaultVectoriser(detectLanguage(sample), rows.length, target.classes.length);
  // Drawn from the training rows, they keep their purpose.
  const vectoriser = await fitVectoriser(texts, rows as TrainRows, params, pacer);
  const features = await vectorise(vectoriser, texts, rows, pacer);
  const codes = Int32Array.from(rows, (row) => target.codes[row] as number);
  const { weights } = input;
  const whole: SparseFitInput = {
    features,
    codes,
    classes: target.classes,
    ...(weights ? { rowWeights: Float64Array.from(rows, (row) => weights[row] as number) } : {}),
  };
  const temperature = calibrate ? yield* temperatureOf(whole, context, fit) : undefined;
  const model = yield* fit(whole, context);
  return {
    task: target.task,
    classes: [...target.classes],
    vectoriser,
    model: temperature === undefined ? model : { ...model, temperature },
    ...(rows.length < lesson.rows.length ? { sampled: rows.length } : {}),
  };
}

/** Rows that a temperature is settled on: a fifth, at most so many. */
const CALIBRATION_ROWS = 2_000;
/** With fewer than these, a fifth of the rows would say nothing. */
const LEAST_TO_CALIBRATE = 50;

/**
 * The temperature of a model that has not seen a fifth of the rows, on these. Few of them are used for nothing but this,
 * so the model itself is fitted on all rows afterwards.
 */
async function* temperatureOf(
  whole: SparseFitInput,
  context: SparseFitContext,
  fit: SparseFit,
): AsyncGenerator<FitProgress, number> {
  const { features, codes, classes } = whole;
  if (features.rows < LEAST_TO_CALIBRATE) return USUAL_TEMPERATURE;
  const order = Int32Array.from({ length: features.rows }, (_, i) => i);
  shuffle(order, createRandom(context.seed).fork('calibration'));
  const held = Math.min(CALIBRATION_ROWS, Math.floor(features.rows / 5));
  const rest = order.slice(held).sort();
  let model: SparseLinearState;
  try {
    model = yield* fit({ ...whole, rows: rest }, context);
  } catch (error) {
    // Two rows of a class, and both held out.
    if (error instanceof CodedError && error.code === 'train.one-class') return USUAL_TEMPERATURE;
    throw error;
  }
  const seen = new Set(Array.from(rest, (row) => codes[row] as number));
  const judged = order.slice(0, held).filter((row) => seen.has(codes[row] as number));
  if (judged.length === 0) return USUAL_TEMPERATURE;
  const scores = await scoreSparse(model, takeSparse(features, judged), context.pacer);
  const { temperature } = calibrateScores(
    scores,
    judged.map((row) => codes[row] as number),
    classes.length,
  );
  return temperature;
}

/** Of support vector machines on texts, by experience: the border between classes is narrow. */
const USUAL_TEMPERATURE = 0.2;

const pacerFor = (signal: AbortSignal | undefined): Pacer => createPacer(signal ?? new AbortController().signal);

/** Probabilities of each row. @throws train.no-features, CancelledError */
export async function predictTextLinear(
  features: Table,
  { task, classes, vectoriser, model }: TextLinearState,
  signal?: AbortSignal,
): Promise<ClassPrediction> {
  const pacer = pacerFor(signal);
  await pacer.pause();
  const texts = readRows(features);
  const rows = Int32Array.from({ length: features.rowCount }, (_, i) => i);
  const sparse = await vectorise(vectoriser, texts, rows, pacer);
  return { task, classes, probabilities: await predictSparse(model, sparse, pacer) };
}

/**
 * Words of one or two tokens that speak for each class, the strongest first; each token is told once, and none that only
 * holds sentences together.
 */
export function wordsOfClasses(
  { classes, vectoriser, model }: TextLinearState,
  most: number,
  leastRows: number,
): readonly (readonly string[])[] {
  const { grams, counts } = vectoriser.words;
  const told = Array.from(grams.keys()).filter(
    (column) => (counts[column] as number) >= leastRows && isTelling(grams[column] as string),
  );
  const k = classes.length;
  return classes.map((_, code) => {
    const weightOf = (column: number): number => model.weights[column * k + code] as number;
    const strongest = told
      .filter((column) => weightOf(column) > 0)
      .toSorted((a, b) => weightOf(b) - weightOf(a) || a - b);
    const words: string[] = [];
    for (const column of strongest) {
      const { gram } = gramOf(vectoriser, column);
      if (!words.some((word) => repeats(word, gram))) words.push(gram);
      if (words.length === most) break;
    }
    return words;
  });
}

/** Whether two n-grams share a token; of scripts without spaces, whether one is in the other. */
function repeats(word: string, gram: string): boolean {
  const tokens = gram.split(' ');
  if (word.split(' ').some((token) => tokens.includes(token))) return true;
  return !IS_SPACED.test(word) && (word.includes(gram) || gram.includes(word));
}

const IS_SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
