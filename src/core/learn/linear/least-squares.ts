import type { Pacer } from '../pacer.ts';
import { cholesky, conditionEstimate, invertCholesky, solveCholesky } from './cholesky.ts';
import { blockRows, eachBlock, loadBlock, weightedMean, type Design } from './design.ts';
import { addGram, mirrorUpper } from './gram.ts';
import { foldRows, invertTriangular, revealRank, solveTriangular } from './orthogonal.ts';

/**
 * Condition of the scaled normal equations up to which Cholesky is trusted: it then keeps ten digits. Beyond it the
 * rows are gone through again with Householder reflections.
 */
const WELL_CONDITIONED = 1e6;

/** A column whose part outside those before it is smaller than this share of it counts as their combination. */
const RANK_TOLERANCE = 1e-10;

export interface LeastSquares {
  /** One a feature of the design, 0 for those left out. */
  readonly coefficients: Float64Array;
  /** Prediction at the means of the features. */
  readonly center: number;
  readonly method: 'cholesky' | 'qr' | 'dual';
  /** Numbers of the features that are constant or a combination of others; their coefficient is 0. */
  readonly aliased: readonly number[];
  /** (XᵀX + αI)⁻¹ of the centred features, d × d, zero for those left out; where it was asked for. */
  readonly inverse?: Float64Array;
}

/**
 * Minimises Σ w (y − b₀ − x·b)² + α‖b‖² exactly in float64; the intercept is not penalised (scikit-learn's meaning).
 * Without a penalty, features that are combinations of others get no coefficient, the first of them stays; predictions
 * are those of any least-squares solution.
 * @param y a table row each
 */
export async function leastSquares(
  design: Design,
  y: Float64Array,
  penalty: number,
  pacer: Pacer,
  wantInverse = false,
): Promise<LeastSquares> {
  const center = weightedMean(y, design.rows, design.weights, design.weightSum);
  const d = design.features.length;
  const n = design.rows.length;
  if (penalty > 0 && d > n && !wantInverse) return solveDual(design, y, center, penalty, pacer);
  const live = design.constant.flatMap((constant, j) => (constant ? [] : [j]));
  if (d < n) {
    const solved = await solveNormal(design, y, center, penalty, live, pacer, wantInverse);
    if (solved) return solved;
  }
  return solveOrthogonal(design, y, center, penalty, live, pacer, wantInverse);
}

/** Loads a block of features and the target, centred, each row times the root of its weight. */
function loadRows(
  design: Design,
  y: Float64Array,
  center: number,
  from: number,
  size: number,
  block: Float64Array,
  stride: number,
): void {
  loadBlock(design, from, size, block, stride);
  const d = design.columns.length;
  const { rows, weights } = design;
  for (let i = 0; i < size; i++) block[d * stride + i] = (y[rows[from + i] as number] as number) - center;
  if (!weights) return;
  for (let i = 0; i < size; i++) {
    const root = Math.sqrt(weights[rows[from + i] as number] as number);
    for (let j = 0; j <= d; j++) block[j * stride + i] = (block[j * stride + i] as number) * root;
  }
}

/** Normal equations in units in which every feature has length one; undefined where they are ill-conditioned. */
async function solveNormal(
  design: Design,
  y: Float64Array,
  center: number,
  penalty: number,
  live: readonly number[],
  pacer: Pacer,
  wantInverse: boolean,
): Promise<LeastSquares | undefined> {
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width);
  const block = new Float64Array(width * stride);
  const products = new Float64Array(width * width);
  await eachBlock(design, stride, pacer, (from, size) => {
    loadRows(design, y, center, from, size, block, stride);
    addGram(block, width, stride, size, products);
  });
  mirrorUpper(products, width);
  const m = live.length;
  const scales = live.map((j) => Math.sqrt((products[j * width + j] as number) + penalty));
  const scaled = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      const at = (live[a] as number) * width + (live[b] as number);
      const value = (products[at] as number) + (a === b ? penalty : 0);
      scaled[a * m + b] = value / ((scales[a] as number) * (scales[b] as number));
    }
  }
  const factor = cholesky(scaled, m);
  if (!factor || !(conditionEstimate(scaled, factor) < WELL_CONDITIONED)) return undefined;
  const right = live.map((j, a) => (products[j * width + d] as number) / (scales[a] as number));
  return {
    coefficients: spread(solveCholesky(factor, right), live, scales, d),
    center,
    method: 'cholesky',
    aliased: missing(live, d),
    ...(wantInverse ? { inverse: spreadSquare(invertCholesky(factor), live, scales, d) } : {}),
  };
}

