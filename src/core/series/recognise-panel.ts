import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { usualHorizon } from './horizon.ts';
import {
  isAveraged,
  knownColumns,
  measures,
  ONE_EACH,
  readingOf,
  reasonOf,
  type RecognisedSeries,
} from './recognised.ts';
import { says } from './series-words.ts';
import type { TimeColumn } from './time-columns.ts';
import type { CalendarStep } from './types.ts';

/** Columns of levels of which each has at most one row a time, and some nearly always one. */
export function keyColumns(profile: TableProfile, time: TimeColumn, rows: number): readonly ColumnProfile[] {
  const times = time.column.distinct;
  return profile.columns
    .filter((column) => column.name !== time.column.name && isKey(column))
    .map((column) => ({ column, share: rows / (times * column.distinct) }))
    .filter(({ column, share }) => {
      const most = column.levels?.[0]?.count ?? share * times;
      const least = column.role === 'entity' && column.kind !== 'number' ? LEAST_SHARE_OF_ACTORS : LEAST_SHARE;
      return share <= ONE_EACH && share >= least && most <= ONE_EACH * times && most >= times / 2;
    })
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 2)
    .map(({ column }) => column);
}

/** Of all pairs of a time and a level, this share has a row at least. */
const LEAST_SHARE = 0.15;
/** Users who come now and then are counted together rather than one by one. */
const LEAST_SHARE_OF_ACTORS = 0.5;

const isKey = ({ kind, role, distinct, missing, name, rowCount, levels }: ColumnProfile): boolean =>
  distinct >= 2 &&
  distinct <= rowCount / 4 &&
  missing <= rowCount / 20 &&
  !says(name, 'calendar') &&
  !TIME_OF_DAY.test(levels?.[0]?.level ?? '') &&
  ((kind === 'category' && (role === 'feature' || role === 'entity')) ||
    (kind === 'text' && role === 'entity') ||
    (kind === 'number' && says(name, 'numbered')));

/** `18:00`, `18.00.00`: hours of one series, not series. */
const TIME_OF_DAY = /^\d{1,2}[:.]\d{2}([:.]\d{2})?$/;

export function longBy(
  profile: TableProfile,
  time: TimeColumn,
  step: CalendarStep,
  key: ColumnProfile,
): readonly RecognisedSeries[] {
  const rows = time.column.rowCount - time.column.missing;
  const full = rows / (time.column.distinct * key.distinct);
  return measures(profile, time)
    .filter((column) => column.name !== key.name)
    .slice(0, 3)
    .map((column, place): RecognisedSeries => {
      const reading = readingOf(profile, time, column, { kind: 'long', value: column.name, by: key.name });
      const counts = column.numeric?.integers === true && column.numeric.min >= 0 && !isAveraged(column.name);
      return {
        reading: {
          ...reading,
          gaps: full < 0.9 && counts ? 'zero' : 'line',
          known: knownColumns(profile, time, [column.name, key.name]),
        },
        target: column.name,
        horizon: usualHorizon(step, time.points),
        // Dates and levels of which many pairs have no row may meet by chance: people who signed up, say.
        strength: (full > 0.8 ? 0.9 : 0.45) - 0.1 * place + (says(column.name, 'measured') ? 0.05 : 0),
        reason: reasonOf('long', time, step, { column: column.name, by: key.name, series: key.distinct }),
      };
    });
}
