import { CodedError } from '../errors.ts';
import { quantileSorted } from '../stats/descriptive.ts';
import { codeOf } from '../table/category.ts';
import { cellReader } from '../table/cells.ts';
import type { Column } from '../table/column.ts';
import { getColumn, type Table } from '../table/table.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** Which columns of an event table say who did what and when, and what more is known of it. */
export interface EventColumns {
  readonly entity: string;
  readonly event: string;
  readonly time: string;
  readonly properties: readonly string[];
}

/** A column that says more of an event, read at the rows of the table. */
export type EventProperty =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly codes: Int32Array;
      readonly levels: readonly string[];
    };

/** What everybody did, one person after another, each from the earliest to the latest. */
export interface EventLog {
  /** By first appearance in the table. */
  readonly entities: readonly string[];
  /** Events of entity i lie at `starts[i]` … `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** Milliseconds, ascending within an entity; of the same moment in the order of the table. */
  readonly times: Float64Array;
  /** What was done: a place in `events`. */
  readonly codes: Int32Array;
  readonly events: readonly string[];
  /** Row of the table of each event: where its properties stand. */
  readonly rows: Int32Array;
  readonly properties: readonly EventProperty[];
  /** Whether times have a time of day. */
  readonly hasTime: boolean;
  /** Milliseconds of the first and the last event of all. */
  readonly first: number;
  readonly last: number;
  /** Rows left out: without who, what or when; said twice; far away from all others in time. */
  readonly leftOut: { readonly missing: number; readonly duplicates: number; readonly strays: number };
}

/**
 * Brings an event table into order. A row that repeats another in every column and to the second is one event said twice;
 * days alone repeat by themselves.
 * @throws table.no-column, sequence.no-times, sequence.no-events
 */
export function readEventLog(table: Table, columns: EventColumns): EventLog {
  const { times: when, hasTime } = timesOf(getColumn(table, columns.time));
  const who = codesOf(getColumn(table, columns.entity));
  const what = codesOf(getColumn(table, columns.event));
  const properties = columns.properties.map((name) => propertyOf(getColumn(table, name)));
  const known: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if ((who.codes[row] as number) >= 0 && (what.codes[row] as number) >= 0 && Number.isFinite(when[row]))
      known.push(row);
  }
  if (known.length === 0) throw new CodedError('sequence.no-events', { rows: table.rowCount, ...columns });
  const near = withoutStrays(known, when);
  const ordered = orderEvents(near, who.codes, when);
  const kept = hasTime ? withoutDuplicates(ordered, who.codes, what.codes, when, properties) : ordered;
  const log = arrange(kept, who, what.codes, when);
  const leftOut = {
    missing: table.rowCount - known.length,
    duplicates: ordered.length - kept.length,
    strays: known.length - near.length,
  };
  return { ...log, events: what.levels, properties, hasTime, leftOut };
}

/** Dates, or whole numbers that can only be seconds or milliseconds since 1970. */
function timesOf(column: Column): { times: Float64Array; hasTime: boolean } {
  if (column.kind === 'date') return { times: column.values, hasTime: column.hasTime };
  if (column.kind === 'number') {
    const present = column.values.filter(Number.isFinite).sort();
    const middle = present.length > 0 ? quantileSorted(present, 0.5) : 0;
    // 2001 in seconds, and the same in milliseconds: smaller numbers count or measure something else.
    if (middle > 1e12) return { times: column.values, hasTime: true };
    if (middle > 1e9 && middle < 1e10) return { times: column.values.map((value) => value * 1000), hasTime: true };
  }
  throw new CodedError('sequence.no-times', { column: column.name, kind: column.kind });
}

interface Coded {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

function codesOf(column: Column): Coded {
  if (column.kind === 'category') return { codes: column.codes, levels: column.levels };
  const read = cellReader(column);
  const known = new Map<string, number>();
  const rows = column.kind === 'text' ? column.offsets.length - 1 : column.kind === 'image' ? 0 : column.values.length;
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const cell = read(row);
    codes[row] = cell === null ? -1 : codeOf(known, cell);
  }
  return { codes, levels: [...known.keys()] };
}

