import type { Target } from '../task.ts';

/**
 * A loss as the trees see it, over the rows in use, in their order. Scores are raw (log-odds for classes, standardised
 * target for numbers), output after output: score of row i for output o is scores[o · rows + i].
 */
export interface Objective {
  /** Trees a round: 1, or the number of classes where there are three or more. */
  readonly outputs: number;
  /** Score of each output before the first tree. */
  readonly base: Float64Array;
  /** The largest hessian that a row can have; `one` where all of them are 1. */
  readonly largestHessian: number | 'one';
  /** Called once a round, before the gradients of its outputs. */
  beginRound(scores: Float64Array): void;
  /** Gradient and hessian of each row, interleaved into `pairs`. */
  gradients(output: number, scores: Float64Array, pairs: Float64Array): void;
  /** Factor from raw scores to the target's units. */
  readonly scale: number;
}

/** Weights of the rows in use, or undefined where all are 1. */
export type RowWeights = Float64Array | undefined;

const LEAST_HESSIAN = 1e-16;

const largestOf = (weights: RowWeights): number => (weights ? weights.reduce((a, b) => Math.max(a, b), 0) : 1);

function squaredError(values: Float64Array, weights: RowWeights, mean: number, scale: number): Objective {
  const wanted = values.map((value) => (value - mean) / scale);
  return {
    outputs: 1,
    base: Float64Array.of(0),
    largestHessian: weights ? largestOf(weights) : 'one',
    scale,
    beginRound() {},
    gradients(_output, scores, pairs) {
      for (let i = 0; i < wanted.length; i++) {
        const weight = weights ? (weights[i] as number) : 1;
        pairs[2 * i] = weight * ((scores[i] as number) - (wanted[i] as number));
        pairs[2 * i + 1] = weight;
      }
    },
  };
}

function binaryLogLoss(codes: Int32Array, weights: RowWeights, share: number): Objective {
  return {
    outputs: 1,
    base: Float64Array.of(Math.log(share / (1 - share))),
    largestHessian: 0.25 * largestOf(weights),
    scale: 1,
    beginRound() {},
    gradients(_output, scores, pairs) {
      for (let i = 0; i < codes.length; i++) {
        const p = 1 / (1 + Math.exp(-(scores[i] as number)));
        const weight = weights ? (weights[i] as number) : 1;
        pairs[2 * i] = weight * (p - (codes[i] as number));
        pairs[2 * i + 1] = weight * Math.max(p * (1 - p), LEAST_HESSIAN);
      }
    },
  };
}

/** Softmax of scores stored output after output, into `out` with the same layout. */
function softmaxRows(scores: Float64Array, outputs: number, out: Float64Array): void {
  const rows = scores.length / outputs;
  for (let i = 0; i < rows; i++) {
    let highest = -Infinity;
    for (let o = 0; o < outputs; o++) highest = Math.max(highest, scores[o * rows + i] as number);
    let sum = 0;
    for (let o = 0; o < outputs; o++) {
      const e = Math.exp((scores[o * rows + i] as number) - highest);
      out[o * rows + i] = e;
      sum += e;
    }
    for (let o = 0; o < outputs; o++) out[o * rows + i] = (out[o * rows + i] as number) / sum;
  }
}

/** Softmax; hessians carry the factor K / (K − 1) of Friedman (2001), eq. 34, that makes up for the redundant class. */
function softmaxLogLoss(codes: Int32Array, weights: RowWeights, shares: Float64Array): Objective {
  const outputs = shares.length;
  const rows = codes.length;
  const probabilities = new Float64Array(rows * outputs);
  const factor = outputs / (outputs - 1);
  return {
    outputs,
    base: shares.map((share) => Math.log(share)),
    largestHessian: 0.25 * factor * largestOf(weights),
    scale: 1,
    beginRound: (scores) => softmaxRows(scores, outputs, probabilities),
    gradients(output, _scores, pairs) {
      for (let i = 0; i < rows; i++) {
        const p = probabilities[output * rows + i] as number;
        const weight = weights ? (weights[i] as number) : 1;
        pairs[2 * i] = weight * (codes[i] === output ? p - 1 : p);
        pairs[2 * i + 1] = weight * Math.max(factor * p * (1 - p), LEAST_HESSIAN);
      }
    },
  };
}

const pick = <T extends Float64Array | Int32Array>(values: T, rows: Int32Array, out: T): T => {
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i] as number] as number;
  return out;
};

const weightAt = (weights: RowWeights, i: number): number => (weights ? (weights[i] as number) : 1);

/** Weighted mean and standard deviation, through the largest size so that huge values do not overflow. */
function momentsOf(values: Float64Array, weights: RowWeights): { mean: number; deviation: number } {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return { mean: 0, deviation: 0 };
  let total = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weightAt(weights, i);
    const value = (values[i] as number) / largest;
    total += weight;
    const step = value - mean;
    mean += (weight / total) * step;
    squares += weight * step * (value - mean);
  }
  return { mean: mean * largest, deviation: Math.sqrt(squares / total) * largest };
}

/** Weighted share of each class, never quite 0 so that its logarithm is finite. */
function sharesOf(codes: Int32Array, weights: RowWeights, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    const weight = weightAt(weights, i);
    sums[codes[i] as number] = (sums[codes[i] as number] as number) + weight;
    total += weight;
  }
  return sums.map((sum) => Math.max(sum / total, 1e-10));
}

/** The objective of a target over `rows`, with its starting scores. Rows must have been checked. */
export function makeObjective(
  target: Target,
  rows: Int32Array,
  weights: RowWeights,
): { objective: Objective; center: number } {
  if (target.task === 'regression') {
    const values = pick(target.values, rows, new Float64Array(rows.length));
    const { mean, deviation } = momentsOf(values, weights);
    return { objective: squaredError(values, weights, mean, deviation), center: mean };
  }
  const codes = pick(target.codes, rows, new Int32Array(rows.length));
  const shares = sharesOf(codes, weights, target.classes.length);
  if (target.task === 'binary') return { objective: binaryLogLoss(codes, weights, shares[1] as number), center: 0 };
  return { objective: softmaxLogLoss(codes, weights, shares), center: 0 };
}

/**
 * Mean loss over `rows` in the units of FitProgress: squared error in target units, log loss for classes.
 * @param scores raw scores, output after output, over the same rows
 * @param stride only every so manieth row is looked at; 1 for all
 */
export function meanLoss(
  target: Target,
  rows: Int32Array,
  weights: RowWeights,
  scores: Float64Array,
  center: number,
  scale: number,
  stride = 1,
): number {
  const n = rows.length;
  const outputs = scores.length / n;
  let loss = 0;
  let total = 0;
  for (let i = 0; i < n; i += stride) {
    const row = rows[i] as number;
    const weight = weightAt(weights, i);
    total += weight;
    if (target.task === 'regression') {
      const error = center + scale * (scores[i] as number) - (target.values[row] as number);
      loss += weight * error * error;
    } else if (target.task === 'binary') {
      const margin = target.codes[row] === 1 ? (scores[i] as number) : -(scores[i] as number);
      loss += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    } else {
      let highest = -Infinity;
      for (let o = 0; o < outputs; o++) highest = Math.max(highest, scores[o * n + i] as number);
      let sum = 0;
      for (let o = 0; o < outputs; o++) sum += Math.exp((scores[o * n + i] as number) - highest);
      loss += weight * (highest + Math.log(sum) - (scores[(target.codes[row] as number) * n + i] as number));
    }
  }
  return loss / total;
}
