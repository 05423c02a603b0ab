import type { ScoredFile } from '../../../app/state.ts';
import type { Prediction } from '../../../core/learn/task.ts';

/** A row of the preview with what was predicted for it. */
export interface ScoredRow {
  /** Row of the file, from 0. */
  readonly row: number;
  readonly cells: readonly (string | null)[];
  /** The number predicted, the probability of "yes", or the probability of the class predicted. */
  readonly value: number;
  /** Classes: the one predicted. */
  readonly label: string | undefined;
}

/** What is predicted for one row; `threshold` decides between no and yes. */
export function predictedAt(
  prediction: Prediction,
  row: number,
  threshold: number,
): { readonly value: number; readonly label: string | undefined } {
  if (prediction.task === 'regression') return { value: prediction.values[row] ?? Number.NaN, label: undefined };
  const k = prediction.classes.length;
  const probability = (index: number) => prediction.probabilities[row * k + index] ?? Number.NaN;
  if (prediction.task === 'binary') {
    const yes = probability(1);
    return { value: yes, label: prediction.classes[yes >= threshold ? 1 : 0] };
  }
  let best = 0;
  for (let index = 1; index < k; index++) if (probability(index) > probability(best)) best = index;
  return { value: probability(best), label: prediction.classes[best] };
}

/** The rows shown, with their predictions. */
export function scoredRows(
  { rows, rowNumbers }: ScoredFile['preview'],
  prediction: Prediction,
  threshold: number,
): readonly ScoredRow[] {
  return rowNumbers.map((row, i) => ({ row, cells: rows[i] ?? [], ...predictedAt(prediction, row, threshold) }));
}

/** What the whole file says. */
export type ScoredSummary =
  | {
      readonly task: 'binary';
      readonly rows: number;
      readonly yes: string;
      readonly flagged: number;
      /** Sum of the probabilities: how many "yes" to expect. */
      readonly expected: number;
    }
  | { readonly task: 'multiclass'; readonly rows: number; readonly counts: readonly (readonly [string, number])[] }
  | {
      readonly task: 'regression';
      readonly rows: number;
      readonly mean: number;
      readonly low: number;
      readonly high: number;
    };

export function summarise(prediction: Prediction, threshold: number): ScoredSummary {
  if (prediction.task === 'regression') {
    const sorted = Float64Array.from(prediction.values).sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
    return { task: 'regression', rows: sorted.length, mean, low: at(0.1), high: at(0.9) };
  }
  const k = prediction.classes.length;
  const rows = k === 0 ? 0 : prediction.probabilities.length / k;
  if (prediction.task === 'binary') {
    let flagged = 0;
    let expected = 0;
    for (let row = 0; row < rows; row++) {
      const yes = prediction.probabilities[row * k + 1] as number;
      expected += yes;
      if (yes >= threshold) flagged += 1;
    }
    return { task: 'binary', rows, yes: prediction.classes[1] ?? '', flagged, expected };
  }
  const counts = new Map(prediction.classes.map((name) => [name, 0]));
  for (let row = 0; row < rows; row++) {
    const { label } = predictedAt(prediction, row, threshold);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return { task: 'multiclass', rows, counts: [...counts].toSorted((a, b) => b[1] - a[1]) };
}

/**
 * The file's own columns: the preview's without the prediction columns behind them, which the page words itself
 * (`prediction`, and a `probability_…` a class; of texts `confidence` and `hand_over` between them).
 */
export function ownColumns(columns: readonly string[], prediction: Prediction): readonly string[] {
  const usual = prediction.task === 'regression' ? 1 : 1 + prediction.classes.length;
  const first = [usual, usual + 2]
    .map((added) => columns.length - added)
    .find((at) => columns[at]?.startsWith('prediction'));
  return first === undefined ? columns : columns.slice(0, first);
}
