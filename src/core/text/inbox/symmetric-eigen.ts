/** Eigenvalues, largest first, and eigenvectors as columns of a row-major size × size matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const MOST_SWEEPS = 60;

/**
 * Cyclic Jacobi rotations (Golub and Van Loan, section 8.5): slow for large matrices, exact for small ones.
 * @param matrix row-major, symmetric; not changed
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).toSorted(
    (i, j) => (a[j * size + j] as number) - (a[i * size + i] as number),
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let i = 0; i < size; i++) vectors[i * size + to] = v[i * size + from] as number;
  });
  return { values: Float64Array.from(order, (i) => a[i * size + i] as number), vectors };
}

/** Sum of squares beside the diagonal, 0 where it is nothing against the diagonal. */
function offDiagonal(a: Float64Array, size: number): number {
  let beside = 0;
  let diagonal = 0;
  for (let i = 0; i < size; i++) {
    diagonal += (a[i * size + i] as number) ** 2;
    for (let j = i + 1; j < size; j++) beside += (a[i * size + j] as number) ** 2;
  }
  return beside > 1e-30 * diagonal ? beside : 0;
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, c, s);
}

function turn(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const [x, y] = [values[i] as number, values[j] as number];
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}
