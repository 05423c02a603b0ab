import { logLossOf } from './binary.ts';
import { rankedAveragePrecision, rankedRocAuc, rankScores, type Counts, type Ranking } from './ranking.ts';

/**
 * Figures of k classes. `codes` holds the class index a row, `probabilities` rows × k, row-major.
 * Oracle: scikit-learn (golden multiclass_metrics).
 */

/** Index of the likeliest class a row; the first of equals. */
export function likeliest(probabilities: Float64Array, k: number): Int32Array {
  const n = probabilities.length / k;
  const result = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let c = 1; c < k; c++) {
      if ((probabilities[i * k + c] as number) > (probabilities[i * k + best] as number)) best = c;
    }
    result[i] = best;
  }
  return result;
}

/** actual × predicted counts, k × k row-major. */
export function countConfusion(codes: Int32Array, predicted: Int32Array, k: number, counts?: Counts): Float64Array {
  const cells = new Float64Array(k * k);
  for (let i = 0; i < codes.length; i++) {
    const cell = (codes[i] as number) * k + (predicted[i] as number);
    cells[cell] = (cells[cell] as number) + (counts ? (counts[i] as number) : 1);
  }
  return cells;
}

/** confusion[actual][predicted] */
export function confusionMatrix(codes: Int32Array, probabilities: Float64Array, k: number): number[][] {
  const cells = countConfusion(codes, likeliest(probabilities, k), k);
  return Array.from({ length: k }, (_, actual) => Array.from(cells.subarray(actual * k, (actual + 1) * k)));
}

export interface ClassFigures {
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 of each class from a confusion matrix; 0 where there is nothing to divide by. */
export function classFigures(cells: Float64Array, k: number): (ClassFigures & { readonly predicted: number })[] {
  return Array.from({ length: k }, (_, c) => {
    let count = 0;
    let predicted = 0;
    for (let other = 0; other < k; other++) {
      count += cells[c * k + other] as number;
      predicted += cells[other * k + c] as number;
    }
    const hits = cells[c * k + c] as number;
    return {
      count,
      predicted,
      precision: predicted > 0 ? hits / predicted : 0,
      recall: count > 0 ? hits / count : 0,
      f1: count + predicted > 0 ? (2 * hits) / (count + predicted) : 0,
    };
  });
}

export function perClass(codes: Int32Array, probabilities: Float64Array, k: number): ClassFigures[] {
  const figures = classFigures(countConfusion(codes, likeliest(probabilities, k), k), k);
  return figures.map(({ count, precision, recall, f1 }) => ({ count, precision, recall, f1 }));
}

export function accuracyOfConfusion(cells: Float64Array, k: number): number {
  let hits = 0;
  let all = 0;
  for (let i = 0; i < cells.length; i++) {
    all += cells[i] as number;
    if (i % (k + 1) === 0) hits += cells[i] as number;
  }
  return hits / all;
}

/** Mean F1 of the classes that occur or are predicted. */
export function macroF1OfConfusion(cells: Float64Array, k: number): number {
  const seen = classFigures(cells, k).filter((f) => f.count + f.predicted > 0);
  return seen.reduce((sum, f) => sum + f.f1, 0) / seen.length;
}

/** Mean recall of the classes that occur. */
export function balancedAccuracyOfConfusion(cells: Float64Array, k: number): number {
  const seen = classFigures(cells, k).filter((f) => f.count > 0);
  return seen.reduce((sum, f) => sum + f.recall, 0) / seen.length;
}

export function accuracy(codes: Int32Array, probabilities: Float64Array, k: number): number {
  return accuracyOfConfusion(countConfusion(codes, likeliest(probabilities, k), k), k);
}

export function macroF1(codes: Int32Array, probabilities: Float64Array, k: number): number {
  return macroF1OfConfusion(countConfusion(codes, likeliest(probabilities, k), k), k);
}

/** Mean log loss in nats; rows are taken to sum to 1. */
export function multiclassLogLoss(codes: Int32Array, probabilities: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < codes.length; i++) sum += logLossOf(probabilities[i * k + (codes[i] as number)] as number);
  return sum / codes.length;
}

/** One ranking and one set of labels a class, each class against the rest. */
export interface ClassRankings {
  readonly rankings: readonly Ranking[];
  readonly labels: readonly Uint8Array[];
}

export function rankClasses(codes: Int32Array, probabilities: Float64Array, k: number): ClassRankings {
  const classes = Array.from({ length: k }, (_, c) => c);
  return {
    rankings: classes.map((c) => rankScores(Float64Array.from(codes, (_, i) => probabilities[i * k + c] as number))),
    labels: classes.map((c) => Uint8Array.from(codes, (code) => (code === c ? 1 : 0))),
  };
}

/** Mean over the classes of which there are rows inside and outside; NaN where there is none. */
function meanOverClasses(
  ranked: ClassRankings,
  counts: Counts,
  figure: (ranking: Ranking, labels: Uint8Array, counts?: Counts) => number,
): number {
  let sum = 0;
  let used = 0;
  ranked.rankings.forEach((ranking, c) => {
    const value = figure(ranking, ranked.labels[c] as Uint8Array, counts);
    if (Number.isNaN(value)) return;
    sum += value;
    used++;
  });
  return sum / used;
}

export function ovrAucOf(ranked: ClassRankings, counts?: Counts): number {
  return meanOverClasses(ranked, counts, rankedRocAuc);
}

export function ovrAveragePrecisionOf(ranked: ClassRankings, counts?: Counts): number {
  return meanOverClasses(ranked, counts, rankedAveragePrecision);
}

/** Mean ROC AUC of each class against the rest. */
export function ovrAuc(codes: Int32Array, probabilities: Float64Array, k: number): number {
  return ovrAucOf(rankClasses(codes, probabilities, k));
}
