import type { ClassPrediction, Prediction, Target } from './task.ts';

/** Numbers a row: 1 for regression, else the number of classes. */
export function predictionWidth(target: Target | Prediction): number {
  return target.task === 'regression' ? 1 : target.classes.length;
}

/** The row-major numbers of a prediction. */
export function predictionValues(prediction: Prediction): Float64Array {
  return prediction.task === 'regression' ? prediction.values : prediction.probabilities;
}

/** A prediction of the kind that `like` asks for, around row-major numbers. */
export function makePrediction(like: Target | Prediction, values: Float64Array): Prediction {
  if (like.task === 'regression') return { task: 'regression', values };
  return { task: like.task, classes: like.classes, probabilities: values };
}

/** Predictions at the given positions, in their order. */
export function takePrediction(prediction: Prediction, positions: Int32Array): Prediction {
  const width = predictionWidth(prediction);
  const from = predictionValues(prediction);
  const values = new Float64Array(positions.length * width);
  for (let i = 0; i < positions.length; i++) {
    const start = (positions[i] as number) * width;
    for (let k = 0; k < width; k++) values[i * width + k] = from[start + k] as number;
  }
  return makePrediction(prediction, values);
}

/** Weighted mean of predictions of the same rows. Weights should sum to 1. */
export function blendPredictions(predictions: readonly Prediction[], weights: readonly number[]): Prediction {
  const first = predictions[0];
  if (!first) throw new Error('a blend of nothing');
  if (predictions.length === 1 && weights[0] === 1) return first;
  const values = new Float64Array(predictionValues(first).length);
  predictions.forEach((prediction, index) => {
    const weight = weights[index] as number;
    const from = predictionValues(prediction);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + weight * (from[i] as number);
  });
  return makePrediction(first, values);
}

/** Probability of class `index` (default: the last, which is "yes") for every row. */
export function classProbability(prediction: ClassPrediction, index = prediction.classes.length - 1): Float64Array {
  const width = prediction.classes.length;
  const rows = prediction.probabilities.length / width;
  return Float64Array.from({ length: rows }, (_, row) => prediction.probabilities[row * width + index] as number);
}

/** The likeliest class of every row; the first of equals. */
export function likeliestClass(prediction: ClassPrediction): Int32Array {
  const width = prediction.classes.length;
  const { probabilities } = prediction;
  const codes = new Int32Array(probabilities.length / width);
  for (let row = 0; row < codes.length; row++) {
    let best = 0;
    for (let k = 1; k < width; k++) {
      if ((probabilities[row * width + k] as number) > (probabilities[row * width + best] as number)) best = k;
    }
    codes[row] = best;
  }
  return codes;
}

/** Out-of-fold predictions: each fold's lie at its rows; where a row was judged more than once they are averaged. */
export function gatherFolds(
  target: Target,
  rows: Int32Array,
  parts: readonly { readonly rows: Int32Array; readonly prediction: Prediction }[],
): Prediction {
  const width = predictionWidth(target);
  const position = new Map<number, number>();
  rows.forEach((row, index) => position.set(row, index));
  const values = new Float64Array(rows.length * width);
  const times = new Int32Array(rows.length);
  for (const part of parts) {
    const from = predictionValues(part.prediction);
    part.rows.forEach((row, i) => {
      const at = position.get(row);
      if (at === undefined) return;
      times[at] = (times[at] as number) + 1;
      for (let k = 0; k < width; k++)
        values[at * width + k] = (values[at * width + k] as number) + (from[i * width + k] as number);
    });
  }
  for (let at = 0; at < rows.length; at++) {
    const count = times[at] as number;
    if (count === 0) throw new Error('a validation row without a prediction');
    for (let k = 0; k < width; k++) values[at * width + k] = (values[at * width + k] as number) / count;
  }
  return makePrediction(target, values);
}
