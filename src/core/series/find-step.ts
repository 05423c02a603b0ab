import { CodedError, type Finding } from '../errors.ts';
import { alignedStart, DAY, dayOf, dayOfMonth, firstDayOfMonth, HOUR, isMonthEnd, MINUTE } from './calendar.ts';
import { monthOfDay, pointReader, timeOf, weekdayOf, type Grid } from './calendar.ts';
import { findClockChanges, type ClockChanges } from './clock-changes.ts';
import { distinct, mostCommon, spacingOf } from './spacing.ts';
import type { CalendarStep } from './types.ts';

/** Times are put to the multiple of `to` at or before them, once `shift` is added; milliseconds. */
export interface Rounding {
  readonly to: number;
  readonly shift: number;
}

export const tidyTime = (ms: number, round: Rounding | undefined): number =>
  round === undefined ? ms : Math.floor((ms + round.shift) / round.to) * round.to;

/** The grid of the calendar that times keep. */
export interface FoundStep {
  readonly step: CalendarStep;
  /** The first point. */
  readonly start: number;
  /** Present: how times are rounded before they are put on the grid. */
  readonly round?: Rounding;
  readonly clock: ClockChanges;
  readonly findings: readonly Finding[];
}

/** Fewer different times have no step. */
export const LEAST_TIMES = 3;
/** Share of the times that must be alike in what they are said to have in common. */
const NEARLY_ALL = 0.95;
const MOST = 0.9;
/** Times that are looked at for their spacing: the latest. */
const MOST_LOOKED_AT = 20_000;
/** Share of Saturdays and Sundays among business days, by mistake. */
const FEW = 0.02;

/**
 * The step of the calendar between the times of a column: the widest one that nearly all of them keep. Gaps, repeats,
 * order and a few strays do not matter.
 * @param times milliseconds; NaN is passed over
 * @throws series.too-few-times, series.no-step, series.step-under-a-minute
 */
export function findStep(times: ArrayLike<number>): FoundStep {
  const all = sortedTimes(times);
  const different = withoutRepeats(all);
  if (different.length < LEAST_TIMES) {
    throw new CodedError('series.too-few-times', { times: different.length, least: LEAST_TIMES });
  }
  const zones = zonesOfMidnight(different);
  // Spacing shows in a stretch as well as in a million times.
  const looked = [...different.subarray(-MOST_LOOKED_AT)];
  const days = distinct(looked.map((ms) => dayOf(zones ? tidyTime(ms, AROUND_MIDNIGHT) : ms)));
  const found = days.length >= NEARLY_ALL * looked.length ? gridOfDays(days, looked, zones) : gridOfClock(looked);
  if (!found) throw new CodedError('series.no-step', { times: different.length });
  const start = timeOf(found, pointReader(found)(tidyTime(different[0] as number, found.round)));
  const clock = findClockChanges(all, different, found);
  return { ...found, start, clock, findings: [...found.findings, ...strays(different, found), ...clock.findings] };
}

/** Ascending, without NaN; the same array where it is that already: of a million times sorting takes longest. */
function sortedTimes(times: ArrayLike<number>): Float64Array {
  const all = times instanceof Float64Array ? times : Float64Array.from(times);
  for (let i = 0; i < all.length; i++) {
    const inOrder = i === 0 || (all[i] as number) >= (all[i - 1] as number);
    if (!inOrder || !Number.isFinite(all[i])) return all.filter(Number.isFinite).sort();
  }
  return all;
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  const found = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) found[count++] = sorted[i] as number;
  }
  return found.subarray(0, count);
}

