import type { Column } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { makeTextColumn, TextBuilder } from '../table/text.ts';
import type { Answers } from './answers.ts';
import { JOURNEY_COLUMN, SNAPSHOT_COLUMN } from './columns.ts';
import { DAY, type EventLog, type EventProperty } from './event-log.ts';
import type { FeaturePlan } from './feature-plan.ts';
import { featureColumns } from './feature-rows.ts';
import { writeJourney, type JourneyEvent } from './journey.ts';
import type { AskedRows } from './row-spans.ts';

/** Events that a journey tells of at most, the latest. */
export const MOST_JOURNEY_EVENTS = 60;

/** Who each row is about. */
export function entityColumn(log: EventLog, rows: AskedRows, name: string): Column {
  return makeTextColumn(
    name,
    Array.from(rows.entity, (one) => log.entities[one] as string),
  );
}

/** When each row was looked at. */
export const snapshotColumn = (rows: AskedRows): Column => ({
  kind: 'date',
  name: SNAPSHOT_COLUMN,
  values: rows.at,
  hasTime: true,
});

/** What can be learned from: a column a feature, and the journey in one cell. */
export function lookBackColumns(log: EventLog, plan: FeaturePlan, rows: AskedRows): Column[] {
  return [...featureColumns(log, plan, rows), journeyColumn(log, rows)];
}

/** A table with a row for each that is asked about: who, when, what was seen of them, and the answer where there is one. */
export function makeRowTable(
  log: EventLog,
  plan: FeaturePlan,
  rows: AskedRows,
  entity: string,
  answers: Answers,
): Table {
  return makeTable([
    entityColumn(log, rows, entity),
    snapshotColumn(rows),
    answers.known,
    ...lookBackColumns(log, plan, rows),
    answers.answer,
  ]);
}

/** Some of the rows, in their order. */
export const someRows = (rows: AskedRows, from: number, until: number): AskedRows => ({
  entity: rows.entity.subarray(from, until),
  from: rows.from.subarray(from, until),
  until: rows.until.subarray(from, until),
  at: rows.at.subarray(from, until),
});

function journeyColumn(log: EventLog, rows: AskedRows): Column {
  const readers = log.properties.map(propertyReader);
  const builder = new TextBuilder();
  rows.at.forEach((at, row) => {
    const until = rows.until[row] as number;
    const told: JourneyEvent[] = [];
    for (let i = Math.max(rows.from[row] as number, until - MOST_JOURNEY_EVENTS); i < until; i++) {
      const place = log.rows[i] as number;
      told.push({
        daysBefore: shortened((at - (log.times[i] as number)) / DAY),
        event: log.events[log.codes[i] as number] as string,
        properties: readers.map((read) => read(place)),
      });
    }
    builder.pushString(writeJourney(told));
  });
  return builder.finish(JOURNEY_COLUMN);
}

/** To some seconds: more digits only make cells longer. */
const shortened = (days: number): number => Math.round(days * 1e4) / 1e4;

function propertyReader(property: EventProperty): (row: number) => string | number | null {
  if (property.kind === 'number') {
    return (row) => {
      const value = property.values[row] as number;
      return Number.isFinite(value) ? value : null;
    };
  }
  return (row) => {
    const code = property.codes[row] as number;
    return code < 0 ? null : (property.levels[code] as string);
  };
}
