import { boostedTrees, type BoostParams, type BoostState } from '../../src/core/learn/boost/estimator.ts';
import { fitToEnd, type FitInput } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Target } from '../../src/core/learn/task.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { TrainRows, ValidationRows } from '../../src/core/prepare/rows.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';

/** Every row and column in every tree, and no stopping early: what has one right answer. */
export const PLAIN: BoostParams = { ...boostedTrees.defaults, rowShare: 1, columnShare: 1, patience: 0, trees: 30 };

export const numbers = (name: string, values: Iterable<number | null>): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values, (value) => value ?? NaN),
});

/** A table of number columns x0, x1 … from rows. */
export const numberTable = (rows: readonly (readonly (number | null)[])[]): Table =>
  makeTable(
    (rows[0] ?? []).map((_, j) =>
      numbers(
        `x${j}`,
        rows.map((row) => row[j] ?? null),
      ),
    ),
  );

export const regression = (values: Iterable<number>): Target => ({
  task: 'regression',
  values: Float64Array.from(values),
});

export const binary = (codes: Iterable<number>): Target => ({
  task: 'binary',
  classes: ['no', 'yes'],
  codes: Int32Array.from(codes),
});

export const rowsWhere = (count: number, keep: (row: number) => boolean = () => true): TrainRows =>
  allRows(Int32Array.from({ length: count }, (_, i) => i).filter(keep));

/** Rows to judge on; tests may make them, the product only through its splitter. */
export const judgeRows = (count: number, keep: (row: number) => boolean = () => true): ValidationRows =>
  rowsWhere(count, keep) as Int32Array as ValidationRows;

export const fitTrees = (
  input: Omit<FitInput, 'rows'> & { rows?: TrainRows },
  params: Partial<BoostParams> = {},
  seed = 1,
): Promise<BoostState> =>
  fitToEnd(
    boostedTrees,
    { rows: rowsWhere(input.features.rowCount), ...input },
    { ...PLAIN, ...params },
    { seed, pacer: createPacer(new AbortController().signal) },
  );

export async function predictNumbers(table: Table, state: BoostState): Promise<Float64Array> {
  const prediction = await boostedTrees.predict(table, state);
  return prediction.task === 'regression' ? prediction.values : prediction.probabilities;
}

/** Probability of "yes" a row. */
export const predictYes = async (table: Table, state: BoostState): Promise<Float64Array> =>
  (await predictNumbers(table, state)).filter((_, i) => i % 2 === 1);
