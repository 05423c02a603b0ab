import type { Card } from '../../src/core/advise/types.ts';
import type { Dependence, Importance } from '../../src/core/explain/types.ts';
import type { Formula } from '../../src/core/learn/linear/types.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import type { MetricName, RowSet, ThresholdPoint } from '../../src/core/metrics/types.ts';
import type { BinaryCurves, MetricRow, PredictReport } from '../../src/lenses/predict/report.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';

/** Made-up reports for tests of the screens; every figure is fixed, so that wording can be checked against it. */

const row = (metric: MetricName, value: number, half: number, baseline: number): MetricRow => ({
  metric,
  value,
  low: value - half,
  high: value + half,
  baseline,
});

const FAKE_METRICS: Readonly<Record<TaskKind, readonly MetricRow[]>> = {
  binary: [
    row('rocAuc', 0.8421, 0.02, 0.5),
    row('prAuc', 0.64, 0.04, 0.2654),
    row('logLoss', 0.412, 0.02, 0.578),
    row('brier', 0.134, 0.008, 0.195),
    row('accuracy', 0.79, 0.02, 0.7346),
    row('f1', 0.62, 0.03, 0),
  ],
  multiclass: [row('accuracy', 0.93, 0.02, 0.34), row('macroF1', 0.92, 0.025, 0.17), row('logLoss', 0.21, 0.03, 1.098)],
  regression: [
    row('rmse', 47120, 1300, 115300),
    row('mae', 31400, 800, 90800),
    row('r2', 0.833, 0.01, 0),
    row('medianAbsoluteError', 20600, 700, 78000),
  ],
};

/** 1,000 rows of which 265 are "yes"; the chance of each side falls off as the threshold rises. */
export function fakeThresholds(rows = 1000, positives = 265): readonly ThresholdPoint[] {
  return Array.from({ length: 201 }, (_, index) => {
    const threshold = index / 200;
    const truePositives = Math.round(positives * (1 - threshold ** 1.6));
    const falsePositives = Math.round((rows - positives) * (1 - threshold) ** 2.6);
    return {
      threshold,
      truePositives,
      falsePositives,
      falseNegatives: positives - truePositives,
      trueNegatives: rows - positives - falsePositives,
    };
  });
}

function fakeCurves(rows: RowSet, rowCount: number, positives: number): BinaryCurves {
  const grid = Array.from({ length: 51 }, (_, index) => index / 50);
  return {
    rows,
    rowCount,
    positives,
    roc: grid.map((x) => ({ x, y: x ** 0.3 })),
    pr: grid.map((x) => ({ x, y: 0.95 - 0.68 * x ** 2 })),
    calibration: Array.from({ length: 10 }, (_, index) => {
      const meanPredicted = index / 10 + 0.05;
      const observed = Math.min(1, Math.max(0, meanPredicted + (index % 2 === 0 ? 0.02 : -0.02)));
      return {
        meanPredicted,
        observed,
        count: 100,
        low: Math.max(0, observed - 0.08),
        high: Math.min(1, observed + 0.08),
      };
    }),
    lift: grid
      .slice(1)
      .map((share) => ({ share, captured: Math.min(1, share ** 0.5), lift: Math.min(1, share ** 0.5) / share })),
    thresholds: fakeThresholds(rowCount, positives),
  };
}

const importance = (column: string, value: number, half: number, metric: MetricName): Importance => ({
  column,
  metric,
  value,
  low: value - half,
  high: value + half,
});

const numberDependence = (column: string, y: (x: number) => number, ofClass?: string): Dependence => ({
  column,
  kind: 'number',
  rows: 'validation',
  rowCount: 1409,
  ...(ofClass === undefined ? {} : { ofClass }),
  points: Array.from({ length: 21 }, (_, index) => ({ x: index * 3.6, y: y(index / 20), density: (21 - index) / 231 })),
});

