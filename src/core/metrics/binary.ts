import type { ThresholdPoint } from './types.ts';
import { rankedAveragePrecision, rankedRocAuc, rankScores } from './ranking.ts';

/**
 * Figures of two classes. `y` is 1 for "yes" and 0 for "no", `p` the probability of "yes", row by row.
 * Oracle: scikit-learn (golden binary_metrics).
 */

/** NaN where only one class occurs. */
export function rocAuc(y: ArrayLike<number>, p: ArrayLike<number>): number {
  return rankedRocAuc(rankScores(p), y);
}

/** The area under the precision–recall curve as a step function. NaN where there is no "yes". */
export function averagePrecision(y: ArrayLike<number>, p: ArrayLike<number>): number {
  return rankedAveragePrecision(rankScores(p), y);
}

/** Probabilities are kept this far from 0 and 1 before taking logs, as scikit-learn does. */
export const LOG_LOSS_CLIP = 2 ** -52;

/** −ln of the probability that was given to what happened, in nats. */
export function logLossOf(probability: number): number {
  return -Math.log(Math.min(1 - LOG_LOSS_CLIP, Math.max(LOG_LOSS_CLIP, probability)));
}

/** Mean log loss in nats. */
export function logLoss(y: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += logLossOf(y[i] === 1 ? (p[i] as number) : 1 - (p[i] as number));
  return sum / y.length;
}

/** Mean squared error of the probability. */
export function brier(y: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += ((p[i] as number) - (y[i] as number)) ** 2;
  return sum / y.length;
}

/** Counts with "yes" where p ≥ threshold. */
export function confusionAt(y: ArrayLike<number>, p: ArrayLike<number>, threshold: number): ThresholdPoint {
  let truePositives = 0;
  let falsePositives = 0;
  let positives = 0;
  for (let i = 0; i < y.length; i++) {
    const yes = y[i] === 1;
    if (yes) positives++;
    if ((p[i] as number) >= threshold) {
      if (yes) truePositives++;
      else falsePositives++;
    }
  }
  return {
    threshold,
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: y.length - positives - falsePositives,
  };
}

/** The four counts, without the threshold that made them. */
export type Confusion = Omit<ThresholdPoint, 'threshold'>;

/** A share, 0 where there is nothing to share, as scikit-learn's zero_division=0. */
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

export function precisionFromCounts(c: Confusion): number {
  return share(c.truePositives, c.truePositives + c.falsePositives);
}

export function recallFromCounts(c: Confusion): number {
  return share(c.truePositives, c.truePositives + c.falseNegatives);
}

export function f1FromCounts(c: Confusion): number {
  return share(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives);
}

export function accuracyFromCounts(c: Confusion): number {
  const all = c.truePositives + c.trueNegatives + c.falsePositives + c.falseNegatives;
  return (c.truePositives + c.trueNegatives) / all;
}

/** Mean recall of the classes that occur. */
export function balancedAccuracyFromCounts(c: Confusion): number {
  const positives = c.truePositives + c.falseNegatives;
  const negatives = c.trueNegatives + c.falsePositives;
  if (positives === 0) return c.trueNegatives / negatives;
  if (negatives === 0) return c.truePositives / positives;
  return (c.truePositives / positives + c.trueNegatives / negatives) / 2;
}

/** Matthews' correlation; 0 where a side is constant. */
export function matthewsFromCounts(c: Confusion): number {
  const product =
    Math.sqrt(c.truePositives + c.falsePositives) *
    Math.sqrt(c.truePositives + c.falseNegatives) *
    Math.sqrt(c.trueNegatives + c.falsePositives) *
    Math.sqrt(c.trueNegatives + c.falseNegatives);
  return share(c.truePositives * c.trueNegatives - c.falsePositives * c.falseNegatives, product);
}
