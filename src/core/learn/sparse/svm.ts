import { createRandom, shuffle, type Random } from '../../random.ts';
import type { FitProgress } from '../estimator.ts';
import type { SparseRows } from '../../text/sparse.ts';
import type { Pacer } from '../pacer.ts';
import { sparseProblem, spreadClasses, type SparseProblem } from './problem.ts';
import type { SparseFitContext, SparseFitInput, SparseLinearState } from './types.ts';

export interface SparseSvmParams {
  /** scikit-learn's C: weight of the squared hinge losses against half the squared weights. */
  readonly c: number;
  /** Largest violation of the optimum's conditions that counts as none (liblinear's epsilon). */
  readonly tolerance: number;
  /** Passes over the rows for each class. */
  readonly mostPasses: number;
}

/** Chosen by cross-validation on training rows of short support texts; they do not matter much between 0.3 and 1. */
export const SPARSE_SVM_DEFAULTS: SparseSvmParams = { c: 0.5, tolerance: 1e-2, mostPasses: 200 };

const VALUES_AT_A_TIME = 200_000;

/**
 * Where machines came to rest, by the class that each tells from the rest: a dual variable a row of the features, 0 for rows
 * that were not learned from. A fit begins where the one before ended, and leaves its own.
 */
export type SvmDuals = Map<number, Float32Array>;

/**
 * Linear support vector machines, one class against the rest: squared hinge loss and L2, the bias a feature of 1 that is
 * penalised like the others (scikit-learn's LinearSVC with intercept_scaling 1). Dual coordinate descent with shrinking
 * (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, algorithm 3). Two classes are one machine with opposite scores.
 * A class's weight counts for its rows in every machine (liblinear has it in the class's own alone). Progress counts
 * machines. The temperature is 1 until it is set by `calibrateScores`.
 * @param duals of a fit to some of the same rows: with them this one takes few passes
 * @throws train.too-few-rows, train.one-class, train.not-finite; CancelledError
 */
export async function* fitSparseSvm(
  input: SparseFitInput,
  params: SparseSvmParams,
  context: SparseFitContext,
  duals?: SvmDuals,
): AsyncGenerator<FitProgress, SparseLinearState> {
  const problem = sparseProblem(input);
  const k = problem.present.length;
  const machines = k === 2 ? 1 : k;
  const { columns } = problem.features;
  const weights = new Float32Array(columns * machines);
  const biases = new Float64Array(machines);
  let passes = 0;
  let converged = true;
  for (let machine = 0; machine < machines; machine++) {
    await context.pacer.pause();
    const random = createRandom(context.seed).fork(`machine ${machine}`);
    const positive = k === 2 ? 1 : machine;
    const work = startMachine(problem, positive, params.c, duals?.get(problem.present[positive] as number));
    const found = await fitMachine(work, params, random, context.pacer);
    duals?.set(problem.present[positive] as number, dualsOf(work));
    for (let f = 0; f < columns; f++) weights[f * machines + machine] = found.weights[f] as number;
    biases[machine] = found.weights[columns] as number;
    passes = Math.max(passes, found.passes);
    converged &&= found.converged;
    yield { done: machine + 1, total: machines };
  }
  const sign = (place: number): number => (k === 2 && place === 0 ? -1 : 1);
  const at = (place: number): number => (k === 2 ? 0 : place);
  const learned = spreadClasses(
    problem,
    input.classes.length,
    (f, place) => sign(place) * (weights[f * machines + at(place)] as number),
    problem.present.map((_, place) => sign(place) * (biases[at(place)] as number)),
  );
  return { version: 1, kind: 'svm', ...learned, temperature: 1, passes, converged };
}

interface Machine {
  /** columns + 1; the last is the bias. */
  readonly weights: Float64Array;
  readonly passes: number;
  readonly converged: boolean;
}

/** A machine being fitted. */
interface Work {
  readonly problem: SparseProblem;
  readonly positive: number;
  readonly c: number;
  readonly weights: Float64Array;
  /** The dual variable of each row. */
  readonly alphas: Float64Array;
}

/** Rows at their bound of 0 with a higher gradient than this hardly come back. */
const LEAVE_NONE = Infinity;
const LEFT_ASIDE = Infinity;

