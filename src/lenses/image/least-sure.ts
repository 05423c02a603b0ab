import type { Prediction } from '../../core/learn/task.ts';

/** How sure a model is of a row, 0 … 1: of two classes by how far it is from the threshold on that side. */
function surenessOf(prediction: Prediction, threshold: number): (row: number) => number {
  if (prediction.task === 'regression') return () => 1;
  const { probabilities, classes } = prediction;
  const width = classes.length;
  if (prediction.task === 'binary') {
    return (row) => {
      const yes = probabilities[row * width + 1] as number;
      const [distance, most] = yes >= threshold ? [yes - threshold, 1 - threshold] : [threshold - yes, threshold];
      return most > 0 ? distance / most : 1;
    };
  }
  return (row) => Math.max(...probabilities.subarray(row * width, (row + 1) * width));
}

/**
 * Rows that a person should look at first: the least sure ones, of equals the earlier.
 * @param threshold between no and yes, of two classes
 */
export function leastSureRows(prediction: Prediction, most: number, threshold = 0.5): readonly number[] {
  if (prediction.task === 'regression') return [];
  const sureness = surenessOf(prediction, threshold);
  const count = prediction.probabilities.length / Math.max(1, prediction.classes.length);
  const ranks = Float64Array.from({ length: count }, (_, row) => sureness(row));
  const rows = Array.from({ length: count }, (_, row) => row);
  rows.sort((a, b) => (ranks[a] as number) - (ranks[b] as number) || a - b);
  return rows.slice(0, most);
}