/** `findStep`, or undefined where there is none. */
export function tryFindStep(times: ArrayLike<number>): FoundStep | undefined {
  try {
    return findStep(times);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

type Found = Omit<FoundStep, 'clock'>;

/**
 * Days that were written with the offset of their zone begin at two times of UTC, an hour apart by summer and winter:
 * these, in hours.
 */
function zonesOfMidnight(different: Float64Array): readonly string[] | undefined {
  const clock = new Set<number>();
  for (const ms of different) {
    clock.add(ms - dayOf(ms) * DAY);
    if (clock.size > 2) return undefined;
  }
  const [first, second] = [...clock].toSorted((a, b) => a - b);
  if (first === undefined || second === undefined) return undefined;
  const apart = second - first;
  return apart === HOUR || apart === DAY - HOUR ? [first, second].map((ms) => String(ms / HOUR)) : undefined;
}

/** Midnights from New Zealand's (11:00 UTC the day before) to Alaska's (09:00 UTC) fall on their own days. */
const AROUND_MIDNIGHT: Rounding = { to: DAY, shift: 13.5 * HOUR };

function gridOfDays(
  days: readonly number[],
  different: readonly number[],
  zones: readonly string[] | undefined,
): Found | undefined {
  const grid = weeks(days) ?? months(days) ?? businessDays(days) ?? everyFewDays(days);
  if (!grid) return undefined;
  if (zones) {
    return {
      ...grid,
      round: AROUND_MIDNIGHT,
      findings: [{ code: 'series.offsets-mixed', level: 'note', params: { hours: zones } }],
    };
  }
  const clock = mostCommon(different.map((ms) => ms - dayOf(ms) * DAY));
  const timeOfDay = clock.count >= MOST * different.length ? clock.value : 0;
  return { step: grid.step, start: grid.start + timeOfDay, findings: [] };
}

function weeks(days: readonly number[]): Grid | undefined {
  const weekday = mostCommon(days.map(weekdayOf));
  if (weekday.count < MOST * days.length) return undefined;
  const index = distinct(days.map((day) => Math.floor((day + 3 - weekday.value) / 7)));
  if (index.length < NEARLY_ALL * days.length) return undefined;
  const spacing = spacingOf(index);
  if (!spacing) return undefined;
  const first = firstOn(index, spacing);
  return { step: { unit: 'week', count: spacing.every }, start: (first * 7 - 3 + weekday.value) * DAY };
}

function months(days: readonly number[]): Grid | undefined {
  const index = distinct(days.map(monthOfDay));
  if (index.length < NEARLY_ALL * days.length || index.length < LEAST_TIMES) return undefined;
  const place = placeInMonth(days);
  const spacing = place === undefined ? undefined : spacingOf(index);
  if (place === undefined || !spacing) return undefined;
  const first = firstOn(index, spacing);
  const last = firstDayOfMonth(first + 1) - 1;
  const day = place === 'end' ? last : Math.min(firstDayOfMonth(first) + place - 1, last);
  // The last day of its month would mean the last day of every month.
  const start = place !== 'end' && isMonthEnd(day) ? firstDayOfMonth(first) : day;
  return { step: stepOfMonths(spacing.every), start: start * DAY };
}

function stepOfMonths(every: number): CalendarStep {
  if (every % 12 === 0) return { unit: 'year', count: every / 12 };
  return every === 3 ? { unit: 'quarter', count: 1 } : { unit: 'month', count: every };
}

/** A first or last business day moves within a week. */
const WANDERS = 6;

/** The day of the month that the days have in common, or that it is the last one; undefined where they are anywhere. */
function placeInMonth(days: readonly number[]): number | 'end' | undefined {
  const share = (holds: (day: number) => boolean): number => days.filter(holds).length / days.length;
  if (share(isMonthEnd) >= MOST) return 'end';
  const places = days.map(dayOfMonth);
  const common = mostCommon(places);
  if (common.count >= MOST * days.length) return common.value;
  const toEnd = (day: number): number => firstDayOfMonth(monthOfDay(day) + 1) - 1 - day;
  if (share((day) => toEnd(day) <= WANDERS) >= MOST) return 'end';
  const from = places.toSorted((a, b) => a - b)[Math.floor(places.length / 20)] as number;
  return places.filter((place) => place >= from && place <= from + WANDERS).length >= MOST * places.length
    ? 1
    : undefined;
}

/** Less than two weeks of days without a weekend may be chance. */
const BUSINESS_WEEKS = 10;

function businessDays(days: readonly number[]): Grid | undefined {
  const weekend = days.filter((day) => weekdayOf(day) > 4).length;
  const [first, last] = [days[0] as number, days.at(-1) as number];
  if (weekend > FEW * days.length || last - first < BUSINESS_WEEKS) return undefined;
  const work = days.filter((day) => weekdayOf(day) <= 4);
  const grid: Grid = { step: { unit: 'business-day', count: 1 }, start: (work[0] as number) * DAY };
  const point = pointReader(grid);
  const spacing = spacingOf(work.map((day) => point(day * DAY)));
  return spacing?.every === 1 ? grid : undefined;
}

function everyFewDays(days: readonly number[]): Grid | undefined {
  const spacing = spacingOf(days);
  return spacing && { step: { unit: 'day', count: spacing.every }, start: firstOn(days, spacing) * DAY };
}

/** The point of the grid at or before the first number. */
function firstOn(sorted: readonly number[], { every, phase }: { every: number; phase: number }): number {
  const first = sorted[0] as number;
  return first - ((((first - phase) % every) + every) % every);
}

function gridOfClock(different: readonly number[]): Found | undefined {
  const whole = different.filter((ms) => ms % MINUTE === 0);
  if (whole.length >= NEARLY_ALL * different.length) {
    const minutes = whole.map((ms) => ms / MINUTE);
    const spacing = spacingOf(minutes);
    if (!spacing) return undefined;
    return { step: stepOfMinutes(spacing.every), start: firstOn(minutes, spacing) * MINUTE, findings: [] };
  }
  return gridOfUnevenClock(different);
}

const stepOfMinutes = (every: number): CalendarStep =>
  every % 60 === 0 ? { unit: 'hour', count: every / 60 } : { unit: 'minute', count: every };

/** Steps that clocks run by, in minutes. */
const CLOCK_STEPS = [1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720];
/** Neighbours that are one step apart once rounded: more than where seconds count. */
const EVEN_ONCE_ROUNDED = 0.6;

/** Sensors and jobs that are some seconds late: 10:00:04, 10:15:09. */
function gridOfUnevenClock(different: readonly number[]): Found | undefined {
  const distances = Float64Array.from(different.slice(1), (ms, i) => ms - (different[i] as number)).sort();
  const typical = distances[distances.length >> 1] as number;
  if (typical < MINUTE / 2 && spacingOf(different.map((ms) => Math.round(ms / 1000)))) {
    throw new CodedError('series.step-under-a-minute', { seconds: typical / 1000 });
  }
  const minutes = CLOCK_STEPS.find((step) => Math.abs(typical - step * MINUTE) < 0.1 * step * MINUTE);
  if (minutes === undefined) return undefined;
  const length = minutes * MINUTE;
  const round: Rounding = { to: length, shift: length / 2 };
  const rounded = distinct(different.map((ms) => tidyTime(ms, round) / length));
  if (rounded.length < NEARLY_ALL * different.length) return undefined;
  if (spacingOf(rounded, EVEN_ONCE_ROUNDED)?.every !== 1) return undefined;
  const step = stepOfMinutes(minutes);
  const finding: Finding = {
    code: 'series.times-rounded',
    level: 'note',
    params: { unit: step.unit, count: step.count },
  };
  return { step, start: alignedStart((rounded[0] as number) * length, step), round, findings: [finding] };
}

/** Times that are not on a point: they count to the one before. */
function strays(different: Float64Array, { step, start, round }: Found): Finding[] {
  const point = pointReader({ step, start });
  let count = 0;
  for (const ms of different) {
    const at = tidyTime(ms, round);
    if (timeOf({ step, start }, point(at)) !== at) count++;
  }
  const share = count / different.length;
  if (count === 0 || share > 1 - MOST) return [];
  return [{ code: 'series.stray-times', level: 'note', params: { count, times: different.length } }];
}
