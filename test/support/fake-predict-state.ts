import { NO_FORECAST } from '../../src/app/context.ts';
import type { AppState, TrainingState } from '../../src/app/state.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import type { ColumnProfile, TableProfile } from '../../src/core/profile/types.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import type { TableSummary } from '../../src/workers/data-contract.ts';
import { fakeQuestion, fakeReport } from './fake-report.ts';

const column = (name: string, rest: Partial<ColumnProfile>): ColumnProfile => ({
  name,
  kind: 'number',
  role: 'feature',
  rowCount: 7043,
  missing: 0,
  distinct: 70,
  findings: [],
  ...rest,
});

export const FAKE_PROFILE: TableProfile = {
  rowCount: 7043,
  duplicateRows: 0,
  personal: [],
  findings: [],
  columns: [
    column('customerID', { kind: 'text', role: 'id', distinct: 7043 }),
    column('Contract', {
      kind: 'category',
      distinct: 3,
      levels: [
        { level: 'Month-to-month', count: 3875 },
        { level: 'Two year', count: 1695 },
        { level: 'One year', count: 1473 },
      ],
    }),
    column('tenure', {}),
    column('MonthlyCharges', { distinct: 1585 }),
    column('joined', { kind: 'date', role: 'time', distinct: 900 }),
    column('Churn', {
      kind: 'category',
      distinct: 2,
      levels: [
        { level: 'No', count: 5174 },
        { level: 'Yes', count: 1869 },
      ],
    }),
  ],
};

export const FAKE_TABLE: TableSummary = {
  tableId: 'table-1',
  rowCount: 7043,
  columns: FAKE_PROFILE.columns.map(({ name, kind }) => ({ name, kind })),
  readings: [],
  combine: { kind: 'single', file: 'file-1' },
  proposals: [],
  findings: [],
};

export function fakeModel(task: TaskKind, overrides: Partial<PredictReport> = {}): PredictModel {
  const report = fakeReport(task, overrides);
  return {
    format: 'sightglass.model',
    version: 1,
    lens: 'predict',
    id: `model-${task}`,
    createdAt: report.createdAt,
    target: report.plan.question.target,
    task,
    ...(report.classes ? { classes: report.classes } : {}),
    ...(report.threshold ? { threshold: report.threshold.value } : {}),
    columns: [
      {
        name: 'Contract',
        kind: 'category',
        levels: [
          { level: 'Month-to-month', share: 0.55 },
          { level: 'Two year', share: 0.24 },
          { level: 'One year', share: 0.21 },
        ],
        missingShare: 0,
        typical: 'Month-to-month',
      },
      {
        name: 'tenure',
        kind: 'number',
        quantiles: Array.from({ length: 21 }, (_, index) => index * 3.6),
        missingShare: 0,
        typical: 29,
      },
      {
        name: 'joined',
        kind: 'date',
        quantiles: [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)],
        missingShare: 0.1,
        typical: Date.UTC(2023, 5, 1),
      },
    ],
    applied: { cleaning: [], members: [] },
    judged: { cleaning: [], members: [] },
    report,
  };
}

export const FAKE_TRAINING: TrainingState = {
  status: 'running',
  phase: 'searching',
  race: [
    {
      candidate: { id: 1, estimator: 'baseline', family: 'baseline', params: {} },
      status: 'done',
      done: 1,
      total: 1,
      score: 0.5,
      best: false,
      curve: [],
    },
    {
      candidate: { id: 2, estimator: 'logistic', family: 'linear', params: { penalty: 1 } },
      status: 'done',
      done: 12,
      total: 100,
      score: 0.8404,
      best: true,
      curve: [],
    },
    {
      candidate: { id: 3, estimator: 'boosted-trees', family: 'trees', params: {} },
      status: 'failed',
      done: 3,
      total: 300,
      best: false,
      curve: [],
    },
    {
      candidate: {
        id: 4,
        estimator: 'mlp',
        family: 'network',
        params: {},
        layers: [
          { name: 'input', units: 46 },
          { name: 'dense', units: 128 },
          { name: 'dense', units: 64 },
          { name: 'output', units: 1 },
        ],
      },
      status: 'running',
      done: 12,
      total: 40,
      best: false,
      curve: Array.from({ length: 12 }, (_, index) => ({
        done: index + 1,
        loss: 0.7 / (1 + index * 0.3),
        validationLoss: 0.7 / (1 + index * 0.22) + index * 0.004,
      })),
    },
  ],
  tries: [],
  baselineScore: 0.5,
  compute: { backend: 'wasm', reason: { code: 'compute.no-gpu', params: { renderer: 'SwiftShader' } }, timings: [] },
  elapsedMs: 9000,
  leftMs: 14200,
  share: 0.4,
};

export const IDLE: TrainingState = { status: 'idle', race: [], tries: [], elapsedMs: 0, share: 0 };

/** A project with a table and a question about it, and nothing trained yet. */
export function fakeState(overrides: Partial<AppState> = {}): AppState {
  return {
    projectId: 'project-1',
    choices: {
      name: 'Telco',
      files: [],
      kinds: [],
      question: fakeQuestion('binary'),
      recipe: [],
      settings: {
        preset: 'balanced',
        backend: 'auto',
        seed: 7,
        families: ['linear', 'trees', 'network'],
        linear: 'auto',
      },
      money: { currency: 'EUR' },
    },
    canUndo: false,
    canRedo: false,
    table: { status: 'ready', value: FAKE_TABLE },
    profile: { status: 'ready', value: FAKE_PROFILE },
    preview: { status: 'empty' },
    suggestions: [],
    suspects: [],
    training: IDLE,
    unfinished: null,
    model: { status: 'empty' },
    modelIsStale: false,
    models: { status: 'ready', value: [] },
    scored: { status: 'empty' },
    batches: [],
    feedback: { file: { status: 'empty' }, result: { status: 'empty' }, retraining: { status: 'empty' } },
    forecast: NO_FORECAST,
    inbox: { topics: { status: 'empty' }, draft: { names: {}, into: {}, dropped: [], byHand: [] } },
    storage: 'working',
    storageAnswer: { persisted: 'unknown', tabs: true },
    readOnly: false,
    notices: [],
    ...overrides,
  };
}
