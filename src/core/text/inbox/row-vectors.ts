import { CodedError } from '../../errors.ts';
import type { SparseRows } from '../sparse.ts';
import { clearRow, dotRow, rowLengths, scatterRow } from './row-products.ts';

/** One vector a text: TF-IDF rows, or those of a network. Lengths do not matter. */
export type RowVectors =
  | { readonly kind: 'sparse'; readonly rows: SparseRows }
  | {
      readonly kind: 'dense';
      readonly rows: number;
      readonly width: number;
      /** rows × width */
      readonly values: Float32Array;
    };

export const countOf = (vectors: RowVectors): number => (vectors.kind === 'sparse' ? vectors.rows.rows : vectors.rows);
const widthOf = (vectors: RowVectors): number => (vectors.kind === 'sparse' ? vectors.rows.columns : vectors.width);

/** Cosines between one row and others. `face` turns to a row, `cosine` compares it with another. */
export interface Facing {
  face(row: number): void;
  /** 0 where one of the two has no length. */
  cosine(other: number): number;
}

/**
 * Compares rows of one set with rows of another (or the same).
 * @throws text.wrong-width where their columns are not the same
 */
export function facing(from: RowVectors, to: RowVectors): Facing {
  if (from.kind !== to.kind || widthOf(from) !== widthOf(to)) {
    throw new CodedError('text.wrong-width', { expected: widthOf(to), width: widthOf(from) });
  }
  return from.kind === 'sparse' && to.kind === 'sparse'
    ? sparseFacing(from.rows, to.rows)
    : denseFacing(from as DenseVectors, to as DenseVectors);
}

type DenseVectors = Extract<RowVectors, { kind: 'dense' }>;

function sparseFacing(from: SparseRows, to: SparseRows): Facing {
  const lengths = rowLengths(to);
  const fromLengths = from === to ? lengths : rowLengths(from);
  const dense = new Float64Array(to.columns);
  let faced = -1;
  return {
    face(row) {
      if (faced >= 0) clearRow(from, faced, dense);
      faced = row;
      const length = fromLengths[row] as number;
      if (length > 0) scatterRow(from, row, 1 / length, dense);
    },
    cosine(other) {
      const length = lengths[other] as number;
      return length > 0 ? dotRow(to, other, dense) / length : 0;
    },
  };
}

function denseFacing(from: DenseVectors, to: DenseVectors): Facing {
  const { width } = to;
  const lengths = denseLengths(to);
  const faced = new Float64Array(width);
  return {
    face(row) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (from.values[row * width + j] as number) ** 2;
      const factor = sum > 0 ? 1 / Math.sqrt(sum) : 0;
      for (let j = 0; j < width; j++) faced[j] = factor * (from.values[row * width + j] as number);
    },
    cosine(other) {
      const length = lengths[other] as number;
      if (!(length > 0)) return 0;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (faced[j] as number) * (to.values[other * width + j] as number);
      return sum / length;
    },
  };
}

function denseLengths({ rows, width, values }: DenseVectors): Float64Array {
  const lengths = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (values[row * width + j] as number) ** 2;
    lengths[row] = Math.sqrt(sum);
  }
  return lengths;
}
