import { CodedError } from '../core/errors.ts';
import type { AnyModel } from '../lenses/any.ts';
import type { ScoredBatch } from '../workers/train-contract.ts';
import type { Backing, Change, StoreName } from './database.ts';
import {
  BATCH,
  BATCH_SUMMARY,
  CHECKPOINT,
  CHECKPOINT_PART,
  FILE,
  inFormat,
  MODEL,
  readBatch,
  readBatchSummary,
  readCheckpoint,
  readCheckpointPart,
  readFile,
  readModel,
  readSummary,
  SUMMARY,
} from './formats.ts';
import { createGenerations, type KeptProject, type ProjectRecord } from './generations.ts';
import { refuseNewer, seal, type Format } from './record.ts';
import type { BatchSummary, ModelSummary } from './summaries.ts';

export interface CheckpointParts {
  readonly put: readonly { readonly key: string; readonly value: unknown }[];
  /** Keys. */
  readonly drop: readonly string[];
}

/** What the page keeps between visits. Reads of what was never kept give undefined. */
export interface Library {
  /** @throws storage.newer-record, storage.unreadable-record */
  project(id: string): Promise<KeptProject | undefined>;
  /**
   * @throws storage.newer-record when a newer page has saved this project, storage.saved-elsewhere when another tab has
   * since this one last read or saved it
   */
  saveProject(record: ProjectRecord): Promise<void>;
  /** With its files and its checkpoint. */
  deleteProject(id: string, files: readonly string[]): Promise<void>;
  /** Newest first; records that cannot be read are left out, and left alone. */
  models(): Promise<readonly ModelSummary[]>;
  /** @throws storage.newer-record, storage.unreadable-record */
  model(id: string): Promise<AnyModel | undefined>;
  saveModel(model: AnyModel, summary: ModelSummary): Promise<void>;
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
  /**
   * What a training had settled when it was last heard of, under its project's id.
   * @throws storage.newer-record, storage.unreadable-record
   */
  checkpoint(projectId: string): Promise<unknown>;
  /** Its bulky parts that can be read. */
  checkpointParts(projectId: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  /**
   * The checkpoint in place of the one before, and what changes among its parts, together; `alone`: all parts go.
   * @throws storage.newer-record
   */
  saveCheckpoint(projectId: string, checkpoint: unknown, parts: CheckpointParts | 'alone'): Promise<void>;
  deleteCheckpoint(projectId: string): Promise<void>;
  setting(key: string): Promise<unknown>;
  saveSetting(key: string, value: unknown): Promise<void>;
}

const put = (store: StoreName, key: string, format: Format, fields: object): Change => ({
  kind: 'put',
  store,
  key,
  value: seal(inFormat(format, fields)),
  check: (present) => refuseNewer(format, present),
});
const drop = (store: StoreName, key: string): Change => ({ kind: 'delete', store, key });
/** Parts of a checkpoint lie beside it. */
const partKey = (projectId: string, key: string): string => `${projectId}/${key}`;

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

  const partKeys = async (projectId: string): Promise<string[]> =>
    (await backing.keys('checkpoints')).filter((key) => key.startsWith(partKey(projectId, '')));
  const checkpointRemoval = async (projectId: string): Promise<Change[]> =>
    [projectId, ...(await partKeys(projectId))].map((key) => drop('checkpoints', key));
  const generations = createGenerations(backing, projectFormat);

  return {
    project: (id) => generations.read(id),
    saveProject: (record) => generations.save(record),
    deleteProject: async (id, files) => {
      const removal = await generations.removal(id);
      const checkpoint = await checkpointRemoval(id);
      await backing.write([...removal, ...checkpoint, ...files.map((file) => drop('files', file))]);
    },
    models: async () => readable(await backing.all('summaries'), readSummary),
    model: (id) => found('models', id, readModel),
    saveModel: (model, summary) =>
      backing.write(
        // The list shows summaries: a model is on record before it is listed.
        [put('models', model.id, MODEL, model), put('summaries', model.id, SUMMARY, { summary })],
        'strict',
      ),
    saveSummary: (summary) => backing.write([put('summaries', summary.id, SUMMARY, { summary })]),
    deleteModel: async (id) => {
      const scored = (await batches()).filter((batch) => batch.modelId === id);
      await backing.write([
        drop('summaries', id),
        drop('models', id),
        ...scored.flatMap((batch) => [drop('batch-summaries', batch.id), drop('batches', batch.id)]),
      ]);
    },
    batches,
    batch: (id) => found('batches', id, readBatch),
    saveBatch: (batch) =>
      backing.write(
        [
          put('batches', batch.id, BATCH, { batch }),
          put('batch-summaries', batch.id, BATCH_SUMMARY, { summary: summarise(batch) }),
        ],
        'strict',
      ),
    file: async (id) => (await found('files', id, readFile))?.blob,
    saveFile: (id, name, blob) => backing.write([put('files', id, FILE, { id, name, blob })], 'strict'),
    deleteFiles: (ids) => backing.write(ids.map((id) => drop('files', id))),
    checkpoint: (projectId) => found('checkpoints', projectId, readCheckpoint),
    checkpointParts: async (projectId) => {
      const keys = await partKeys(projectId);
      const records = await Promise.all(
        keys.map((key) => found('checkpoints', key, readCheckpointPart).catch(() => undefined)),
      );
      return records.filter((record) => record !== undefined);
    },
    saveCheckpoint: async (projectId, checkpoint, parts) => {
      const changes =
        parts === 'alone'
          ? (await partKeys(projectId)).map((key) => drop('checkpoints', key))
          : [
              ...parts.drop.map((key) => drop('checkpoints', partKey(projectId, key))),
              ...parts.put.map((part) => put('checkpoints', partKey(projectId, part.key), CHECKPOINT_PART, { part })),
            ];
      await backing.write([put('checkpoints', projectId, CHECKPOINT, { checkpoint }), ...changes]);
    },
    deleteCheckpoint: async (projectId) => backing.write(await checkpointRemoval(projectId)),
    setting: (key) => backing.get('settings', key),
    saveSetting: (key, value) => backing.write([{ kind: 'put', store: 'settings', key, value }]),
  };
}
