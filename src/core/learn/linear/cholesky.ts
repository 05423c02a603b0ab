/** A = L·Lᵀ of a symmetric positive definite matrix, row-major, L in the lower triangle. */
export interface Cholesky {
  readonly size: number;
  readonly lower: Float64Array;
}

/** @param matrix size × size, its lower triangle is read. @returns undefined where a pivot is not positive */
export function cholesky(matrix: Float64Array, size: number): Cholesky | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = matrix[row + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[row + k] as number) * (lower[other + k] as number);
      if (j < i) lower[row + j] = sum / (lower[other + j] as number);
      else if (sum > 0 && sum < Infinity) lower[row + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return { size, lower };
}

/** Solves A·x = b. */
export function solveCholesky({ size, lower }: Cholesky, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = (x[i] as number) / (lower[i * size + i] as number);
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - value * (lower[i * size + k] as number);
  }
  return x;
}

/** A⁻¹, row-major. */
export function invertCholesky(factor: Cholesky): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    inverse.set(solveCholesky(factor, unit), j * size);
  }
  return inverse;
}

/** Estimates ‖A‖₁·‖A⁻¹‖₁ from the factor (Hager 1984; mostly right to a factor of three, never above the truth). */
export function conditionEstimate(matrix: Float64Array, factor: Cholesky): number {
  const { size } = factor;
  let x = new Float64Array(size).fill(1 / size);
  let inverseNorm = 0;
  for (let step = 0; step < 5; step++) {
    const y = solveCholesky(factor, x);
    const norm = y.reduce((sum, v) => sum + Math.abs(v), 0);
    if (step > 0 && norm <= inverseNorm) break;
    inverseNorm = norm;
    const z = solveCholesky(
      factor,
      y.map((v) => (v >= 0 ? 1 : -1)),
    );
    let best = 0;
    for (let j = 1; j < size; j++) if (Math.abs(z[j] as number) > Math.abs(z[best] as number)) best = j;
    x = new Float64Array(size);
    x[best] = 1;
  }
  let norm = 0;
  for (let j = 0; j < size; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += Math.abs(matrix[i * size + j] as number);
    norm = Math.max(norm, sum);
  }
  return norm * inverseNorm;
}