async function solveOrthogonal(
  design: Design,
  y: Float64Array,
  center: number,
  penalty: number,
  live: readonly number[],
  pacer: Pacer,
  wantInverse: boolean,
): Promise<LeastSquares> {
  const d = design.features.length;
  const m = live.length;
  const lengths = await columnLengths(design, penalty, pacer);
  const scales = live.map((j) => lengths[j] as number);
  const width = m + 1;
  const stride = Math.max(blockRows(d + 1), 128);
  const whole = new Float64Array((d + 1) * stride);
  const block = new Float64Array(width * stride);
  const r = new Float64Array(width * width);
  // The penalty is √α more rows: one a feature, zero elsewhere.
  for (let a = 0; a < m; a++) r[a * width + a] = Math.sqrt(penalty) / (scales[a] as number);
  await eachBlock(design, stride, pacer, (from, size) => {
    loadRows(design, y, center, from, size, whole, stride);
    for (let a = 0; a < m; a++) {
      const at = (live[a] as number) * stride;
      const scale = scales[a] as number;
      for (let i = 0; i < size; i++) block[a * stride + i] = (whole[at + i] as number) / scale;
    }
    block.set(whole.subarray(d * stride, d * stride + size), m * stride);
    foldRows(r, width, block, stride, size);
  });
  const revealed = revealRank(r, width, RANK_TOLERANCE);
  const kept = revealed.kept.map((a) => live[a] as number);
  const keptScales = revealed.kept.map((a) => scales[a] as number);
  return {
    coefficients: spread(solveTriangular(revealed), kept, keptScales, d),
    center,
    method: 'qr',
    aliased: missing(kept, d),
    ...(wantInverse ? { inverse: spreadSquare(invertTriangular(revealed), kept, keptScales, d) } : {}),
  };
}

/** √(Σ w x² + α) of each centred feature. */
async function columnLengths(design: Design, penalty: number, pacer: Pacer): Promise<Float64Array> {
  const squares = new Float64Array(design.features.length).fill(penalty);
  const { rows, weights } = design;
  for (let j = 0; j < squares.length; j++) {
    const values = design.columns[j] as Float64Array;
    const mean = design.means[j] as number;
    let sum = penalty;
    for (const row of rows) sum += (weights ? (weights[row] as number) : 1) * ((values[row] as number) - mean) ** 2;
    squares[j] = Math.sqrt(sum);
    await pacer.pause();
  }
  return squares;
}

/** More features than rows: b = Xᵀ(XXᵀ + αI)⁻¹y, a system as large as the rows. */
async function solveDual(
  design: Design,
  y: Float64Array,
  center: number,
  penalty: number,
  pacer: Pacer,
): Promise<LeastSquares> {
  const d = design.features.length;
  const n = design.rows.length;
  const whole = new Float64Array((d + 1) * n);
  loadRows(design, y, center, 0, n, whole, n);
  const products = new Float64Array(n * n);
  const size = blockRows(n);
  const block = new Float64Array(n * size);
  for (let from = 0; from < d; from += size) {
    const count = Math.min(size, d - from);
    for (let j = 0; j < count; j++) {
      for (let i = 0; i < n; i++) block[i * size + j] = whole[(from + j) * n + i] as number;
    }
    addGram(block, n, size, count, products);
    await pacer.pause();
  }
  mirrorUpper(products, n);
  for (let i = 0; i < n; i++) products[i * n + i] = (products[i * n + i] as number) + penalty;
  const factor = cholesky(products, n);
  const coefficients = new Float64Array(d);
  // A penalty too small to count beside the products leaves nothing to factor: the orthogonal way takes it.
  if (!factor) {
    const live = design.constant.flatMap((constant, j) => (constant ? [] : [j]));
    return solveOrthogonal(design, y, center, penalty, live, pacer, false);
  }
  const dual = solveCholesky(factor, whole.subarray(d * n));
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (whole[j * n + i] as number) * (dual[i] as number);
    coefficients[j] = sum;
  }
  return { coefficients, center, method: 'dual', aliased: design.constant.flatMap((c, j) => (c ? [j] : [])) };
}

function spread(values: Float64Array, at: readonly number[], scales: readonly number[], d: number): Float64Array {
  const result = new Float64Array(d);
  at.forEach((j, a) => (result[j] = (values[a] as number) / (scales[a] as number)));
  return result;
}

function spreadSquare(values: Float64Array, at: readonly number[], scales: readonly number[], d: number): Float64Array {
  const m = at.length;
  const result = new Float64Array(d * d);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      const place = (at[a] as number) * d + (at[b] as number);
      result[place] = (values[a * m + b] as number) / ((scales[a] as number) * (scales[b] as number));
    }
  }
  return result;
}

function missing(kept: readonly number[], d: number): number[] {
  const present = new Set(kept);
  return Array.from({ length: d }, (_, j) => j).filter((j) => !present.has(j));
}
