import type { Target } from '../learn/task.ts';
import { dropUnusedLevels } from '../table/category.ts';
import type { Table } from '../table/table.ts';
import { takeRows } from '../table/take.ts';
import type { JudgeRows, TrainRows, ValidationRows } from './rows.ts';
import { sampleRows, type Fold, type Split } from './split.ts';

/** The target of the given rows, in their order. */
export function takeTarget(target: Target, rows: Int32Array): Target {
  if (target.task === 'regression') {
    return { task: 'regression', values: Float64Array.from(rows, (row) => target.values[row] as number) };
  }
  return { ...target, codes: Int32Array.from(rows, (row) => target.codes[row] as number) };
}

/** A table of the given rows in which nothing of the others is left, not even the names or the order of their levels. */
export function isolateRows(table: Table, rows: Int32Array): Table {
  const taken = takeRows(table, rows);
  return {
    rowCount: taken.rowCount,
    columns: taken.columns.map((column) => (column.kind === 'category' ? dropUnusedLevels(column) : column)),
  };
}

/** What a search sees: a table without the test rows, and the folds numbered by its rows. */
export interface SearchSpace {
  readonly table: Table;
  readonly target: Target;
  /** Row numbers in the whole table, one a row of this one. */
  readonly rows: Int32Array;
  readonly folds: readonly Fold[];
  /** Rows of this table that are in some fold's validation rows. */
  readonly validation: ValidationRows;
  /** True when only some of the training rows were drawn. */
  readonly sampled: boolean;
}

/**
 * The training rows of a split (at most `most`, drawn at random) as a table of their own. Test rows are not in it, so
 * nothing that is learned from it can have seen them.
 */
export function searchSpace(table: Table, target: Target, split: Split, most: number, seed: number): SearchSpace {
  const rows = sampleRows(split.train, most, seed);
  const position = new Int32Array(table.rowCount).fill(-1);
  rows.forEach((row, index) => {
    position[row] = index;
  });
  // A fold may reach no sampled row on one side only when the sample is tiny; such a fold compares nothing.
  const folds = split.folds
    .map((fold): Fold => ({ train: renumber(fold.train, position), validation: renumber(fold.validation, position) }))
    .filter((fold) => fold.train.length > 0 && fold.validation.length > 0);
  return {
    table: isolateRows(table, rows),
    target: takeTarget(target, rows),
    rows,
    folds,
    validation: renumber(split.validation, position),
    sampled: rows.length < split.train.length,
  };
}

/** The rows that have a position, by position; the purpose stays. Positions must ascend with the rows. */
function renumber<R extends TrainRows | JudgeRows>(rows: R, position: Int32Array): R {
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const at = position[row] as number;
    if (at >= 0) kept[count++] = at;
  }
  return kept.slice(0, count) as R;
}
