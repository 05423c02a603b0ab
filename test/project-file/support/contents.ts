import { PROJECT, toDocument } from '../../../src/app/document.ts';
import { EMPTY_PROJECT } from '../../../src/app/reduce.ts';
import type { PredictModel } from '../../../src/lenses/predict/model.ts';
import type { ModelSummary } from '../../../src/storage/summaries.ts';
import { openProject, type OpenedProject } from '../../../src/storage/project-file/open.ts';
import { packProject, type PackOptions, type ProjectContents } from '../../../src/storage/project-file/pack.ts';
import type { TaskKind } from '../../../src/core/learn/task.ts';
import type { ScoredBatch } from '../../../src/workers/train-contract.ts';
import { fakeModel } from '../../app/support/fake-workers.ts';
import { fakeQuestion, fakeReport } from '../../support/fake-report.ts';

export const CSV = 'Contract,tenure,Churn\nMonth-to-month,1,Yes\nOne year,30,No\nTwo year,NaN,No\n';

/** Few rounds: tests are about the container, not about how long a guess takes. */
export const FAST: Pick<PackOptions, 'appVersion' | 'createdOn' | 'iterations'> = {
  appVersion: 'test',
  createdOn: '2026-11-23',
  iterations: 10,
};

export function sampleModel(task: TaskKind, id: string): PredictModel {
  const report = fakeReport(task);
  return fakeModel(id, report.plan, {
    report,
    task,
    target: report.plan.question.target,
    ...(report.classes ? { classes: report.classes } : {}),
    columns: [
      {
        name: 'Contract',
        kind: 'category',
        levels: [{ level: 'Month-to-month', share: 0.55 }],
        missingShare: 0,
        typical: 'Month-to-month',
      },
      { name: '__proto__', kind: 'number', quantiles: [0, NaN, 72], missingShare: 0.1, typical: 29 },
    ],
    applied: {
      cleaning: [{ step: 'missing', version: 1, state: { columns: ['__proto__'], medians: Float64Array.of(29, NaN) } }],
      members: [
        {
          estimator: 'boosted-trees',
          version: 1,
          encoding: [],
          state: { splits: Int32Array.of(1, -1, 2), gains: Float32Array.of(0.5, 1.5), left: new Uint8Array([1, 0, 1]) },
          weight: 1,
        },
      ],
    },
  });
}

export const summaryOf = (model: PredictModel, projectId: string): ModelSummary => ({
  id: model.id,
  name: model.target,
  createdAt: model.createdAt,
  target: model.target,
  projectId,
  byteLength: 1000,
  metric: { name: 'rocAuc', value: 0.84, low: NaN, high: 0.86 },
  dataKey: JSON.stringify([[['file-1', {}]], null, []]),
});

export const sampleBatch = (id: string, modelId: string): ScoredBatch => ({
  id,
  modelId,
  createdAt: '2026-11-24T08:00:00.000Z',
  fileName: 'new.csv',
  table: {
    rowCount: 2,
    columns: [
      { kind: 'number', name: 'tenure', values: Float64Array.of(1, NaN) },
      { kind: 'date', name: 'since', values: Float64Array.of(0, 86_400_000), hasTime: false },
      { kind: 'category', name: 'Contract', codes: Int32Array.of(0, -1), levels: ['<img src=x onerror=alert(1)>'] },
      { kind: 'text', name: 'note', bytes: new TextEncoder().encode('günstig'), offsets: Float64Array.of(0, 0, 8) },
    ],
  },
  prediction: { task: 'binary', classes: ['No', 'Yes'], probabilities: Float64Array.of(0.25, 0.75, 0.5, 0.5) },
});

const TASKS: readonly TaskKind[] = ['binary', 'multiclass', 'regression'];

/** A project with three models, a scored batch and a data file. */
export function sampleContents(withData = true): ProjectContents & { readonly expected: OpenedProject } {
  const question = fakeQuestion('binary');
  const project = toDocument('project-1', [
    { type: 'files-added', files: [{ id: 'file-1', name: 'telco.csv', byteLength: CSV.length, read: {} }] },
    { type: 'question-set', question, auto: true },
    { type: 'settings-set', settings: EMPTY_PROJECT.settings },
    { type: 'threshold-set', threshold: 0.4 },
    { type: 'money-set', money: { currency: 'EUR', valuePerRow: 120 } },
  ]);
  const models = TASKS.map((task) => sampleModel(task, `model-${task}`));
  const batch = sampleBatch('batch-1', 'model-binary');
  const files = [{ id: 'file-1', name: 'telco.csv', blob: new Blob([CSV]) }];
  return {
    project,
    models: models.map((model) => ({ summary: summaryOf(model, project.id), load: async () => model })),
    ...(withData ? { withRows: { batches: [{ load: async () => batch }], files } } : {}),
    expected: {
      withData,
      project,
      models: models.map((model) => ({ model, summary: summaryOf(model, project.id) })),
      batches: withData ? [batch] : [],
      files: withData ? files : [],
    },
  };
}

export const samplePacked = (options: Partial<PackOptions> & { readonly withData?: boolean } = {}): Promise<Blob> =>
  packProject(sampleContents(options.withData), { ...FAST, ...options });

export const open = (file: Blob, passphrase?: string): Promise<OpenedProject> =>
  openProject(file, PROJECT, passphrase === undefined ? {} : { passphrase });

export const bytesOf = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer());

/** The code of the failure; `opened` where there was none. */
export const codeOf = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
