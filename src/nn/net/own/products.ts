import { packedLength, type Place } from '../../kernels/kernels.ts';
import type { Pass } from './pass.ts';

/** A matrix laid out to be multiplied by: its rows, and its columns. */
export interface Packed {
  readonly place: Place;
  readonly rows: number;
  readonly columns: number;
}

/** @param bias what is added to each column; 0 for nothing */
export function packed({ kernels, frame }: Pass, from: Place, rows: number, columns: number, bias: Place): Packed {
  const place = frame.take(packedLength(rows, columns));
  kernels.pack(from, columns, 1, rows, columns, place, 0, rows, bias);
  return { place, rows, columns };
}

/** The transpose of a matrix of columns × rows. */
export function packedTransposed({ kernels, frame }: Pass, from: Place, rows: number, columns: number): Packed {
  const place = frame.take(packedLength(rows, columns));
  kernels.pack(from, 1, rows, rows, columns, place, 0, rows, 0);
  return { place, rows, columns };
}

/**
 * y ← x · matrix, or y += it: `count` rows, each `step` numbers behind the last one (fewer than the matrix has rows where
 * windows overlap).
 */
export function multiplyBy(
  { kernels }: Pass,
  x: Place,
  step: number,
  count: number,
  matrix: Packed,
  y: Place,
  add: 0 | 1 = 0,
): void {
  kernels.convolve(x, 0, 0, step, 1, 1, count, 1, matrix.rows, 0, matrix.place, matrix.columns, y, add);
}

/** dw += xᵀ · dy: `count` rows of `width` and of `n` numbers. */
export function addOuter(
  { kernels }: Pass,
  x: Place,
  width: number,
  count: number,
  dy: Place,
  n: number,
  dw: Place,
): void {
  kernels.correlate(x, 0, 0, width, 1, 1, count, 1, width, 0, dy, n, dw);
}
