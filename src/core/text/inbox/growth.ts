import { CodedError } from '../../errors.ts';
import { benjaminiHochberg } from '../../stats/tests.ts';
import { DAY, lastTwoWindows, periodsOf, type PeriodUnit, type TwoWindows } from './periods.ts';
import { rateRatio, type RateRatio } from './rate-ratio.ts';

/** How a class or topic comes and goes. */
export interface GroupTrend {
  readonly group: number;
  /** Rows a period. */
  readonly counts: Int32Array;
  /** Rows in the window before the last, and in the last. */
  readonly before: number;
  readonly after: number;
  /** Rows a day, last window against the one before. */
  readonly growth: RateRatio;
  /** The same as a share of all dated rows: whether it grows faster than everything. */
  readonly shareGrowth: RateRatio;
  /** p of `growth` and of `shareGrowth` adjusted over all groups (Benjamini and Hochberg). */
  readonly adjustedPValue: number;
  readonly shareAdjustedPValue: number;
  /** Variance of the counts over what chance alone gives them, at least 1; intervals and p values allow for it. */
  readonly dispersion: number;
}

export interface Trends {
  readonly unit: PeriodUnit;
  readonly starts: Float64Array;
  readonly lastIsWhole: boolean;
  readonly windows: TwoWindows;
  /** All dated rows a period. */
  readonly all: Int32Array;
  /** In the order of `groups`. */
  readonly groups: readonly GroupTrend[];
  readonly undated: number;
}

/** Parts of a window, at least, that show how uneven the counts are. */
const FEWEST_PARTS = 3;

/**
 * Counts by day, week or month, and whether the last weeks bring more than as many before.
 * @param times ms since 1970, UTC, a row; NaN where there is none
 * @param groupOf class or topic, a row; others than `groups` (−1: unclear) count only in `all`
 * @throws text.misaligned, text.no-dates, text.dates-too-far-apart
 */
export function trendsOf(times: Float64Array, groupOf: Int32Array, groups: readonly number[]): Trends {
  if (times.length !== groupOf.length) {
    throw new CodedError('text.misaligned', { rows: groupOf.length, other: times.length });
  }
  const periods = periodsOf(times);
  const windows = lastTwoWindows(times);
  const parts = partsOf(times, windows);
  const everything = countIn(times, windows, () => true, parts);
  const trends = groups.map((group) => {
    const inside = countIn(times, windows, (row) => groupOf[row] === group, parts);
    return { group, inside, ...compare(inside, everything) };
  });
  const adjusted = benjaminiHochberg(trends.map(({ growth }) => growth.pValue));
  const shareAdjusted = benjaminiHochberg(trends.map(({ shareGrowth }) => shareGrowth.pValue));
  return {
    unit: periods.unit,
    starts: periods.starts,
    lastIsWhole: periods.lastIsWhole,
    windows,
    all: countPeriods(periods.of, periods.starts.length, () => true),
    groups: trends.map(({ group, inside, growth, shareGrowth, dispersion }, i) => ({
      group,
      counts: countPeriods(periods.of, periods.starts.length, (row) => groupOf[row] === group),
      before: inside.before,
      after: inside.after,
      growth,
      shareGrowth,
      adjustedPValue: adjusted[i] as number,
      shareAdjustedPValue: shareAdjusted[i] as number,
      dispersion,
    })),
    undated: times.reduce((sum, time) => sum + (Number.isNaN(time) ? 1 : 0), 0),
  };
}

function countPeriods(of: Int32Array, periods: number, isIn: (row: number) => boolean): Int32Array {
  const counts = new Int32Array(periods);
  of.forEach((period, row) => {
    if (period >= 0 && isIn(row)) counts[period] = (counts[period] as number) + 1;
  });
  return counts;
}

interface WindowCounts {
  readonly before: number;
  readonly after: number;
  /** Counts of equal parts of both windows, in order; an even number of them. */
  readonly parts: Float64Array;
}

/** Part of each row within the two windows, from 0; −1 outside. Parts are weeks, or days of a short window. */
function partsOf(times: Float64Array, { days, from, to }: TwoWindows): { of: Int32Array; each: number } {
  const weeks = days / 7;
  const each = Number.isInteger(weeks) && weeks >= FEWEST_PARTS ? weeks : days;
  const length = (days * DAY) / each;
  const of = Int32Array.from(times, (time) => (time >= from && time < to ? Math.floor((time - from) / length) : -1));
  return { of, each };
}

function countIn(
  times: Float64Array,
  { middle }: TwoWindows,
  isIn: (row: number) => boolean,
  { of, each }: { readonly of: Int32Array; readonly each: number },
): WindowCounts {
  const parts = new Float64Array(2 * each);
  let [before, after] = [0, 0];
  of.forEach((part, row) => {
    if (part < 0 || !isIn(row)) return;
    parts[part] = (parts[part] as number) + 1;
    if ((times[row] as number) < middle) before++;
    else after++;
  });
  return { before, after, parts };
}

function compare(
  inside: WindowCounts,
  everything: WindowCounts,
): { growth: RateRatio; shareGrowth: RateRatio; dispersion: number } {
  const dispersion = dispersionOf(inside);
  const [before, after] = [inside.before / dispersion, inside.after / dispersion];
  return {
    growth: rateRatio(before, after),
    // All rows are the exposure: a little wide where the group is most of them.
    shareGrowth: rateRatio(before, after, [everything.before, everything.after]),
    dispersion,
  };
}

/** Pearson's χ² of the parts about the mean of their window, over its degrees of freedom; 1 where there are few parts. */
function dispersionOf({ before, after, parts }: WindowCounts): number {
  const each = parts.length / 2;
  if (each < FEWEST_PARTS) return 1;
  let [square, windows] = [0, 0];
  [before, after].forEach((count, window) => {
    if (count === 0) return;
    windows++;
    const expected = count / each;
    for (let i = 0; i < each; i++) square += ((parts[window * each + i] as number) - expected) ** 2 / expected;
  });
  return windows === 0 ? 1 : Math.max(1, square / (windows * (each - 1)));
}
