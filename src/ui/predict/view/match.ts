import type { BatchSummary } from '../../../app/state.ts';
import type { PredictModel } from '../../../lenses/predict/model.ts';
import type { OutcomeMatching } from '../../../workers/train-contract.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';

/** What is chosen so far; whatever is undefined is still open. */
export interface MatchChoice {
  readonly kind: OutcomeMatching['kind'];
  readonly key: string | undefined;
  readonly outcome: string | undefined;
  readonly batchId: string | undefined;
}

/** Batches that this model scored, the newest first. */
export function batchesOf(model: PredictModel, batches: readonly BatchSummary[]): readonly BatchSummary[] {
  return batches
    .filter(({ modelId }) => modelId === model.id)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
}

/** Columns that are in both the outcomes and what was scored, those that are no feature of the model first: ids. */
export function keyColumns(
  table: TableSummary,
  batch: BatchSummary | undefined,
  model: PredictModel,
): readonly string[] {
  const scored = new Set(batch?.columns ?? []);
  const features = new Set(model.columns.map(({ name }) => name));
  return table.columns
    .map(({ name }) => name)
    .filter((name) => name !== model.target && scored.has(name))
    .toSorted((a, b) => Number(features.has(a)) - Number(features.has(b)));
}

/** Whether the outcomes file holds the model's own columns, so that it can be predicted again. */
export function holdsFeatures(table: TableSummary, model: PredictModel): boolean {
  const names = new Set(table.columns.map(({ name }) => name));
  return model.columns.some(({ name }) => names.has(name));
}

/** The likeliest way: by an id that both files hold, else predicting again, else row by row. */
export function defaultMatch(
  model: PredictModel,
  table: TableSummary | undefined,
  batches: readonly BatchSummary[],
): MatchChoice {
  const batch = batchesOf(model, batches)[0];
  const batchId = batch?.id;
  // The answer is in what people did since, so nothing is left to choose.
  if (model.journeys) {
    const { entity, sequence } = model.journeys;
    return { kind: batch ? 'key' : 'rescored', key: entity, outcome: sequence.event, batchId };
  }
  if (!table) return { kind: 'rescored', key: undefined, outcome: undefined, batchId };
  const features = new Set(model.columns.map(({ name }) => name));
  const key = keyColumns(table, batch, model)[0];
  const names = table.columns.map(({ name }) => name);
  const outcome = names.includes(model.target)
    ? model.target
    : names.findLast((name) => !features.has(name) && name !== key);
  const byId = batch !== undefined && key !== undefined && !features.has(key);
  const kind = byId ? 'key' : holdsFeatures(table, model) || !batch ? 'rescored' : 'order';
  return { kind, key, outcome, batchId };
}
