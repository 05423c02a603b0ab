import { describe, expect, it } from 'vitest';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { r2 } from '../../src/core/metrics/regression.ts';
import { expectAllClose, readGolden } from '../support/golden.ts';
import {
  binary,
  fitTrees,
  numberTable,
  numbers,
  predictNumbers,
  predictYes,
  regression,
  rowsWhere,
} from './support.ts';

interface Fixtures {
  readonly input: {
    readonly x: number[][];
    readonly y: number[];
    readonly level: number[];
    readonly yLevels: number[];
    readonly holes: (number | null)[][];
    readonly yes: number[];
    readonly kind: number[];
  };
  readonly expected: {
    readonly singleTree: number[];
    readonly regression: number[];
    readonly l1: number[];
    readonly binary: number[];
    readonly multiclass: number[][];
    readonly levels: number[];
  };
}

/** The settings of the LightGBM models in make_boost_fixtures.py. */
const LIGHTGBM = { leaves: 7, learningRate: 0.2, l2: 1.5, minHessian: 4 };

describe('trees against scikit-learn and LightGBM (test/golden/make_boost_fixtures.py)', () => {
  const { input, expected } = readGolden<Fixtures>('boost-fixtures');
  const x = numberTable(input.x);

  it('grows the best-first tree of DecisionTreeRegressor', async () => {
    const params = { trees: 1, learningRate: 1, l2: 0, leaves: 9, minLeaf: 7 };
    const state = await fitTrees({ features: x, target: regression(input.y) }, params);
    expectAllClose(await predictNumbers(x, state), expected.singleTree, 1e-9, 1);
  });

  // LightGBM keeps gradients in float32, hence 1e-5. Its targets are in their own units and ours are standardised:
  // a hessian is 1 for both, and l2 means the same.
  it('boosts a regression like LightGBM', async () => {
    const state = await fitTrees({ features: x, target: regression(input.y) }, { ...LIGHTGBM, trees: 15, minLeaf: 7 });
    expectAllClose(await predictNumbers(x, state), expected.regression, 1e-5, 1);
  });

  it('boosts with an l1 penalty like LightGBM', async () => {
    const mean = input.y.reduce((a, b) => a + b, 0) / input.y.length;
    const deviation = Math.sqrt(input.y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / input.y.length);
    const params = { ...LIGHTGBM, trees: 15, minLeaf: 7, l1: 3 / deviation };
    const state = await fitTrees({ features: x, target: regression(input.y) }, params);
    expectAllClose(await predictNumbers(x, state), expected.l1, 1e-5, 1);
  });

  it('boosts a binary target with missing values like LightGBM', async () => {
    const holes = numberTable(input.holes);
    const state = await fitTrees(
      { features: holes, target: binary(input.yes) },
      { ...LIGHTGBM, trees: 15, minLeaf: 1 },
    );
    expectAllClose(await predictYes(holes, state), expected.binary, 1e-4, 1);
  });

  it('boosts three classes like LightGBM', async () => {
    const target = { task: 'multiclass', classes: ['a', 'b', 'c'], codes: Int32Array.from(input.kind) } as const;
    const state = await fitTrees({ features: x, target }, { ...LIGHTGBM, trees: 8, minLeaf: 1 });
    expectAllClose(await predictNumbers(x, state), expected.multiclass.flat(), 1e-4, 1);
  });

  it('splits levels like LightGBM', async () => {
    const levels = makeCategoryColumn('level', input.level.map(String));
    const features = makeTable([
      numbers(
        'x0',
        input.x.map((row) => row[0] as number),
      ),
      levels,
    ]);
    const params = { ...LIGHTGBM, trees: 10, minLeaf: 7, categoryGroup: 20 };
    const state = await fitTrees({ features, target: regression(input.yLevels) }, params);
    expectAllClose(await predictNumbers(features, state), expected.levels, 1e-5, 1);
  });
});

interface Monotone {
  readonly input: { X: number[][]; y: number[]; grid_x0: number[]; grid_x1: number };
  readonly expected: Record<'free' | 'monotone_increasing_in_x0', { r2_test: number }> & { min_r2_test_free: number };
}

describe('monotone constraints (golden: scikit-learn HistGradientBoostingRegressor)', () => {
  const { input, expected } = readGolden<Monotone>('boosting_monotone');
  const features = numberTable(input.X);
  const grid = numberTable(input.grid_x0.map((value) => [value, input.grid_x1]));
  const test = rowsWhere(300, (row) => row % 5 === 4);
  const run = async (monotone: readonly { column: string; direction: 1 | -1 }[]) => {
    const state = await fitTrees(
      { features, target: regression(input.y), rows: rowsWhere(300, (row) => row % 5 !== 4) },
      { trees: 100, learningRate: 0.1, leaves: 15, minLeaf: 10, l2: 0, monotone },
    );
    const predicted = await predictNumbers(features, state);
    const at = (values: ArrayLike<number>): number[] => Array.from(test, (row) => values[row] as number);
    const steps = (await predictNumbers(grid, state)).map((value, i, all) => value - (all[i - 1] ?? -Infinity));
    return { r2: r2(at(input.y), at(predicted)), falls: steps.some((step) => step < -1e-12) };
  };

  it('fits as well as the reference when free, and is then not monotone', async () => {
    const free = await run([]);
    expect(free.r2).toBeGreaterThan(expected.min_r2_test_free);
    expect(free.falls).toBe(true);
  });

  it('never falls when constrained, and fits nearly as well as the reference', async () => {
    const constrained = await run([{ column: 'x0', direction: 1 }]);
    expect(constrained.falls).toBe(false);
    expect(Math.abs(constrained.r2 - expected.monotone_increasing_in_x0.r2_test)).toBeLessThan(0.03);
  });

  it('holds a falling direction too, over the whole plane', async () => {
    const target = regression(input.y.map((value) => -value));
    const monotone = [{ column: 'x0', direction: -1 as const }];
    const state = await fitTrees({ features, target }, { trees: 60, monotone });
    for (const x1 of [0.5, 3, 5, 9.5]) {
      const line = await predictNumbers(numberTable(input.grid_x0.map((value) => [value, x1])), state);
      line.forEach((value, i) => expect(value).toBeLessThanOrEqual((line[i - 1] ?? Infinity) + 1e-12));
    }
  });
});
