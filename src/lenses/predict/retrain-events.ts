import { CodedError } from '../../core/errors.ts';
import { DAY } from '../../core/journeys/event-log.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import { getColumn, makeTable, type Table } from '../../core/table/table.ts';
import { appendTables, takeRows } from '../../core/table/take.ts';
import { eventColumns, eventsOf } from '../sequence/events-of.ts';
import { pastMoment, pastRows } from '../sequence/follow-up.ts';
import type { JourneyRows } from '../sequence/types.ts';
import { compareOn } from './compare-models.ts';
import type { TrainEvent } from './events.ts';
import type { PredictModel } from './model.ts';
import type { Retrained, RetrainInput } from './retrain.ts';
import { trainAndRefit } from './train.ts';

/** Of the new events, those before the moment at which both models are compared; where no horizon settles it. */
const EARLIER_SHARE = 0.7;
const MIN_HELD = 20;

/**
 * Trains on the events of before and the new ones up to the latest moment whose horizon is over; compares both models on what
 * happened after it, which neither has seen; and refits the new one on all events.
 * @throws sequence.retrain-too-short, retrain.too-few-rows, and what training throws
 */
export async function* retrainOnEvents(
  input: RetrainInput,
  journeys: JourneyRows,
): AsyncGenerator<TrainEvent, Retrained> {
  const { model, old, pacer } = input;
  const together = appendTables([old, laterEvents(input, journeys)]);
  const before = eventsOf(old, journeys, input.cells).log.last;
  const { log } = eventsOf(together, journeys, input.cells);
  const cut = journeys.sequence.ask === 'next' ? lateMoment(log.times, before) : pastMoment(log, journeys);
  if (cut < before) {
    throw new CodedError('sequence.retrain-too-short', {
      days: Math.max(0, Math.round((log.last - before) / DAY)),
      needed: Math.ceil(journeys.sequence.horizonDays),
    });
  }
  const newest = (by: PredictModel): Table => {
    const { table, answer } = pastRows(log, by.journeys ?? journeys, cut);
    return makeTable([...table.columns, answer]);
  };
  const held = newest(model).rowCount;
  if (held < MIN_HELD) throw new CodedError('retrain.too-few-rows', { rows: held, needed: MIN_HELD });
  const { plan } = model.report;
  const earlier = eventsUntil(together, journeys, cut);
  const trained = yield* trainAndRefit({ ...input, table: earlier, plan, parent: model.id });
  const comparison = await compareOn(input, trained.model, newest);
  yield { kind: 'phase', phase: 'finishing' };
  const applied = yield* trained.refitOn(together);
  await pacer.pause();
  return { model: applied, comparison };
}

/** The rows of the new file that come after all of the old one: an export of everything holds those once more. */
function laterEvents({ outcomes, old, cells, model }: RetrainInput, journeys: JourneyRows): Table {
  const { table } = eventColumns(outcomes, journeys, model.cells ?? cells);
  const last = eventsOf(old, journeys, cells).log.last;
  return takeRows(
    table,
    rowsWhere(table, journeys, (time) => time > last),
  );
}

const eventsUntil = (table: Table, journeys: JourneyRows, moment: number): Table =>
  takeRows(
    table,
    rowsWhere(table, journeys, (time) => time <= moment),
  );

/** Rows by their time, in milliseconds as `readEventLog` has it; those without one are of no use. */
function rowsWhere(table: Table, { sequence }: JourneyRows, fits: (time: number) => boolean): Int32Array {
  const column = getColumn(table, sequence.time);
  if (column.kind !== 'date' && column.kind !== 'number') return new Int32Array();
  const scale = column.kind === 'number' && isSeconds(column.values) ? 1000 : 1;
  return Int32Array.from(column.values.keys()).filter((row) => fits((column.values[row] as number) * scale));
}

const isSeconds = (values: Float64Array): boolean => {
  const present = values.filter(Number.isFinite).sort();
  return present.length > 0 && quantileSorted(present, 0.5) < 1e10;
};

function lateMoment(times: Float64Array, before: number): number {
  const later = times.filter((time) => time > before).sort();
  return later.length === 0 ? -Infinity : quantileSorted(later, EARLIER_SHARE);
}
