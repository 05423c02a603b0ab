import { CodedError } from '../errors.ts';
import type { ClassPrediction, Prediction, Target } from '../learn/task.ts';
import { argsort } from '../stats/order.ts';
import { accuracyFromCounts, balancedAccuracyFromCounts, f1FromCounts, logLossOf, type Confusion } from './binary.ts';
import {
  accuracyOfConfusion,
  balancedAccuracyOfConfusion,
  countConfusion,
  likeliest,
  macroF1OfConfusion,
  ovrAucOf,
  ovrAveragePrecisionOf,
  rankClasses,
} from './multiclass.ts';
import { rankedAveragePrecision, rankedRocAuc, rankScores, type Counts } from './ranking.ts';
import { absoluteErrors, shareExplained } from './regression.ts';
import type { MetricName } from './types.ts';

/** A figure of rows that count so many times each (once when absent): what is costly is done before, once. */
export type Evaluator = (counts?: Counts) => number;

/**
 * Prepares a figure for many resamples of the same rows: each costs O(rows), sorting included only here.
 * @throws metrics.wrong-task, metrics.misaligned
 */
export function metricEvaluator(
  metric: MetricName,
  target: Target,
  rows: Int32Array,
  prediction: Prediction,
  threshold = 0.5,
): Evaluator {
  if (target.task === 'regression') {
    if (prediction.task !== 'regression') throw wrongTask(metric, target);
    checkLength(rows, prediction.values.length);
    const actual = Float64Array.from(rows, (row) => target.values[row] as number);
    return numberEvaluator(metric, actual, prediction.values);
  }
  if (prediction.task === 'regression') throw wrongTask(metric, target);
  const k = prediction.classes.length;
  checkLength(rows, prediction.probabilities.length / k);
  const codes = Int32Array.from(rows, (row) => target.codes[row] as number);
  return target.task === 'binary'
    ? binaryEvaluator(metric, codes, yesProbabilities(prediction), threshold)
    : classEvaluator(metric, codes, prediction.probabilities, k);
}

/** Probability of the second class, "yes", a row. */
export function yesProbabilities(prediction: ClassPrediction): Float64Array {
  const k = prediction.classes.length;
  const result = new Float64Array(prediction.probabilities.length / k);
  for (let i = 0; i < result.length; i++) result[i] = prediction.probabilities[i * k + 1] as number;
  return result;
}

const wrongTask = (metric: MetricName, target: Target): CodedError =>
  new CodedError('metrics.wrong-task', { metric, task: target.task });

function checkLength(rows: Int32Array, predictions: number): void {
  if (rows.length !== predictions) throw new CodedError('metrics.misaligned', { rows: rows.length, predictions });
}

/** Weighted mean of a loss a row. */
function meanEvaluator(losses: Float64Array): Evaluator {
  return (counts) => {
    let sum = 0;
    let rows = 0;
    for (let i = 0; i < losses.length; i++) {
      const count = counts ? (counts[i] as number) : 1;
      sum += count * (losses[i] as number);
      rows += count;
    }
    return sum / rows;
  };
}

function numberEvaluator(metric: MetricName, actual: Float64Array, predicted: Float64Array): Evaluator {
  const errors = absoluteErrors(actual, predicted);
  switch (metric) {
    case 'rmse': {
      const squares = meanEvaluator(errors.map((e) => e * e));
      return (counts) => Math.sqrt(squares(counts));
    }
    case 'mae':
      return meanEvaluator(errors);
    case 'r2':
      return r2Evaluator(actual, errors);
    case 'medianAbsoluteError':
      return medianEvaluator(errors);
    default:
      throw new CodedError('metrics.wrong-task', { metric, task: 'regression' });
  }
}

function r2Evaluator(actual: Float64Array, errors: Float64Array): Evaluator {
  const squares = meanEvaluator(errors.map((e) => e * e));
  const average = meanEvaluator(actual);
  return (counts) => {
    const center = average(counts);
    let spread = 0;
    let rows = 0;
    for (let i = 0; i < actual.length; i++) {
      const count = counts ? (counts[i] as number) : 1;
      spread += count * ((actual[i] as number) - center) ** 2;
      rows += count;
    }
    return shareExplained(squares(counts) * rows, spread);
  };
}

