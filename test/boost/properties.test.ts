import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { createRandom, shuffle } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { expectAllClose } from '../support/golden.ts';
import {
  binary,
  fitTrees,
  numbers,
  numberTable,
  predictNumbers,
  predictYes,
  regression,
  rowsWhere,
} from './support.ts';

/** Few distinct values, gaps and a category, with a signal in each. */
function makeData(seed: number, rows: number): { features: Table; y: Float64Array } {
  const random = createRandom(seed);
  const a = Array.from({ length: rows }, () => random.integer(25) - 12);
  const b = Array.from({ length: rows }, () => (random.next() < 0.2 ? null : random.integer(15)));
  const c = Array.from({ length: rows }, () => 'pqrstuvw'[random.integer(8)] as string);
  const y = Float64Array.from(
    { length: rows },
    (_, i) => 0.3 * (a[i] as number) + (b[i] ?? 9) * 0.2 + (c[i] === 'r' ? 2 : 0) + 0.5 * random.normal(),
  );
  return { features: makeTable([numbers('a', a), numbers('b', b), makeCategoryColumn('c', c)]), y };
}

const seeds = fc.integer({ min: 1, max: 1e6 });
const FEW = { numRuns: 15 };

describe('boosted trees', () => {
  it('do not care in what order the rows come', () =>
    fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { features, y } = makeData(seed, 250);
        const order = Int32Array.from({ length: 250 }, (_, i) => i);
        shuffle(order, createRandom(seed + 1));
        const moved = takeRows(features, order);
        const a = await fitTrees({ features, target: regression(y) });
        const b = await fitTrees({ features: moved, target: regression(Array.from(order, (i) => y[i] as number)) });
        expectAllClose(await predictNumbers(features, b), await predictNumbers(features, a), 1e-8, 1);
      }),
      FEW,
    ));

  it('only see the order of numbers: x → x³ changes no training prediction', () =>
    fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = createRandom(seed);
        const x = Array.from({ length: 300 }, () => random.normal());
        const y = regression(x.map((v) => Math.sin(3 * v) + 0.2 * random.normal()));
        const plain = makeTable([numbers('x', x)]);
        const cubed = makeTable([
          numbers(
            'x',
            x.map((v) => v ** 3),
          ),
        ]);
        const a = await predictNumbers(plain, await fitTrees({ features: plain, target: y }));
        const b = await predictNumbers(cubed, await fitTrees({ features: cubed, target: y }));
        expectAllClose(b, a, 1e-12, 1);
      }),
      FEW,
    ));

  it('take a weight of two for a row that is there twice', () =>
    fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, classes) => {
        const { features, y } = makeData(seed, 200);
        const target = (values: ArrayLike<number>) =>
          classes ? binary(Array.from(values, (v) => Number(v > 1.5))) : regression(Array.from(values));
        const heavy = (row: number): boolean => row % 3 === 0;
        const weights = Float64Array.from({ length: 200 }, (_, row) => (heavy(row) ? 2 : 1));
        const order = Int32Array.from(weights, (_, row) => row);
        const twice = Int32Array.from([...order, ...order.filter(heavy)]).sort();
        // Row counts differ between the two, so nothing may depend on them.
        const params = { minLeaf: 1, minHessian: 5, categoryGroup: 1, categorySmoothing: 0 };
        const a = await fitTrees({ features, target: target(y), weights }, params);
        const repeated = takeRows(features, twice);
        const repeatedTarget = target(Float64Array.from(twice, (row) => y[row] as number));
        const b = await fitTrees({ features: repeated, target: repeatedTarget }, params);
        expectAllClose(await predictNumbers(features, a), await predictNumbers(features, b), 1e-4, 1);
      }),
      FEW,
    ));

  it('never read a row that is in neither set', () =>
    fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { features, y } = makeData(seed, 300);
        const used = rowsWhere(300, (row) => row % 3 !== 1);
        const isUsed = (row: number): boolean => row % 3 !== 1;
        const spoiled = makeTable(
          features.columns.map((column) => {
            if (column.kind === 'category') {
              // Other levels and another order of levels, as if the spoiled rows had come first.
              const cells = Array.from(column.codes, (code, row) =>
                isUsed(row) ? (column.levels[code] as string) : 'zzz',
              );
              const levels = ['zzz', ...[...column.levels].reverse()];
              return { ...column, levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) };
            }
            if (column.kind !== 'number') return column;
            return { ...column, values: column.values.map((v, row) => (isUsed(row) ? v : row % 2 ? NaN : 1e300)) };
          }),
        );
        const spoiledY = y.map((v, row) => (isUsed(row) ? v : row % 2 ? NaN : -1e300));
        const a = await fitTrees({ features, target: regression(y), rows: used });
        const b = await fitTrees({ features: spoiled, target: regression(spoiledY), rows: used });
        expect(b).toEqual(a);
      }),
      FEW,
    ));

  it('find an exclusive or, which no column shows alone', async () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 2000 }, () => [random.normal(), random.normal(), random.normal()]);
    const yes = rows.map(([a = 0, b = 0]) => Number(a > 0 !== b > 0));
    const features = numberTable(rows);
    const state = await fitTrees({ features, target: binary(yes), rows: rowsWhere(2000, (row) => row < 1500) });
    const p = await predictYes(features, state);
    const right = yes.filter((value, row) => row >= 1500 && (p[row] as number) > 0.5 === (value === 1)).length;
    expect(right / 500).toBeGreaterThan(0.95);
  });

  it('agree with the truth where it is known: log-odds of a simulated model', async () => {
    const random = createRandom(4);
    const rows = Array.from({ length: 20_000 }, () => [random.normal(), random.normal()]);
    const truth = rows.map(([a = 0, b = 0]) => 1 / (1 + Math.exp(-(a + (b > 0.5 ? 1 : -1)))));
    const features = numberTable(rows);
    const state = await fitTrees(
      { features, target: binary(truth.map((p) => Number(random.next() < p))) },
      { trees: 60 },
    );
    const p = await predictYes(features, state);
    const error = truth.reduce((sum, value, row) => sum + Math.abs(value - (p[row] as number)), 0) / truth.length;
    expect(error).toBeLessThan(0.03);
  });

  it('learn on which side missing values belong', async () => {
    const random = createRandom(5);
    for (const missingIsHigh of [true, false]) {
      const x = Array.from({ length: 600 }, () => (random.next() < 0.3 ? null : random.integer(100) / 100));
      const high = (v: number | null): boolean => (v === null ? missingIsHigh : v > 0.5);
      const features = makeTable([numbers('x', x)]);
      const target = regression(x.map((v) => (high(v) ? 10 : 0)));
      const predicted = await predictNumbers(features, await fitTrees({ features, target }, { trees: 80 }));
      x.forEach((v, row) => expect(Math.abs((predicted[row] as number) - (high(v) ? 10 : 0))).toBeLessThan(0.5));
    }
  });

  it('part missing from known values where nothing else tells rows apart', async () => {
    const x = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? null : 7));
    const features = makeTable([numbers('x', x)]);
    const state = await fitTrees({ features, target: regression(x.map((v) => (v === null ? 1 : 3))) }, { trees: 100 });
    const predicted = await predictNumbers(makeTable([numbers('x', [null, 7, -50, 1e9])]), state);
    expectAllClose(predicted, [1, 3, 3, 3], 0.05);
  });

  it('treat levels never seen like missing ones, and read levels by name', async () => {
    const random = createRandom(6);
    const cells = Array.from({ length: 900 }, () =>
      random.next() < 0.2 ? null : ('abcdefgh'[random.integer(8)] as string),
    );
    const y = cells.map((cell) => (cell === null ? -5 : cell < 'e' ? 0 : 5) + 0.1 * random.normal());
    const state = await fitTrees(
      { features: makeTable([makeCategoryColumn('c', cells)]), target: regression(y) },
      { trees: 80 },
    );
    const [missing, unseen, a, h] = await predictNumbers(
      makeTable([makeCategoryColumn('c', [null, 'new', 'a', 'h'])]),
      state,
    );
    expect(unseen).toBe(missing);
    expectAllClose([missing, a, h] as number[], [-5, 0, 5], 0.1, 5);
    // The same levels in another order, as another file would have them.
    const [h2, a2] = await predictNumbers(makeTable([makeCategoryColumn('c', ['h', 'a'])]), state);
    expect([h2, a2]).toEqual([h, a]);
  });

  it('cap a column of thousands of levels and still use the frequent ones', async () => {
    const random = createRandom(7);
    const cells = Array.from({ length: 4000 }, (_, i) => (i % 2 ? (i % 4 === 1 ? 'up' : 'down') : `rare ${i}`));
    const y = cells.map((cell) => (cell === 'up' ? 1 : cell === 'down' ? -1 : 0) + 0.1 * random.normal());
    const features = makeTable([makeCategoryColumn('c', cells)]);
    const state = await fitTrees({ features, target: regression(y) });
    const input = state.inputs[0];
    expect(input?.kind === 'category' && input.levels).toHaveLength(254);
    const predicted = await predictNumbers(makeTable([makeCategoryColumn('c', ['up', 'down'])]), state);
    expect(predicted[0]).toBeGreaterThan(0.7);
    expect(predicted[1]).toBeLessThan(-0.7);
  });

  it('are drawn alike from the same seed and otherwise from another', async () => {
    const { features, y } = makeData(8, 300);
    const params = { rowShare: 0.7, columnShare: 0.6 };
    const a = await fitTrees({ features, target: regression(y) }, params, 1);
    expect(await fitTrees({ features, target: regression(y) }, params, 1)).toEqual(a);
    expect(await fitTrees({ features, target: regression(y) }, params, 2)).not.toEqual(a);
  });

  it('keep every limit that they are given', () =>
    fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (seed, leaves, depth) => {
          const { features, y } = makeData(seed, 400);
          const state = await fitTrees({ features, target: regression(y) }, { leaves, depth, minLeaf: 25, trees: 5 });
          const { starts, input, left, cover } = state.trees;
          const depthBelow = (node: number): number =>
            (input[node] as number) < 0
              ? 0
              : 1 + Math.max(depthBelow(left[node] as number), depthBelow((left[node] as number) + 1));
          for (let t = 0; t < 5; t++) {
            const [from = 0, to = 0] = starts.subarray(t, t + 2);
            expect((to - from + 1) / 2).toBeLessThanOrEqual(leaves);
            expect(depthBelow(from)).toBeLessThanOrEqual(depth);
            const smallest = Math.min(...cover.subarray(from, to).filter((_, k) => (input[from + k] as number) < 0));
            expect(smallest).toBeGreaterThanOrEqual(25);
          }
        },
      ),
      FEW,
    ));

  it('stay finite on the largest and smallest numbers', async () => {
    const x = Array.from({ length: 100 }, (_, i) => (i < 50 ? -1 : 1) * 10 ** ((i % 50) * 6));
    const features = makeTable([numbers('x', [...x.slice(0, 98), Infinity, -Infinity])]);
    const state = await fitTrees(
      { features, target: regression(x.map((v) => (v > 0 ? 1e300 : -1e300))) },
      { trees: 50 },
    );
    const predicted = await boostedTrees.predict(features, state);
    expect(predicted.task === 'regression' && predicted.values.every(Number.isFinite)).toBe(true);
    expect((await predictNumbers(features, state))[60]).toBeGreaterThan(0.5e300);
  });
});
