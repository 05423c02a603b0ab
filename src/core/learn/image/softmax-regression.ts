import type { FitProgress } from '../estimator.ts';
import { dot } from '../linear/newton.ts';
import type { Pacer } from '../pacer.ts';

/** Rows of numbers of about one size each, e.g. centred pixels. */
export interface Rows {
  readonly count: number;
  readonly width: number;
  /** count × width. */
  readonly values: Float32Array;
  /** Class of each row, 0 … classes − 1; each occurs. */
  readonly codes: Int32Array;
  readonly classes: number;
  /** A weight each. */
  readonly weights: Float64Array;
}

export interface SoftmaxFit {
  /** classes × width. */
  readonly slopes: Float64Array;
  /** One a class; they sum to 0. */
  readonly intercepts: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
  /** Mean log loss of the rows. */
  readonly loss: number;
}

/** Steps whose curvature is remembered. */
const MEMORY = 12;

interface Point {
  /** The slopes of each class, then its intercept. */
  readonly parameters: Float64Array;
  readonly objective: number;
  readonly loss: number;
  readonly gradient: Float64Array;
}

/**
 * Logistic regression of k classes on many features of a like size, symmetric in the classes: minimises
 * Σ w·loss + penalty/2·‖B‖², the intercepts free (scikit-learn's multinomial). Plain L-BFGS (Nocedal and Wright, algorithm
 * 7.4): unlike `core/learn/linear` it never makes the features' own products, which thousands of pixels could not pay for.
 * @param tolerance largest entry of the mean gradient that counts as zero
 * @param mostSteps where it ends all the same
 */
export async function* fitSoftmax(
  rows: Rows,
  penalty: number,
  { tolerance, mostSteps }: { readonly tolerance: number; readonly mostSteps: number },
  pacer: Pacer,
): AsyncGenerator<FitProgress, SoftmaxFit> {
  const weightSum = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const finish = (point: Point, steps: number, converged: boolean): SoftmaxFit => ({
    ...split(point.parameters, rows),
    steps,
    converged,
    loss: point.loss / weightSum,
  });
  let point = await evaluate(rows, atShares(rows, weightSum), penalty, pacer);
  const memory: Curvature[] = [];
  for (let step = 1; step <= mostSteps; step++) {
    if (largest(point.gradient) <= tolerance * weightSum) return finish(point, step, true);
    yield { done: step, total: mostSteps, loss: point.loss / weightSum };
    const direction = twoLoop(point.gradient, memory);
    // Nothing is known of the curvature at first: a step of length 1 at most.
    const first = memory.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
    const next = await searchLine(rows, point, direction, first, penalty, pacer);
    if (!next) {
      if (memory.length === 0) return finish(point, step, false);
      memory.length = 0;
      continue;
    }
    remember(memory, point, next);
    point = next;
  }
  return finish(point, mostSteps, false);
}

interface Curvature {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

function remember(memory: Curvature[], from: Point, to: Point): void {
  const s = to.parameters.map((value, i) => value - (from.parameters[i] as number));
  const y = to.gradient.map((value, i) => value - (from.gradient[i] as number));
  const curvature = dot(s, y);
  if (!(curvature > 1e-300)) return;
  memory.push({ s, y, rho: 1 / curvature });
  if (memory.length > MEMORY) memory.shift();
}

/** Slopes zero, intercepts at the logs of the class shares, which sum to zero. */
function atShares({ codes, classes, width, weights }: Rows, weightSum: number): Float64Array {
  const sums = new Float64Array(classes);
  codes.forEach((code, i) => {
    sums[code] = (sums[code] as number) + (weights[i] as number);
  });
  const logs = sums.map((sum) => Math.log(sum / weightSum));
  const mean = logs.reduce((a, b) => a + b, 0) / classes;
  const parameters = new Float64Array(classes * (width + 1));
  logs.forEach((log, c) => (parameters[c * (width + 1) + width] = log - mean));
  return parameters;
}

function split(parameters: Float64Array, { classes, width }: Rows): Pick<SoftmaxFit, 'slopes' | 'intercepts'> {
  const slopes = new Float64Array(classes * width);
  const intercepts = new Float64Array(classes);
  for (let c = 0; c < classes; c++) {
    const start = c * (width + 1);
    slopes.set(parameters.subarray(start, start + width), c * width);
    intercepts[c] = parameters[start + width] as number;
  }
  return { slopes, intercepts };
}

const largest = (values: Float64Array): number => {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
};

/** The quasi-Newton direction (to be subtracted). */
function twoLoop(gradient: Float64Array, memory: readonly Curvature[]): Float64Array {
  const q = gradient.slice();
  const alphas = new Float64Array(memory.length);
  for (let i = memory.length - 1; i >= 0; i--) {
    const { s, y, rho } = memory[i] as Curvature;
    const alpha = rho * dot(s, q);
    alphas[i] = alpha;
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) - alpha * (y[j] as number);
  }
  const last = memory.at(-1);
  if (last) {
    const factor = 1 / (last.rho * dot(last.y, last.y));
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) * factor;
  }
  for (let i = 0; i < memory.length; i++) {
    const { s, y, rho } = memory[i] as Curvature;
    const beta = (alphas[i] as number) - rho * dot(y, q);
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) + beta * (s[j] as number);
  }
  return q;
}

