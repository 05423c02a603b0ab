import type { FitProgress } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import { solveCholesky, type Cholesky } from './cholesky.ts';
import { blockRows, eachBlock, loadBlock, type Design } from './design.ts';
import { addGram, mirrorUpper } from './gram.ts';
import { addProducts, addScores, dot, factorise } from './newton.ts';

const MOST_STEPS = 2000;
/** Steps whose curvature is remembered. */
const MEMORY = 20;
/** Largest entry of the mean gradient, in units of its feature's standard deviation, that counts as zero. */
const CONVERGED = 1e-8;

export interface MultinomialFit {
  /** k × (d + 1) row-major: d slopes of centred features, then the score at the means. */
  readonly parameters: Float64Array;
  readonly steps: number;
  readonly converged: boolean;
  readonly loss: number;
}

interface Point {
  readonly parameters: Float64Array;
  readonly objective: number;
  readonly loss: number;
  readonly gradient: Float64Array;
}

/**
 * Logistic regression of k classes: minimises Σ w·loss + penalty/2·‖B‖², the intercepts free, symmetric in the classes
 * (scikit-learn's multinomial). L-BFGS (Nocedal and Wright, algorithm 7.4) that starts from the curvature of the
 * features, one for all classes, instead of the identity: scales and correlations of features then cost no steps.
 * @param codes class a table row, 0 … k − 1, each of them occurring
 */
export async function* fitMultinomial(
  design: Design,
  codes: ArrayLike<number>,
  k: number,
  penalty: number,
  pacer: Pacer,
): AsyncGenerator<FitProgress, MultinomialFit> {
  const width = design.features.length + 1;
  const { metric, spreads } = await featureMetric(design, penalty, k, pacer);
  let point = await evaluate(design, codes, k, atShares(design, codes, k), penalty, pacer);
  const steps: { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[] = [];
  for (let step = 1; step <= MOST_STEPS; step++) {
    const loss = point.loss / design.weightSum;
    if (largestEntry(point.gradient, spreads, width) <= CONVERGED * design.weightSum) {
      return { parameters: point.parameters, steps: step, converged: true, loss };
    }
    yield { done: step, total: MOST_STEPS, loss };
    const direction = twoLoop(point.gradient, steps, metric, width, k);
    const next = await searchLine(design, codes, k, point, direction, penalty, pacer);
    if (!next) {
      // Nothing lower in this direction: once more without memory, else this is the end of float64.
      if (steps.length === 0) return { parameters: point.parameters, steps: step, converged: false, loss };
      steps.length = 0;
      continue;
    }
    const s = next.parameters.map((v, i) => v - (point.parameters[i] as number));
    const y = next.gradient.map((v, i) => v - (point.gradient[i] as number));
    const curvature = dot(s, y);
    if (curvature > 1e-300) {
      steps.push({ s, y, rho: 1 / curvature });
      if (steps.length > MEMORY) steps.shift();
    }
    point = next;
  }
  return {
    parameters: point.parameters,
    steps: MOST_STEPS,
    converged: false,
    loss: point.loss / design.weightSum,
  };
}

/** Slopes zero, intercepts at the logs of the class shares, which sum to zero as scikit-learn's do. */
function atShares(design: Design, codes: ArrayLike<number>, k: number): Float64Array {
  const width = design.features.length + 1;
  const sums = new Float64Array(k);
  for (const row of design.rows) {
    const code = codes[row] as number;
    sums[code] = (sums[code] as number) + (design.weights ? (design.weights[row] as number) : 1);
  }
  const logs = sums.map((sum) => Math.log(sum / design.weightSum));
  const mean = logs.reduce((a, b) => a + b, 0) / k;
  const parameters = new Float64Array(k * width);
  logs.forEach((log, c) => (parameters[c * width + width - 1] = log - mean));
  return parameters;
}

/** XᵀX·(1/k)(1 − 1/k) + penalty, the curvature of a class while all are equally likely; and each feature's spread. */
async function featureMetric(
  design: Design,
  penalty: number,
  k: number,
  pacer: Pacer,
): Promise<{ metric: Cholesky; spreads: Float64Array }> {
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width);
  const block = new Float64Array(width * stride);
  const products = new Float64Array(width * width);
  const { rows, weights } = design;
  await eachBlock(design, stride, pacer, (from, size) => {
    loadBlock(design, from, size, block, stride);
    block.fill(1, d * stride, d * stride + size);
    if (weights) {
      for (let i = 0; i < size; i++) {
        const root = Math.sqrt(weights[rows[from + i] as number] as number);
        for (let j = 0; j < width; j++) block[j * stride + i] = (block[j * stride + i] as number) * root;
      }
    }
    addGram(block, width, stride, size, products);
  });
  mirrorUpper(products, width);
  const spreads = new Float64Array(width).fill(1);
  for (let j = 0; j < d; j++) spreads[j] = Math.sqrt((products[j * width + j] as number) / design.weightSum);
  const share = (1 / k) * (1 - 1 / k);
  const metric = products.map((value) => value * share);
  for (let j = 0; j < d; j++) metric[j * width + j] = (metric[j * width + j] as number) + penalty;
  return { metric: factorise(metric, width), spreads };
}

