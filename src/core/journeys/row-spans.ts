import { createRandom, shuffle } from '../random.ts';
import { DAY, type EventLog } from './event-log.ts';
import type { RowSpans } from './feature-rows.ts';

/** Rows to be made: of whom, of which events, and when. */
export interface AskedRows extends RowSpans {
  /** Place in the log's entities. */
  readonly entity: Int32Array;
}

/** How many rows are made at most, and how those are drawn. */
export interface RowLimit {
  readonly most: number;
  readonly seed: number;
}

interface Growing {
  readonly entity: number[];
  readonly from: number[];
  readonly until: number[];
  readonly at: number[];
}

const growing = (): Growing => ({ entity: [], from: [], until: [], at: [] });

const finish = ({ entity, from, until, at }: Growing): AskedRows => ({
  entity: Int32Array.from(entity),
  from: Int32Array.from(from),
  until: Int32Array.from(until),
  at: Float64Array.from(at),
});

/**
 * Everybody who did something in the look-back, at each date: date by date, people in the log's order. Where there are too
 * many rows, some people are drawn, with all of theirs.
 * @param notAfter who has done this event by then is not asked about
 */
export function spansAt(
  log: EventLog,
  dates: readonly number[],
  lookBackDays: number,
  notAfter?: string,
  limit?: RowLimit,
): AskedRows {
  const code = notAfter === undefined ? -1 : log.events.indexOf(notAfter);
  const byDate = dates.map(growing);
  const people = Int32Array.from(log.entities, (_, i) => i);
  if (limit) shuffle(people, createRandom(limit.seed).fork('people'));
  const drawn = new Uint8Array(people.length);
  let rows = 0;
  for (const one of people) {
    rows += visit(log, one, dates, lookBackDays * DAY, code, () => undefined);
    if (limit && rows > limit.most) break;
    drawn[one] = 1;
  }
  drawn.forEach((is, one) => {
    if (is !== 1) return;
    visit(log, one, dates, lookBackDays * DAY, code, (date, from, until) => {
      const own = byDate[date] as Growing;
      own.entity.push(one);
      own.from.push(from);
      own.until.push(until);
      own.at.push(dates[date] as number);
    });
  });
  return together(byDate);
}

/** Joins lists without spreading them: an argument list has a limit. */
function together(parts: readonly Growing[]): AskedRows {
  const whole = growing();
  for (const part of parts) {
    for (let i = 0; i < part.at.length; i++) {
      whole.entity.push(part.entity[i] as number);
      whole.from.push(part.from[i] as number);
      whole.until.push(part.until[i] as number);
      whole.at.push(part.at[i] as number);
    }
  }
  return finish(whole);
}

/** Tells of each date at which somebody is asked about, and which of their events are seen; how often that was. */
function visit(
  { starts, times, codes }: EventLog,
  one: number,
  dates: readonly number[],
  lookBack: number,
  notAfter: number,
  tell: (date: number, from: number, until: number) => void,
): number {
  const end = starts[one + 1] as number;
  let from = starts[one] as number;
  let until = from;
  let done = false;
  let count = 0;
  for (let date = 0; date < dates.length; date++) {
    const at = dates[date] as number;
    for (; until < end && (times[until] as number) <= at; until++) done ||= codes[until] === notAfter;
    if (done) break;
    while (from < until && (times[from] as number) <= at - lookBack) from++;
    if (from === until) continue;
    tell(date, from, until);
    count++;
  }
  return count;
}

/** A row for each event that somebody did something after; that is not seen. Drawn at random where there are too many. */
export function spansBefore(log: EventLog, lookBackDays: number, limit: RowLimit): AskedRows {
  const places: number[] = [];
  for (let one = 0; one < log.entities.length; one++) {
    const end = log.starts[one + 1] as number;
    for (let i = (log.starts[one] as number) + 1; i < end; i++) places.push(i);
  }
  const all = Int32Array.from(places);
  if (all.length > limit.most) shuffle(all, createRandom(limit.seed).fork('places'));
  return spansOf(log, all.subarray(0, limit.most).sort(), lookBackDays);
}

/** Everybody present at a moment, looked at when they did something last. */
export function spansNow(log: EventLog, now: number, lookBackDays: number): AskedRows {
  const { entity, until } = spansAt(log, [now], lookBackDays);
  return spansOf(log, until, lookBackDays, entity);
}

/** @param until place behind the last event seen, of each row */
function spansOf({ times, starts }: EventLog, until: Int32Array, lookBackDays: number, whose?: Int32Array): AskedRows {
  const rows = growing();
  let one = 0;
  until.forEach((end, row) => {
    if (whose) one = whose[row] as number;
    else while ((starts[one + 1] as number) <= end) one++;
    const at = times[end - 1] as number;
    let from = end - 1;
    while (from > (starts[one] as number) && (times[from - 1] as number) > at - lookBackDays * DAY) from--;
    rows.entity.push(one);
    rows.from.push(from);
    rows.until.push(end);
    rows.at.push(at);
  });
  return finish(rows);
}
