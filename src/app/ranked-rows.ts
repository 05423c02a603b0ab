import type { Prediction } from '../core/learn/task.ts';

/**
 * What rows are ranked by: the number predicted, the probability of "yes", or that of the likeliest class. From the lowest
 * on it is that of the likeliest of two classes as well: what a model is least sure of.
 */
function rankValue(prediction: Prediction, row: number, from: 'highest' | 'lowest'): number {
  if (prediction.task === 'regression') return prediction.values[row] as number;
  const width = prediction.classes.length;
  if (prediction.task === 'binary' && from === 'highest') return prediction.probabilities[row * width + 1] as number;
  let best = 0;
  for (let k = 0; k < width; k++) best = Math.max(best, prediction.probabilities[row * width + k] as number);
  return best;
}

/**
 * The rows with the highest predictions, highest first (or the lowest, lowest first), of equals the earlier; one pass, so
 * that a million rows take no time.
 */
export function rankedRows(prediction: Prediction, most: number, from: 'highest' | 'lowest' = 'highest'): number[] {
  const sign = from === 'highest' ? 1 : -1;
  const count =
    prediction.task === 'regression'
      ? prediction.values.length
      : prediction.probabilities.length / Math.max(1, prediction.classes.length);
  const kept: { row: number; value: number }[] = [];
  for (let row = 0; row < count; row++) {
    const value = sign * rankValue(prediction, row, from);
    const last = kept[kept.length - 1];
    if (kept.length >= most && last && !(value > last.value)) continue;
    let at = kept.length;
    while (at > 0 && value > (kept[at - 1] as { value: number }).value) at--;
    kept.splice(at, 0, { row, value });
    if (kept.length > most) kept.pop();
  }
  return kept.map(({ row }) => row);
}
