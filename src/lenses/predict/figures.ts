import { CodedError } from '../../core/errors.ts';
import { predictionValues } from '../../core/learn/prediction.ts';
import type { ClassPrediction, Prediction, Target } from '../../core/learn/task.ts';
import { f1FromCounts } from '../../core/metrics/binary.ts';
import { calibrationBins, liftCurve, prCurve, rocCurve, thresholdCurve } from '../../core/metrics/curves.ts';
import { yesProbabilities } from '../../core/metrics/evaluator.ts';
import { confusionMatrix, perClass } from '../../core/metrics/multiclass.ts';
import type { RowSet } from '../../core/metrics/types.ts';
import { createRandom, shuffle } from '../../core/random.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import type { BinaryCurves, MulticlassResult, RegressionResult } from './report.ts';

/** Rows judged: prediction row i is about table row `rows[i]`. */
export interface Judged {
  readonly rowSet: RowSet;
  readonly target: Target;
  readonly rows: Int32Array;
  readonly prediction: Prediction;
}

/** The charts of one set of rows, whichever the task asks for. */
export interface Figures {
  readonly binary?: BinaryCurves;
  readonly multiclass?: MulticlassResult;
  readonly regression?: RegressionResult;
}

/** @param typicalError80 of the validation rows, for regression */
export function figuresOf(judged: Judged, typicalError80: number, seed: number): Figures {
  const { target, prediction } = judged;
  if (target.task === 'regression') return { regression: regressionResult(judged, typicalError80, seed) };
  if (prediction.task === 'regression') throw new CodedError('metrics.wrong-task', { task: target.task });
  const codes = Int32Array.from(judged.rows, (row) => target.codes[row] as number);
  return target.task === 'binary'
    ? { binary: binaryCurves(judged.rowSet, codes, prediction) }
    : { multiclass: multiclassResult(judged.rowSet, codes, prediction) };
}

function binaryCurves(rows: RowSet, y: Int32Array, prediction: ClassPrediction): BinaryCurves {
  const p = yesProbabilities(prediction);
  return {
    rows,
    rowCount: y.length,
    positives: y.reduce((sum, code) => sum + code, 0),
    roc: rocCurve(y, p),
    pr: prCurve(y, p),
    calibration: calibrationBins(y, p),
    lift: liftCurve(y, p),
    thresholds: thresholdCurve(y, p),
  };
}

function multiclassResult(
  rows: RowSet,
  codes: Int32Array,
  { classes, probabilities }: ClassPrediction,
): MulticlassResult {
  const figures = perClass(codes, probabilities, classes.length);
  return {
    rows,
    rowCount: codes.length,
    classes,
    confusion: confusionMatrix(codes, probabilities, classes.length),
    perClass: classes.map((name, k) => {
      const { count, precision, recall, f1 } = figures[k] as (typeof figures)[number];
      return { name, count, precision, recall, f1 };
    }),
  };
}

const SAMPLE_POINTS = 500;
const RESIDUAL_BINS = 30;

function regressionResult(
  { rowSet, target, rows, prediction }: Judged,
  typicalError80: number,
  seed: number,
): RegressionResult {
  if (target.task !== 'regression') throw new CodedError('metrics.wrong-task', { task: target.task });
  const predicted = predictionValues(prediction);
  const order = Int32Array.from(rows, (_, i) => i);
  shuffle(order, createRandom(seed).fork('points'));
  const sample = Array.from(order.subarray(0, SAMPLE_POINTS), (i) => ({
    x: target.values[rows[i] as number] as number,
    y: predicted[i] as number,
  }));
  const residuals = Float64Array.from(rows, (row, i) => (target.values[row] as number) - (predicted[i] as number));
  return { rows: rowSet, rowCount: rows.length, sample, residuals: histogram(residuals), typicalError80 };
}

/** Equal bins over the residuals. */
function histogram(values: Float64Array): RegressionResult['residuals'] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const width = high > low ? (high - low) / RESIDUAL_BINS : 1;
  const counts = Array<number>(high > low ? RESIDUAL_BINS : 1).fill(0);
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: Array.from({ length: counts.length + 1 }, (_, i) => low + i * width), counts };
}

/** 80 % of the absolute errors are at most this; NaN for classes. */
export function typicalError80({ target, rows, prediction }: Judged): number {
  if (target.task !== 'regression') return NaN;
  const predicted = predictionValues(prediction);
  const errors = Float64Array.from(rows, (row, i) =>
    Math.abs((target.values[row] as number) - (predicted[i] as number)),
  );
  return quantileSorted(errors.sort(), 0.8);
}

/** The threshold at which F1 is greatest on these rows; the middle one of equals, so that a plateau is not cut at its edge. */
export function bestF1Threshold(curves: BinaryCurves): number {
  const scored = curves.thresholds.map((point) => ({ threshold: point.threshold, f1: f1FromCounts(point) || 0 }));
  const best = Math.max(...scored.map(({ f1 }) => f1));
  const equals = scored.filter(({ f1 }) => f1 === best);
  return (equals[Math.floor((equals.length - 1) / 2)] as { threshold: number }).threshold;
}