/** Median of the values as often as they count: the mean of the two middle ones where the number is even. */
function medianEvaluator(values: Float64Array): Evaluator {
  const order = argsort(values);
  return (counts) => {
    let rows = 0;
    for (let i = 0; i < values.length; i++) rows += counts ? (counts[i] as number) : 1;
    let seen = 0;
    let lower: number | undefined;
    for (const row of order) {
      seen += counts ? (counts[row] as number) : 1;
      if (lower === undefined && 2 * seen >= rows && seen > 0) lower = values[row] as number;
      if (lower !== undefined && 2 * seen > rows) return (lower + (values[row] as number)) / 2;
    }
    return lower ?? NaN;
  };
}

function binaryEvaluator(metric: MetricName, codes: Int32Array, p: Float64Array, threshold: number): Evaluator {
  switch (metric) {
    case 'rocAuc':
    case 'prAuc': {
      const ranking = rankScores(p);
      const figure = metric === 'rocAuc' ? rankedRocAuc : rankedAveragePrecision;
      return (counts) => figure(ranking, codes, counts);
    }
    case 'logLoss':
      return meanEvaluator(p.map((value, i) => logLossOf(codes[i] === 1 ? value : 1 - value)));
    case 'brier':
      return meanEvaluator(p.map((value, i) => (value - (codes[i] as number)) ** 2));
    case 'accuracy':
      return confusionEvaluator(codes, p, threshold, accuracyFromCounts);
    case 'balancedAccuracy':
      return confusionEvaluator(codes, p, threshold, balancedAccuracyFromCounts);
    case 'f1':
      return confusionEvaluator(codes, p, threshold, f1FromCounts);
    case 'macroF1':
      return confusionEvaluator(codes, p, threshold, (c) => {
        const other = { ...c, truePositives: c.trueNegatives, falsePositives: c.falseNegatives };
        return (f1FromCounts(c) + f1FromCounts({ ...other, falseNegatives: c.falsePositives })) / 2;
      });
    default:
      throw new CodedError('metrics.wrong-task', { metric, task: 'binary' });
  }
}

function confusionEvaluator(
  codes: Int32Array,
  p: Float64Array,
  threshold: number,
  figure: (c: Confusion) => number,
): Evaluator {
  // 2 × actual + said: trueNegatives, falsePositives, falseNegatives, truePositives.
  const cell = Uint8Array.from(codes, (code, i) => 2 * code + ((p[i] as number) >= threshold ? 1 : 0));
  return (counts) => {
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < cell.length; i++) {
      const at = cell[i] as number;
      sums[at] = (sums[at] as number) + (counts ? (counts[i] as number) : 1);
    }
    const [trueNegatives = 0, falsePositives = 0, falseNegatives = 0, truePositives = 0] = sums;
    return figure({ trueNegatives, falsePositives, falseNegatives, truePositives });
  };
}

function classEvaluator(metric: MetricName, codes: Int32Array, probabilities: Float64Array, k: number): Evaluator {
  switch (metric) {
    case 'logLoss':
      return meanEvaluator(Float64Array.from(codes, (c, i) => logLossOf(probabilities[i * k + c] as number)));
    case 'brier':
      return meanEvaluator(Float64Array.from(codes, (c, i) => squaredDistance(probabilities, i * k, k, c)));
    case 'rocAuc':
    case 'prAuc': {
      const ranked = rankClasses(codes, probabilities, k);
      const figure = metric === 'rocAuc' ? ovrAucOf : ovrAveragePrecisionOf;
      return (counts) => figure(ranked, counts);
    }
    case 'accuracy':
    case 'balancedAccuracy':
    case 'macroF1':
    case 'f1': {
      const predicted = likeliest(probabilities, k);
      const figure =
        metric === 'accuracy'
          ? accuracyOfConfusion
          : metric === 'balancedAccuracy'
            ? balancedAccuracyOfConfusion
            : macroF1OfConfusion;
      return (counts) => figure(countConfusion(codes, predicted, k, counts), k);
    }
    default:
      throw new CodedError('metrics.wrong-task', { metric, task: 'multiclass' });
  }
}

/** Σ (probability − what happened)² over the classes of a row. */
function squaredDistance(probabilities: Float64Array, from: number, k: number, actual: number): number {
  let sum = 0;
  for (let c = 0; c < k; c++) sum += ((probabilities[from + c] as number) - (c === actual ? 1 : 0)) ** 2;
  return sum;
}
