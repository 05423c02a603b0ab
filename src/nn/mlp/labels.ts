import type { Target, TaskKind } from '../../core/learn/task.ts';
import { outputsOf, type TargetScale } from './state.ts';

/** What the network is to say for each row, and how much each row counts. */
export interface Labels {
  readonly task: TaskKind;
  /** Numbers a row. */
  readonly outputs: number;
  /** rows × outputs: standardised values, 0/1, or one-hot; not softened. */
  readonly wanted: Float32Array;
  /** One a row, their mean 1. */
  readonly weights: Float32Array;
}

/** Mean, spread and range of a numeric target on the training rows; spread 1 where it is constant. */
export function scaleTarget(values: Float64Array, rows: Int32Array): TargetScale {
  let mean = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = values[row] as number;
    mean += value / rows.length;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  let square = 0;
  for (const row of rows) square += ((values[row] as number) - mean) ** 2 / rows.length;
  return { mean, spread: Math.sqrt(square) || 1, low, high };
}

function rowWeights(rows: Int32Array, weights: Float64Array | undefined): Float32Array {
  if (!weights) return new Float32Array(rows.length).fill(1);
  let sum = 0;
  for (const row of rows) sum += weights[row] as number;
  const factor = sum > 0 ? rows.length / sum : 0;
  return Float32Array.from(rows, (row) => (weights[row] as number) * factor);
}

/** @param scale of the training rows, for regression */
export function makeLabels(
  target: Target,
  rows: Int32Array,
  scale: TargetScale | undefined,
  weights: Float64Array | undefined,
): Labels {
  const outputs = outputsOf(target.task, target.task === 'regression' ? 0 : target.classes.length);
  const wanted = new Float32Array(rows.length * outputs);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (target.task === 'regression') {
      wanted[i] = ((target.values[row] as number) - (scale?.mean ?? 0)) / (scale?.spread ?? 1);
    } else if (target.task === 'binary') {
      wanted[i] = target.codes[row] as number;
    } else {
      wanted[i * outputs + (target.codes[row] as number)] = 1;
    }
  }
  return { task: target.task, outputs, wanted, weights: rowWeights(rows, weights) };
}

/** Outputs that say what is known without features: the mean, the log odds, the logs of the class shares. */
export function outputBias(labels: Labels): Float64Array {
  const { task, outputs, wanted } = labels;
  const bias = new Float64Array(outputs);
  if (task === 'regression') return bias;
  const rows = wanted.length / outputs;
  for (let i = 0; i < wanted.length; i++) bias[i % outputs] = (bias[i % outputs] as number) + (wanted[i] as number);
  return bias.map((count) => {
    const share = (count + 0.5) / (rows + 1);
    return task === 'binary' ? Math.log(share / (1 - share)) : Math.log(share);
  });
}

/** Weighted loss of one row: squared error of the standardised value, or log loss. */
export function rowLoss(labels: Labels, row: number, out: Float32Array, at: number): number {
  const { task, outputs, wanted } = labels;
  const weight = labels.weights[row] as number;
  const y = wanted[row * outputs] as number;
  const z = out[at] as number;
  switch (task) {
    case 'regression':
      return weight * (z - y) ** 2;
    case 'binary':
      return weight * (Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z))));
    case 'multiclass': {
      let top = -Infinity;
      for (let k = 0; k < outputs; k++) top = Math.max(top, out[at + k] as number);
      let sum = 0;
      let said = 0;
      for (let k = 0; k < outputs; k++) {
        sum += Math.exp((out[at + k] as number) - top);
        said += (wanted[row * outputs + k] as number) * (out[at + k] as number);
      }
      return weight * (top + Math.log(sum) - said);
    }
  }
}
