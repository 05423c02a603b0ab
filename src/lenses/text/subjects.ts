import { CodedError } from '../../core/errors.ts';
import { wilson } from '../../core/stats/tests.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { trendsOf, type Trends } from '../../core/text/inbox/growth.ts';
import { ratingsByGroup, type RatedGroup } from '../../core/text/inbox/low-rated.ts';
import { readRatings } from '../../core/text/inbox/rating-scale.ts';
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

/** What people write about: how much, whether it grows, and how it is rated; in the order of the groups. */
export function subjectsOf(grouped: Grouped): Subject[] {
  const { names, groupOf, rows, examplesOf } = grouped;
  const counts = new Int32Array(names.length);
  for (const group of groupOf) if (group >= 0) counts[group] = (counts[group] as number) + 1;
  const trends = unlessUnfit(() => trendsOfGroups(grouped));
  const ratings = unlessUnfit(() => ratingsOfGroups(grouped)) ?? [];
  return names.map((name, group) => {
    const count = counts[group] as number;
    const rating = ratings.find((one) => one.group === group);
    return {
      name,
      rows: count,
      share: { value: rows.length > 0 ? count / rows.length : 0, ...wilson(count, rows.length) },
      ...trendOf(trends, group),
      ...(rating ? { rating: ratingOf(rating) } : {}),
      examples: examplesOf(group),
    };
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

const groupsOf = ({ names }: Grouped): number[] => Array.from(names.keys());

function trendsOfGroups(grouped: Grouped): Trends | undefined {
  const { table, inbox, rows, groupOf } = grouped;
  const column = inbox?.date === undefined ? undefined : findColumn(table, inbox.date);
  if (column?.kind !== 'date') return undefined;
  return trendsOf(
    Float64Array.from(rows, (row) => column.values[row] as number),
    groupOf,
    groupsOf(grouped),
  );
}

function ratingsOfGroups(grouped: Grouped): readonly RatedGroup[] | undefined {
  const { table, inbox, rows, groupOf } = grouped;
  const column = inbox?.rating === undefined ? undefined : findColumn(table, inbox.rating);
  if (column?.kind !== 'number' && column?.kind !== 'category') return undefined;
  const { values } = readRatings(column);
  return ratingsByGroup(
    Float64Array.from(rows, (row) => values[row] as number),
    groupOf,
    groupsOf(grouped),
  ).groups;
}

/** Mean of the others: that of the group less the difference. */
const ratingOf = ({ mean, difference, rated, adjustedPValue }: RatedGroup): NonNullable<Subject['rating']> => ({
  mean,
  elsewhere: mean.value - difference.value,
  rows: rated,
  adjustedPValue,
});

function trendOf(trends: Trends | undefined, group: number): Pick<Subject, 'growth' | 'trend'> {
  const own = trends?.groups[group];
  if (!trends || !own) return {};
  const { before, after, growth, adjustedPValue, counts } = own;
  const trend = Array.from(trends.starts, (from, i) => ({ from, count: counts[i] as number }));
  // Nothing before: how many times more it is cannot be said.
  if (!Number.isFinite(growth.ratio) || !Number.isFinite(growth.high)) return { trend };
  const { ratio: value, low, high } = growth;
  return { trend, growth: { days: trends.windows.days, ratio: { value, low, high }, before, after, adjustedPValue } };
}