const contract: Dependence = {
  column: 'Contract',
  kind: 'category',
  rows: 'validation',
  rowCount: 1409,
  ofClass: 'Yes',
  points: [
    { x: 0, level: 'Month-to-month', y: 0.41, density: 0.55 },
    { x: 1, level: 'One year', y: 0.14, density: 0.21 },
    { x: 2, level: 'Two year', y: 0.05, density: 0.24 },
  ],
};

const FAKE_CARD: Card = {
  id: 'card-1',
  code: 'advise.act-on-segment',
  params: {},
  segment: [
    { column: 'Contract', kind: 'category', levels: ['Month-to-month'] },
    { column: 'tenure', kind: 'number', high: 6 },
  ],
  validationRows: 312,
  allRows: 1371,
  rate: { value: 0.56, low: 0.5, high: 0.62 },
  overallRate: 0.2654,
  adjustedPValue: 0.0000001,
  segmentsTried: 84,
  evidence: 'association',
  why: ['Contract', 'tenure', 'InternetService'],
};

export const FAKE_FORMULA: Formula = {
  rows: 'train',
  rowCount: 1600,
  estimator: 'ols',
  penalty: 0,
  intercept: 5.123456789012345,
  interceptStandardError: 0.25,
  coefficients: [
    {
      column: 'browsing_history',
      value: 1.8012345678901234,
      standardError: 0.04,
      low: 1.72,
      high: 1.88,
      pValue: 1e-90,
    },
    {
      column: 'search_history',
      value: -3.209876543210988,
      standardError: 0.06,
      low: -3.33,
      high: -3.09,
      pValue: 0.0123,
    },
  ],
  isChosen: true,
};

const TARGETS: Readonly<Record<TaskKind, string>> = {
  binary: 'Churn',
  multiclass: 'species',
  regression: 'median_house_value',
};

export function fakeQuestion(task: TaskKind): PredictQuestion {
  return {
    lens: 'predict',
    target: TARGETS[task],
    task,
    ...(task === 'binary' ? { positive: 'Yes' } : {}),
    columns: ['Contract', 'tenure', 'MonthlyCharges'],
    split: { kind: 'random', testShare: 0.2 },
  };
}

const confusion = (rows: RowSet) => ({
  rows,
  rowCount: 150,
  classes: ['setosa', 'versicolor', 'virginica'],
  confusion: [
    [50, 0, 0],
    [0, 46, 4],
    [0, 7, 43],
  ],
  perClass: [
    { name: 'setosa', count: 50, precision: 1, recall: 1, f1: 1 },
    { name: 'versicolor', count: 50, precision: 0.868, recall: 0.92, f1: 0.893 },
    { name: 'virginica', count: 50, precision: 0.915, recall: 0.86, f1: 0.887 },
  ],
});

const regression = (rows: RowSet) => ({
  rows,
  rowCount: 4128,
  sample: Array.from({ length: 200 }, (_, index) => ({
    x: 20000 + index * 2300,
    y: 20000 + index * 2300 + 60000 * Math.sin(index * 1.7) * Math.cos(index * 0.3),
  })),
  residuals: {
    edges: Array.from({ length: 21 }, (_, index) => -200000 + index * 20000),
    counts: [2, 5, 11, 24, 50, 110, 260, 520, 880, 960, 640, 330, 160, 80, 45, 25, 14, 7, 3, 2],
  },
  typicalError80: 52000,
});

