import type { ScoredBatch } from '../workers/train-contract.ts';
import type { AnyModel } from '../lenses/any.ts';
import type { CombineChoice } from '../workers/data-contract.ts';
import type { ModelSummary } from '../storage/summaries.ts';
import { toDocument } from './document.ts';
import type { FileChoice, ProjectAction, ProjectDocument } from './project.ts';

/** The contents of a project file as they are kept here. */
export interface KeptContents {
  readonly project: ProjectDocument;
  readonly models: readonly { readonly model: AnyModel; readonly summary: ModelSummary }[];
  readonly batches: readonly ScoredBatch[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly blob: Blob }[];
}

type Rename = (id: string) => string;

const combineAs = (combine: CombineChoice, file: Rename): CombineChoice => {
  switch (combine.kind) {
    case 'single':
      return { ...combine, file: file(combine.file) };
    case 'append':
      return { ...combine, files: combine.files.map(file) };
    case 'join':
      return { ...combine, left: file(combine.left), right: file(combine.right) };
  }
};

const actionAs = (action: ProjectAction, file: Rename): ProjectAction => {
  switch (action.type) {
    case 'files-added':
      return { ...action, files: action.files.map((one) => ({ ...one, id: file(one.id) })) };
    case 'file-removed':
    case 'read-changed':
      return { ...action, id: file(action.id) };
    case 'combine-set':
      return { ...action, combine: action.combine && combineAs(action.combine, file) };
    default:
      return action;
  }
};

/** A data key (`dataKey` of `tables.ts`) under the new names; undefined where it is of another form. */
function dataKeyAs(key: string, file: Rename): string | undefined {
  try {
    const [files, combine, kinds] = JSON.parse(key) as [[string, FileChoice['read']][], CombineChoice | null, unknown];
    return JSON.stringify([files.map(([id, read]) => [file(id), read]), combine && combineAs(combine, file), kinds]);
  } catch {
    return undefined;
  }
}

/**
 * The same contents under names that nothing here has: what is kept already can neither be overwritten nor mixed up with
 * them, whatever a file from outside calls its parts.
 * @param newId never gives a name twice
 */
export function underNewIds(contents: KeptContents, newId: () => string): KeptContents {
  const renaming = (): Rename => {
    const names = new Map<string, string>();
    return (id) => {
      const name = names.get(id) ?? newId();
      names.set(id, name);
      return name;
    };
  };
  const [file, model] = [renaming(), renaming()];
  const projectId = newId();
  const present = new Set(contents.models.map((one) => one.model.id));

  const modelAs = <T extends { readonly id: string; readonly parent?: string }>(one: T): T => {
    const { parent, ...rest } = one;
    const named = { ...rest, id: model(one.id) };
    // What it was retrained from did not come along, or is another model that happens to be called so here.
    const known = parent !== undefined && present.has(parent) ? { ...named, parent: model(parent) } : named;
    // The same fields, two of them under other names.
    return known as unknown as T;
  };
  const summaryAs = (summary: ModelSummary): ModelSummary => {
    const { dataKey, ...rest } = modelAs(summary);
    const key = dataKey === undefined ? undefined : dataKeyAs(dataKey, file);
    return { ...rest, projectId, ...(key === undefined ? {} : { dataKey: key }) };
  };

  return {
    project: toDocument(
      projectId,
      contents.project.actions.map((action) => actionAs(action, file)),
    ),
    models: contents.models.map((one) => ({ model: modelAs(one.model), summary: summaryAs(one.summary) })),
    batches: contents.batches.map((batch) => ({ ...batch, id: newId(), modelId: model(batch.modelId) })),
    files: contents.files.map((one) => ({ ...one, id: file(one.id) })),
  };
}
