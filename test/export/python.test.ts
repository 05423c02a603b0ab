import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../src/app/samples/catalogue.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Family, PredictQuestion } from '../../src/lenses/predict/question.ts';
import { plan, train } from '../predict/support.ts';
import { sharedData } from '../support/shared-data.ts';
import { firstRows, messyRows, spreadRows } from './support/messy.ts';
import { readCsv, withNetwork } from './support/models.ts';
import { PYTHON } from './support/python.ts';
import { compare } from './support/compare.ts';

interface Case {
  readonly name: string;
  readonly csv: () => Promise<string>;
  /** Rows to be scored: those of the file itself where there are no others. */
  readonly later?: () => Promise<string>;
  readonly question: Pick<PredictQuestion, 'target' | 'task' | 'positive'>;
  /** Besides the target. */
  readonly leftOut: readonly string[];
}

const shared = (file: string): { path: string | undefined; csv: () => Promise<string> } => {
  const path = sharedData(file);
  return { path, csv: async () => spreadRows(readFileSync(path as string, 'utf8'), 1500) };
};

const sample = (id: string, target: string, key: string, positive?: string): Case => {
  const found = SAMPLES.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return {
    name: id,
    csv: () => found.load(),
    later: async () => (await found.newRows?.()) ?? '',
    question: positive === undefined ? { target, task: 'regression' } : { target, task: 'binary', positive },
    leftOut: [key],
  };
};

const telco = shared('telco-churn/Telco-Customer-Churn.csv');
const housing = shared('california-housing/housing.csv');
const shoppers = shared('online-shoppers/online_shoppers_intention.csv');

const CASES: readonly (Case & { readonly absent?: boolean })[] = [
  {
    name: 'Telco churn',
    absent: !telco.path,
    csv: telco.csv,
    question: { target: 'Churn', task: 'binary', positive: 'Yes' },
    leftOut: ['customerID'],
  },
  {
    name: 'California housing',
    absent: !housing.path,
    csv: housing.csv,
    question: { target: 'median_house_value', task: 'regression' },
    leftOut: [],
  },
  {
    name: 'kinds of visitors',
    absent: !shoppers.path,
    csv: shoppers.csv,
    question: { target: 'VisitorType', task: 'multiclass' },
    leftOut: [],
  },
  sample('saas-churn', 'churned', 'customer_id', 'Yes'),
  sample('shop-visits', 'purchase', 'visit_id', 'Yes'),
  sample('order-values', 'value_eur', 'order_id'),
];

async function trained(one: Case, families: readonly Family[], csv: string): Promise<PredictModel> {
  const table = await readCsv(csv);
  const columns = table.columns
    .map(({ name }) => name)
    .filter((name) => name !== one.question.target && !one.leftOut.includes(name));
  const question = { ...one.question, columns, split: { kind: 'random', testShare: 0.25 } } as const;
  return train({ table, plan: plan(question, { families }) });
}

async function expectSame(model: PredictModel, rows: string): Promise<void> {
  const { worst, script, page } = await compare(model, rows);
  expect(script.header).toEqual(page.header);
  expect(script.words).toEqual(page.words);
  expect(worst).toBeLessThan(1e-6);
}

describe.skipIf(!PYTHON)('the Python script (needs a Python with pandas and NumPy)', () => {
  for (const one of CASES) {
    for (const family of ['linear', 'trees'] as const) {
      it.skipIf(one.absent)(
        `predicts what the page predicts: ${one.name}, ${family}`,
        async () => {
          const csv = await one.csv();
          const model = await trained(one, [family], csv);
          const messy = messyRows(one.later ? await one.later() : csv, 150, 1);
          await expectSame(model, messy);
          await expectSame(model, firstRows(one.later ? await one.later() : csv, 40));
        },
        120_000,
      );
    }

    it.skipIf(one.absent)(
      `predicts what the page predicts: ${one.name}, network, and blended with a linear model`,
      async () => {
        const csv = await one.csv();
        const table = await readCsv(csv);
        const model = await trained(one, ['linear'], csv);
        const messy = messyRows(one.later ? await one.later() : csv, 150, 2);
        await expectSame(withNetwork(model, table, { seed: 3 }), messy);
        await expectSame(withNetwork(model, table, { seed: 4, weight: 0.3, activation: 'selu' }), messy);
      },
      120_000,
    );
  }
});
