import type { ReadOptions } from '../../core/ingest/types.ts';
import type { PredictModel } from './model.ts';

/** Spellings of "missing" in every column that the model knows. Those of some columns only are seen to by checkTable. */
function missingThroughout({ columns, target, cells }: PredictModel): readonly string[] {
  const of = new Map(cells?.missing);
  const lists = [target, ...columns.map(({ name }) => name)].map((name) => of.get(name) ?? []);
  return (lists[0] ?? []).filter((spelling) => lists.every((list) => list.includes(spelling)));
}

/**
 * How rows are read that a model is applied to. What the model took as words is read as words (`00123` and `1` must not
 * turn into numbers and back). Numbers and dates are detected anew, so that cells which cannot be read as such come to
 * light. What the person said of the cells that it learned from still holds; encoding and delimiter are the file's own.
 * Pictures are read in the size that the model knows, at once: by way of another they would lose more.
 */
export function readingFor(model: PredictModel): ReadOptions {
  const missing = missingThroughout(model);
  const { decimal, dateOrder } = model.cells ?? {};
  const shape = model.report.image?.shape;
  // Of events, the columns of the file are read, not those that are made of them.
  const columns = model.journeys?.kinds ?? model.columns.map(({ name, kind }) => [name, kind] as const);
  return {
    kinds: columns.filter(([, kind]) => kind === 'category' || kind === 'text'),
    ...(missing.length > 0 ? { missing } : {}),
    ...(decimal ? { decimal } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(shape ? { pictureShape: { width: shape.width, height: shape.height } } : {}),
  };
}
