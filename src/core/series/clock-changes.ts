import type { Finding } from '../errors.ts';
import { DAY, dayOf, HOUR, monthOfDay, stepLength, weekdayOf, type Grid } from './calendar.ts';

/** What the change to and from summer time left in times of the wall clock. */
export interface ClockChanges {
  /** Points of time that the spring has not. */
  readonly missing: readonly number[];
  /** Points of time that the autumn has twice. */
  readonly twice: readonly number[];
  readonly findings: readonly Finding[];
}

const NONE: ClockChanges = { missing: [], twice: [], findings: [] };

/** Clocks change in the night to a Sunday, before four. */
const LATEST = 4 * HOUR;
/** March, April; September, October, November: in the south the other way round. */
const MONTHS: readonly number[] = [2, 3, 8, 9, 10];

/**
 * An hour that is missing on a Sunday night in spring, one that is there twice on one in autumn.
 * @param all ascending, with repeats
 * @param different ascending, without
 */
export function findClockChanges(
  all: Float64Array,
  different: Float64Array,
  { step }: Pick<Grid, 'step'>,
): ClockChanges {
  const length = stepLength(step);
  if ((step.unit !== 'minute' && step.unit !== 'hour') || length > HOUR) return NONE;
  const missing: number[] = [];
  for (let i = 1; i < different.length; i++) {
    const [before, after] = [different[i - 1] as number, different[i] as number];
    if (after - before !== HOUR + length || !isChangeOfClocks(after - HOUR)) continue;
    for (let ms = after - HOUR; ms < after; ms += length) missing.push(ms);
  }
  const twice = doubled(all, different);
  if (missing.length + twice.length === 0) return NONE;
  const finding: Finding = {
    code: 'series.daylight-saving',
    level: 'note',
    params: { missing: missing.length, twice: twice.length },
  };
  return { missing, twice, findings: [finding] };
}

const isChangeOfClocks = (ms: number): boolean => {
  const day = dayOf(ms);
  return weekdayOf(day) === 6 && ms - day * DAY < LATEST && MONTHS.includes(monthOfDay(day) % 12);
};

/** Times with twice as many rows as is usual; none where that happens at other times as well. */
function doubled(all: Float64Array, different: Float64Array): number[] {
  const usual = all.length / different.length;
  const twice: number[] = [];
  let others = 0;
  let at = 0;
  for (const ms of different) {
    let count = 0;
    while (at < all.length && all[at] === ms) {
      count++;
      at++;
    }
    if (count < 1.8 * usual) continue;
    if (isChangeOfClocks(ms)) twice.push(ms);
    else others++;
  }
  return twice.length >= others ? twice : [];
}
