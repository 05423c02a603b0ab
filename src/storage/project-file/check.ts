import * as v from 'valibot';
import { CodedError } from '../../core/errors.ts';
import { columnLength, type Column } from '../../core/table/column.ts';
import { isForecastModel, type AnyModel } from '../../lenses/any.ts';
import type { ScoredBatch } from '../../workers/train-contract.ts';
import { Forecast } from './forecast-schema.ts';
import { Report } from './report-schema.ts';

/**
 * What a file from outside must keep to besides the formats' own schemas, which trust what this browser wrote itself:
 * everything that a screen draws or a worker reads by index.
 */

const FittedSteps = v.array(v.looseObject({ step: v.string(), version: v.number() }));
const Pipeline = v.looseObject({
  cleaning: FittedSteps,
  members: v.array(
    v.looseObject({ estimator: v.string(), version: v.number(), encoding: FittedSteps, weight: v.number() }),
  ),
});
const Model = v.looseObject({
  classes: v.optional(v.array(v.string())),
  threshold: v.optional(v.number()),
  parent: v.optional(v.string()),
  columns: v.array(
    v.looseObject({
      levels: v.optional(v.array(v.looseObject({ level: v.string(), share: v.number() }))),
      quantiles: v.optional(v.array(v.union([v.number(), v.nan()]))),
      missingShare: v.number(),
      typical: v.union([v.number(), v.nan(), v.string(), v.null()]),
    }),
  ),
  cells: v.optional(
    v.looseObject({
      missing: v.optional(v.array(v.tuple([v.string(), v.array(v.string())]))),
      decimal: v.optional(v.picklist(['.', ','])),
      dateOrder: v.optional(v.picklist(['ymd', 'dmy', 'mdy'])),
    }),
  ),
  applied: Pipeline,
  judged: Pipeline,
  report: Report,
});

const refuse = (where: string): never => {
  throw new CodedError('project-file.damaged', { where });
};

/** @throws project-file.damaged */
export function checkModel(model: AnyModel): AnyModel {
  const checked = isForecastModel(model) ? v.safeParse(Forecast, model) : v.safeParse(Model, model);
  if (!checked.success) refuse(`models ${checked.issues[0] ? (v.getDotPath(checked.issues[0]) ?? '') : ''}`.trim());
  return model;
}

const isIncreasing = (offsets: Float64Array, end: number): boolean =>
  offsets[0] === 0 &&
  offsets.every((at, i) => Number.isInteger(at) && at >= (offsets[i - 1] ?? 0)) &&
  offsets.at(-1) === end;

function isColumn(column: Column): boolean {
  if (typeof column.name !== 'string') return false;
  switch (column.kind) {
    case 'number':
    case 'date':
      return column.values instanceof Float64Array;
    case 'category': {
      const { codes, levels } = column;
      const named = Array.isArray(levels) && levels.every((level) => typeof level === 'string');
      return named && codes instanceof Int32Array && codes.every((code) => code >= -1 && code < levels.length);
    }
    case 'text': {
      const { bytes, offsets } = column;
      return bytes instanceof Uint8Array && offsets instanceof Float64Array && isIncreasing(offsets, bytes.length);
    }
    case 'image':
      // Pictures are read again from their file: nothing that is saved holds any.
      return false;
  }
}

/** @throws project-file.damaged */
export function checkBatch(batch: ScoredBatch): ScoredBatch {
  const { table, prediction } = batch;
  const names = new Set(table.columns.map(({ name }) => name));
  const whole = table.columns.every((column) => isColumn(column) && columnLength(column) === table.rowCount);
  if (!whole || names.size !== table.columns.length) refuse('batches');
  if (prediction.task === 'regression') {
    if (!(prediction.values instanceof Float64Array) || prediction.values.length !== table.rowCount) refuse('batches');
  } else {
    const { classes, probabilities } = prediction;
    const named = Array.isArray(classes) && classes.every((name) => typeof name === 'string');
    const cells = named && classes.length >= 2 ? table.rowCount * classes.length : -1;
    if (!(probabilities instanceof Float64Array) || probabilities.length !== cells) refuse('batches');
  }
  return batch;
}
