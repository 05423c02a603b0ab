import { CodedError } from '../errors.ts';
import type { Encoding } from '../learn/estimator.ts';
import type { Table } from '../table/table.ts';
import type { TrainRows } from './rows.ts';
import type { FittedStep, RecipeItem, Step, StepNote, StepRegistry } from './step.ts';

/** Steps that a person sees and switches; `one-hot` belongs to an encoding and is no choice. */
const LISTED = ['dates', 'texts', 'outliers', 'categories', 'constants', 'missing', 'scale'] as const;
const OFF_AT_FIRST: ReadonlySet<string> = new Set(['outliers']);

/** What is done when nobody chose otherwise. */
export function defaultRecipe(registry: StepRegistry): RecipeItem[] {
  return LISTED.map((id) => ({ step: id, on: !OFF_AT_FIRST.has(id), params: getStep(registry, id).defaults }));
}

/** The part of a recipe that makes the table people recognise: what trees learn from, and drivers are named in. */
export function cleaningRecipe(recipe: readonly RecipeItem[], registry: StepRegistry): RecipeItem[] {
  return recipe.filter((item) => getStep(registry, item.step).stage === 'clean');
}

/** The part that turns the cleaned table into what an estimator reads. */
export function encodingRecipe(
  encoding: Encoding,
  recipe: readonly RecipeItem[],
  registry: StepRegistry,
): RecipeItem[] {
  if (encoding === 'native' || encoding === 'raw') return [];
  const chosen = (id: string, params?: unknown): RecipeItem => {
    const item = recipe.find((candidate) => candidate.step === id);
    const base = item ?? { step: id, on: true, params: getStep(registry, id).defaults };
    return params === undefined ? base : { ...base, params };
  };
  if (encoding === 'dense') {
    return [chosen('missing'), chosen('one-hot'), chosen('scale', { method: 'standard' })];
  }
  return [chosen('missing'), chosen('scale', { method: 'robust' })];
}

/** Fits each step on the training rows of what the one before it left, and returns the states and the final table. */
export function fitRecipe(
  table: Table,
  rows: TrainRows,
  items: readonly RecipeItem[],
  registry: StepRegistry,
): { readonly fitted: FittedStep[]; readonly table: Table } {
  const fitted: FittedStep[] = [];
  let current = table;
  for (const item of items) {
    const step = getStep(registry, item.step);
    const params = item.on ? item.params : step.whenOff;
    if (params === undefined) continue;
    const state = step.fit(current, rows, params);
    fitted.push({ step: step.id, version: step.version, state });
    current = step.transform(current, state);
  }
  return { fitted, table: current };
}

/** Applies fitted steps to any table. @throws prepare.unknown-step, prepare.other-version */
export function applySteps(table: Table, fitted: readonly FittedStep[], registry: StepRegistry): Table {
  return fitted.reduce((current, entry) => fittedStep(registry, entry).transform(current, entry.state), table);
}

/** What each fitted step did, to be put into words. */
export function describeSteps(
  fitted: readonly FittedStep[],
  registry: StepRegistry,
): { readonly step: string; readonly notes: readonly StepNote[] }[] {
  return fitted.map((entry) => ({ step: entry.step, notes: fittedStep(registry, entry).describe(entry.state) }));
}

function getStep(registry: StepRegistry, id: string): Step {
  const step = registry.get(id);
  if (!step) throw new CodedError('prepare.unknown-step', { step: id });
  return step;
}

function fittedStep(registry: StepRegistry, entry: FittedStep): Step {
  const step = getStep(registry, entry.step);
  if (step.version !== entry.version) {
    throw new CodedError('prepare.other-version', { step: entry.step, saved: entry.version, known: step.version });
  }
  return step;
}
