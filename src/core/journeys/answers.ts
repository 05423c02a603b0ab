import { makeCategoryColumn } from '../table/category.ts';
import type { CategoryColumn, DateColumn } from '../table/column.ts';
import { KNOWN_COLUMN } from './columns.ts';
import { DAY, type EventLog } from './event-log.ts';
import type { AskedRows } from './row-spans.ts';

/** The two answers to "will they". */
export const YES = 'yes';
export const NO = 'no';

/** What happened after each row, and when that was known. */
export interface Answers {
  readonly answer: CategoryColumn;
  readonly known: DateColumn;
}

/**
 * Whether somebody does an event, or nothing at all, after the row's moment and until the end of the horizon. Missing where
 * the log ends before that.
 * @param outcome the event; absent: whether they do nothing
 */
export function answersWithin(
  log: EventLog,
  rows: AskedRows,
  name: string,
  horizonDays: number,
  outcome?: string,
): Answers {
  const code = outcome === undefined ? -1 : log.events.indexOf(outcome);
  const known = rows.at.map((at) => at + horizonDays * DAY);
  const cells = Array.from(known, (over, row): string | null => {
    if (over > log.last) return null;
    const end = log.starts[(rows.entity[row] as number) + 1] as number;
    for (let i = rows.until[row] as number; i < end && (log.times[i] as number) <= over; i++) {
      if (outcome === undefined) return NO;
      if (log.codes[i] === code) return YES;
    }
    return outcome === undefined ? YES : NO;
  });
  return { answer: inOrder(makeCategoryColumn(name, cells)), known: knownColumn(known) };
}

/** No before yes, whichever came up first. */
function inOrder(column: CategoryColumn): CategoryColumn {
  const place = column.levels.map((level) => (level === YES ? 1 : 0));
  const codes = column.codes.map((code) => (code < 0 ? -1 : (place[code] as number)));
  return { ...column, codes, levels: [NO, YES] };
}

const knownColumn = (values: Float64Array): DateColumn => ({ kind: 'date', name: KNOWN_COLUMN, values, hasTime: true });

/**
 * The event that comes next; missing where there is none yet.
 * @param told events with a name of their own; the rest are `other`
 */
export function nextEvents(
  log: EventLog,
  rows: AskedRows,
  name: string,
  told: readonly string[],
  other: string,
): Answers {
  const own = new Set(told);
  const known = new Float64Array(rows.at.length).fill(NaN);
  const cells = Array.from(rows.until, (next, row): string | null => {
    if (next >= (log.starts[(rows.entity[row] as number) + 1] as number)) return null;
    known[row] = log.times[next] as number;
    const event = log.events[log.codes[next] as number] as string;
    return own.has(event) ? event : other;
  });
  return { answer: makeCategoryColumn(name, cells), known: knownColumn(known) };
}
