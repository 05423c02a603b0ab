import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Target } from '../../src/core/learn/task.ts';
import type { TrainRows, ValidationRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';

export const pacer = createPacer(new AbortController().signal);

export const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);

export const numbers = (name: string, values: Iterable<number>): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

export interface Planted {
  readonly table: Table;
  readonly target: Target;
  readonly train: TrainRows;
  readonly validation: ValidationRows;
  /** Probability of "yes", or expected number, of each row. */
  readonly truth: Float64Array;
}

/**
 * "Yes" in 12 of 100 rows, in 45 of 100 where x < 30 and plan is basic (about a tenth of the rows); three columns that do
 * nothing. Three quarters of the rows are for training.
 * @param strength 0: no row differs from another
 */
export function planted(rows: number, seed: number, strength = 1): Planted {
  const random = createRandom(seed);
  const draw = (make: () => number): Float64Array => Float64Array.from({ length: rows }, make);
  const x = draw(() => random.next() * 100);
  const noise = draw(() => random.normal());
  const counts = draw(() => (random.next() < 0.4 ? 0 : Math.floor(1 + random.next() * 20)));
  const plan = Array.from({ length: rows }, () => ['basic', 'plus', 'team'][random.integer(3)] as string);
  const place = Array.from({ length: rows }, () => (random.next() < 0.1 ? null : `p${random.integer(8)}`));
  const truth = x.map((value, i) => (value < 30 && plan[i] === 'basic' ? 0.12 + 0.33 * strength : 0.12));
  const codes = Int32Array.from(truth, (p) => (random.next() < p ? 1 : 0));
  const cut = Math.round(rows * 0.75);
  return {
    table: makeTable([
      numbers('x', x),
      numbers('noise', noise),
      numbers('counts', counts),
      makeCategoryColumn('plan', plan),
      makeCategoryColumn('place', place),
    ]),
    target: { task: 'binary', codes, classes: ['no', 'yes'] },
    train: range(0, cut) as TrainRows,
    validation: range(cut, rows) as ValidationRows,
    truth,
  };
}
