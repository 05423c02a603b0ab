import { CodedError } from '../../core/errors.ts';
import { SNAPSHOT_COLUMN } from '../../core/journeys/columns.ts';
import { DAY, type EventLog } from '../../core/journeys/event-log.ts';
import { entityColumn, lookBackColumns, snapshotColumn } from '../../core/journeys/row-table.ts';
import { spansBefore, type AskedRows } from '../../core/journeys/row-spans.ts';
import { findSnapshots } from '../../core/journeys/snapshots.ts';
import { takePrediction } from '../../core/learn/prediction.ts';
import { takeTarget } from '../../core/prepare/compact.ts';
import { cellReader } from '../../core/table/cells.ts';
import type { Column } from '../../core/table/column.ts';
import { getColumn, makeTable, type Table } from '../../core/table/table.ts';
import { takeCells, takeRows } from '../../core/table/take.ts';
import { readOutcome, type MatchedOutcomes, type OutcomesInput, type ScoredRows } from '../predict/outcomes.ts';
import { eventsOf } from './events-of.ts';
import { rowsAt } from './present.ts';
import { answersOf } from './rows.ts';
import type { JourneyRows } from './types.ts';

/** Positions of a file that are asked again where nobody had been scored. */
const MOST_POSITIONS = 20_000;

/**
 * What those who were scored did since, by a later file of events; or, where none were scored, what those in the file did in
 * its latest horizon, predicted from what lies before.
 * @throws feedback.no-match, sequence.horizon-not-over, sequence.span-too-short, and what reading events throws
 */
export function matchEvents(input: OutcomesInput, journeys: JourneyRows): MatchedOutcomes {
  const { model, outcomes, scored } = input;
  const { log } = eventsOf(outcomes, journeys, model.cells);
  if (!scored) return usable(input, pastRows(log, journeys, pastMoment(log, journeys)), undefined);
  const rows = rowsOfScored(log, scored.table, journeys);
  checkOver(log, rows, journeys);
  const own = withNobody(log);
  return usable(input, { table: scored.table, answer: answersOf(own, journeys, rows).answer }, scored);
}

/** Rows and their answers. */
interface Answered {
  readonly table: Table;
  readonly answer: Column;
}

/** The latest moment of a file whose horizon is over. */
export function pastMoment(log: EventLog, { sequence }: JourneyRows): number {
  if (sequence.ask === 'next') return log.first;
  return findSnapshots(log, sequence).at.at(-1) as number;
}

/** Everybody at a moment of a file, with everything that a model learns from and what happened after. `next`: all moments since. */
export function pastRows(log: EventLog, journeys: JourneyRows, moment: number): Answered {
  const { sequence, features, entity } = journeys;
  const rows = sequence.ask === 'next' ? positionsSince(log, journeys, moment) : rowsAt(log, journeys, moment);
  const { answer } = answersOf(log, journeys, rows);
  const columns = [entityColumn(log, rows, entity), snapshotColumn(rows), ...lookBackColumns(log, features, rows)];
  return { table: makeTable(columns, rows.at.length), answer };
}

function positionsSince(log: EventLog, { sequence }: JourneyRows, moment: number): AskedRows {
  const all = spansBefore(log, sequence.lookBackDays, { most: MOST_POSITIONS, seed: 0 });
  const kept = Int32Array.from(all.at.keys()).filter((row) => (all.at[row] as number) >= moment);
  return {
    entity: kept.map((row) => all.entity[row] as number),
    from: kept.map((row) => all.from[row] as number),
    until: kept.map((row) => all.until[row] as number),
    at: Float64Array.from(kept, (row) => all.at[row] as number),
  };
}

/** Where the scored stand in a later log: behind their last event up to the snapshot. Who is not in it has done nothing since. */
function rowsOfScored(log: EventLog, scored: Table, { entity }: JourneyRows): AskedRows {
  const read = cellReader(getColumn(scored, entity));
  const snapshot = getColumn(scored, SNAPSHOT_COLUMN);
  if (snapshot.kind !== 'date') throw new CodedError('feedback.no-match', { rows: scored.rowCount });
  const places = new Map(log.entities.map((name, i) => [name, i]));
  const at = snapshot.values;
  const entities = Int32Array.from(at, (_, row) => places.get(read(row) ?? '') ?? log.entities.length);
  if (entities.every((one) => one === log.entities.length)) {
    throw new CodedError('feedback.no-match', { rows: scored.rowCount });
  }
  const until = entities.map((one, row) => {
    if (one === log.entities.length) return log.times.length;
    let i = log.starts[one] as number;
    while (i < (log.starts[one + 1] as number) && (log.times[i] as number) <= (at[row] as number)) i++;
    return i;
  });
  return { entity: entities, from: until, until, at };
}

/** With one more person at the end, who did nothing. */
const withNobody = (log: EventLog): EventLog => ({
  ...log,
  entities: [...log.entities, ''],
  starts: Int32Array.from([...log.starts, log.times.length]),
});

function checkOver(log: EventLog, { at }: AskedRows, { sequence }: JourneyRows): void {
  if (sequence.ask === 'next') return;
  const until = at.reduce((least, moment) => Math.min(least, moment), Infinity) + sequence.horizonDays * DAY;
  if (log.last >= until) return;
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  throw new CodedError('sequence.horizon-not-over', {
    until: day(until),
    last: day(log.last),
    days: Math.ceil((until - log.last) / DAY),
  });
}

function usable(
  { model, outcomes }: OutcomesInput,
  { table, answer }: Answered,
  scored: ScoredRows | undefined,
): MatchedOutcomes {
  const { known, target } = readOutcome(answer, model);
  const rows = Int32Array.from(known.keys()).filter((row) => known[row] === 1);
  if (rows.length === 0) throw new CodedError('feedback.no-match', { rows: outcomes.rowCount });
  return {
    table: takeRows(table, rows),
    outcome: { ...takeCells(answer, rows), name: model.target },
    target: takeTarget(target, rows),
    ...(scored ? { prediction: takePrediction(scored.prediction, rows) } : {}),
    unmatchedRows: table.rowCount - rows.length,
    findings: [],
  };
}
