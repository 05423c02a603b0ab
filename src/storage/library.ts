import { CodedError } from '../core/errors.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { ScoredBatch } from '../workers/train-contract.ts';
import type { Backing, Change, StoreName } from './database.ts';
import {
  BATCH,
  BATCH_SUMMARY,
  FILE,
  inFormat,
  MODEL,
  readBatch,
  readBatchSummary,
  readFile,
  readModel,
  readSummary,
  SUMMARY,
} from './formats.ts';
import { readRecord, refuseNewer, type Format } from './record.ts';
import type { BatchSummary, ModelSummary } from './summaries.ts';

/** A project document, whatever its actions mean: its format belongs to the page's state. */
export interface ProjectRecord {
  readonly format: string;
  readonly version: number;
  readonly id: string;
}

/** What the page keeps between visits. Reads of what was never kept give undefined. */
export interface Library {
  /** @throws storage.newer-record, storage.unreadable-record */
  project(id: string): Promise<unknown>;
  /** @throws storage.newer-record when a newer page has saved this project */
  saveProject(record: ProjectRecord): Promise<void>;
  deleteProject(id: string, files: readonly string[]): Promise<void>;
  /** Newest first; records that cannot be read are left out, and left alone. */
  models(): Promise<readonly ModelSummary[]>;
  /** @throws storage.newer-record, storage.unreadable-record */
  model(id: string): Promise<PredictModel | undefined>;
  saveModel(model: PredictModel, summary: ModelSummary): Promise<void>;
  saveSummary(summary: ModelSummary): Promise<void>;
  /** Its scored batches too. */
  deleteModel(id: string): Promise<void>;
  /** Newest first. */
  batches(): Promise<readonly BatchSummary[]>;
  batch(id: string): Promise<ScoredBatch | undefined>;
  saveBatch(batch: ScoredBatch): Promise<void>;
  file(id: string): Promise<Blob | undefined>;
  saveFile(id: string, name: string, blob: Blob): Promise<void>;
  /** Removes the bytes of files that nothing needs any more. */
  deleteFiles(ids: readonly string[]): Promise<void>;
  /** What a training had settled when it was last heard of, under its project's id. */
  checkpoint(projectId: string): Promise<unknown>;
  saveCheckpoint(projectId: string, checkpoint: unknown): Promise<void>;
  deleteCheckpoint(projectId: string): Promise<void>;
  setting(key: string): Promise<unknown>;
  saveSetting(key: string, value: unknown): Promise<void>;
}

const put = (store: StoreName, key: string, format: Format, fields: object): Change => ({
  kind: 'put',
  store,
  key,
  value: inFormat(format, fields),
  check: (present) => refuseNewer(format, present),
});
const drop = (store: StoreName, key: string): Change => ({ kind: 'delete', store, key });

/** Those that can be read, the newest first. */
function readable<T extends { readonly createdAt: string }>(
  records: readonly unknown[],
  read: (record: unknown) => T,
): T[] {
  const good: T[] = [];
  for (const record of records) {
    try {
      good.push(read(record));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
  }
  return good.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
}

const summarise = ({ id, modelId, fileName, createdAt, table }: ScoredBatch): BatchSummary => ({
  id,
  modelId,
  fileName,
  createdAt,
  rowCount: table.rowCount,
  columns: table.columns.map((column) => column.name),
});

/** @param projectFormat how project documents are checked */
export function createLibrary(backing: Backing, projectFormat: Format): Library {
  const found = async <T>(store: StoreName, key: string, read: (record: unknown) => T): Promise<T | undefined> => {
    const record = await backing.get(store, key);
    return record === undefined ? undefined : read(record);
  };
  const batches = async (): Promise<BatchSummary[]> => readable(await backing.all('batch-summaries'), readBatchSummary);

  return {
    project: (id) => found('projects', id, (record) => readRecord(projectFormat, record)),
    saveProject: (record) =>
      backing.write([
        {
          kind: 'put',
          store: 'projects',
          key: record.id,
          value: record,
          check: (present) => refuseNewer(projectFormat, present),
        },
      ]),
    deleteProject: (id, files) => backing.write([drop('projects', id), ...files.map((file) => drop('files', file))]),
    models: async () => readable(await backing.all('summaries'), readSummary),
    model: (id) => found('models', id, readModel),
    saveModel: (model, summary) =>
      backing.write([put('models', model.id, MODEL, model), put('summaries', model.id, SUMMARY, { summary })]),
    saveSummary: (summary) => backing.write([put('summaries', summary.id, SUMMARY, { summary })]),
    deleteModel: async (id) => {
      const scored = (await batches()).filter((batch) => batch.modelId === id);
      await backing.write([
        drop('models', id),
        drop('summaries', id),
        ...scored.flatMap((batch) => [drop('batches', batch.id), drop('batch-summaries', batch.id)]),
      ]);
    },
    batches,
    batch: (id) => found('batches', id, readBatch),
    saveBatch: (batch) =>
      backing.write([
        put('batches', batch.id, BATCH, { batch }),
        put('batch-summaries', batch.id, BATCH_SUMMARY, { summary: summarise(batch) }),
      ]),
    file: async (id) => (await found('files', id, readFile))?.blob,
    saveFile: (id, name, blob) => backing.write([put('files', id, FILE, { id, name, blob })]),
    deleteFiles: (ids) => backing.write(ids.map((id) => drop('files', id))),
    checkpoint: (projectId) => backing.get('checkpoints', projectId),
    saveCheckpoint: (projectId, checkpoint) =>
      backing.write([{ kind: 'put', store: 'checkpoints', key: projectId, value: checkpoint }]),
    deleteCheckpoint: (projectId) => backing.write([drop('checkpoints', projectId)]),
    setting: (key) => backing.get('settings', key),
    saveSetting: (key, value) => backing.write([{ kind: 'put', store: 'settings', key, value }]),
  };
}
