import { CodedError } from '../../errors.ts';
import { argsort } from '../../stats/order.ts';
import type { DuplicateGroup } from './near-duplicates.ts';

/**
 * Rows that are probably labelled wrongly: confident learning (Northcutt, Jiang and Chuang 2021, “Confident Learning:
 * Estimating Uncertainty in Dataset Labels”, JAIR 70), together with near-duplicates whose labels disagree.
 */
export interface Mislabelled {
  /** Rows with a label, the highest score first. */
  readonly order: Int32Array;
  /** 0 … 1, a row; 0 where there is no label. An order, no probability. */
  readonly score: Float64Array;
  /** The class that it probably is, a row; its own where nothing speaks against it. */
  readonly suggested: Int32Array;
  /** A sum of `REASON`, a row; 0: not flagged. */
  readonly reasons: Uint8Array;
  /** Probability that a row's own class was given, a row; NaN where there is no label. */
  readonly selfConfidence: Float64Array;
  readonly flagged: number;
  /**
   * How many labels are probably wrong, and of how many: what lies off the diagonal of the confident joint. Not scaled up to
   * all rows, as the paper does, since a model that errs now and then makes that far too many.
   */
  readonly estimatedErrors: number;
  readonly labelled: number;
  /** By class: rows with this label, and how many of them are probably something else. */
  readonly classes: readonly { readonly rows: number; readonly estimatedErrors: number }[];
}

/** Bits: the model says otherwise; nearly equal texts are labelled otherwise. */
export const REASON = { model: 1, duplicates: 2 } as const;

export interface MislabelledInput {
  /** rows × classes, each from models that were not fitted on that row (out of fold). */
  readonly probabilities: Float64Array;
  /** Class of each row, −1 where there is none. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Groups of nearly equal texts, by the same rows. */
  readonly duplicates?: readonly DuplicateGroup[];
}

/** How many near-duplicates speak as loudly as half a model. */
const DUPLICATES_HALF = 1;

/**
 * A row is flagged where a class reaches its threshold (the mean probability that rows of that class are given) and is
 * another than its label, or where most of its near-duplicates are labelled otherwise. The score joins (1 − normalised
 * margin) / 2 of the model with the same of the labels of near-duplicates, the latter weighted by how many they are, as
 * independent doubts: 1 − (1 − a)(1 − b).
 * @throws text.misaligned, text.too-few-classes, text.bad-probabilities where one is no number of 0 … 1
 */
export function findMislabelled({ probabilities, labels, classes, duplicates = [] }: MislabelledInput): Mislabelled {
  check(probabilities, labels, classes);
  const thresholds = classThresholds(probabilities, labels, classes);
  const rows = labels.length;
  const score = new Float64Array(rows);
  const suggested = Int32Array.from(labels);
  const reasons = new Uint8Array(rows);
  const selfConfidence = new Float64Array(rows).fill(NaN);
  const perClass = Array.from({ length: classes }, () => ({ rows: 0, estimatedErrors: 0 }));
  for (let row = 0; row < rows; row++) {
    const label = labels[row] as number;
    if (label < 0) continue;
    const p = probabilities.subarray(row * classes, (row + 1) * classes);
    const confident = confidentClass(p, thresholds);
    const own = perClass[label] as (typeof perClass)[number];
    own.rows++;
    const other = largestBut(p, label);
    selfConfidence[row] = p[label] as number;
    score[row] = (1 - ((p[label] as number) - (p[other] as number))) / 2;
    if ((p[other] as number) > (p[label] as number)) suggested[row] = other;
    if (confident >= 0 && confident !== label) {
      reasons[row] = REASON.model;
      own.estimatedErrors++;
      suggested[row] = confident;
    }
  }
  for (const group of duplicates) addDuplicates(group, labels, score, suggested, reasons);
  const order = argsort(score.map((value) => -value)).filter((row) => (labels[row] as number) >= 0);
  return {
    order,
    score,
    suggested,
    reasons,
    selfConfidence,
    flagged: reasons.reduce((sum, reason) => sum + (reason > 0 ? 1 : 0), 0),
    estimatedErrors: perClass.reduce((sum, { estimatedErrors }) => sum + estimatedErrors, 0),
    labelled: order.length,
    classes: perClass,
  };
}

function check(probabilities: Float64Array, labels: Int32Array, classes: number): void {
  if (classes < 2) throw new CodedError('text.too-few-classes', { classes });
  if (probabilities.length !== labels.length * classes) {
    throw new CodedError('text.misaligned', { rows: labels.length, other: probabilities.length / classes });
  }
  const bad = probabilities.findIndex((p) => !(p >= 0 && p <= 1 + 1e-9));
  if (bad >= 0) throw new CodedError('text.bad-probabilities', { row: Math.floor(bad / classes) });
}

/** Mean probability of a class over the rows labelled with it; 1 … never reached … where there are none. */
function classThresholds(probabilities: Float64Array, labels: Int32Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const counts = new Int32Array(classes);
  labels.forEach((label, row) => {
    if (label < 0) return;
    sums[label] = (sums[label] as number) + (probabilities[row * classes + label] as number);
    counts[label] = (counts[label] as number) + 1;
  });
  return sums.map((sum, j) => (counts[j] === 0 ? Infinity : sum / (counts[j] as number)));
}

/** The likeliest of the classes that reach their threshold; −1 where none does. */
function confidentClass(p: Float64Array, thresholds: Float64Array): number {
  let best = -1;
  for (let j = 0; j < p.length; j++) {
    if ((p[j] as number) < (thresholds[j] as number)) continue;
    if (best < 0 || (p[j] as number) > (p[best] as number)) best = j;
  }
  return best;
}

function largestBut(p: Float64Array, label: number): number {
  let best = label === 0 ? 1 : 0;
  for (let j = 0; j < p.length; j++) if (j !== label && (p[j] as number) > (p[best] as number)) best = j;
  return best;
}

function addDuplicates(
  { rows, labels: counts, labelsDisagree }: DuplicateGroup,
  labels: Int32Array,
  score: Float64Array,
  suggested: Int32Array,
  reasons: Uint8Array,
): void {
  if (!labelsDisagree) return;
  const total = counts.reduce((sum, count) => sum + count.rows, 0);
  for (const row of rows) {
    const label = labels[row] as number;
    if (label < 0) continue;
    const others = total - 1;
    const own = (counts.find((count) => count.label === label)?.rows ?? 1) - 1;
    const rival = counts.find((count) => count.label !== label);
    if (!rival) continue;
    const margin = (own - rival.rows) / others;
    const doubt = ((1 - margin) / 2) * (others / (others + DUPLICATES_HALF));
    score[row] = 1 - (1 - (score[row] as number)) * (1 - doubt);
    if (margin >= 0) continue;
    // Where the model has a say of its own, that stands.
    if (reasons[row] === 0) suggested[row] = rival.label;
    reasons[row] = (reasons[row] as number) | REASON.duplicates;
  }
}
