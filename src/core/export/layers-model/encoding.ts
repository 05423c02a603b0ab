import type { FittedStep } from '../../prepare/step.ts';
import type { ExportedModel } from '../types.ts';
import type { Assembled } from './assemble.ts';
import type { Json } from './types.ts';

/** States are plain data: typed arrays become lists, infinities words. */
function plain(value: unknown): Json {
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return null;
  // Entries become properties of the object itself, whatever a key is called.
  const entries = Object.entries(value).map(([key, entry]): [string, Json] => [key, plain(entry)]);
  return Object.fromEntries(entries);
}

const stepsOf = (steps: readonly FittedStep[]): Json =>
  steps.map(({ step, version, state }) => ({ step, version, state: plain(state) }));

/** How a row of the file becomes the model's inputs: the steps with what they learned, and what each input number is. */
export function encodingDocument(model: ExportedModel, { inputs, output }: Assembled): Json {
  return {
    format: 'sightglass.encoding',
    version: 1,
    target: model.target,
    task: model.task,
    classes: [...model.classes],
    threshold: model.threshold ?? null,
    columns: model.columns.map(({ name, kind }) => ({ name, kind })),
    cleaning: stepsOf(model.cleaning),
    members: model.members.map(({ estimator, version, weight, encoding }) => ({
      estimator,
      version,
      weight,
      encoding: stepsOf(encoding),
    })),
    inputs: inputs.map(({ name, dtype, width, entries }) => ({ name, dtype, width, entries: [...entries] })),
    output: { layer: output, numbers: model.task === 'multiclass' ? model.classes.length : 1 },
  };
}
