import { createRandom, shuffle } from '../../random.ts';
import type { FitProgress } from '../estimator.ts';
import { entropyStep } from './entropy-step.ts';
import { sparseProblem, spreadClasses, type SparseProblem } from './problem.ts';
import type { SparseFitContext, SparseFitInput, SparseLinearState } from './types.ts';

export interface SparseLogisticParams {
  /** scikit-learn's C: weight of the losses against half the squared weights. */
  readonly c: number;
  /** Mean duality gap a row that counts as solved, relative to the mean loss. */
  readonly tolerance: number;
  readonly mostPasses: number;
}

/** Chosen by cross-validation on training rows of short support texts; they do not matter much between 5 and 40. */
export const SPARSE_LOGISTIC_DEFAULTS: SparseLogisticParams = { c: 10, tolerance: 1e-3, mostPasses: 60 };

const ROWS_AT_A_TIME = 64;
const RESTLESS = 1e-12;

/**
 * Multinomial logistic regression with L2 on all but the intercepts (scikit-learn's objective): block coordinate descent on
 * its dual, in which each row has a probability for each class (Yu, Huang and Lin 2011, with the block of a row solved exactly).
 * At the optimum they are the model's own probabilities, so that the distance of the two is the duality gap. The
 * unpenalised intercepts are found by the method of multipliers, a step a pass.
 * Dual probabilities are kept in float32, weights in float64.
 * @throws train.too-few-rows, train.one-class, train.not-finite; CancelledError
 */
export async function* fitSparseLogistic(
  input: SparseFitInput,
  params: SparseLogisticParams,
  context: SparseFitContext,
): AsyncGenerator<FitProgress, SparseLinearState> {
  const problem = sparseProblem(input);
  const fit = startFit(problem, params.c);
  const random = createRandom(context.seed).fork('sparse-logistic');
  const order = Int32Array.from({ length: problem.rows.length }, (_, i) => i);
  let passes = 0;
  let converged = false;
  while (passes < params.mostPasses && !converged) {
    shuffle(order, random);
    let gap = 0;
    let loss = 0;
    for (let i = 0; i < order.length; i++) {
      if (i % ROWS_AT_A_TIME === 0) await context.pacer.pause();
      visit(fit, order[i] as number);
      gap += fit.gap;
      loss += fit.loss;
    }
    const drift = moveIntercepts(fit);
    passes++;
    converged = gap <= params.tolerance * loss && drift <= Math.sqrt(params.tolerance) * 0.1;
    yield { done: passes, total: params.mostPasses, loss: loss / fit.costSum };
  }
  const { k, weights } = fit;
  const learned = spreadClasses(problem, input.classes.length, (f, c) => weights[f * k + c] as number, fit.intercepts);
  return { version: 1, kind: 'logistic', ...learned, temperature: 1, passes, converged };
}

interface Fit {
  readonly problem: SparseProblem;
  readonly k: number;
  /** C times the weight of each row. */
  readonly costs: Float64Array;
  readonly costSum: number;
  /** rows × k. */
  readonly dual: Float32Array;
  /** columns × k. */
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
  /** Σ cost × (wanted − dual probability) a class: 0 at the optimum. */
  readonly residuals: Float64Array;
  readonly scores: Float64Array;
  readonly next: Float64Array;
  /** Of the row visited last, before its step; both times its cost. */
  gap: number;
  loss: number;
}

