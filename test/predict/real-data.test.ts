import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { predictionValues } from '../../src/core/learn/prediction.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Table } from '../../src/core/table/table.ts';
import { predictOne } from '../../src/lenses/predict/one.ts';
import { sharedData } from '../support/shared-data.ts';
import article from '../golden/article_program.json' with { type: 'json' };
import { estimators, plan, train } from './support.ts';

const reference = article['train_test_split(test_size=0.2, random_state=42)'];
const SPLIT = { kind: 'column', column: 'part of the split' } as const;

/** A file as the page reads it, with a column that deals its rows out. */
async function readFile(path: string, isTest: (row: number) => boolean): Promise<Table> {
  const source = bytesSource(new Uint8Array(readFileSync(path)), path);
  const run = readTable(source, {}, createPacer(new AbortController().signal));
  for (;;) {
    const step = await run.next();
    if (!step.done) continue;
    const { table } = step.value;
    const parts = Array.from({ length: table.rowCount }, (_, row) => (isTest(row) ? 'test' : 'train'));
    return { ...table, columns: [...table.columns, makeCategoryColumn(SPLIT.column, parts)] };
  }
}

const everyFifth = (row: number): boolean => row % 5 === 4;
const others = (table: Table, not: readonly string[]): string[] =>
  table.columns.map(({ name }) => name).filter((name) => !not.includes(name) && name !== SPLIT.column);

const userData = sharedData('user-data/user_data.csv');
const telco = sharedData('telco-churn/Telco-Customer-Churn.csv');
const shoppers = sharedData('online-shoppers/online_shoppers_intention.csv');

describe('least squares on user_data.csv', () => {
  it.skipIf(!userData)("gives scikit-learn's coefficients, error and predictions to 1e-9", async () => {
    const inTest = new Set(reference.test_indices);
    const table = await readFile(userData as string, (row) => inTest.has(row));
    const columns = ['browsing_history', 'search_history'];
    const model = await train({
      table,
      plan: plan(
        { target: 'purchase', task: 'regression', columns, split: SPLIT },
        { families: ['linear'], linear: 'ols' },
      ),
    });
    const { formula, chosen, test } = model.report;
    expect(chosen.estimator).toBe('ols');
    expect(formula?.isChosen).toBe(true);
    expect(Math.abs((formula?.intercept ?? 0) - reference.intercept)).toBeLessThan(1e-9);
    for (const { column, value } of formula?.coefficients ?? []) {
      expect(Math.abs(value - reference.coef[column as keyof typeof reference.coef])).toBeLessThan(1e-9);
    }
    expect(formula?.coefficients).toHaveLength(2);
    const rmse = test.find(({ metric }) => metric === 'rmse')?.value ?? 0;
    expect(Math.abs(rmse ** 2 - reference.mse_test)).toBeLessThan(1e-9);
    for (const [row, expected] of Object.entries(reference.predictions)) {
      const [b, s] = JSON.parse(row) as [number, number];
      const registries = { estimators: estimators(), steps: STEPS };
      const values = [['search_history', s] as const, ['browsing_history', b] as const];
      const { prediction } = await predictOne(model, values, 'judged', registries);
      expect(Math.abs((predictionValues(prediction)[0] as number) - expected)).toBeLessThan(1e-9);
    }
  });
});

describe('quick trainings on real data', () => {
  // Floors: 0.01 below what linear models reach by the reference scores.
  it.skipIf(!telco)(
    'telco churn',
    async () => {
      const table = await readFile(telco as string, everyFifth);
      const columns = others(table, ['Churn', 'customerID']);
      const { report } = await train({
        table,
        plan: plan({ target: 'Churn', task: 'binary', positive: 'Yes', columns, split: SPLIT }),
      });
      expect(report.test[0]).toMatchObject({ metric: 'rocAuc' });
      expect(report.test[0]?.value).toBeGreaterThan(0.8272);
      expect(report.testRows).toBe(1408);
    },
    60_000,
  );

  it.skipIf(!shoppers)(
    'online shoppers',
    async () => {
      const table = await readFile(shoppers as string, everyFifth);
      const columns = others(table, ['Revenue']);
      const { report } = await train({
        table,
        plan: plan({ target: 'Revenue', task: 'binary', positive: 'TRUE', columns, split: SPLIT }),
      });
      expect(report.test[0]?.value).toBeGreaterThan(0.93);
      expect(report.importances[0]?.column).toBe('PageValues');
    },
    60_000,
  );
});
