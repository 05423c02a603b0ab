import type { FitInput } from '../../src/core/learn/estimator.ts';
import type { TrainRows, ValidationRows } from '../../src/core/prepare/rows.ts';
import type { Target, TaskKind } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';

export interface Synthetic {
  readonly features: Table;
  readonly target: Target;
  readonly train: TrainRows;
  readonly validation: ValidationRows;
  /** The last fifth of the rows, for neither. */
  readonly held: Int32Array;
  /** What the target was drawn from: log odds, or the mean. */
  readonly truth: Float64Array;
}

/**
 * A table with a known truth: numbers that act bent and together, one category of 4 levels and one of 20, and columns
 * that do nothing. Rows are drawn independently.
 */
export function makeSynthetic(task: TaskKind, rows: number, seed: number, noiseColumns = 2): Synthetic {
  const random = createRandom(seed);
  const effect = Array.from({ length: 20 }, () => random.normal());
  const numbers = Array.from({ length: 3 + noiseColumns }, () =>
    Float64Array.from({ length: rows }, () => random.normal()),
  );
  const [a, b, c] = numbers as [Float64Array, Float64Array, Float64Array];
  const few = Int32Array.from({ length: rows }, () => random.integer(4));
  const many = Int32Array.from({ length: rows }, () => random.integer(20));
  const truth = Float64Array.from(
    { length: rows },
    (_, i) =>
      1.5 * Math.sin(2 * (a[i] as number)) +
      (b[i] as number) * (c[i] as number) +
      ((few[i] as number) - 1.5) * 0.6 +
      (effect[many[i] as number] as number),
  );
  const levels = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const features = makeTable([
    ...numbers.map((values, i) => ({ kind: 'number' as const, name: `x${i}`, values })),
    { kind: 'category', name: 'few', codes: few, levels: levels(4, 'f') },
    { kind: 'category', name: 'many', codes: many, levels: levels(20, 'm') },
  ]);
  const drawn = Float64Array.from(truth, (t) => t + 0.3 * random.normal());
  const codes = Int32Array.from(truth, (t) => {
    if (task === 'binary') return random.next() < 1 / (1 + Math.exp(-2 * t)) ? 1 : 0;
    return t < -1 ? 0 : t < 1 ? 1 : 2;
  });
  const target: Target =
    task === 'regression'
      ? { task, values: drawn }
      : { task, codes, classes: task === 'binary' ? ['no', 'yes'] : ['low', 'middle', 'high'] };
  const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);
  const cut = Math.floor(rows * 0.6);
  const cut2 = Math.floor(rows * 0.8);
  return {
    features,
    target,
    train: range(0, cut) as TrainRows,
    validation: range(cut, cut2) as ValidationRows,
    held: range(cut2, rows),
    truth,
  };
}

/** What a fit is given. */
export const fitInput = ({ features, target, train, validation }: Synthetic): FitInput => ({
  features,
  target,
  rows: train,
  validation,
});
