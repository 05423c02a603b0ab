import { argsort, tieEnds } from '../stats/order.ts';

/** Rows in order of score, the highest first, with tied scores as one run. Made once, read for every resample. */
export interface Ranking {
  readonly order: Int32Array;
  /** Ends (exclusive) of the runs of equal scores in `order`. */
  readonly ends: Int32Array;
}

export function rankScores(scores: ArrayLike<number>): Ranking {
  const order = argsort(scores).reverse();
  return { order, ends: tieEnds(scores, order) };
}

/** How often each row counts; every row once when absent. */
export type Counts = ArrayLike<number> | undefined;

/**
 * Calls back after each run of equal scores with the "no" and "yes" seen so far; runs without rows are passed over.
 * @param labels 1 for "yes", else 0, a row.
 */
export function walkRanking(
  ranking: Ranking,
  labels: ArrayLike<number>,
  counts: Counts,
  visit: (negatives: number, positives: number, row: number) => void,
): void {
  const { order, ends } = ranking;
  let positives = 0;
  let seen = 0;
  let i = 0;
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    const before = seen;
    for (; i < end; i++) {
      const row = order[i] as number;
      const count = counts ? (counts[row] as number) : 1;
      seen += count;
      if (labels[row] === 1) positives += count;
    }
    if (seen > before) visit(seen - positives, positives, order[end - 1] as number);
  }
}

/** Area under the ROC curve, ties counting half; NaN where a class is absent. */
export function rankedRocAuc(ranking: Ranking, labels: ArrayLike<number>, counts?: Counts): number {
  let area = 0;
  let negativesBefore = 0;
  let positivesBefore = 0;
  walkRanking(ranking, labels, counts, (negatives, positives) => {
    area += (negatives - negativesBefore) * (positives + positivesBefore);
    negativesBefore = negatives;
    positivesBefore = positives;
  });
  return area / (2 * negativesBefore * positivesBefore);
}

/** Average precision, Σ (R_k − R_{k−1}) P_k over distinct scores, as scikit-learn; NaN where there is no "yes". */
export function rankedAveragePrecision(ranking: Ranking, labels: ArrayLike<number>, counts?: Counts): number {
  let sum = 0;
  let before = 0;
  walkRanking(ranking, labels, counts, (negatives, positives) => {
    sum += ((positives - before) * positives) / (negatives + positives);
    before = positives;
  });
  return sum / before;
}
