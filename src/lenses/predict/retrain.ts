import { CodedError } from '../../core/errors.ts';
import { makeCategoryColumn } from '../../core/table/category.ts';
import type { CategoryColumn, Column } from '../../core/table/column.ts';
import { convertColumn } from '../../core/table/convert.ts';
import { readByMeaning } from '../../core/ingest/cell-meaning.ts';
import { findColumn, getColumn, type Table } from '../../core/table/table.ts';
import { appendTables, takeRows } from '../../core/table/take.ts';
import { withModelPictures } from '../image/model-pictures.ts';
import { blankColumn } from './check-table.ts';
import { compareOn } from './compare-models.ts';
import type { TrainEvent } from './events.ts';
import type { PredictModel, RetrainComparison } from './model.ts';
import { matchOutcomes, type OutcomesInput } from './outcomes.ts';
import { columnsOf } from './problem.ts';
import type { PredictQuestion } from './question.ts';
import { retrainOnEvents } from './retrain-events.ts';
import { trainAndRefit } from './train.ts';
import type { TrainInput } from './training.ts';

export interface RetrainInput extends OutcomesInput, Omit<TrainInput, 'table' | 'plan' | 'parent'> {
  /** The rows that the model was trained on, with the question's columns. */
  readonly old: Table;
}

export interface Retrained {
  readonly model: PredictModel;
  readonly comparison: RetrainComparison;
}

/** Share of the new rows, the newest, on which old and retrained are compared. */
const HELD_SHARE = 0.3;
const MIN_HELD = 20;

/**
 * Trains on old and new rows together. The newest 30 % of the new rows are kept out, and on them, which neither was
 * fitted on, the old model and the new one are compared; then the new one is refitted on everything.
 * @throws retrain.too-few-rows, feedback.*, train.*, CancelledError
 */
export async function* retrain(input: RetrainInput): AsyncGenerator<TrainEvent, Retrained> {
  const { model, pacer, old } = input;
  if (model.journeys) return yield* retrainOnEvents(input, model.journeys);
  const { plan } = model.report;
  const fresh = newRows(input, plan.question);
  const order = newestLast(fresh, plan.question);
  const held = Math.round(order.length * HELD_SHARE);
  if (held < MIN_HELD) {
    throw new CodedError('retrain.too-few-rows', { rows: order.length, needed: Math.ceil(MIN_HELD / HELD_SHARE) });
  }
  const earlier = takeRows(fresh, order.slice(0, order.length - held).sort());
  const newest = takeRows(fresh, order.slice(order.length - held).sort());
  const together = appendTables([old, earlier]);
  const trained = yield* trainAndRefit({ ...input, table: together, plan, parent: model.id });
  const comparison = await compareOn(input, trained.model, () => newest);
  yield { kind: 'phase', phase: 'finishing' };
  const applied = yield* trained.refitOn(appendTables([old, fresh]));
  await pacer.pause();
  return { model: applied, comparison };
}

/** The new rows with their outcomes, in the shape of the old table. */
function newRows(input: RetrainInput, question: PredictQuestion): Table {
  const matched = matchOutcomes(input);
  const table = withModelPictures(matched.table, input.model, input);
  const { rowCount } = table;
  const columns = columnsOf(question).map((name): Column => {
    const like = getColumn(input.old, name);
    if (name === question.target) return readByMeaning(matched.outcome, like.kind, name, input.cells).column;
    if (question.split.kind === 'column' && question.split.column === name) {
      // What came after the training is nobody's test row: the newest are kept out for the comparison anyway.
      return convertColumn(makeCategoryColumn(name, Array<string>(rowCount).fill('train')), like.kind).column;
    }
    const found = findColumn(table, name);
    return found ? readByMeaning(found, like.kind, name, input.cells).column : blankColumn(name, like.kind, rowCount);
  });
  return { rowCount, columns };
}

/** Row numbers from the oldest to the newest: by the time column where rows were split by time, else as in the file. */
function newestLast(table: Table, { split }: PredictQuestion): Int32Array {
  const order = Int32Array.from({ length: table.rowCount }, (_, i) => i);
  if (split.kind !== 'time') return order;
  const column = getColumn(table, split.column);
  if (column.kind === 'text' || column.kind === 'image') return order;
  const key = column.kind === 'category' ? levelRanks(column) : column.values;
  const at = (row: number): number => (Number.isNaN(key[row]) ? -Infinity : (key[row] as number));
  return order.sort((a, b) => (at(a) === at(b) ? a - b : at(a) - at(b)));
}

/** Periods such as 2024-Q1 are ordered by how they are written. */
function levelRanks({ codes, levels }: CategoryColumn): Float64Array {
  const rank = new Map(levels.toSorted().map((level, index) => [level, index]));
  return Float64Array.from(codes, (code) => rank.get(levels[code] as string) ?? NaN);
}
