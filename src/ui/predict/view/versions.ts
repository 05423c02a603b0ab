import type { ModelSummary } from '../../../app/state.ts';

/** All models linked to one by retraining, in either direction, the newest first. */
export function versionsOf(id: string, models: readonly ModelSummary[]): readonly ModelSummary[] {
  const related = new Set([id]);
  for (let size = 0; size !== related.size;) {
    size = related.size;
    for (const model of models) {
      if (model.parent === undefined) continue;
      if (related.has(model.id)) related.add(model.parent);
      else if (related.has(model.parent)) related.add(model.id);
    }
  }
  return models
    .filter((model) => related.has(model.id))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
}
