import type { FitInput } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { Target } from '../../src/core/learn/task.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';

export const context = () => ({ seed: 1, pacer: createPacer(new AbortController().signal) });

/** Rows of numbers as a table of columns x1, x2, … */
export function featureTable(rows: readonly (readonly number[])[], names?: readonly string[]): Table {
  const width = rows[0]?.length ?? 0;
  return makeTable(
    Array.from({ length: width }, (_, j) => ({
      kind: 'number',
      name: names?.[j] ?? `x${j + 1}`,
      values: Float64Array.from(rows, (row) => row[j] as number),
    })),
    rows.length,
  );
}

export const numbers = (values: ArrayLike<number>): Target => ({
  task: 'regression',
  values: Float64Array.from(values),
});

export const twoClasses = (codes: ArrayLike<number>): Target => ({
  task: 'binary',
  codes: Int32Array.from(codes),
  classes: ['no', 'yes'],
});

export function fitInput(features: Table, target: Target, weights?: ArrayLike<number>): FitInput {
  const rows = allRows(Int32Array.from({ length: features.rowCount }, (_, i) => i));
  return { features, target, rows, ...(weights ? { weights: Float64Array.from(weights) } : {}) };
}
