import { CodedError } from '../../errors.ts';

/** Counts are shown by day, week (from Monday) or month (UTC), whichever gives neither too few nor too many. */
export type PeriodUnit = 'day' | 'week' | 'month';

export interface Periods {
  readonly unit: PeriodUnit;
  /** Beginnings in ms since 1970, UTC, ascending and without gaps. */
  readonly starts: Float64Array;
  /** Period of each row; −1 where there is no date. */
  readonly of: Int32Array;
  /** False where the last period is not over with the last date. */
  readonly lastIsWhole: boolean;
}

export const DAY = 86_400_000;
const MOST_DAYS = 62;
const MOST_WEEKS = 60;
/** Years of months; a date outside is a slip of the pen, and would make a chart of nothing. */
const MOST_PERIODS = 1_200;

/**
 * @param times ms since 1970, UTC, a row; NaN where there is none
 * @throws text.no-dates where fewer than two different days are known, text.dates-too-far-apart
 */
export function periodsOf(times: Float64Array): Periods {
  const { first, last } = rangeOf(times);
  const days = (last - first) / DAY + 1;
  const unit: PeriodUnit = days <= MOST_DAYS ? 'day' : days <= 7 * MOST_WEEKS ? 'week' : 'month';
  if (days > MOST_PERIODS * 30) throw new CodedError('text.dates-too-far-apart', { years: Math.round(days / 365) });
  const starts: number[] = [];
  for (let at = startOf(first, unit); at <= last; at = nextOf(at, unit)) starts.push(at);
  const place = new Map(starts.map((start, i) => [start, i]));
  const ending = nextOf(starts.at(-1) as number, unit);
  return {
    unit,
    starts: Float64Array.from(starts),
    of: Int32Array.from(times, (time) => (Number.isNaN(time) ? -1 : (place.get(startOf(time, unit)) ?? -1))),
    lastIsWhole: last + DAY >= ending,
  };
}

/** The first and the last day. */
function rangeOf(times: Float64Array): { first: number; last: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    if (Number.isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const range = { first: startOf(first, 'day'), last: startOf(last, 'day') };
  if (!(range.last > range.first)) throw new CodedError('text.no-dates', { rows: times.length });
  return range;
}

function startOf(time: number, unit: PeriodUnit): number {
  const day = Math.floor(time / DAY) * DAY;
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      // 1970 began on a Thursday.
      return day - ((((day / DAY + 3) % 7) + 7) % 7) * DAY;
    case 'month': {
      const date = new Date(day);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    }
  }
}

function nextOf(start: number, unit: PeriodUnit): number {
  if (unit !== 'month') return start + (unit === 'day' ? 1 : 7) * DAY;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** The last so many days, and as many before them. */
export interface TwoWindows {
  readonly days: number;
  /** Beginning of the first, of the second, and end, ms. */
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

const WINDOWS = [91, 56, 28, 14, 7] as const;

/**
 * Whole weeks where there are two times as many, so that both have as many Sundays; else halves. Up to the last day with
 * a date.
 * @throws text.no-dates
 */
export function lastTwoWindows(times: Float64Array): TwoWindows {
  const { first, last } = rangeOf(times);
  const span = (last - first) / DAY + 1;
  const days = WINDOWS.find((window) => 2 * window <= span) ?? Math.floor(span / 2);
  const to = last + DAY;
  return { days, from: to - 2 * days * DAY, middle: to - days * DAY, to };
}
