import { stepLength } from './calendar.ts';
import type { CalendarStep } from './types.ts';

/** Points ahead that people ask for: two weeks of days, two months of weeks, a year of months. */
function usual({ unit, count }: CalendarStep): number {
  switch (unit) {
    case 'minute':
      return count >= 10 ? Math.round(1440 / count) : 60;
    case 'hour':
      return 48 / count;
    case 'day':
      return 14 / count;
    case 'business-day':
      return 10 / count;
    case 'week':
      return 8 / count;
    case 'month':
      return 12 / count;
    case 'quarter':
      return 4 / count;
    case 'year':
      return 3 / count;
  }
}

/** A sensible horizon: what is usual for the step, at most a quarter of the points there are, at least one. */
export const usualHorizon = (step: CalendarStep, points: number): number =>
  Math.max(1, Math.min(Math.round(usual(step)), Math.floor(points / 4)));

/** Points between two times. */
export const pointsBetween = (step: CalendarStep, from: number, to: number): number =>
  Math.round((to - from) / stepLength(step)) + 1;