/** Halves the step until the objective falls enough. */
async function searchLine(
  rows: Rows,
  from: Point,
  direction: Float64Array,
  first: number,
  penalty: number,
  pacer: Pacer,
): Promise<Point | undefined> {
  const slope = dot(direction, from.gradient);
  if (!(slope > 0)) return undefined;
  const rounding = 1e-14 * Math.abs(from.objective);
  for (let half = 0, length = first; half < 30; half++, length /= 2) {
    const parameters = from.parameters.map((value, i) => value - length * (direction[i] as number));
    const next = await evaluate(rows, parameters, penalty, pacer);
    if (next.objective <= from.objective - 1e-4 * length * slope + rounding) return next;
  }
  return undefined;
}

/** Rows whose part of the gradient is added in one go. */
const ROWS = 4;
/** Rows between two pauses. */
const BLOCK = 64;

async function evaluate(rows: Rows, parameters: Float64Array, penalty: number, pacer: Pacer): Promise<Point> {
  const { count, width, values, codes, classes, weights } = rows;
  const stride = width + 1;
  const gradient = new Float64Array(parameters.length);
  const residuals = Array.from({ length: ROWS }, () => new Float64Array(classes));
  let loss = 0;
  for (let from = 0; from < count; from += ROWS) {
    const size = Math.min(ROWS, count - from);
    for (let i = 0; i < size; i++) {
      const own = residuals[i] as Float64Array;
      addScores(values, (from + i) * width, width, parameters, classes, own);
      loss += toResiduals(own, codes[from + i] as number, weights[from + i] as number);
    }
    for (let i = size; i < ROWS; i++) (residuals[i] as Float64Array).fill(0);
    addProducts(values, from, size, width, residuals, gradient);
    for (let c = 0; c < classes; c++) {
      const place = c * stride + width;
      for (const own of residuals) gradient[place] = (gradient[place] as number) + (own[c] as number);
    }
    if (from % BLOCK === 0) await pacer.pause();
  }
  await pacer.pause();
  let objective = loss;
  for (let c = 0; c < classes; c++) {
    for (let i = c * stride; i < c * stride + width; i++) {
      const b = parameters[i] as number;
      objective += (penalty / 2) * b * b;
      gradient[i] = (gradient[i] as number) + penalty * b;
    }
  }
  return { parameters, objective, loss, gradient };
}

/** Scores of a row. Four classes side by side, so that each pixel is read once for all of them. */
function addScores(
  values: Float32Array,
  at: number,
  width: number,
  parameters: Float64Array,
  classes: number,
  scores: Float64Array,
): void {
  const stride = width + 1;
  let c = 0;
  for (; c + 3 < classes; c += 4) {
    const [p, q, r, s] = [c * stride, (c + 1) * stride, (c + 2) * stride, (c + 3) * stride];
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let j = 0; j < width; j++) {
      const x = values[at + j] as number;
      first += x * (parameters[p + j] as number);
      second += x * (parameters[q + j] as number);
      third += x * (parameters[r + j] as number);
      fourth += x * (parameters[s + j] as number);
    }
    scores[c] = first + (parameters[p + width] as number);
    scores[c + 1] = second + (parameters[q + width] as number);
    scores[c + 2] = third + (parameters[r + width] as number);
    scores[c + 3] = fourth + (parameters[s + width] as number);
  }
  for (; c < classes; c++) {
    const p = c * stride;
    let [even, odd] = [0, 0];
    let j = 0;
    for (; j + 1 < width; j += 2) {
      even += (values[at + j] as number) * (parameters[p + j] as number);
      odd += (values[at + j + 1] as number) * (parameters[p + j + 1] as number);
    }
    if (j < width) even += (values[at + j] as number) * (parameters[p + j] as number);
    scores[c] = even + odd + (parameters[p + width] as number);
  }
}

/**
 * gradient[c] += Σ residual · row over four rows (fewer at the end, whose residuals are zero), so that the gradient is
 * read and written once for all of them.
 */
function addProducts(
  values: Float32Array,
  from: number,
  size: number,
  width: number,
  residuals: readonly Float64Array[],
  gradient: Float64Array,
): void {
  const at = (row: number): number => (from + Math.min(row, size - 1)) * width;
  const [a, b, c, d] = [at(0), at(1), at(2), at(3)];
  const of = (row: number, k: number): number => (residuals[row] as Float64Array)[k] as number;
  for (let k = 0, start = 0; start < gradient.length; k++, start += width + 1) {
    const [first, second, third, fourth] = [of(0, k), of(1, k), of(2, k), of(3, k)];
    // Rows that are classified with certainty move nothing.
    if (Math.abs(first) + Math.abs(second) + Math.abs(third) + Math.abs(fourth) < 1e-12) continue;
    for (let j = 0; j < width; j++) {
      gradient[start + j] =
        (gradient[start + j] as number) +
        (first * (values[a + j] as number) +
          second * (values[b + j] as number) +
          (third * (values[c + j] as number) + fourth * (values[d + j] as number)));
    }
  }
}

/** Turns scores into weight · (probability − what happened). @returns the row's loss */
function toResiduals(scores: Float64Array, code: number, weight: number): number {
  const own = scores[code] as number;
  let top = own;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const share = Math.exp((scores[c] as number) - top);
    scores[c] = share;
    sum += share;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = ((scores[c] as number) * weight) / sum;
  scores[code] = (scores[code] as number) - weight;
  return weight * (Math.log(sum) + top - own);
}
