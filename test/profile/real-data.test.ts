import { describe, expect, it } from 'vitest';
import type { TableProfile } from '../../src/core/profile/types.ts';
import { suggestQuestions } from '../../src/lenses/predict/suggest.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';
import { sharedData } from '../support/shared-data.ts';
import { profile, readReal, suspects } from './support.ts';

interface PandasFacts {
  readonly missing: number;
  readonly distinct: number;
  readonly mean?: number;
  readonly sd?: number;
  readonly zeros?: number;
  readonly quantiles?: readonly number[];
}
type Pandas = Readonly<
  Record<
    string,
    { readonly rows: number; readonly duplicates: number; readonly columns: Readonly<Record<string, PandasFacts>> }
  >
>;

const pandas = readGolden<Pandas>('profile-pandas');

describe.each(Object.entries(pandas))('%s beside pandas', (file, expected) => {
  const path = sharedData(file);

  it.skipIf(!path)('has the same rows, gaps, distinct values, means, deviations and quantiles', async () => {
    const found = await profile(await readReal(path as string));
    expect(found.rowCount).toBe(expected.rows);
    expect(found.duplicateRows).toBe(expected.duplicates);
    expect(found.columns.map(({ name }) => name)).toEqual(Object.keys(expected.columns));
    for (const { name, missing, distinct, numeric, kind } of found.columns) {
      const facts = expected.columns[name] as PandasFacts;
      expect([name, missing, distinct]).toEqual([name, facts.missing, facts.distinct]);
      if (kind !== 'number' || facts.mean === undefined) continue;
      expectClose(numeric?.mean as number, facts.mean, 1e-9, 1e-6);
      expectClose(numeric?.standardDeviation as number, facts.sd as number);
      expectAllClose(numeric?.quantiles ?? [], facts.quantiles as readonly number[]);
      expect(numeric?.zeros).toBe(facts.zeros);
    }
  });
});

interface Known {
  readonly file: string;
  /** Roles other than `feature`. */
  readonly roles: Readonly<Record<string, string>>;
  readonly target: string;
  readonly positive?: string;
  readonly suspects: readonly string[];
}

// What the notes beside the data sets say of them.
const KNOWN: readonly Known[] = [
  {
    file: 'telco-churn/Telco-Customer-Churn.csv',
    roles: { customerID: 'id' },
    target: 'Churn',
    positive: 'Yes',
    suspects: [],
  },
  {
    file: 'online-shoppers/online_shoppers_intention.csv',
    roles: {},
    target: 'Revenue',
    positive: 'TRUE',
    suspects: ['profile.leak-doubtful PageValues'],
  },
  { file: 'california-housing/housing.csv', roles: {}, target: 'median_house_value', suspects: [] },
  {
    file: 'credit-default/UCI_Credit_Card.csv',
    roles: { ID: 'row-number' },
    target: 'default_payment_next_month',
    positive: '1',
    suspects: [],
  },
  { file: 'advertising/Advertising.csv', roles: { column_1: 'row-number' }, target: 'sales', suspects: [] },
  {
    file: 'bike-sharing/bike_sharing_demand.csv',
    roles: { date: 'time' },
    target: 'count',
    suspects: ['profile.sum-is-target casual', 'profile.sum-is-target registered'],
  },
  { file: 'breast-cancer/breast_cancer.csv', roles: {}, target: 'diagnosis', positive: 'M', suspects: [] },
  {
    file: 'ecommerce-shipping/Shipping.csv',
    roles: { ID: 'row-number' },
    target: 'Reached.on.Time_Y.N',
    positive: '1',
    suspects: [],
  },
  {
    file: 'marketing-campaign/marketing_campaign.csv',
    roles: { ID: 'id', Dt_Customer: 'time', Z_CostContact: 'constant', Z_Revenue: 'constant' },
    target: 'Response',
    positive: '1',
    suspects: [],
  },
  { file: 'user-data/user_data.csv', roles: {}, target: 'purchase', suspects: [] },
  {
    file: 'student-performance/student-por.csv',
    roles: {},
    target: 'G3',
    suspects: ['profile.earlier-measurement G1', 'profile.earlier-measurement G2'],
  },
  {
    file: 'digits-8x8/digits.csv',
    roles: { pixel_0_0: 'constant', pixel_4_0: 'constant', pixel_4_7: 'constant' },
    target: 'label',
    suspects: [],
  },
  { file: 'air-passengers/AirPassengers.csv', roles: { date: 'time' }, target: 'value', suspects: [] },
];

const roles = ({ columns }: TableProfile): Record<string, string> =>
  Object.fromEntries(columns.filter(({ role }) => role !== 'feature').map(({ name, role }) => [name, role]));

describe.each(KNOWN)('$file', (known) => {
  const path = sharedData(known.file);

  it.skipIf(!path)('has the roles, the likeliest target and the suspects that people know of', async () => {
    const table = await readReal(path as string);
    const found = await profile(table);
    expect(roles(found)).toEqual(known.roles);
    const question = suggestQuestions(found)[0]?.question;
    expect(question?.target).toBe(known.target);
    expect(question?.positive).toBe(known.positive);
    expect(await suspects(table, known.target)).toEqual(known.suspects);
  });
});

describe('other real tables', () => {
  const air = sharedData('air-quality/AirQualityUCI.csv');
  it.skipIf(!air)('every sensor of air-quality marks failures with −200', async () => {
    const { columns } = await profile(await readReal(air as string));
    const marked = columns.flatMap(({ name, findings }) =>
      findings
        .filter(({ code }) => code === 'profile.sentinel')
        .map(({ params }) => [name, params['value'], params['count']]),
    );
    // Counted with pandas: (table == -200).sum().
    expect(marked).toEqual([
      ['CO(GT)', -200, 1683],
      ['PT08.S1(CO)', -200, 366],
      ['NMHC(GT)', -200, 8443],
      ['C6H6(GT)', -200, 366],
      ['PT08.S2(NMHC)', -200, 366],
      ['NOx(GT)', -200, 1639],
      ['PT08.S3(NOx)', -200, 366],
      ['NO2(GT)', -200, 1642],
      ['PT08.S4(NO2)', -200, 366],
      ['PT08.S5(O3)', -200, 366],
      ['T', -200, 366],
      ['RH', -200, 366],
      ['AH', -200, 366],
    ]);
  });

  const clean = KNOWN.filter(({ file }) => !file.startsWith('air-quality')).map(({ file }) => file);
  it.skipIf(!sharedData(clean[0] as string))('no other table is said to hold marks for "missing"', async () => {
    for (const file of clean) {
      const { findings } = await profile(await readReal(sharedData(file) as string));
      expect([file, findings.filter(({ code }) => code === 'profile.sentinel')]).toEqual([file, []]);
    }
  });

  const retail = sharedData('online-retail/online_retail_2010-12_to_2011-06.csv');
  it.skipIf(!retail)('customers and invoices of online-retail are entities', async () => {
    const found = await profile(await readReal(retail as string));
    expect(roles(found)).toEqual({ InvoiceNo: 'entity', InvoiceDate: 'time', CustomerID: 'entity' });
  });

  const events = sharedData('game-launch-events/gamelaunch.csv');
  it.skipIf(!events)('users of an event log are entities', async () => {
    expect(roles(await profile(await readReal(events as string)))).toEqual({ userid: 'entity', eventDate: 'time' });
  });
});