function fakeResults(task: TaskKind): Partial<PredictReport> {
  switch (task) {
    case 'binary':
      return {
        classes: ['No', 'Yes'],
        testPositives: 374,
        threshold: { value: 0.31, rule: 'f1' },
        binary: { validation: fakeCurves('validation', 1000, 265), test: fakeCurves('test', 1409, 374) },
        importances: [
          importance('tenure', 0.021, 0.003, 'rocAuc'),
          importance('Contract', 0.043, 0.004, 'rocAuc'),
          importance('gender', 0.0001, 0.0006, 'rocAuc'),
        ],
        dependence: [contract, numberDependence('tenure', (x) => 0.5 - 0.4 * x, 'Yes')],
        cards: [FAKE_CARD],
      };
    case 'multiclass':
      return {
        classes: ['setosa', 'versicolor', 'virginica'],
        multiclass: { validation: confusion('validation'), test: confusion('test') },
        importances: [importance('petal_length', 0.8, 0.1, 'logLoss'), importance('petal_width', 0.6, 0.09, 'logLoss')],
        dependence: [numberDependence('petal_length', (x) => x, 'virginica')],
      };
    case 'regression':
      return {
        regression: { validation: regression('validation'), test: regression('test') },
        importances: [
          importance('median_income', 41000, 1500, 'rmse'),
          importance('ocean_proximity', 12000, 900, 'rmse'),
        ],
        dependence: [numberDependence('median_income', (x) => 120000 + 200000 * x)],
        formula: FAKE_FORMULA,
      };
  }
}

/** A finished training's report; `overrides` replace whole fields. */
export function fakeReport(task: TaskKind, overrides: Partial<PredictReport> = {}): PredictReport {
  const metrics = FAKE_METRICS[task];
  const estimator = task === 'regression' ? 'boosted-trees' : 'logistic';
  const selectionMetric: MetricName = task === 'binary' ? 'rocAuc' : task === 'multiclass' ? 'logLoss' : 'rmse';
  const question = fakeQuestion(task);
  return {
    format: 'sightglass.report',
    version: 1,
    lens: 'predict',
    app: { name: 'sightglass', version: '0.1.0' },
    createdAt: '2026-11-23T12:00:00.000Z',
    plan: {
      question,
      recipe: [],
      settings: {
        preset: 'balanced',
        backend: 'auto',
        seed: 7,
        families: ['linear', 'trees', 'network'],
        linear: 'auto',
      },
    },
    data: {
      rowCount: 7043,
      rowsWithoutTarget: 0,
      columns: [
        { column: question.target, kind: 'category', use: 'target' },
        { column: 'Contract', kind: 'category', use: 'feature' },
        { column: 'tenure', kind: 'number', use: 'feature' },
        { column: 'MonthlyCharges', kind: 'number', use: 'feature' },
      ],
    },
    split: {
      train: 5634,
      test: 1409,
      scheme: 'folds',
      folds: 5,
      repeats: 1,
      validation: 5634,
      hash: 'a3f1'.repeat(16),
    },
    recipe: [],
    selectionMetric,
    tries: [
      {
        id: 1,
        estimator: 'baseline',
        family: 'baseline',
        params: {},
        status: 'done',
        score: 0.5,
        folds: 5,
        seconds: 0.1,
      },
      {
        id: 2,
        estimator,
        family: 'linear',
        params: { penalty: 1 },
        status: 'done',
        score: 0.845,
        folds: 5,
        seconds: 2,
      },
      {
        id: 3,
        estimator: 'mlp',
        family: 'network',
        params: { layers: [64, 32], rate: 0.001 },
        status: 'failed',
        folds: 0,
        seconds: 1,
        error: { code: 'train.not-finite', params: {} },
      },
    ],
    leaderboard: [
      { tryId: 2, estimator, family: 'linear', metrics, chosen: true, seconds: 2 },
      { tryId: 1, estimator: 'baseline', family: 'baseline', metrics, chosen: false, seconds: 0.1 },
    ],
    chosen: { tryId: 2, estimator, family: 'linear', params: { penalty: 1 } },
    verdict: { code: 'verdict.useful', params: {} },
    task,
    test: metrics,
    testRows: 1409,
    importances: [],
    dependence: [],
    cards: [],
    compute: {
      backend: 'wasm',
      reason: { code: 'compute.no-gpu', params: { renderer: 'SwiftShader' } },
      renderer: 'SwiftShader',
      timings: [{ backend: 'wasm', msPerBatch: 2.1 }],
    },
    refit: { rowCount: 7043 },
    warnings: [],
    seconds: 24.5,
    seed: 7,
    ...fakeResults(task),
    ...overrides,
  };
}
