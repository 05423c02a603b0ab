import { DAY, stepLength } from './calendar.ts';
import type { CalendarStep } from './types.ts';

/** Days of the rounds that people and nature live by. */
const YEAR = 365.25;

/** Rounds longer than this many points are looked at rounded to whole points: 52 weeks, 365 days. */
const ROUNDED_FROM = 20;

/**
 * Points that an hour, a day, a week and a year of the calendar have, ascending: those of at least two points that come
 * out even, or are so many that it does not matter.
 */
export function calendarPeriods(step: CalendarStep): readonly number[] {
  const found = new Set<number>();
  for (const points of rounds(step)) {
    const whole = Math.round(points);
    if (whole < 2) continue;
    if (Math.abs(points - whole) < 0.01 || points >= ROUNDED_FROM) found.add(whole);
  }
  return [...found].toSorted((a, b) => a - b);
}

function rounds(step: CalendarStep): readonly number[] {
  const { unit, count } = step;
  const perDay = DAY / stepLength(step);
  switch (unit) {
    case 'minute':
      return [60 / count, perDay, 7 * perDay];
    case 'hour':
      return [perDay, 7 * perDay, YEAR * perDay];
    case 'day':
      return [7 / count, YEAR / count];
    case 'business-day':
      return [5 / count, 261 / count];
    case 'week':
      return [YEAR / 7 / count];
    case 'month':
      return [12 / count];
    case 'quarter':
      return [4 / count];
    case 'year':
      return [];
  }
}
