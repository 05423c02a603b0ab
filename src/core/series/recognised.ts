import type { Message } from '../errors.ts';
import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { says } from './series-words.ts';
import type { TimeColumn } from './time-columns.ts';
import type { CalendarStep, SeriesReading } from './types.ts';

/** A way to read a table as series, with what to forecast and how far. */
export interface RecognisedSeries {
  readonly reading: SeriesReading;
  /** The value column, or what the wide columns' names begin with; empty: rows are counted, or they have nothing in common. */
  readonly target: string;
  readonly horizon: number;
  /** 0 … 1 */
  readonly strength: number;
  /** `suggest.series-one`, `.series-wide`, `.series-long`, `.series-across`, `.series-summed`, `.series-averaged`, `.series-counted` */
  readonly reason: Message;
}

/** Fewer points are no series to look ahead from. */
export const LEAST_POINTS = 8;
/** Rows a time up to which there is one row each, but for some repeats. */
export const ONE_EACH = 1.05;
const MOST_KNOWN = 6;
/** Fewer different values are codes or switches. */
const LEAST_DISTINCT = 5;

const isMeasure = (column: ColumnProfile, time: TimeColumn): boolean =>
  column.kind === 'number' &&
  column.role === 'feature' &&
  column.name !== time.column.name &&
  column.distinct >= LEAST_DISTINCT &&
  column.missing <= 0.9 * column.rowCount &&
  !says(column.name, 'calendar');

/** Numbers that may be asked for, the likeliest first: by name, then from the left. */
export function measures(profile: TableProfile, time: TimeColumn): readonly ColumnProfile[] {
  const points = (column: ColumnProfile): number =>
    (says(column.name, 'measured') ? 2 : 0) - (says(column.name, 'known') ? 1 : 0);
  return profile.columns.filter((column) => isMeasure(column, time)).toSorted((a, b) => points(b) - points(a));
}

export const isAveraged = (name: string): boolean =>
  says(name, 'averaged') && !/sales|revenue|amount|total|count/i.test(name);

export function readingOf(
  profile: TableProfile,
  time: TimeColumn,
  column: ColumnProfile,
  layout: SeriesReading['layout'],
): SeriesReading {
  return {
    time: time.column.name,
    layout,
    gather: isAveraged(column.name) ? 'mean' : 'sum',
    gaps: 'line',
    leavePartialOut: true,
    known: layout.kind === 'long' ? knownColumns(profile, time, [column.name]) : [],
  };
}

/** Numbers and kinds of events that are planned: by name, or filled in where the target is not yet. */
export function knownColumns(profile: TableProfile, time: TimeColumn, taken: readonly string[]): readonly string[] {
  const target = profile.columns.find(({ name }) => name === taken[0]);
  return profile.columns
    .filter(({ name }) => !taken.includes(name) && name !== time.column.name)
    .filter((column) => isPlanned(column) || isAhead(column, target))
    .slice(0, MOST_KNOWN)
    .map(({ name }) => name);
}

const isNumberOrSwitch = ({ kind, role, distinct }: ColumnProfile): boolean =>
  role === 'feature' && distinct >= 2 && (kind === 'number' || (kind === 'category' && distinct <= 8));

const isPlanned = (column: ColumnProfile): boolean =>
  isNumberOrSwitch(column) && says(column.name, 'known') && !says(column.name, 'measured');

/** Rows at the end have this column but not yet the target: few, or it would be a column with gaps. */
const isAhead = (column: ColumnProfile, target: ColumnProfile | undefined): boolean =>
  target !== undefined &&
  isNumberOrSwitch(column) &&
  !says(column.name, 'calendar') &&
  target.missing > 0 &&
  target.missing <= target.rowCount / 4 &&
  column.missing === 0;

export const reasonOf = (
  kind: string,
  time: TimeColumn,
  step: CalendarStep,
  params: Readonly<Record<string, string | number>>,
): Message => ({
  code: `suggest.series-${kind}`,
  params: { time: time.column.name, unit: step.unit, count: step.count, ...params },
});
