import type { FitProgress } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import { cholesky, solveCholesky, type Cholesky } from './cholesky.ts';
import { blockRows, eachBlock, loadBlock, type Design } from './design.ts';
import { addGram, mirrorUpper } from './gram.ts';

/** Newton steps after which a fit stops, converged or not. */
const MOST_STEPS = 60;
/**
 * Newton's decrement, in squared standard errors of the coefficients, from which one last step need not be looked at:
 * the distance of 3e-6 standard errors is squared by it, or cut to a small part where the curvature is a step old.
 */
const LAST_STEP = 1e-11;
/** Rows × parameters² up to which the curvature is made anew each step; it then costs a few milliseconds. */
const SMALL_WORK = 2e7;
/** Mean loss (nats) below which the classes count as separated: every probability is then next to 0 or 1. */
const SEPARATED_LOSS = 1e-7;

export interface BinaryFit {
  /** d slopes, of centred features, then the score at the means. */
  readonly parameters: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
  /** Without a penalty the coefficients of separated classes have no end; they were stopped on their way. */
  readonly separated: boolean;
  /** Mean log loss in nats, penalty aside. */
  readonly loss: number;
}

interface Pass {
  /** Penalised loss, summed. */
  readonly objective: number;
  readonly loss: number;
  readonly gradient: Float64Array;
  /** (d + 1)², where asked for. */
  readonly hessian?: Float64Array;
}

/**
 * Logistic regression of two classes by Newton's method (IRLS): minimises Σ w·loss + penalty/2·‖b‖², the intercept
 * free. Steps are halved until the objective falls. With many rows the last curvature is used again while steps stay
 * short, which costs a third and still gains digits.
 * @param labels 0 or 1 a table row
 * @param start where to begin, near the end: then one curvature mostly does
 */
export async function* fitBinary(
  design: Design,
  labels: ArrayLike<number>,
  penalty: number,
  pacer: Pacer,
  start?: Float64Array,
): AsyncGenerator<FitProgress, BinaryFit> {
  const d = design.features.length;
  let parameters = start ?? atShare(design, labels);
  let pass = await passOver(design, labels, parameters, penalty, true, pacer);
  let factor = factorise(pass.hessian as Float64Array, d + 1);
  const small = design.rows.length * (d + 1) ** 2 <= SMALL_WORK;
  let lastDecrement = Infinity;
  let fresh = true;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const loss = pass.loss / design.weightSum;
    yield { done: step, total: MOST_STEPS, loss };
    const direction = solveCholesky(factor, pass.gradient);
    const decrement = dot(direction, pass.gradient);
    if (!(decrement > LAST_STEP)) {
      const last = parameters.map((value, j) => value - (direction[j] as number));
      return { parameters: last, steps: step, converged: true, separated: false, loss };
    }
    if (loss < SEPARATED_LOSS) return { parameters, steps: step, converged: false, separated: true, loss };
    // Curvature a step old is good enough while each step still takes off nine tenths of the distance.
    const slow = !fresh && decrement > 0.01 * lastDecrement;
    const wantCurvature = small || slow || (!start && decrement > 0.1);
    const moved = await descend(design, labels, parameters, pass, direction, penalty, wantCurvature, pacer);
    if (!moved) {
      if (fresh) return { parameters, steps: step, converged: decrement < 1e-10, separated: false, loss };
      pass = await passOver(design, labels, parameters, penalty, true, pacer);
    } else {
      parameters = moved.parameters;
      pass = moved.pass;
    }
    lastDecrement = decrement;
    fresh = pass.hessian !== undefined;
    if (pass.hessian) factor = factorise(pass.hessian, d + 1);
  }
  const loss = pass.loss / design.weightSum;
  return { parameters, steps: MOST_STEPS, converged: false, separated: loss < 1e-3, loss };
}

/** Slopes zero, intercept at the log-odds of the share of "yes". */
function atShare(design: Design, labels: ArrayLike<number>): Float64Array {
  const parameters = new Float64Array(design.features.length + 1);
  let yes = 0;
  for (const row of design.rows) if (labels[row] === 1) yes += design.weights ? (design.weights[row] as number) : 1;
  parameters[parameters.length - 1] = Math.log(yes / (design.weightSum - yes));
  return parameters;
}

/** The longest of the step, its half, its quarter … that lowers the objective; undefined where none does. */
async function descend(
  design: Design,
  labels: ArrayLike<number>,
  from: Float64Array,
  before: Pass,
  direction: Float64Array,
  penalty: number,
  wantCurvature: boolean,
  pacer: Pacer,
): Promise<{ parameters: Float64Array; pass: Pass } | undefined> {
  const slope = dot(direction, before.gradient);
  // The objective is a long sum: differences below its rounding say nothing.
  const rounding = 1e-13 * Math.abs(before.objective);
  for (let half = 0, length = 1; half < 40; half++, length /= 2) {
    const parameters = from.map((value, j) => value - length * (direction[j] as number));
    const pass = await passOver(design, labels, parameters, penalty, wantCurvature && half === 0, pacer);
    if (pass.objective > before.objective - 1e-4 * length * slope + rounding) continue;
    if (!wantCurvature || pass.hessian) return { parameters, pass };
    return { parameters, pass: await passOver(design, labels, parameters, penalty, true, pacer) };
  }
  return undefined;
}