function propertyOf(column: Column): EventProperty {
  if (column.kind === 'number') return { kind: 'number', name: column.name, values: column.values };
  return { kind: 'category', name: column.name, ...codesOf(column) };
}

/** Fewer events than this have no far away. */
const FEW = 50;
/** Widths of the middle 98 % that an event may lie outside of it. */
const FAR = 2;

/** Without events of 1970 or 2099 in a table of this year: one of them would move every snapshot. */
function withoutStrays(rows: readonly number[], when: Float64Array): readonly number[] {
  if (rows.length < FEW) return rows;
  const sorted = Float64Array.from(rows, (row) => when[row] as number).sort();
  const low = quantileSorted(sorted, 0.01);
  const high = quantileSorted(sorted, 0.99);
  const width = FAR * (high - low);
  if (!(width > 0)) return rows;
  return rows.filter((row) => (when[row] as number) >= low - width && (when[row] as number) <= high + width);
}

/** By entity, then time, then place in the table. */
function orderEvents(rows: readonly number[], who: Int32Array, when: Float64Array): Int32Array {
  const people = rows.reduce((most, row) => Math.max(most, who[row] as number), -1) + 1;
  const starts = new Int32Array(people + 1);
  for (const row of rows) starts[(who[row] as number) + 1] = (starts[(who[row] as number) + 1] as number) + 1;
  for (let i = 0; i < people; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const ordered = new Int32Array(rows.length);
  const next = starts.slice();
  for (const row of rows) {
    const one = who[row] as number;
    const at = next[one] as number;
    ordered[at] = row;
    next[one] = at + 1;
  }
  for (let i = 0; i < people; i++) {
    const own = ordered.subarray(starts[i], starts[i + 1]);
    if (!isAscending(own, when)) own.sort((a, b) => (when[a] as number) - (when[b] as number) || a - b);
  }
  return ordered;
}

function isAscending(rows: Int32Array, when: Float64Array): boolean {
  for (let i = 1; i < rows.length; i++)
    if ((when[rows[i] as number] as number) < (when[rows[i - 1] as number] as number)) return false;
  return true;
}

/** Events of one moment that an event is compared with. */
const MOST_COMPARED = 64;

function withoutDuplicates(
  ordered: Int32Array,
  who: Int32Array,
  what: Int32Array,
  when: Float64Array,
  properties: readonly EventProperty[],
): Int32Array {
  const same = (a: number, b: number): boolean =>
    what[a] === what[b] &&
    properties.every((one) => {
      if (one.kind === 'category') return one.codes[a] === one.codes[b];
      return Object.is(one.values[a], one.values[b]);
    });
  let from = 0;
  return ordered.filter((row, i) => {
    const before = ordered[from] as number;
    if (who[before] !== who[row] || when[before] !== when[row]) from = i;
    for (let j = Math.max(from, i - MOST_COMPARED); j < i; j++) if (same(ordered[j] as number, row)) return false;
    return true;
  });
}

function arrange(
  ordered: Int32Array,
  who: Coded,
  what: Int32Array,
  when: Float64Array,
): Pick<EventLog, 'entities' | 'starts' | 'times' | 'codes' | 'rows' | 'first' | 'last'> {
  const count = ordered.length;
  const times = new Float64Array(count);
  const codes = new Int32Array(count);
  const entities: string[] = [];
  const starts: number[] = [];
  let first = Infinity;
  let last = -Infinity;
  let before = -1;
  for (let i = 0; i < count; i++) {
    const row = ordered[i] as number;
    const time = when[row] as number;
    times[i] = time;
    codes[i] = what[row] as number;
    first = Math.min(first, time);
    last = Math.max(last, time);
    if (who.codes[row] === before) continue;
    before = who.codes[row] as number;
    entities.push(who.levels[before] as string);
    starts.push(i);
  }
  return { entities, starts: Int32Array.from([...starts, count]), times, codes, rows: ordered, first, last };
}
