import { CodedError } from '../../errors.ts';
import type { PictureReader } from '../../images/picture-reader.ts';
import type { FitInput } from '../estimator.ts';
import type { ClassTarget } from '../task.ts';

/** Rows that can be learned from, and their classes. */
export interface UsableRows {
  readonly target: ClassTarget;
  /** Training rows with a picture and some weight, as `inOrder` puts them. */
  readonly rows: Int32Array;
  /** Classes that occur among them, ascending. */
  readonly present: readonly number[];
  /** Share of each of the target's classes, by weight. */
  readonly shares: Float64Array;
}

/**
 * Rows class by class, in the order of the table within each. Pictures in folders come so; the same pictures in a table in
 * any other mixture of classes are then learned from in the very same order, and give the same.
 */
export function inOrder(rows: Int32Array, { codes }: Pick<ClassTarget, 'codes'>): Int32Array {
  return Int32Array.from(rows).sort((a, b) => (codes[a] as number) - (codes[b] as number) || a - b);
}

/** @throws train.wrong-task, image.no-pictures, train.too-few-rows, train.one-class, train.not-finite */
export function usableRows({ target, rows: asked, weights }: FitInput, pictures: PictureReader): UsableRows {
  if (target.task === 'regression') throw new CodedError('train.wrong-task', { task: target.task });
  if (asked.length < 2) throw new CodedError('train.too-few-rows', { rows: asked.length, needed: 2 });
  const shares = new Float64Array(target.classes.length);
  let sum = 0;
  let shown = 0;
  const rows = asked.filter((row) => {
    const weight = weights ? (weights[row] as number) : 1;
    if (!(weight >= 0 && weight < Infinity)) throw new CodedError('train.not-finite', { what: 'weight', row });
    if (!pictures.has(row)) return false;
    shown++;
    const code = target.codes[row] as number;
    shares[code] = (shares[code] as number) + weight;
    sum += weight;
    return weight > 0;
  });
  if (shown === 0) throw new CodedError('image.no-pictures', { rows: asked.length });
  if (rows.length < 2) throw new CodedError('train.too-few-rows', { rows: rows.length, needed: 2 });
  const present = [...new Set(Array.from(rows, (row) => target.codes[row] as number))].toSorted((a, b) => a - b);
  if (present.length < 2) throw new CodedError('train.one-class', { rows: rows.length });
  return { target, rows: inOrder(rows, target), present, shares: shares.map((share) => share / sum) };
}
