import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom, shuffle } from '../../random.ts';
import { mean, standardDeviation } from '../../stats/descriptive.ts';
import { countOf, facing, type RowVectors } from './row-vectors.ts';

/**
 * How sure one may be that a text belongs to a known class and is told rightly. Two signs, each in standard deviations of
 * in-scope validation rows: the probability of the likeliest class (Hendrycks and Gimpel 2017), and with half its weight
 * the cosine to the nearest training row of that class, which stays low where a model is sure without having seen the
 * like. The weights are fixed, not tuned. (Energy, i.e. log-sum-exp of logits, orders linear models' doubts worse.)
 */
export interface ScopeScaler {
  readonly version: 1;
  readonly probability: Scale;
  /** Absent where no training vectors were given. */
  readonly nearness?: Scale;
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/** What is known of each row, row by row. */
export interface ScopeSigns {
  readonly likeliest: Int32Array;
  /** Of the likeliest class, 0 … 1. */
  readonly probability: Float64Array;
  /** Cosine to the nearest training row of that class. */
  readonly nearness?: Float64Array;
}

const NEARNESS_WEIGHT = 0.5;
/** Rows of a class that a text is compared with at most. */
const MOST_PER_CLASS = 200;
const FEWEST_ROWS = 10;

/** Training rows of each class to compare with: plain data beside the vectors. */
export interface ClassRows {
  /** Rows of class j: `rows` from `offsets[j]` to `offsets[j + 1]`. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/** At most 200 rows of each class, drawn by the seed. @param labels class of each training row, −1 where none */
export function chooseClassRows(labels: Int32Array, classes: number, seed: number): ClassRows {
  const members = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, row) => members[label]?.push(row));
  const random = createRandom(seed);
  const offsets = new Int32Array(classes + 1);
  const rows: number[] = [];
  members.forEach((list, label) => {
    if (list.length > MOST_PER_CLASS) shuffle(list, random);
    rows.push(...list.slice(0, MOST_PER_CLASS).toSorted((a, b) => a - b));
    offsets[label + 1] = rows.length;
  });
  return { offsets, rows: Int32Array.from(rows) };
}

export interface NearnessInput {
  /** Vectors of the rows that are asked about, and of the training rows. */
  readonly vectors: RowVectors;
  readonly training: RowVectors;
  readonly classRows: ClassRows;
}

/**
 * The likeliest class, its probability and how near its training rows are.
 * @param probabilities rows × classes
 * @throws text.misaligned, text.too-few-classes, text.bad-probabilities, text.wrong-width; CancelledError
 */
export async function readScopeSigns(
  probabilities: Float64Array,
  classes: number,
  pacer: Pacer,
  near?: NearnessInput,
): Promise<ScopeSigns> {
  if (classes < 2) throw new CodedError('text.too-few-classes', { classes });
  const rows = probabilities.length / classes;
  if (near && countOf(near.vectors) !== rows) {
    throw new CodedError('text.misaligned', { rows, other: countOf(near.vectors) });
  }
  const likeliest = new Int32Array(rows);
  const probability = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let j = 1; j < classes; j++) {
      if ((probabilities[row * classes + j] as number) > (probabilities[row * classes + best] as number)) best = j;
    }
    likeliest[row] = best;
    probability[row] = probabilities[row * classes + best] as number;
    if (Number.isNaN(probability[row])) throw new CodedError('text.bad-probabilities', { row });
  }
  if (!near) return { likeliest, probability };
  return { likeliest, probability, nearness: await nearnessOf(near, likeliest, pacer) };
}

async function nearnessOf(
  { vectors, training, classRows }: NearnessInput,
  likeliest: Int32Array,
  pacer: Pacer,
): Promise<Float64Array> {
  const pair = facing(vectors, training);
  const nearness = new Float64Array(likeliest.length);
  for (let row = 0; row < likeliest.length; row++) {
    await pacer.pause();
    pair.face(row);
    const label = likeliest[row] as number;
    let best = 0;
    for (let k = classRows.offsets[label] as number; k < (classRows.offsets[label + 1] as number); k++) {
      best = Math.max(best, pair.cosine(classRows.rows[k] as number));
    }
    nearness[row] = best;
  }
  return nearness;
}

/**
 * Learns the scales from rows whose class is known to the model and that it was not fitted on.
 * @throws text.too-few-texts
 */
export function fitScopeScaler({ probability, nearness }: ScopeSigns): ScopeScaler {
  if (probability.length < FEWEST_ROWS) {
    throw new CodedError('text.too-few-texts', { rows: probability.length, needed: FEWEST_ROWS });
  }
  return {
    version: 1,
    probability: scaleOf(probability),
    ...(nearness ? { nearness: scaleOf(nearness) } : {}),
  };
}

const scaleOf = (values: Float64Array): Scale => ({ mean: mean(values), deviation: standardDeviation(values) });

/** A sign that was constant has no say. */
const standard = (value: number, { mean: center, deviation }: Scale): number =>
  deviation > 0 ? (value - center) / deviation : 0;

/** Higher is surer; 0 is the mean of in-scope rows. Where the scaler knows no nearness, the probability alone. */
export function scopeScores(scaler: ScopeScaler, { probability, nearness }: ScopeSigns): Float64Array {
  return probability.map((p, row) => {
    const sure = standard(p, scaler.probability);
    if (!scaler.nearness || !nearness) return sure;
    return sure + NEARNESS_WEIGHT * standard(nearness[row] as number, scaler.nearness);
  });
}
