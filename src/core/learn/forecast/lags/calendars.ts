import { calendarFeatures, type CalendarFeatures } from '../../../series/calendar-features.ts';
import type { TimeAxis } from '../../../series/types.ts';

/** The calendar of an axis; series that start and end together share it. */
export type Calendars = (axis: TimeAxis, length: number) => CalendarFeatures;

export function createCalendars(): Calendars {
  const kept = new Map<string, CalendarFeatures>();
  return (axis, length) => {
    const key = `${axis.step.count} ${axis.step.unit} ${axis.start} ${length}`;
    const found = kept.get(key) ?? calendarFeatures(axis, length);
    kept.set(key, found);
    return found;
  };
}
