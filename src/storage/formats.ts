import * as v from 'valibot';
import type { AnyModel } from '../lenses/any.ts';
import { LENS_IDS } from '../lenses/predict/question.ts';
import type { ScoredBatch } from '../workers/train-contract.ts';
import { readRecord, type Format } from './record.ts';
import type { BatchSummary, ModelSummary } from './summaries.ts';

const Kind = v.picklist(['number', 'date', 'category', 'text', 'image']);
/** valibot's number is never NaN, but a figure that could not be computed is. */
const Figure = v.union([v.number(), v.nan()]);
const Task = v.picklist(['regression', 'binary', 'multiclass']);

const Pipeline = v.looseObject({
  cleaning: v.array(v.looseObject({ step: v.string(), version: v.number() })),
  members: v.array(v.looseObject({ estimator: v.string(), version: v.number(), weight: v.number() })),
});

const Named = { id: v.string(), createdAt: v.string(), target: v.string() };
const Report = {
  format: v.literal('sightglass.report'),
  version: v.literal(1),
  plan: v.looseObject({ question: v.looseObject({}), settings: v.looseObject({}) }),
};

const KnownAnswers = v.looseObject({
  lens: v.picklist(LENS_IDS),
  ...Named,
  task: Task,
  columns: v.array(v.looseObject({ name: v.string(), kind: Kind })),
  applied: Pipeline,
  judged: Pipeline,
  report: v.looseObject({ ...Report, test: v.array(v.looseObject({})) }),
});

const Forecast = v.looseObject({
  lens: v.literal('forecast'),
  ...Named,
  fits: v.array(v.looseObject({ method: v.string(), version: v.number() })),
  data: v.looseObject({ axis: v.looseObject({}), series: v.array(v.looseObject({ name: v.string() })) }),
  report: v.looseObject({
    ...Report,
    axis: v.looseObject({}),
    series: v.array(v.looseObject({ name: v.string() })),
    overall: v.looseObject({ chosen: v.looseObject({}), naive: v.looseObject({}) }),
  }),
});

/** Of every shape that a lens has. Learned states are checked by the estimators that read them, which know their versions. */
export const MODEL: Format = {
  format: 'sightglass.model',
  version: 1,
  schema: v.variant('lens', [KnownAnswers, Forecast]),
};

export const SUMMARY: Format = {
  format: 'sightglass.model-summary',
  version: 1,
  schema: v.looseObject({
    summary: v.looseObject({
      id: v.string(),
      name: v.string(),
      createdAt: v.string(),
      target: v.string(),
      projectId: v.string(),
      byteLength: v.number(),
      metric: v.looseObject({ name: v.string(), value: Figure, low: Figure, high: Figure }),
    }),
  }),
};

export const BATCH: Format = {
  format: 'sightglass.batch',
  version: 1,
  schema: v.looseObject({
    batch: v.looseObject({
      id: v.string(),
      modelId: v.string(),
      createdAt: v.string(),
      fileName: v.string(),
      table: v.looseObject({
        rowCount: v.number(),
        columns: v.array(v.looseObject({ name: v.string(), kind: Kind })),
      }),
      prediction: v.looseObject({ task: Task }),
    }),
  }),
};

export const BATCH_SUMMARY: Format = {
  format: 'sightglass.batch-summary',
  version: 1,
  schema: v.looseObject({
    summary: v.looseObject({
      id: v.string(),
      modelId: v.string(),
      fileName: v.string(),
      createdAt: v.string(),
      rowCount: v.number(),
      columns: v.array(v.string()),
    }),
  }),
};

export const FILE: Format = {
  format: 'sightglass.file',
  version: 1,
  schema: v.looseObject({ id: v.string(), name: v.string(), blob: v.instance(Blob) }),
};

/** What is in it is checked by the training that goes on from it. */
export const CHECKPOINT: Format = {
  format: 'sightglass.checkpoint',
  version: 1,
  schema: v.looseObject({ checkpoint: v.unknown() }),
};

/** A bulky piece of a checkpoint. */
export const CHECKPOINT_PART: Format = {
  format: 'sightglass.checkpoint-part',
  version: 1,
  schema: v.looseObject({ part: v.looseObject({ key: v.string(), value: v.unknown() }) }),
};

/** What `format` and `version` precede in a record. */
export const inFormat = <T extends object>(
  { format, version }: Format,
  fields: T,
): T & { format: string; version: number } => ({
  format,
  version,
  ...fields,
});

// The schemas check what the page relies on before it looks closer; the casts state what else the writer put there.
export const readModel = (record: unknown): AnyModel => readRecord(MODEL, record) as AnyModel;
export const readSummary = (record: unknown): ModelSummary =>
  (readRecord(SUMMARY, record) as { readonly summary: ModelSummary }).summary;
export const readBatch = (record: unknown): ScoredBatch =>
  (readRecord(BATCH, record) as { readonly batch: ScoredBatch }).batch;
export const readBatchSummary = (record: unknown): BatchSummary =>
  (readRecord(BATCH_SUMMARY, record) as { readonly summary: BatchSummary }).summary;
export const readFile = (record: unknown): { readonly name: string; readonly blob: Blob } =>
  readRecord(FILE, record) as { readonly name: string; readonly blob: Blob };
export const readCheckpoint = (record: unknown): unknown =>
  (readRecord(CHECKPOINT, record) as { readonly checkpoint: unknown }).checkpoint;
export const readCheckpointPart = (record: unknown): { readonly key: string; readonly value: unknown } =>
  (readRecord(CHECKPOINT_PART, record) as { readonly part: { readonly key: string; readonly value: unknown } }).part;
