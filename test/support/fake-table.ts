import { initialState } from '../../src/app/context.ts';
import type { AppState } from '../../src/app/state.ts';
import type { ColumnProfile, NumberSummary, Role, TableProfile } from '../../src/core/profile/types.ts';
import type { RecipeItem } from '../../src/core/prepare/step.ts';
import type { FileReading } from '../../src/core/ingest/types.ts';
import type { Finding } from '../../src/core/errors.ts';
import type { Suggestion } from '../../src/lenses/predict/question.ts';
import type { RowWindow, TableSummary } from '../../src/workers/data-contract.ts';

/** A table of customers as the data worker would sum it up; figures are made up but hang together. */
export const ROWS = 7043;

function numberColumn(name: string, role: Role, min: number, max: number, missing = 0): ColumnProfile {
  const span = max - min;
  const bins = 24;
  const counts = Array.from({ length: bins }, (_, i) => Math.round(40 + 500 * Math.exp(-((i - 6) ** 2) / 30)));
  const at = (share: number) => min + span * share ** 1.4;
  const numeric: NumberSummary = {
    min,
    max,
    mean: at(0.55),
    standardDeviation: span / 4,
    quantiles: [at(0.01), at(0.05), at(0.25), at(0.5), at(0.75), at(0.95), at(0.99)],
    zeros: 0,
    integers: false,
    histogram: { edges: Array.from({ length: bins + 1 }, (_, i) => min + (span * i) / bins), counts },
  };
  return { name, kind: 'number', role, rowCount: ROWS, missing, distinct: 5000, numeric, findings: [] };
}

function categoryColumn(
  name: string,
  levels: readonly (readonly [string, number])[],
  role: Role = 'feature',
): ColumnProfile {
  const filled = levels.reduce((sum, [, count]) => sum + count, 0);
  return {
    name,
    kind: 'category',
    role,
    rowCount: ROWS,
    missing: ROWS - filled,
    distinct: levels.length,
    levels: levels.map(([level, count]) => ({ level, count })),
    findings: [],
  };
}

const COLUMNS: readonly ColumnProfile[] = [
  { name: 'customerID', kind: 'text', role: 'id', rowCount: ROWS, missing: 0, distinct: ROWS, findings: [] },
  categoryColumn('gender', [
    ['Male', 3555],
    ['Female', 3488],
  ]),
  numberColumn('tenure', 'feature', 0, 72),
  categoryColumn('Contract', [
    ['Month-to-month', 3875],
    ['Two year', 1695],
    ['One year', 1473],
  ]),
  categoryColumn('Zahlungsart 支付方式', [
    ['Electronic check', 2365],
    ['Mailed check', 1612],
    ['Bank transfer', 1544],
    ['Credit card', 1400],
  ]),
  numberColumn('MonthlyCharges', 'feature', 18.25, 118.75),
  numberColumn('TotalCharges', 'feature', 18.8, 8684.8, 11),
  {
    name: 'country',
    kind: 'category',
    role: 'constant',
    rowCount: ROWS,
    missing: 0,
    distinct: 1,
    levels: [{ level: 'DE', count: ROWS }],
    findings: [],
  },
  categoryColumn('Churn', [
    ['No', 5174],
    ['Yes', 1869],
  ]),
];

const FINDINGS: readonly Finding[] = [
  { code: 'ingest.rows-rejected', level: 'careful', params: { rejected: 12, kept: ROWS } },
  {
    code: 'ingest.nearly-numbers',
    level: 'careful',
    column: 'TotalCharges',
    params: { column: 'TotalCharges', share: 0.998, examples: ['n/k', '?'] },
  },
  { code: 'ingest.unnamed-columns', level: 'note', params: { columns: ['column 3'] } },
];

export const PROFILE: TableProfile = {
  rowCount: ROWS,
  columns: COLUMNS,
  duplicateRows: 0,
  personal: [],
  findings: FINDINGS,
};

const READING: FileReading = {
  fileName: 'customers.csv',
  byteLength: 977_501,
  compressed: false,
  encoding: 'utf-8',
  byteOrderMark: false,
  delimiter: ',',
  newline: 'lf',
  header: true,
  decimal: '.',
  dateOrder: 'ymd',
  rowsIn: ROWS + 12,
  rowsKept: ROWS,
  rowsRejected: 12,
  rejects: Array.from({ length: 12 }, (_, i) => ({
    line: 100 + i * 37,
    code: 'ingest.too-many-cells',
    cells: 24,
    text: '7590-VHVEG,Female,0,Yes,No,1,No,No phone service,DSL,No',
  })),
  findings: [],
  reader: 'bytes',
};

export const TABLE: TableSummary = {
  tableId: 'table-1',
  rowCount: ROWS,
  columns: COLUMNS.map(({ name, kind }) => ({ name, kind })),
  readings: [READING],
  combine: { kind: 'single', file: 'file-1' },
  proposals: [],
  findings: [],
};

export const SUGGESTION: Suggestion = {
  question: {
    lens: 'predict',
    target: 'Churn',
    task: 'binary',
    positive: 'Yes',
    columns: ['gender', 'tenure', 'Contract', 'Zahlungsart 支付方式', 'MonthlyCharges', 'TotalCharges'],
    split: { kind: 'random', testShare: 0.2 },
  },
  reason: { code: 'suggest.named-like-target', params: {} },
  leftOut: [
    { column: 'customerID', code: 'left-out.id' },
    { column: 'country', code: 'left-out.constant' },
  ],
};

export const RECIPE: readonly RecipeItem[] = [
  { step: 'dates', on: true, params: null },
  { step: 'texts', on: true, params: null },
  { step: 'outliers', on: false, params: { low: 0.01, high: 0.99 } },
  { step: 'categories', on: true, params: { minRows: 5, maxLevels: 200 } },
  { step: 'constants', on: true, params: null },
  { step: 'missing', on: true, params: { fill: 'median', flag: true } },
  { step: 'scale', on: true, params: { method: 'standard' } },
];

/** Rows as they would come out of the worker: each cell says where it is. */
export function windowOf(start: number, count: number): RowWindow {
  const rows = Array.from({ length: count }, (_, i) =>
    COLUMNS.map((column, at) =>
      column.kind === 'number'
        ? String((start + i) * 10 + at)
        : at === 3 && i % 7 === 0
          ? null
          : `${column.name} ${start + i + 1}`,
    ),
  );
  return { start, columns: COLUMNS.map(({ name }) => name), rows };
}

/** The state just after the table above was read and looked at. */
export function readyState(): Partial<AppState> {
  const { choices } = initialState('project-1');
  return {
    choices: {
      ...choices,
      name: 'customers',
      files: [{ id: 'file-1', name: 'customers.csv', byteLength: 977_501, read: {} }],
      recipe: RECIPE,
    },
    table: { status: 'ready', value: TABLE },
    profile: { status: 'ready', value: PROFILE },
    suggestions: [SUGGESTION],
    models: { status: 'ready', value: [] },
  };
}
