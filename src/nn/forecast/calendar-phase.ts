import type { View } from '../../core/learn/forecast/forecaster.ts';
import { calendarPeriods } from '../../core/series/calendar-periods.ts';
import { alignedStart, pointOf } from '../../core/series/calendar.ts';
import type { TimeAxis } from '../../core/series/types.ts';

/** Periods of the calendar whose phase a network is told at most. */
const MOST_PERIODS = 2;

/** Steps of the calendar from 1970 to the start of an axis, so that all series of a set count from the same point. */
export const clockOf = ({ step, start }: TimeAxis): number => pointOf({ step, start: alignedStart(0, step) }, start);

/** Rounds of the calendar that the longest series holds at least two of. */
export function toldPeriods(views: readonly View[]): readonly number[] {
  const longest = Math.max(0, ...views.map(({ values }) => values.length));
  const step = views[0]?.axis.step;
  if (!step) return [];
  return calendarPeriods(step)
    .filter((period) => 2 * period <= longest)
    .slice(0, MOST_PERIODS);
}

/** The strongest season that most of the series have, the shorter of equals; 1 where most have none. */
export function commonPeriod(views: readonly View[]): number {
  const counts = new Map<number, number>();
  for (const { nature } of views) {
    const period = Math.round(nature.seasons[0]?.period ?? 1);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1;
}
