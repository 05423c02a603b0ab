import { describe, expect, it } from 'vitest';
import { partialDependence, type DependenceInput } from '../../src/core/explain/dependence.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Prediction } from '../../src/core/learn/task.ts';
import type { JudgeRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { CategoryColumn, NumberColumn } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';

const ROWS = 2000;
const random = createRandom(1);
const a = Float64Array.from({ length: ROWS }, () => Math.exp(random.normal()));
const b = Float64Array.from({ length: ROWS }, (_, i) => (i % 10 === 0 ? NaN : (i % 7) + 1));
const levels = Array.from({ length: ROWS }, (_, i) =>
  i % 5 === 0 ? null : `level ${Math.floor(30 * random.next() ** 2)}`,
);
const table = makeTable([
  { kind: 'number', name: 'a', values: a },
  { kind: 'number', name: 'b', values: b },
  makeCategoryColumn('c', levels),
  { kind: 'date', name: 'd', values: a.map((v) => Math.round(1e12 + 1e9 * v)), hasTime: false },
  makeTextColumn('t', levels),
  { kind: 'number', name: 'empty', values: new Float64Array(ROWS).fill(NaN) },
]);
const columnOf = <C>(from: Table, name: string): C => from.columns.find((column) => column.name === name) as C;

/** a² + 3b (0 for a gap) + the level's position. */
const predict = (part: Table): Promise<Prediction> => {
  const x = columnOf<NumberColumn>(part, 'a').values;
  const z = columnOf<NumberColumn>(part, 'b').values;
  const c = columnOf<CategoryColumn>(part, 'c').codes;
  const values = x.map(
    (v, i) => v ** 2 + 3 * (Number.isNaN(z[i]) ? 0 : (z[i] as number)) + Math.max(0, c[i] as number),
  );
  return Promise.resolve({ task: 'regression', values });
};
const input: DependenceInput = {
  table,
  rows: Int32Array.from({ length: ROWS }, (_, i) => i) as JudgeRows,
  rowSet: 'validation',
  column: 'a',
  target: { task: 'regression', values: a },
  predict,
  seed: 1,
  pacer: createPacer(new AbortController().signal),
};
const total = (points: readonly { density: number }[]): number => points.reduce((sum, point) => sum + point.density, 0);

describe('partial dependence', () => {
  it('follows a known additive model exactly, up to its level', async () => {
    const { points, rowCount, kind, rows, ofClass } = await partialDependence(input);
    expect([points.length, rowCount, kind, rows, ofClass]).toEqual([20, 500, 'number', 'validation', undefined]);
    const level = (points[0]?.y ?? 0) - (points[0]?.x ?? 0) ** 2;
    for (const { x, y } of points) expect(y - x ** 2).toBeCloseTo(level, 9);
  });

  it('averages over all rows where they are few: the exact mean of scikit-learn’s brute method', async () => {
    const { points } = await partialDependence({ ...input, column: 'b', maxRows: ROWS });
    const others =
      a.reduce((sum, v, i) => sum + v ** 2 + Math.max(0, (table.columns[2] as CategoryColumn).codes[i] as number), 0) /
      ROWS;
    for (const { x, y } of points) expect(y).toBeCloseTo(others + 3 * x, 9);
  });

  it('sets its points where the rows are, each with its share of them', async () => {
    const { points } = await partialDependence(input);
    expect(total(points)).toBeCloseTo(1, 9);
    for (const { x, density } of points) {
      expect(a.includes(x)).toBe(true);
      expect(density).toBeGreaterThan(0.02);
      expect(density).toBeLessThan(0.08);
    }
  });

  it('takes every distinct value where there are few, and leaves gaps out of the shares', async () => {
    const { points } = await partialDependence({ ...input, column: 'b' });
    expect(points.map((point) => point.x)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(total(points)).toBeCloseTo(0.9, 9);
    for (const { x, density } of points) expect(density).toBeCloseTo(b.filter((v) => v === x).length / ROWS, 12);
  });

  it('takes the most frequent levels, at most fifteen', async () => {
    const { points, kind } = await partialDependence({ ...input, column: 'c' });
    const count = (level: string | undefined): number => levels.filter((one) => one === level).length;
    expect([kind, points.length]).toEqual(['category', 15]);
    const shown = points.map((point) => point.level);
    const rest = [...new Set(levels)].filter((level) => level !== null && !shown.includes(level));
    expect(Math.min(...shown.map(count))).toBeGreaterThanOrEqual(Math.max(...rest.map((level) => count(level ?? ''))));
    for (const { density, level } of points) expect(density).toBeCloseTo(count(level) / ROWS, 12);
  });

  it('draws dates as milliseconds', async () => {
    const { points, kind } = await partialDependence({ ...input, column: 'd' });
    expect(kind).toBe('date');
    expect(points.every((point) => point.x > 1e12)).toBe(true);
  });

  it('draws "yes", or the most frequent of several classes', async () => {
    const threeClasses = (part: Table): Promise<Prediction> => {
      const probabilities = new Float64Array(3 * part.rowCount);
      columnOf<NumberColumn>(part, 'b').values.forEach((v, i) => probabilities.set([0, v / 10, 1 - v / 10], 3 * i));
      return Promise.resolve({ task: 'multiclass', classes: ['p', 'q', 'r'], probabilities });
    };
    const codes = Int32Array.from(a, (_, i) => (i % 3 === 0 ? 0 : 2));
    const target = { task: 'multiclass', classes: ['p', 'q', 'r'], codes } as const;
    const { points, ofClass } = await partialDependence({ ...input, column: 'b', target, predict: threeClasses });
    expect(ofClass).toBe('r');
    for (const { x, y } of points) expect(y).toBeCloseTo(1 - x / 10, 9);
  });

  it('leaves the table as it was and says what cannot be drawn', async () => {
    const before = structuredClone(table);
    await partialDependence(input);
    expect(table).toEqual(before);
    for (const column of ['t', 'empty']) {
      await expect(partialDependence({ ...input, column })).rejects.toMatchObject({ code: 'explain.no-values' });
    }
    await expect(partialDependence({ ...input, column: 'gone' })).rejects.toMatchObject({ code: 'table.no-column' });
  });
});
