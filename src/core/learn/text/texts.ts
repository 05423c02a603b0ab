import { CodedError } from '../../errors.ts';
import type { CategoryColumn, TextColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { textReader } from '../../text/reader.ts';
import type { FitInput } from '../estimator.ts';
import type { ClassTarget } from '../task.ts';

/**
 * The text of each row: what its columns hold, one under another. A missing one is the empty string.
 * @throws train.no-features where no column holds words
 */
export function readRows(features: Table): (row: number) => string {
  const readers = features.columns
    .filter((column): column is TextColumn | CategoryColumn => column.kind === 'text' || column.kind === 'category')
    .map(textReader);
  const [only] = readers;
  if (!only) throw new CodedError('train.no-features', { columns: features.columns.map(({ name }) => name) });
  if (readers.length === 1) return only;
  return (row) =>
    readers
      .map((read) => read(row))
      .filter((text) => text !== '')
      .join('\n');
}

/** Classified texts to learn from. */
export interface TextLesson {
  readonly texts: (row: number) => string;
  readonly target: ClassTarget;
  /** Those that count: rows of no weight are no rows. */
  readonly rows: Int32Array;
  /** A weight each of `rows`; absent: 1 each. */
  readonly weights?: Float64Array;
}

/** @throws train.too-few-rows, train.one-class, train.no-features, train.not-finite */
export function textLesson({ features, target, rows: all, weights }: FitInput): TextLesson {
  if (target.task === 'regression') throw new Error('texts are told apart by classes');
  const texts = readRows(features);
  const rows = weights ? all.filter((row) => isWeighted(weights, row)) : all;
  if (rows.length < 2) throw new CodedError('train.too-few-rows', { rows: rows.length, needed: 2 });
  const first = target.codes[rows[0] as number] as number;
  if (rows.every((row) => target.codes[row] === first)) {
    throw new CodedError('train.one-class', { class: target.classes[first] ?? '' });
  }
  const lesson = { texts, target, rows };
  return weights ? { ...lesson, weights: Float64Array.from(rows, (row) => weights[row] as number) } : lesson;
}

function isWeighted(weights: Float64Array, row: number): boolean {
  const weight = weights[row] as number;
  if (!(weight >= 0 && weight < Infinity)) throw new CodedError('train.not-finite', { what: 'weight', row });
  return weight > 0;
}