/** Every row's dual probabilities begin at its own class: all weights are zero then. */
function startFit(problem: SparseProblem, c: number): Fit {
  const k = problem.present.length;
  const rows = problem.rows.length;
  // Two classes have two opposite weights here, which cost half as much as scikit-learn's one.
  const cost = k === 2 ? c / 2 : c;
  const costs = problem.weights.map((weight) => cost * weight);
  const dual = new Float32Array(rows * k);
  const shares = new Float64Array(k);
  let costSum = 0;
  for (let i = 0; i < rows; i++) {
    const code = problem.codes[i] as number;
    dual[i * k + code] = 1;
    shares[code] = (shares[code] as number) + (costs[i] as number);
    costSum += costs[i] as number;
  }
  const logs = shares.map((share) => Math.log(Math.max(share, 1e-12) / costSum));
  const mean = logs.reduce((a, b) => a + b, 0) / k;
  return {
    problem,
    k,
    costs,
    costSum,
    dual,
    weights: new Float64Array(problem.features.columns * k),
    intercepts: logs.map((log) => log - mean),
    residuals: new Float64Array(k),
    scores: new Float64Array(k),
    next: new Float64Array(k),
    gap: 0,
    loss: 0,
  };
}

/** The size of the intercepts' feature while they are held near where they were. */
const HOLD = 1;

/** One row's step: its dual probabilities to where they are best, and the weights with them. */
function visit(fit: Fit, i: number): void {
  const { k, dual, weights, scores, next, intercepts, residuals } = fit;
  const { features, rows, squares, codes } = fit.problem;
  const row = rows[i] as number;
  const start = features.offsets[row] as number;
  const end = features.offsets[row + 1] as number;
  scores.set(intercepts);
  for (let at = start; at < end; at++) {
    const value = features.values[at] as number;
    const base = (features.indices[at] as number) * k;
    for (let c = 0; c < k; c++) scores[c] = (scores[c] as number) + value * (weights[base + c] as number);
  }
  const cost = fit.costs[i] as number;
  const own = dual.subarray(i * k, i * k + k);
  const log = measure(fit, own, codes[i] as number, cost);
  const stiffness = cost * ((squares[i] as number) + HOLD);
  if (!(stiffness > 0)) return;
  for (let c = 0; c < k; c++) scores[c] = (scores[c] as number) + stiffness * (own[c] as number);
  // Where nothing changes, λ is the log of the scores' sum.
  entropyStep(scores, stiffness, log, next);
  let largest = 0;
  for (let c = 0; c < k; c++) {
    const before = own[c] as number;
    own[c] = next[c] as number;
    // What float32 made of it, so that weights and dual never drift apart.
    const change = cost * (before - (own[c] as number));
    next[c] = change;
    largest = Math.max(largest, Math.abs(change));
    residuals[c] = (residuals[c] as number) + change;
    intercepts[c] = (intercepts[c] as number) + HOLD * change;
  }
  if (largest < RESTLESS) return;
  for (let at = start; at < end; at++) {
    const value = features.values[at] as number;
    const base = (features.indices[at] as number) * k;
    for (let c = 0; c < k; c++) weights[base + c] = (weights[base + c] as number) + value * (next[c] as number);
  }
}

/**
 * Loss of the row, and its part of the duality gap: the divergence of its dual probabilities from the model's.
 * @returns the log of the sum of the exponentials of its scores
 */
function measure(fit: Fit, own: Float32Array, code: number, cost: number): number {
  const { k, scores } = fit;
  let largest = -Infinity;
  for (let c = 0; c < k; c++) largest = Math.max(largest, scores[c] as number);
  let sum = 0;
  for (let c = 0; c < k; c++) sum += Math.exp((scores[c] as number) - largest);
  const log = largest + Math.log(sum);
  let gap = 0;
  for (let c = 0; c < k; c++) {
    const p = own[c] as number;
    if (p > 0) gap += p * (Math.log(p) - (scores[c] as number) + log);
  }
  fit.gap = cost * gap;
  fit.loss = cost * (log - (scores[code] as number));
  return log;
}

/** A step of the multipliers: intercepts go on the way that balances the classes. @returns the imbalance, relative */
function moveIntercepts(fit: Fit): number {
  let largest = 0;
  for (let c = 0; c < fit.k; c++) {
    const residual = fit.residuals[c] as number;
    fit.intercepts[c] = (fit.intercepts[c] as number) + HOLD * residual;
    largest = Math.max(largest, Math.abs(residual));
  }
  return largest / fit.costSum;
}
