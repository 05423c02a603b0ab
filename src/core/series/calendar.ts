import { dayToMs } from '../ingest/dates.ts';
import type { CalendarStep, TimeAxis } from './types.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A grid of the calendar without an end. */
export type Grid = Pick<TimeAxis, 'step' | 'start'>;

/** Days since 1970-01-01 of a point in time. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY);

/** Months since January of the year 0 of a day (counted from 1970); days from civil after Howard Hinnant, the other way round. */
export function monthOfDay(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // March is 0: a year of this counting ends with February.
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (yearOfEra + era * 400) * 12 + fromMarch + 2;
}

/** First day (since 1970) of a month counted from January of the year 0. */
export const firstDayOfMonth = (month: number): number =>
  dayToMs(Math.floor(month / 12), month - 12 * Math.floor(month / 12) + 1, 1) / DAY;

const daysInMonth = (month: number): number => firstDayOfMonth(month + 1) - firstDayOfMonth(month);

/** 1 … 31 */
export const dayOfMonth = (day: number): number => day - firstDayOfMonth(monthOfDay(day)) + 1;

export const isMonthEnd = (day: number): boolean => monthOfDay(day) !== monthOfDay(day + 1);

/** 0 (Monday) … 6 (Sunday); 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Business days since Monday 1969-12-29; Saturday and Sunday belong to the Friday before. */
const businessDayOf = (day: number): number => {
  const week = Math.floor((day + 3) / 7);
  return week * 5 + Math.min(day + 3 - week * 7, 4);
};

const dayOfBusinessDay = (index: number): number => {
  const week = Math.floor(index / 5);
  return week * 7 + (index - week * 5) - 3;
};

/** Months of a step that is made of months, else 0. */
export function monthsOf({ unit, count }: CalendarStep): number {
  return unit === 'month' ? count : unit === 'quarter' ? 3 * count : unit === 'year' ? 12 * count : 0;
}

/** Length of a step in milliseconds; months, years and business days on average. */
export function stepLength(step: CalendarStep): number {
  switch (step.unit) {
    case 'minute':
      return step.count * MINUTE;
    case 'hour':
      return step.count * HOUR;
    case 'day':
      return step.count * DAY;
    case 'business-day':
      return step.count * 1.4 * DAY;
    case 'week':
      return step.count * 7 * DAY;
    case 'month':
    case 'quarter':
    case 'year':
      return monthsOf(step) * 30.436875 * DAY;
  }
}

/**
 * Time of a point; points may be negative. Months go by their number: a start on the last day of a month means the last
 * day of every month, one on the 30th the 30th or what comes closest.
 */
export function timeOf({ step, start }: Grid, point: number): number {
  const day = dayOf(start);
  if (step.unit === 'business-day') {
    return dayOfBusinessDay(businessDayOf(day) + point * step.count) * DAY + (start - day * DAY);
  }
  const months = monthsOf(step);
  if (months === 0) return start + point * stepLength(step);
  const month = monthOfDay(day) + point * months;
  const length = daysInMonth(month);
  const wanted = isMonthEnd(day) ? length : Math.min(dayOfMonth(day), length);
  return (firstDayOfMonth(month) + wanted - 1) * DAY + (start - day * DAY);
}

/** `timeOf` for a step away from a point in time. */
export const addSteps = (ms: number, step: CalendarStep, count: number): number => timeOf({ step, start: ms }, count);

/**
 * Prepared for many times: the point whose stretch a time lies in (from the point's own time to just before the next
 * one's). Stretches of months are whole calendar months wherever in the month the points are; a Saturday and a Sunday
 * belong to the business day before.
 */
export function pointReader({ step, start }: Grid): (ms: number) => number {
  const from = dayOf(start);
  if (step.unit === 'business-day') {
    const first = businessDayOf(from);
    return (ms) => Math.floor((businessDayOf(dayOf(ms)) - first) / step.count);
  }
  const months = monthsOf(step);
  if (months === 0) {
    const length = stepLength(step);
    return (ms) => Math.floor((ms - start) / length);
  }
  const first = monthOfDay(from);
  return (ms) => Math.floor((monthOfDay(dayOf(ms)) - first) / months);
}

/** The point that a time belongs to; negative before the start. */
export const pointOf = (grid: Grid, ms: number): number => pointReader(grid)(ms);

/** Start of the calendar's stretch around a time: the Monday of its week, the first of its quarter, the full quarter hour. */
export function alignedStart(ms: number, step: CalendarStep): number {
  const day = dayOf(ms);
  const within = (index: number): number => Math.floor(index / step.count) * step.count;
  switch (step.unit) {
    case 'minute':
    case 'hour': {
      const length = stepLength(step);
      const base = DAY % length === 0 ? day * DAY : 0;
      return base + Math.floor((ms - base) / length) * length;
    }
    case 'day':
      return within(day) * DAY;
    case 'business-day':
      return dayOfBusinessDay(within(businessDayOf(day))) * DAY;
    case 'week':
      return (within(Math.floor((day + 3) / 7)) * 7 - 3) * DAY;
    case 'month':
    case 'quarter':
    case 'year': {
      const months = monthsOf(step);
      return firstDayOfMonth(Math.floor(monthOfDay(day) / months) * months) * DAY;
    }
  }
}

export const isSameStep = (a: CalendarStep, b: CalendarStep): boolean =>
  a.unit === b.unit
    ? a.count === b.count
    : monthsOf(a) > 0
      ? monthsOf(a) === monthsOf(b)
      : a.unit !== 'business-day' && b.unit !== 'business-day' && stepLength(a) === stepLength(b);