function largestEntry(gradient: Float64Array, spreads: Float64Array, width: number): number {
  let largest = 0;
  for (let i = 0; i < gradient.length; i++) {
    const spread = spreads[i % width] as number;
    if (spread > 0) largest = Math.max(largest, Math.abs(gradient[i] as number) / spread);
  }
  return largest;
}

/** The quasi-Newton direction (to be subtracted). */
function twoLoop(
  gradient: Float64Array,
  steps: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
  metric: Cholesky,
  width: number,
  k: number,
): Float64Array {
  const q = gradient.slice();
  const alphas = new Float64Array(steps.length);
  for (let i = steps.length - 1; i >= 0; i--) {
    const { s, y, rho } = steps[i] as (typeof steps)[number];
    const alpha = rho * dot(s, q);
    alphas[i] = alpha;
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) - alpha * (y[j] as number);
  }
  const result = new Float64Array(q.length);
  for (let c = 0; c < k; c++) result.set(solveCholesky(metric, q.subarray(c * width, (c + 1) * width)), c * width);
  // Scaled to the curvature met last: the features' own one is too steep once rows are classified with certainty.
  const last = steps.at(-1);
  if (last) {
    let inMetric = 0;
    for (let c = 0; c < k; c++) {
      const part = last.y.subarray(c * width, (c + 1) * width);
      inMetric += dot(part.slice(), solveCholesky(metric, part));
    }
    const factor = 1 / (last.rho * inMetric);
    for (let j = 0; j < result.length; j++) result[j] = (result[j] as number) * factor;
  }
  for (let i = 0; i < steps.length; i++) {
    const { s, y, rho } = steps[i] as (typeof steps)[number];
    const beta = (alphas[i] as number) - rho * dot(y, result);
    for (let j = 0; j < result.length; j++) result[j] = (result[j] as number) + beta * (s[j] as number);
  }
  return result;
}

/** Halves the step until the objective falls enough. */
async function searchLine(
  design: Design,
  codes: ArrayLike<number>,
  k: number,
  from: Point,
  direction: Float64Array,
  penalty: number,
  pacer: Pacer,
): Promise<Point | undefined> {
  const slope = dot(direction, from.gradient);
  if (!(slope > 0)) return undefined;
  const rounding = 1e-14 * Math.abs(from.objective);
  for (let half = 0, length = 1; half < 30; half++, length /= 2) {
    const parameters = from.parameters.map((value, i) => value - length * (direction[i] as number));
    const next = await evaluate(design, codes, k, parameters, penalty, pacer);
    if (next.objective <= from.objective - 1e-4 * length * slope + rounding) return next;
  }
  return undefined;
}

async function evaluate(
  design: Design,
  codes: ArrayLike<number>,
  k: number,
  parameters: Float64Array,
  penalty: number,
  pacer: Pacer,
): Promise<Point> {
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width + k);
  const block = new Float64Array(width * stride);
  const scores = Array.from({ length: k }, () => new Float64Array(stride));
  const gradients = Array.from({ length: k }, () => new Float64Array(width));
  const own = Array.from({ length: k }, (_, c) => parameters.subarray(c * width, (c + 1) * width));
  let loss = 0;
  await eachBlock(design, stride, pacer, (from, size) => {
    loadBlock(design, from, size, block, stride);
    block.fill(1, d * stride, d * stride + size);
    for (let c = 0; c < k; c++) {
      addScores(block, stride, size, own[c] as Float64Array, width, scores[c] as Float64Array);
    }
    loss += toResiduals(scores, design, codes, from, size);
    for (let c = 0; c < k; c++) {
      addProducts(block, stride, size, scores[c] as Float64Array, width, gradients[c] as Float64Array);
    }
  });
  const gradient = new Float64Array(k * width);
  let objective = loss;
  gradients.forEach((part, c) => {
    for (let j = 0; j < d; j++) {
      const b = parameters[c * width + j] as number;
      objective += (penalty / 2) * b * b;
      part[j] = (part[j] as number) + penalty * b;
    }
    gradient.set(part, c * width);
  });
  return { parameters, objective, loss, gradient };
}

/** Turns scores into w·(probability − what happened) in place. @returns the summed loss of the rows */
function toResiduals(
  scores: readonly Float64Array[],
  design: Design,
  codes: ArrayLike<number>,
  from: number,
  size: number,
): number {
  const { rows, weights } = design;
  const k = scores.length;
  let loss = 0;
  for (let i = 0; i < size; i++) {
    const row = rows[from + i] as number;
    const weight = weights ? (weights[row] as number) : 1;
    const actual = scores[codes[row] as number] as Float64Array;
    let top = actual[i] as number;
    for (let c = 0; c < k; c++) {
      const score = (scores[c] as Float64Array)[i] as number;
      if (score > top) top = score;
    }
    const own = (actual[i] as number) - top;
    let sum = 0;
    for (let c = 0; c < k; c++) {
      const values = scores[c] as Float64Array;
      const share = Math.exp((values[i] as number) - top);
      values[i] = share;
      sum += share;
    }
    loss += weight * (Math.log(sum) - own);
    const scale = weight / sum;
    for (let c = 0; c < k; c++) {
      const values = scores[c] as Float64Array;
      values[i] = (values[i] as number) * scale;
    }
    actual[i] = (actual[i] as number) - weight;
  }
  return loss;
}