/** Objective and gradient, and the curvature where asked for, in one pass over the rows. */
async function passOver(
  design: Design,
  labels: ArrayLike<number>,
  parameters: Float64Array,
  penalty: number,
  wantCurvature: boolean,
  pacer: Pacer,
): Promise<Pass> {
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width);
  const block = new Float64Array(width * stride);
  const scores = new Float64Array(stride);
  const gradient = new Float64Array(width);
  const hessian = wantCurvature ? new Float64Array(width * width) : undefined;
  const { rows, weights } = design;
  let loss = 0;
  await eachBlock(design, stride, pacer, (from, size) => {
    loadBlock(design, from, size, block, stride);
    block.fill(1, d * stride, d * stride + size);
    addScores(block, stride, size, parameters, width, scores);
    for (let i = 0; i < size; i++) {
      const row = rows[from + i] as number;
      const yes = labels[row] as number;
      const weight = weights ? (weights[row] as number) : 1;
      const score = scores[i] as number;
      const decay = Math.exp(-Math.abs(score));
      const share = 1 / (1 + decay);
      const p = score >= 0 ? share : decay * share;
      loss += weight * (Math.log1p(decay) + (yes === 1 ? Math.max(0, -score) : Math.max(0, score)));
      scores[i] = weight * (p - yes);
      if (hessian) block[d * stride + i] = Math.sqrt(weight * decay) * share;
    }
    addProducts(block, stride, size, scores, d, gradient);
    for (let i = 0; i < size; i++) gradient[d] = (gradient[d] as number) + (scores[i] as number);
    if (!hessian) return;
    // Each row times √(w·p·(1 − p)): the products of pairs are then the curvature.
    for (let j = 0; j < d; j++) {
      for (let i = 0; i < size; i++) {
        block[j * stride + i] = (block[j * stride + i] as number) * (block[d * stride + i] as number);
      }
    }
    addGram(block, width, stride, size, hessian);
  });
  let objective = loss;
  for (let j = 0; j < d; j++) {
    const b = parameters[j] as number;
    objective += (penalty / 2) * b * b;
    gradient[j] = (gradient[j] as number) + penalty * b;
    if (hessian) hessian[j * width + j] = (hessian[j * width + j] as number) + penalty;
  }
  if (!hessian) return { objective, loss, gradient };
  mirrorUpper(hessian, width);
  return { objective, loss, gradient, hessian };
}

/** scores = Σ parameter × column; four columns at a time, which halves the traffic to the scores. */
export function addScores(
  block: Float64Array,
  stride: number,
  size: number,
  parameters: Float64Array,
  width: number,
  scores: Float64Array,
): void {
  scores.fill(0, 0, size);
  let j = 0;
  for (; j + 3 < width; j += 4) {
    const a = j * stride;
    const b = a + stride;
    const c = b + stride;
    const e = c + stride;
    const pa = parameters[j] as number;
    const pb = parameters[j + 1] as number;
    const pc = parameters[j + 2] as number;
    const pe = parameters[j + 3] as number;
    for (let i = 0; i < size; i++) {
      scores[i] =
        (scores[i] as number) +
        pa * (block[a + i] as number) +
        pb * (block[b + i] as number) +
        pc * (block[c + i] as number) +
        pe * (block[e + i] as number);
    }
  }
  for (; j < width; j++) {
    const p = parameters[j] as number;
    for (let i = 0; i < size; i++) scores[i] = (scores[i] as number) + p * (block[j * stride + i] as number);
  }
}

/** into[j] += column j · values; four columns at a time. */
export function addProducts(
  block: Float64Array,
  stride: number,
  size: number,
  values: Float64Array,
  width: number,
  into: Float64Array,
): void {
  let j = 0;
  for (; j + 3 < width; j += 4) {
    const a = j * stride;
    const b = a + stride;
    const c = b + stride;
    const e = c + stride;
    let sa = 0;
    let sb = 0;
    let sc = 0;
    let se = 0;
    for (let i = 0; i < size; i++) {
      const v = values[i] as number;
      sa += v * (block[a + i] as number);
      sb += v * (block[b + i] as number);
      sc += v * (block[c + i] as number);
      se += v * (block[e + i] as number);
    }
    into[j] = (into[j] as number) + sa;
    into[j + 1] = (into[j + 1] as number) + sb;
    into[j + 2] = (into[j + 2] as number) + sc;
    into[j + 3] = (into[j + 3] as number) + se;
  }
  for (; j < width; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (values[i] as number) * (block[j * stride + i] as number);
    into[j] = (into[j] as number) + sum;
  }
}

/**
 * Factors a curvature. Directions without any (constant or dependent features without a penalty, certain rows) get just
 * enough to be solved for; the gradient there is nothing, so they stay where they are.
 */
export function factorise(matrix: Float64Array, size: number): Cholesky {
  let largest = 0;
  for (let j = 0; j < size; j++) largest = Math.max(largest, matrix[j * size + j] as number);
  const least = largest > 0 ? largest : 1;
  for (let jitter = 0; ; jitter = jitter === 0 ? 1e-14 : jitter * 100) {
    const shifted = matrix.slice();
    for (let j = 0; j < size; j++) {
      const at = j * size + j;
      shifted[at] = (shifted[at] as number) + jitter * Math.max(shifted[at] as number, 1e-8 * least);
    }
    const factor = cholesky(shifted, size);
    if (factor && pivotsHold(factor, shifted)) return factor;
    if (jitter > 1e6) throw new Error('a curvature without a factor');
  }
}

/** Whether no pivot is but rounding of its diagonal. */
function pivotsHold({ lower, size }: Cholesky, matrix: Float64Array): boolean {
  for (let j = 0; j < size; j++) {
    if ((lower[j * size + j] as number) ** 2 < 1e-14 * (matrix[j * size + j] as number)) return false;
  }
  return true;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
