/**
 * The triangular factor of a tall matrix, made block by block with Householder reflections, so that no more than a
 * block of rows is held. Its error grows with the condition of the matrix, that of the normal equations with its square.
 */

/** Folds `size` rows into the upper triangular factor `r` (width × width, row-major). `block` is overwritten. */
export function foldRows(r: Float64Array, width: number, block: Float64Array, stride: number, size: number): void {
  for (let k = 0; k < width; k++) {
    const column = k * stride;
    let below = 0;
    for (let i = 0; i < size; i++) below += (block[column + i] as number) ** 2;
    if (below === 0) continue;
    const pivot = r[k * width + k] as number;
    const norm = Math.sqrt(pivot * pivot + below) * (pivot > 0 ? -1 : 1);
    // v = (pivot − norm, block column); H = I − v·vᵀ / (norm · (norm − pivot))
    const head = pivot - norm;
    const scale = 1 / (norm * head);
    r[k * width + k] = norm;
    for (let j = k + 1; j < width; j++) {
      const other = j * stride;
      let dot = head * (r[k * width + j] as number);
      for (let i = 0; i < size; i++) dot += (block[column + i] as number) * (block[other + i] as number);
      const factor = dot * scale;
      r[k * width + j] = (r[k * width + j] as number) + factor * head;
      for (let i = 0; i < size; i++) {
        block[other + i] = (block[other + i] as number) + factor * (block[column + i] as number);
      }
    }
  }
}

/** The columns that are no combination of columns before them, and the factor of these alone. */
export interface Revealed {
  /** Numbers of the columns kept, ascending. */
  readonly kept: readonly number[];
  /** Upper triangular, rows × (kept + right-hand side), `width` apart. */
  readonly r: Float64Array;
  readonly width: number;
}

/**
 * Leaves out, from the first to the last, each column whose part outside the columns before it is below `tolerance`
 * of its length, as R's `lm` does: the first of two equal columns stays. The last column is the right-hand side.
 * @param r upper triangular, overwritten
 */
export function revealRank(r: Float64Array, width: number, tolerance: number): Revealed {
  const columns = Array.from({ length: width - 1 }, (_, j) => j);
  for (let k = 0; k < columns.length;) {
    let length = 0;
    for (let i = 0; i <= k; i++) length += (r[i * width + k] as number) ** 2;
    if (Math.abs(r[k * width + k] as number) > tolerance * Math.sqrt(length)) {
      k++;
      continue;
    }
    columns.splice(k, 1);
    removeColumn(r, width, k, columns.length + 1);
  }
  return { kept: columns, r, width };
}

/** Moves the columns after `k` one to the left and makes the matrix triangular again with Givens rotations. */
function removeColumn(r: Float64Array, width: number, k: number, left: number): void {
  for (let i = 0; i < width; i++) r.copyWithin(i * width + k, i * width + k + 1, (i + 1) * width);
  for (let j = k; j < Math.min(left, width - 1); j++) {
    const a = r[j * width + j] as number;
    const b = r[(j + 1) * width + j] as number;
    if (b === 0) continue;
    const norm = Math.hypot(a, b);
    const cos = a / norm;
    const sin = b / norm;
    for (let c = j; c < left; c++) {
      const up = r[j * width + c] as number;
      const down = r[(j + 1) * width + c] as number;
      r[j * width + c] = cos * up + sin * down;
      r[(j + 1) * width + c] = cos * down - sin * up;
    }
  }
}

/** Least squares from the factor: back substitution on the right-hand side, which lies after the kept columns. */
export function solveTriangular({ r, width, kept }: Revealed): Float64Array {
  const rank = kept.length;
  const x = new Float64Array(rank);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = r[i * width + rank] as number;
    for (let k = i + 1; k < rank; k++) sum -= (r[i * width + k] as number) * (x[k] as number);
    x[i] = sum / (r[i * width + i] as number);
  }
  return x;
}

/** (RᵀR)⁻¹ of the kept columns, rank × rank, row-major. */
export function invertTriangular({ r, width, kept }: Revealed): Float64Array {
  const rank = kept.length;
  const inverse = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    inverse[j * rank + j] = 1 / (r[j * width + j] as number);
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum -= (r[i * width + k] as number) * (inverse[k * rank + j] as number);
      inverse[i * rank + j] = sum / (r[i * width + i] as number);
    }
  }
  const product = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++) {
    for (let j = i; j < rank; j++) {
      let sum = 0;
      for (let k = j; k < rank; k++) sum += (inverse[i * rank + k] as number) * (inverse[j * rank + k] as number);
      product[i * rank + j] = sum;
      product[j * rank + i] = sum;
    }
  }
  return product;
}
