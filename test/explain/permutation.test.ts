import { describe, expect, it } from 'vitest';
import { importanceUnder, permutationImportance, type ImportanceInput } from '../../src/core/explain/permutation.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Prediction } from '../../src/core/learn/task.ts';
import type { JudgeRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { CancelledError } from '../../src/core/errors.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { NumberColumn } from '../../src/core/table/column.ts';
import { expectClose, readGolden } from '../support/golden.ts';

interface Golden {
  readonly input: { X: number[][]; y: number[] };
  readonly expected: {
    coef: number[];
    intercept: number;
    mean_r2_drop_over_all_49_cyclic_shifts: number[];
    mean_r2_drop_2000_random_permutations: number[];
    monte_carlo_standard_error: number[];
  };
}

const pacer = () => createPacer(new AbortController().signal);
const rowsOf = (count: number): JudgeRows => Int32Array.from({ length: count }, (_, i) => i) as JudgeRows;
const numbersOf = (table: Table, name: string): Float64Array =>
  (table.columns.find((column) => column.name === name) as NumberColumn).values;

const linear =
  (names: readonly string[], coefficients: readonly number[], intercept: number) =>
  (table: Table): Promise<Prediction> => {
    const values = new Float64Array(table.rowCount).fill(intercept);
    for (const [j, name] of names.entries()) {
      const cells = numbersOf(table, name);
      for (let i = 0; i < values.length; i++) values[i]! += (coefficients[j] as number) * (cells[i] as number);
    }
    return Promise.resolve({ task: 'regression', values });
  };

describe('permutation importance against scikit-learn (golden: importance)', () => {
  const { input: golden, expected } = readGolden<Golden>('importance');
  const columns = ['x0', 'x1', 'x2', 'x3'];
  const input: ImportanceInput = {
    table: makeTable(
      columns.map((name, j) => ({
        kind: 'number',
        name,
        values: Float64Array.from(golden.X, (row) => row[j] as number),
      })),
    ),
    rows: rowsOf(50),
    columns,
    target: { task: 'regression', values: Float64Array.from(golden.y) },
    metric: 'r2',
    predict: linear(columns, expected.coef, expected.intercept),
    seed: 1,
    pacer: pacer(),
  };

  it('gives the exact mean over all cyclic shifts', async () => {
    // numpy.roll(x, k): row i gets the cell of row i − k.
    const shifts = Array.from({ length: 49 }, (_, k) => Int32Array.from({ length: 50 }, (__, i) => (i + 49 - k) % 50));
    for (const [j, column] of columns.entries()) {
      const drop = await importanceUnder(input, column, shifts);
      expectClose(drop, expected.mean_r2_drop_over_all_49_cyclic_shifts[j] as number, 1e-6);
    }
  });

  it('comes within five standard errors of it with random shuffles, largest first', async () => {
    const repeats = 400;
    const found = await permutationImportance({ ...input, repeats });
    expect(found.map((one) => one.column)).toEqual(['x1', 'x0', 'x2', 'x3']);
    for (const { column, value } of found) {
      const j = columns.indexOf(column);
      const error = (expected.monte_carlo_standard_error[j] as number) * Math.sqrt(2000 / repeats + 1);
      const exact = expected.mean_r2_drop_2000_random_permutations[j] as number;
      expect(Math.abs(value - exact)).toBeLessThan(5 * error);
    }
  });

  it('is the same for the same seed and leaves the table as it was', async () => {
    const before = structuredClone(input.table);
    const first = await permutationImportance(input);
    expect(await permutationImportance(input)).toEqual(first);
    expect(await permutationImportance({ ...input, seed: 2 })).not.toEqual(first);
    expect(input.table).toEqual(before);
  });
});

describe('permutation importance', () => {
  const ROWS = 3000;
  const random = createRandom(2);
  const a = Float64Array.from({ length: ROWS }, () => random.normal());
  const noise = Float64Array.from({ length: ROWS }, () => random.normal());
  const values = a.map((v) => 2 * v + random.normal());
  const table = makeTable([
    { kind: 'number', name: 'a', values: a },
    { kind: 'number', name: '__proto__', values: noise },
    makeCategoryColumn(
      'c',
      Array.from(a, (v) => (v > 0 ? 'yes' : 'no')),
    ),
  ]);
  const input: ImportanceInput = {
    table,
    rows: rowsOf(ROWS),
    columns: ['a', '__proto__', 'c'],
    target: { task: 'regression', values },
    metric: 'rmse',
    predict: linear(['a', '__proto__'], [2, 0.05], 0),
    seed: 3,
    pacer: pacer(),
  };

  it('finds the known loss: for y = 2a + e, shuffling a makes the mean square 2·4 + 1', async () => {
    const found = await permutationImportance(input);
    const of = (name: string) => found.find((one) => one.column === name);
    const whole = Math.sqrt(1 + 0.05 ** 2);
    const truth = Math.sqrt(9 + 0.05 ** 2) - whole;
    expect(of('a')?.low).toBeLessThan(truth);
    expect(of('a')?.high).toBeGreaterThan(truth);
    expectClose(of('a')?.value as number, truth, 0.08);
    // A column the model does not read costs exactly nothing.
    expect(of('c')).toEqual({ column: 'c', metric: 'rmse', value: 0, low: 0, high: 0 });
    expect(Math.abs(of('__proto__')?.value as number)).toBeLessThan(0.01);
  });

  it('has intervals that hold the truth about as often as they say', async () => {
    const truth = 3 - 1;
    let held = 0;
    for (let s = 0; s < 40; s++) {
      const rows = Int32Array.from({ length: 75 }, (_, i) => s * 75 + i) as JudgeRows;
      const [first] = await permutationImportance({
        ...input,
        rows,
        columns: ['a'],
        predict: linear(['a'], [2], 0),
        seed: s,
      });
      if (first && first.low <= truth && truth <= first.high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(32);
  });

  it('reads only the rows given, and samples them where there are many', async () => {
    const seen: number[] = [];
    const predict = (part: Table): Promise<Prediction> => {
      seen.push(part.rowCount);
      return linear(['a'], [2], 0)(part);
    };
    const rows = rowsOf(2000);
    const spoiled = {
      ...table,
      columns: [
        { ...table.columns[0], values: a.map((v, i) => (i < 2000 ? v : 1e9)) } as NumberColumn,
        ...table.columns.slice(1),
      ],
    };
    const one = await permutationImportance({ ...input, rows, columns: ['a'], predict });
    expect(await permutationImportance({ ...input, table: spoiled, rows, columns: ['a'], predict })).toEqual(one);
    await permutationImportance({ ...input, rows, columns: ['a'], predict, maxRows: 100 });
    expect(new Set(seen)).toEqual(new Set([2000, 100]));
  });

  it('measures a binary model by the figure asked for', async () => {
    const codes = Int32Array.from(a, (v) => Number(v + 0.5 * random.normal() > 0));
    const predict = (part: Table): Promise<Prediction> => {
      const cells = numbersOf(part, 'a');
      const probabilities = new Float64Array(2 * part.rowCount);
      cells.forEach((v, i) => {
        const p = 1 / (1 + Math.exp(-3 * v));
        probabilities.set([1 - p, p], 2 * i);
      });
      return Promise.resolve({ task: 'binary', classes: ['n', 'y'], probabilities });
    };
    const target = { task: 'binary', classes: ['n', 'y'], codes } as const;
    const [first] = await permutationImportance({ ...input, target, metric: 'rocAuc', predict });
    // Shuffled, the only column that counts leaves an AUC of a half.
    const whole = await importanceUnder({ ...input, target, metric: 'rocAuc', predict }, 'c', [
      Int32Array.from(rowsOf(ROWS)),
    ]);
    expect(whole).toBe(0);
    expect(first?.column).toBe('a');
    expect(first?.value).toBeGreaterThan(0.4);
    expect(first?.high).toBeLessThan(0.55);
  });

  it('stops when cancelled, and says which column is absent', async () => {
    const stopped = permutationImportance({ ...input, pacer: createPacer(AbortSignal.abort()) });
    await expect(stopped).rejects.toBeInstanceOf(CancelledError);
    await expect(permutationImportance({ ...input, columns: ['gone'] })).rejects.toMatchObject({
      code: 'table.no-column',
    });
  });
});
