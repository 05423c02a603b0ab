import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { rocAuc } from '../../src/core/metrics/binary.ts';
import { rmse } from '../../src/core/metrics/regression.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { Target } from '../../src/core/learn/task.ts';
import { sharedData } from '../support/shared-data.ts';
import { binary, fitTrees, judgeRows, numbers, predictNumbers, predictYes, regression, rowsWhere } from './support.ts';

type Rows = Record<string, string>[];

const read = (path: string): Rows =>
  Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;

/** Columns of numbers where every cell is one or blank, else of categories. */
function tableOf(rows: Rows, without: readonly string[]): Table {
  const names = Object.keys(rows[0] ?? {}).filter((name) => !without.includes(name));
  return makeTable(
    names.map((name) => {
      const cells = rows.map((row) => row[name]?.trim() || null);
      const isNumber = cells.every((cell) => cell === null || Number.isFinite(Number(cell)));
      return isNumber
        ? numbers(
            name,
            cells.map((cell) => (cell === null ? null : Number(cell))),
          )
        : makeCategoryColumn(name, cells);
    }),
  );
}

/**
 * Rows i % 5 = 4 are test rows. As the product does it: rounds settled on a fifth of the training rows, then refitted
 * on all of them; default settings.
 */
async function refitted(features: Table, target: Target) {
  const isTrain = (row: number): boolean => row % 5 !== 4;
  const held = (row: number): boolean => isTrain(row) && Math.floor(row / 5) % 5 === 0;
  const rows = features.rowCount;
  const settings = boostedTrees.defaults;
  const fitRows = rowsWhere(rows, (row) => isTrain(row) && !held(row));
  const first = await fitTrees({ features, target, rows: fitRows, validation: judgeRows(rows, held) }, settings);
  const settled = boostedTrees.withIterations?.(settings, first.rounds) ?? settings;
  return fitTrees({ features, target, rows: rowsWhere(rows, isTrain) }, settled);
}

const testOf = <T>(values: ArrayLike<T>): T[] => Array.from(values).filter((_, row) => row % 5 === 4);

// Floors are what LightGBM and scikit-learn's own histogram boosting reach with default settings on the same split.
describe('boosted trees with default settings on real data', () => {
  const shoppers = sharedData('online-shoppers/online_shoppers_intention.csv');
  it.skipIf(!shoppers)('online shoppers: AUC of at least 0.935', async () => {
    const rows = read(shoppers as string);
    const yes = rows.map((row) => Number(row['Revenue']?.toUpperCase() === 'TRUE'));
    const features = tableOf(rows, ['Revenue']);
    const p = await predictYes(features, await refitted(features, binary(yes)));
    expect(rocAuc(testOf(yes), testOf(p))).toBeGreaterThan(0.935);
  });

  const housing = sharedData('california-housing/housing.csv');
  it.skipIf(!housing)('California housing: error of at most 48,500 dollars', async () => {
    const rows = read(housing as string);
    const y = rows.map((row) => Number(row['median_house_value']));
    const features = tableOf(rows, ['median_house_value']);
    const predicted = await predictNumbers(features, await refitted(features, regression(y)));
    expect(rmse(testOf(y), testOf(predicted))).toBeLessThan(48_500);
  });

  const churn = sharedData('telco-churn/Telco-Customer-Churn.csv');
  it.skipIf(!churn)('Telco churn: AUC of at least 0.835', async () => {
    const rows = read(churn as string);
    const yes = rows.map((row) => Number(row['Churn'] === 'Yes'));
    const features = tableOf(rows, ['Churn', 'customerID']);
    const p = await predictYes(features, await refitted(features, binary(yes)));
    expect(rocAuc(testOf(yes), testOf(p))).toBeGreaterThan(0.835);
  });
});
