import { CodedError } from '../../core/errors.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { complaintsOf, type Complaint, type Complaints } from '../../core/text/inbox/complaints.ts';
import type { RatedGroup } from '../../core/text/inbox/low-rated.ts';
import { readRatings, type Ratings } from '../../core/text/inbox/rating-scale.ts';
import type { InboxColumns } from '../predict/question.ts';
import type { Subject } from './types.ts';

/** Groups of the texts of a table. */
export interface Grouped {
  readonly table: Table;
  /** What may be looked at beside the texts. */
  readonly inbox: InboxColumns | undefined;
  /** Rows with a text, whether in a group or not. */
  readonly rows: Int32Array;
  /** Group of each of `rows`; −1: none. */
  readonly groupOf: Int32Array;
  /** By number of the group. */
  readonly names: readonly string[];
  readonly examplesOf: (group: number) => readonly number[];
}

/** What was counted of the groups. */
export interface Counted {
  readonly complaints: Complaints;
  /** Of each of the rows, on the scale; absent where there are none. */
  readonly ratings?: Ratings;
}

/** How much there is of each group, whether it grows, and how it is rated. @throws text.too-few-texts where no row is given */
export function countGroups(grouped: Grouped): Counted {
  const { groupOf, names } = grouped;
  const groups = Array.from(names.keys());
  const ratings = unlessUnfit(() => ratingsOf(grouped));
  const times = timesOf(grouped);
  const plain = { groupOf, groups, ...(ratings ? { ratings } : {}) };
  const dated = times && unlessUnfit(() => complaintsOf({ ...plain, times }));
  return { complaints: dated ?? complaintsOf(plain), ...(ratings ? { ratings } : {}) };
}

/** What people write about, in the order of the groups. */
export function subjectsOf({ names, examplesOf }: Grouped, { complaints }: Counted): Subject[] {
  const byGroup = new Map(complaints.groups.map((complaint) => [complaint.group, complaint]));
  return names.flatMap((name, group): readonly Subject[] => {
    const complaint = byGroup.get(group);
    if (!complaint) return [];
    const { rows, share, rating, low } = complaint;
    return [
      {
        name,
        rows,
        share,
        ...trendOf(complaint, complaints),
        ...(rating ? { rating: ratingOf(rating) } : {}),
        ...(low ? { low: { rows: low.rows, rated: low.rated } } : {}),
        examples: examplesOf(group),
      },
    ];
  });
}

/** Dates of one day alone, a date of the year 9999, ratings on no scale: all else can still be told. */
function unlessUnfit<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof CodedError && error.code.startsWith('text.')) return undefined;
    throw error;
  }
}

function timesOf({ table, inbox, rows }: Grouped): Float64Array | undefined {
  const column = inbox?.date === undefined ? undefined : findColumn(table, inbox.date);
  return column?.kind === 'date' ? Float64Array.from(rows, (row) => column.values[row] as number) : undefined;
}

function ratingsOf({ table, inbox, rows }: Grouped): Ratings | undefined {
  const column = inbox?.rating === undefined ? undefined : findColumn(table, inbox.rating);
  if (column?.kind !== 'number' && column?.kind !== 'category') return undefined;
  const { scale, values } = readRatings(column);
  return { scale, values: Float64Array.from(rows, (row) => values[row] as number) };
}

/** Mean of the others: that of the group less the difference. */
const ratingOf = ({ mean, difference, rated, adjustedPValue }: RatedGroup): NonNullable<Subject['rating']> => ({
  mean,
  elsewhere: mean.value - difference.value,
  rows: rated,
  adjustedPValue,
});

function trendOf({ trend: own }: Complaint, { trends }: Complaints): Pick<Subject, 'growth' | 'trend'> {
  if (!trends || !own) return {};
  const { before, after, growth, adjustedPValue, counts } = own;
  const trend = Array.from(trends.starts, (from, i) => ({ from, count: counts[i] as number }));
  // Nothing before: how many times more it is cannot be said.
  if (!Number.isFinite(growth.ratio) || !Number.isFinite(growth.high)) return { trend };
  const { ratio: value, low, high } = growth;
  return { trend, growth: { days: trends.windows.days, ratio: { value, low, high }, before, after, adjustedPValue } };
}
