import { CodedError } from '../../errors.ts';
import type { Estimate } from '../../metrics/types.ts';
import { wilson } from '../../stats/tests.ts';
import { trendsOf, type GroupTrend, type Trends } from './growth.ts';
import { ratingsByGroup, type RatedGroup } from './low-rated.ts';
import { sideOf, type Ratings } from './rating-scale.ts';

/** What people write about, one class or topic of it. */
export interface Complaint {
  readonly group: number;
  readonly rows: number;
  /** Of all texts, with Wilson's interval. */
  readonly share: Estimate;
  /** Where there are dates. */
  readonly trend: GroupTrend | null;
  /** Where there are ratings, and enough of this group. */
  readonly rating: RatedGroup | null;
  /** Rows with a low rating, of those rated; null without ratings. */
  readonly low: { readonly rows: number; readonly rated: number; readonly share: Estimate } | null;
}

export interface Complaints {
  /** Where there are ratings those with most low ones first, else the largest. */
  readonly groups: readonly Complaint[];
  readonly rows: number;
  /** Rows of no group. */
  readonly unclear: number;
  readonly trends: Trends | null;
  /** Groups whose ratings were compared. */
  readonly ratingsTried: number;
}

export interface ComplaintsInput {
  /** Class or topic of each row; −1 unclear. */
  readonly groupOf: Int32Array;
  readonly groups: readonly number[];
  /** ms since 1970, UTC, a row; NaN where there is none. */
  readonly times?: Float64Array;
  readonly ratings?: Ratings;
}

/**
 * Size, growth and ratings of each class or topic.
 * @throws text.too-few-texts, text.misaligned, text.no-dates, text.dates-too-far-apart
 */
export function complaintsOf({ groupOf, groups, times, ratings }: ComplaintsInput): Complaints {
  const rows = groupOf.length;
  if (rows === 0) throw new CodedError('text.too-few-texts', { rows, needed: 1 });
  const trends = times ? trendsOf(times, groupOf, groups) : null;
  const rated = ratings ? ratingsByGroup(ratings.values, groupOf, groups) : null;
  const sizes = new Map<number, number>(groups.map((group) => [group, 0]));
  let unclear = 0;
  for (const group of groupOf) {
    const size = sizes.get(group);
    if (size === undefined) unclear++;
    else sizes.set(group, size + 1);
  }
  const all = groups.map((group): Complaint => {
    const size = sizes.get(group) ?? 0;
    return {
      group,
      rows: size,
      share: shareOf(size, rows),
      trend: trends?.groups.find((one) => one.group === group) ?? null,
      rating: rated?.groups.find((one) => one.group === group) ?? null,
      low: ratings ? lowOf(ratings, groupOf, group) : null,
    };
  });
  const weight = ({ low, rows: size }: Complaint): number => (low ? low.rows : size);
  return {
    groups: all.toSorted((a, b) => weight(b) - weight(a) || b.rows - a.rows || a.group - b.group),
    rows,
    unclear,
    trends,
    ratingsTried: rated?.tried ?? 0,
  };
}

const shareOf = (part: number, whole: number): Estimate => ({ value: part / whole, ...wilson(part, whole) });

function lowOf({ scale, values }: Ratings, groupOf: Int32Array, group: number): NonNullable<Complaint['low']> {
  let [low, rated] = [0, 0];
  values.forEach((value, row) => {
    if (groupOf[row] !== group || Number.isNaN(value)) return;
    rated++;
    if (sideOf(scale, value) < 0) low++;
  });
  return { rows: low, rated, share: shareOf(low, rated) };
}