/**
 * @param positive the class that the others are told from
 * @param known dual variables to begin from, a row of the features
 */
function startMachine(problem: SparseProblem, positive: number, c: number, known: Float32Array | undefined): Work {
  const { features, rows, codes, weights: ofRow } = problem;
  const weights = new Float64Array(features.columns + 1);
  const alphas = new Float64Array(rows.length);
  for (let i = 0; known && i < rows.length; i++) {
    const row = rows[i] as number;
    const alpha = known[row] as number;
    if (alpha === 0 || !((ofRow[i] as number) > 0)) continue;
    alphas[i] = alpha;
    addRow(problem, row, codes[i] === positive ? alpha : -alpha, weights);
  }
  return { problem, positive, c, weights, alphas };
}

function dualsOf({ problem: { features, rows }, alphas }: Work): Float32Array {
  const duals = new Float32Array(features.rows);
  rows.forEach((row, i) => (duals[row] = alphas[i] as number));
  return duals;
}

async function fitMachine(work: Work, params: SparseSvmParams, random: Random, pacer: Pacer): Promise<Machine> {
  const { problem, weights } = work;
  const { features, rows } = problem;
  // Rows of no weight never move.
  const order = Int32Array.from(rows.keys()).filter((i) => (problem.weights[i] as number) > 0);
  let active = order.length;
  let bound = LEAVE_NONE;
  let read = 0;
  for (let pass = 1; pass <= params.mostPasses; pass++) {
    let largest = -Infinity;
    let smallest = Infinity;
    shuffle(order.subarray(0, active), random);
    for (let at = 0; at < active; at++) {
      const i = order[at] as number;
      if ((read += valuesOf(features, rows[i] as number)) > VALUES_AT_A_TIME) {
        read = 0;
        await pacer.pause();
      }
      const gradient = moveRow(work, i, bound);
      if (gradient === LEFT_ASIDE) {
        // Out of the way, to be looked at again at the end.
        active--;
        order[at] = order[active] as number;
        order[active] = i;
        at--;
        continue;
      }
      largest = Math.max(largest, gradient);
      smallest = Math.min(smallest, gradient);
    }
    if (largest - smallest > params.tolerance) bound = largest > 0 ? largest : LEAVE_NONE;
    else if (active === order.length) return { weights, passes: pass, converged: true };
    else {
      active = order.length;
      bound = LEAVE_NONE;
    }
  }
  return { weights, passes: params.mostPasses, converged: false };
}

const valuesOf = ({ offsets }: SparseRows, row: number): number =>
  (offsets[row + 1] as number) - (offsets[row] as number) + 1;

/**
 * One coordinate of the dual to where it is best.
 * @returns the projected gradient before, or LEFT_ASIDE
 */
function moveRow({ problem, positive, c, weights, alphas }: Work, i: number, bound: number): number {
  const row = problem.rows[i] as number;
  const y = problem.codes[i] === positive ? 1 : -1;
  const alpha = alphas[i] as number;
  const ridge = 0.5 / (c * (problem.weights[i] as number));
  const gradient = y * dotRow(problem, row, weights) - 1 + alpha * ridge;
  if (alpha === 0 && gradient > bound) return LEFT_ASIDE;
  const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
  if (Math.abs(projected) <= 1e-12) return projected;
  const next = Math.max(alpha - gradient / ((problem.squares[i] as number) + 1 + ridge), 0);
  alphas[i] = next;
  addRow(problem, row, y * (next - alpha), weights);
  return projected;
}

function dotRow({ features }: SparseProblem, row: number, weights: Float64Array): number {
  const { offsets, indices, values, columns } = features;
  let sum = weights[columns] as number;
  const end = offsets[row + 1] as number;
  for (let k = offsets[row] as number; k < end; k++) {
    sum += (values[k] as number) * (weights[indices[k] as number] as number);
  }
  return sum;
}

function addRow({ features }: SparseProblem, row: number, factor: number, weights: Float64Array): void {
  const { offsets, indices, values, columns } = features;
  weights[columns] = (weights[columns] as number) + factor;
  const end = offsets[row + 1] as number;
  for (let k = offsets[row] as number; k < end; k++) {
    const index = indices[k] as number;
    weights[index] = (weights[index] as number) + factor * (values[k] as number);
  }
}
