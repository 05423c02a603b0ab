import { DAY, dayOf, firstDayOfMonth, monthOfDay, stepLength, timeOf } from '../../series/calendar.ts';
import type { TimeAxis } from '../../series/types.ts';

const YEAR_DAYS = 365.25;
/** Rounds of the year from which it counts as one that may be learned from, though no test could show it. */
const LEAST_YEARS = 1.5;

/** Points a year has on average. */
export const pointsPerYear = ({ step }: TimeAxis): number => (YEAR_DAYS * DAY) / stepLength(step);

/** Whether a season is that of the year, which is rarely a whole number of points. */
export const isYearly = (period: number, axis: TimeAxis): boolean => {
  const year = pointsPerYear(axis);
  return year > 26 && Math.abs(period / year - 1) < 0.02;
};

/** Whether points are finer than half a month and go on for so long that the year may show. */
export function mayShowYear(axis: TimeAxis, points: number): boolean {
  const year = pointsPerYear(axis);
  return year > 26 && points >= LEAST_YEARS * year;
}

/** How much of its year has gone by at each point, 0 … 1. */
export function yearPhases(axis: TimeAxis, length: number): Float64Array {
  return Float64Array.from({ length }, (_, point) => {
    const ms = timeOf(axis, point);
    const year = Math.floor(monthOfDay(dayOf(ms)) / 12);
    const from = firstDayOfMonth(12 * year) * DAY;
    return (ms - from) / (firstDayOfMonth(12 * year + 12) * DAY - from);
  });
}
