import { createBreather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom } from '../../random.ts';
import type { SparseRows } from '../sparse.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** The leading part of a singular value decomposition A ≈ U·S·Vᵀ. */
export interface TruncatedSvd {
  readonly rank: number;
  /** Largest first. */
  readonly singularValues: Float64Array;
  /** V, columns of A × rank, row-major. The entry of largest size of each direction is positive. */
  readonly directions: Float64Array;
}

export interface SvdOptions {
  /** Directions wanted; fewer come back where the rows have fewer. */
  readonly rank: number;
  readonly seed: number;
  readonly pacer: Pacer;
  /** Passes of subspace iteration. */
  readonly iterations?: number;
}

const OVERSAMPLING = 10;
const ITERATIONS = 7;
/** Directions shorter than this share of the longest are rounding. */
const NOTHING = 1e-7;

/**
 * Randomised range finding with subspace iteration (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1), on the
 * side of the columns: Q ← orth(Aᵀ(AQ)), so that nothing of rows × rank is held.
 * @throws CancelledError
 */
export async function randomisedSvd(matrix: SparseRows, options: SvdOptions): Promise<TruncatedSvd> {
  const { seed, pacer, iterations = ITERATIONS } = options;
  const width = Math.min(options.rank + OVERSAMPLING, matrix.rows, matrix.columns);
  const random = createRandom(seed);
  let basis: Float64Array = new Float64Array(matrix.columns * width);
  for (let i = 0; i < basis.length; i++) basis[i] = random.normal();
  for (let pass = 0; pass < iterations; pass++) {
    basis = orthonormal(await timesGram(matrix, basis, width, pacer), width);
    await pacer.pause();
  }
  // Once more, since one pass leaves an error that grows with the condition.
  basis = orthonormal(basis, width);
  const small = await projectedGram(matrix, basis, width, pacer);
  const { values, vectors } = symmetricEigen(small, width);
  const longest = Math.sqrt(Math.max(0, values[0] ?? 0));
  const lengths = values.map((value) => Math.sqrt(Math.max(0, value)));
  const rank = Math.min(options.rank, lengths.filter((length) => length > NOTHING * longest).length);
  const turned = multiply(basis, width, vectors, width, rank);
  pointUp(turned, rank);
  return { rank, singularValues: lengths.slice(0, rank), directions: turned };
}

/** A·V of each row, rows × rank. @throws CancelledError */
export async function projectRows(
  matrix: SparseRows,
  directions: ArrayLike<number>,
  rank: number,
  pacer: Pacer,
): Promise<Float32Array> {
  const breather = createBreather(pacer);
  const projected = new Float32Array(matrix.rows * rank);
  const sum = new Float64Array(rank);
  for (let row = 0; row < matrix.rows; row++) {
    timesRow(matrix, row, directions, rank, sum);
    projected.set(sum, row * rank);
    if (breather.due(workOf(matrix, row, rank))) await breather.pause();
  }
  return projected;
}

const workOf = ({ offsets }: SparseRows, row: number, width: number): number =>
  width * (1 + (offsets[row + 1] as number) - (offsets[row] as number));

/** One row of A·Q. */
function timesRow(matrix: SparseRows, row: number, basis: ArrayLike<number>, width: number, into: Float64Array): void {
  const { offsets, indices, values } = matrix;
  into.fill(0);
  for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
    const value = values[k] as number;
    const start = (indices[k] as number) * width;
    for (let j = 0; j < width; j++) into[j] = (into[j] as number) + value * (basis[start + j] as number);
  }
}

/** Aᵀ(A·Q), row by row of A. */
async function timesGram(matrix: SparseRows, basis: Float64Array, width: number, pacer: Pacer): Promise<Float64Array> {
  const { offsets, indices, values } = matrix;
  const breather = createBreather(pacer);
  const result = new Float64Array(basis.length);
  const row = new Float64Array(width);
  for (let i = 0; i < matrix.rows; i++) {
    timesRow(matrix, i, basis, width, row);
    for (let k = offsets[i] as number; k < (offsets[i + 1] as number); k++) {
      const value = values[k] as number;
      const start = (indices[k] as number) * width;
      for (let j = 0; j < width; j++) result[start + j] = (result[start + j] as number) + value * (row[j] as number);
    }
    if (breather.due(2 * workOf(matrix, i, width))) await breather.pause();
  }
  return result;
}

/** (A·Q)ᵀ(A·Q) */
async function projectedGram(
  matrix: SparseRows,
  basis: Float64Array,
  width: number,
  pacer: Pacer,
): Promise<Float64Array> {
  const breather = createBreather(pacer);
  const gram = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let i = 0; i < matrix.rows; i++) {
    timesRow(matrix, i, basis, width, row);
    addOuter(gram, row, width);
    if (breather.due(workOf(matrix, i, width) + width * width)) await breather.pause();
  }
  return gram;
}

function addOuter(gram: Float64Array, row: Float64Array, width: number): void {
  for (let a = 0; a < width; a++) {
    const value = row[a] as number;
    for (let b = 0; b < width; b++) gram[a * width + b] = (gram[a * width + b] as number) + value * (row[b] as number);
  }
}

/** Left × right: (n × inner) · (inner × stride, the first `width` columns of it). */
function multiply(
  left: Float64Array,
  inner: number,
  right: Float64Array,
  stride: number,
  width: number,
): Float64Array<ArrayBuffer> {
  const n = left.length / inner;
  const result = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < inner; k++) {
      const value = left[i * inner + k] as number;
      if (value === 0) continue;
      for (let j = 0; j < width; j++) {
        result[i * width + j] = (result[i * width + j] as number) + value * (right[k * stride + j] as number);
      }
    }
  }
  return result;
}

/** An orthonormal basis of the columns: Q·W·Λ^(−½) of the eigenvectors of QᵀQ. Directions that are nothing become 0. */
function orthonormal(basis: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const gram = new Float64Array(width * width);
  for (let start = 0; start < basis.length; start += width) addOuter(gram, basis.subarray(start, start + width), width);
  const { values, vectors } = symmetricEigen(gram, width);
  const least = NOTHING ** 2 * (values[0] ?? 0);
  for (let j = 0; j < width; j++) {
    const value = values[j] as number;
    const factor = value > least ? 1 / Math.sqrt(value) : 0;
    for (let i = 0; i < width; i++) vectors[i * width + j] = factor * (vectors[i * width + j] as number);
  }
  return multiply(basis, width, vectors, width, width);
}

function pointUp(directions: Float64Array, rank: number): void {
  for (let j = 0; j < rank; j++) {
    let largest = 0;
    for (let i = j; i < directions.length; i += rank) {
      if (Math.abs(directions[i] as number) > Math.abs(largest)) largest = directions[i] as number;
    }
    if (largest >= 0) continue;
    for (let i = j; i < directions.length; i += rank) directions[i] = -(directions[i] as number);
  }
}
