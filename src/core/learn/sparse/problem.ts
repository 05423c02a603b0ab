import { CodedError } from '../../errors.ts';
import type { SparseRows } from '../../text/sparse.ts';
import type { SparseFitInput, SparseLinearState } from './types.ts';

/** A fit's rows with the classes that occur among them numbered without gaps. */
export interface SparseProblem {
  readonly features: SparseRows;
  /** Rows of `features`. */
  readonly rows: Int32Array;
  /** Class of each of `rows`, 0 … present.length − 1. */
  readonly codes: Int32Array;
  /** The classes that occur, as they are numbered in the input. */
  readonly present: readonly number[];
  /** A weight each of `rows`. */
  readonly weights: Float64Array;
  /** Squared length of each of `rows`. */
  readonly squares: Float64Array;
}

/** @throws train.too-few-rows, train.one-class, train.not-finite */
export function sparseProblem(input: SparseFitInput): SparseProblem {
  const { features, classWeights, rowWeights } = input;
  const rows = input.rows ?? Int32Array.from({ length: features.rows }, (_, i) => i);
  if (rows.length < 2) throw new CodedError('train.too-few-rows', { rows: rows.length, needed: 2 });
  const counts = new Int32Array(input.classes.length);
  for (const row of rows) {
    const code = input.codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  const present = [...counts.keys()].filter((code) => (counts[code] as number) > 0);
  if (present.length < 2) throw new CodedError('train.one-class', { class: input.classes[present[0] ?? 0] ?? '' });
  const place = new Int32Array(counts.length);
  present.forEach((code, i) => (place[code] = i));
  const weights = new Float64Array(rows.length);
  const squares = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const ofClass = classWeights ? (classWeights[input.codes[row] as number] as number) : 1;
    weights[i] = ofClass * (rowWeights ? (rowWeights[row] as number) : 1);
    if (!(Number.isFinite(weights[i]) && (weights[i] as number) >= 0)) {
      throw new CodedError('train.not-finite', { what: 'weight', row });
    }
    squares[i] = squaredLength(features, row);
    if (!Number.isFinite(squares[i])) throw new CodedError('train.not-finite', { what: 'feature', row });
  }
  const codes = Int32Array.from(rows, (row) => place[input.codes[row] as number] as number);
  return { features, rows, codes, present, weights, squares };
}

function squaredLength(features: SparseRows, row: number): number {
  let sum = 0;
  for (let k = features.offsets[row] as number; k < (features.offsets[row + 1] as number); k++) {
    const value = features.values[k] as number;
    sum += value * value;
  }
  return sum;
}

/** The score of a class that no row to learn from had: never chosen. Finite, so that it survives JSON. */
const NEVER = -1e9;

/** What was learned of the classes that occur, laid out for all of them. */
export function spreadClasses(
  problem: SparseProblem,
  classes: number,
  weightOf: (feature: number, place: number) => number,
  intercepts: ArrayLike<number>,
): Pick<SparseLinearState, 'columns' | 'classes' | 'weights' | 'intercepts'> {
  const { columns } = problem.features;
  const weights = new Float32Array(columns * classes);
  const all = new Float64Array(classes).fill(NEVER);
  problem.present.forEach((code, place) => {
    all[code] = intercepts[place] as number;
    for (let feature = 0; feature < columns; feature++) weights[feature * classes + code] = weightOf(feature, place);
  });
  return { columns, classes, weights, intercepts: all };
}
