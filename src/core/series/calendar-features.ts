import { DAY, HOUR, dayOf, dayOfMonth, monthOfDay, timeOf, weekdayOf, type Grid } from './calendar.ts';

/** What the calendar says of each point. */
export interface CalendarFeatures {
  /** 1 … 12 */
  readonly month: Float64Array;
  /** 1 (Monday) … 7 */
  readonly weekday: Float64Array;
  /** 0 … 23 */
  readonly hour: Float64Array;
  /** 1 … 31 */
  readonly dayOfMonth: Float64Array;
}

/** @param length points from the start of the axis on; may reach past its end */
export function calendarFeatures(axis: Grid, length: number): CalendarFeatures {
  const features = {
    month: new Float64Array(length),
    weekday: new Float64Array(length),
    hour: new Float64Array(length),
    dayOfMonth: new Float64Array(length),
  };
  for (let point = 0; point < length; point++) {
    const ms = timeOf(axis, point);
    const day = dayOf(ms);
    features.month[point] = (monthOfDay(day) % 12) + 1;
    features.weekday[point] = weekdayOf(day) + 1;
    features.hour[point] = Math.floor((ms - day * DAY) / HOUR);
    features.dayOfMonth[point] = dayOfMonth(day);
  }
  return features;
}
