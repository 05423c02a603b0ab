import { CodedError } from '../../core/errors.ts';
import type { Target } from '../../core/learn/task.ts';
import { missingPictures } from '../../core/table/pictures.ts';
import type { Table } from '../../core/table/table.ts';
import type { PictureShape } from '../predict/question.ts';

/** Rows of the named pictures that have one. @throws image.not-pictures, image.shape-mismatch, image.no-pictures */
export function picturedRows(features: Table, shape: PictureShape | undefined, rows: Int32Array): Int32Array {
  const [first] = features.columns;
  if (first?.kind === 'image') {
    if (missingPictures(first) === features.rowCount) throw new CodedError('image.no-pictures', { rows: rows.length });
    return rows.filter((row) => first.missing?.[row] !== 1);
  }
  const other = features.columns.find(({ kind }) => kind !== 'number');
  if (other) throw new CodedError('image.not-pictures', { column: other.name });
  const { height, width, channels } = shape ?? { height: 0, width: 0, channels: 0 };
  if (height * width * channels !== features.columns.length) {
    throw new CodedError('image.shape-mismatch', { columns: features.columns.length, height, width, channels });
  }
  const pixels = features.columns.flatMap((column) => (column.kind === 'number' ? [column.values] : []));
  const pictured = rows.filter((row) => pixels.some((values) => !Number.isNaN(values[row])));
  if (pictured.length === 0) throw new CodedError('image.no-pictures', { rows: rows.length });
  return pictured;
}

/**
 * Whether each class has enough pictures.
 * @param needed of each
 * @throws image.too-few-of-class
 */
export function checkPictures(target: Target, rows: Int32Array, name: string, needed: number): void {
  if (target.task === 'regression') throw new CodedError('train.wrong-task', { task: target.task });
  target.classes.forEach((label, code) => {
    const count = rows.filter((row) => target.codes[row] === code).length;
    if (count < needed) throw new CodedError('image.too-few-of-class', { target: name, class: label, count, needed });
  });
}
