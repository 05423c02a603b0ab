import { CodedError, type Finding } from '../../core/errors.ts';
import type { EventLog } from '../../core/journeys/event-log.ts';
import type { Feature } from '../../core/journeys/feature-plan.ts';
import { featureColumns } from '../../core/journeys/feature-rows.ts';
import { entityColumn, lookBackColumns, snapshotColumn, someRows } from '../../core/journeys/row-table.ts';
import { spansAt, spansNow, type AskedRows } from '../../core/journeys/row-spans.ts';
import { makeTable, type Table } from '../../core/table/table.ts';
import type { ApplyReport, PredictModel } from '../predict/model.ts';
import { eventsOf } from './events-of.ts';
import type { JourneyRows } from './types.ts';

/** Everybody present in a file of events, to be predicted. */
export interface PresentRows {
  /** Who, when they were looked at and seen last, and what counts most of what they did: a row each. */
  readonly shown: Table;
  readonly report: ApplyReport;
  /** What a model learns from, of some of the rows. */
  readonly features: (from: number, until: number) => Table;
}

/** Columns shown beside who and when: the most telling ones. */
const MOST_SHOWN = 8;

/**
 * A row for everybody who did something in the look-back before `now`.
 * @param now milliseconds; absent: the last event of the file
 * @throws sequence.nobody, sequence.missing-columns, apply.no-rows, and what reading events throws
 */
export function presentRows(table: Table, model: PredictModel, journeys: JourneyRows, now?: number): PresentRows {
  const { log, missingColumns } = eventsOf(table, journeys, model.cells);
  const rows = rowsAt(log, journeys, now ?? log.last);
  if (rows.at.length === 0) {
    throw new CodedError('sequence.nobody', { lookBackDays: journeys.sequence.lookBackDays });
  }
  return {
    shown: shownTable(log, rows, model, journeys),
    report: reportOf(log, rows, missingColumns),
    features: (from, until) => makeTable(lookBackColumns(log, journeys.features, someRows(rows, from, until))),
  };
}

/** Who is asked about at a moment, by the question. */
export function rowsAt(log: EventLog, { sequence }: JourneyRows, now: number): AskedRows {
  if (sequence.ask === 'next') return spansNow(log, now, sequence.lookBackDays);
  return spansAt(log, [now], sequence.lookBackDays, sequence.onlyFirst ? sequence.outcome : undefined);
}

function shownTable(log: EventLog, rows: AskedRows, model: PredictModel, journeys: JourneyRows): Table {
  const { features } = journeys;
  const shown = new Set(shownFeatures(model, journeys).map(({ name }) => name));
  const plan = { ...features, features: features.features.filter(({ name }) => shown.has(name)) };
  const seen = rows.until.length;
  const lastSeen = Float64Array.from(
    { length: seen },
    (_, row) => log.times[(rows.until[row] as number) - 1] as number,
  );
  return makeTable([
    entityColumn(log, rows, journeys.entity),
    snapshotColumn(rows),
    { kind: 'date', name: 'last seen', values: lastSeen, hasTime: log.hasTime },
    ...featureColumns(log, plan, rows),
  ]);
}

/** Events in all, how long ago, the outcome, and what drives the predictions most. */
function shownFeatures({ report }: PredictModel, { features, sequence }: JourneyRows): Feature[] {
  const outcome = features.events.indexOf(sequence.outcome ?? '');
  const always = features.features.filter(
    (feature) =>
      (feature.kind === 'count' && feature.event === undefined && feature.days === features.lookBackDays) ||
      (feature.kind === 'since-last' && feature.event === undefined) ||
      feature.kind === 'active-days' ||
      (feature.kind === 'count' && feature.event === outcome && feature.days === features.lookBackDays),
  );
  const strongest = report.importances
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value)
    .flatMap(({ column }) => features.features.filter(({ name }) => name === column));
  return [...new Set([...always, ...strongest])].slice(0, MOST_SHOWN);
}

function reportOf(log: EventLog, rows: AskedRows, missingColumns: readonly string[]): ApplyReport {
  const { missing, duplicates, strays } = log.leftOut;
  const findings: Finding[] = [
    ...(missing + duplicates + strays > 0
      ? [{ level: 'note', code: 'sequence.events-left-out', params: { missing, duplicates, strays } } as const]
      : []),
    {
      level: 'note',
      code: 'sequence.people-present',
      params: { people: rows.at.length, of: log.entities.length, events: log.times.length },
    },
  ];
  return {
    rowCount: rows.at.length,
    missingColumns,
    extraColumns: [],
    newLevels: [],
    unreadable: [],
    outOfRange: [],
    findings,
  };
}
