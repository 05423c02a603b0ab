import * as v from 'valibot';
import { CodedError, type Message } from '../../../core/errors.ts';
import type { BaselineState } from '../../../core/learn/baseline.ts';
import type { BoostState } from '../../../core/learn/boost/state.ts';
import type { LinearState } from '../../../core/learn/linear/linear-state.ts';
import type { LogisticState } from '../../../core/learn/linear/logistic.ts';
import type { FittedMember, PredictModel } from '../model.ts';
import { checkClasses } from './class-rows.ts';
import { cleanColumns, type Cleaned, type CleaningContext } from './cleaned.ts';
import { openFieldBook, type FieldBook } from './fields.ts';
import type { PortableMember, PortablePipeline } from './format.ts';
import { makeLinear } from './make-linear.ts';
import { makeTrees } from './make-trees.ts';
import { PortableSchema } from './schema.ts';
import { coefficient } from './short-numbers.ts';
import type { PortableModel } from './types.ts';

export interface PortableLimits {
  /** Fewest rows that anything in the portable model may be about. */
  readonly minRows: number;
  /** Most characters of JSON. */
  readonly budget: number;
}

export type MadePortable = { readonly portable: PortableModel } | { readonly refused: Message };

/** How far rounding may move a prediction: in probability, or in standard deviations of the target. */
const TOLERANCE = 1e-5;

const REFUSED = 'portable.refused.';

/**
 * The model that is applied to new rows, written so that a reader without the page's estimators can ask it, and so that
 * nothing in it is about fewer than `minRows` rows.
 *
 * It predicts what the page predicts (to 1e-5 of a probability, or of the target's standard deviation), but for inputs
 * that too few rows had: a level of so few rows counts as one never met, a gap that so few rows had is filled without
 * being flagged (trees: follows the larger side), a column that so few rows fill or stand out in says nothing, and
 * numbers are drawn in at their slider's end where fewer rows lie beyond the outliers step's own. A number that lies within
 * 1e-5 of the way between two thresholds of one that was rounded may fall on its other side.
 *
 * Networks are refused: what their weights hold of single rows cannot be told.
 */
export function makePortable(model: PredictModel, limits: PortableLimits): MadePortable {
  try {
    return { portable: write(model, limits) };
  } catch (error) {
    if (error instanceof CodedError && error.code.startsWith(REFUSED)) {
      return { refused: { code: error.code, params: error.params } };
    }
    throw error;
  }
}

function write(model: PredictModel, { minRows, budget }: PortableLimits): PortableModel {
  const rowCount = model.report.refit.rowCount;
  // Fewer leave no quantile with enough rows on both sides.
  if (rowCount < 2 * minRows)
    throw new CodedError('portable.refused.few-rows', { rows: rowCount, needed: 2 * minRows });
  checkNodes(model, budget);
  checkClasses(model, minRows);
  const context: CleaningContext = { rowCount, minRows, drawnIn: drawnIn(model) };
  const cleaned = cleanColumns(model.columns, model.applied.cleaning, context);
  const book = openFieldBook(rowCount, minRows);
  const members = model.applied.members.map((member) => writeMember(member, model, cleaned, book, minRows));
  const pipeline: PortablePipeline = { fields: book.fields, members };
  const { task, classes } = model;
  const portable = { version: 1, task, ...(classes ? { classes } : {}), inputs: book.inputs(), pipeline } as const;
  const size = JSON.stringify(portable).length;
  if (size > budget) throw new CodedError('portable.refused.too-long', { size, budget });
  if (!v.is(PortableSchema, portable)) throw new CodedError('portable.refused.out-of-range');
  return portable;
}

function drawnIn(model: PredictModel): CleaningContext['drawnIn'] {
  const params = model.report.plan.recipe.find(({ step }) => step === 'outliers')?.params;
  const read = v.safeParse(v.object({ low: v.number(), high: v.number() }), params);
  return read.success ? read.output : undefined;
}

/** No node of a tree is written in fewer characters. */
const LEAST_A_NODE = 3;

/** Forests that cannot fit are refused before they are written: that takes a good part of a second. @throws portable.refused.too-long */
function checkNodes({ applied }: PredictModel, budget: number): void {
  for (const { estimator, state } of applied.members) {
    const nodes = estimator === 'boosted-trees' ? (state as BoostState).trees.input.length : 0;
    const size = nodes * LEAST_A_NODE;
    if (size > budget) throw new CodedError('portable.refused.too-long', { size, budget });
  }
}

/** @throws portable.refused.network, portable.refused.unknown-method, and what the methods' own writers throw */
function writeMember(
  { estimator, version, encoding, state, weight }: FittedMember,
  model: PredictModel,
  cleaned: readonly Cleaned[],
  book: FieldBook,
  minRows: number,
): PortableMember {
  if (estimator === 'mlp') throw new CodedError('portable.refused.network');
  if (version !== 1) throw new CodedError('portable.refused.unknown-method', { method: estimator });
  switch (estimator) {
    case 'baseline':
      return { kind: 'constant', weight, values: Array.from((state as BaselineState).shares, coefficient) };
    case 'ols':
    case 'ridge':
    case 'logistic':
      return makeLinear(state as LinearState | LogisticState, encoding, cleaned, book, minRows, weight);
    case 'boosted-trees':
      return makeTrees(state as BoostState, { cleaned, book, minRows, weight, tolerance: scoreTolerance(model) });
    default:
      throw new CodedError('portable.refused.unknown-method', { method: estimator });
  }
}

/** How far a score may be off: a probability moves by at most a quarter of its log-odds, by half of a softmax's scores. */
function scoreTolerance({ task, report }: PredictModel): number {
  if (task === 'binary') return 2 * TOLERANCE;
  if (task === 'multiclass') return TOLERANCE;
  const spread = report.test.find(({ metric }) => metric === 'rmse')?.baseline;
  // Without a figure for the spread nothing is rounded that digits can hold.
  return spread !== undefined && spread > 0 && Number.isFinite(spread) ? 0.5 * TOLERANCE * spread : 0;
}
