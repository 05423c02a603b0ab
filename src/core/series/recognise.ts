import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { usualHorizon } from './horizon.ts';
import { across } from './recognise-across.ts';
import { events } from './recognise-events.ts';
import { keyColumns, longBy } from './recognise-panel.ts';
import { isAveraged, knownColumns, LEAST_POINTS, measures, ONE_EACH, readingOf, reasonOf } from './recognised.ts';
import type { RecognisedSeries } from './recognised.ts';
import { says } from './series-words.ts';
import { timeColumns, type TimeColumn } from './time-columns.ts';
import type { CalendarStep } from './types.ts';

const MOST_SUGGESTED = 8;
const MOST_SINGLE = 6;

/** Readings that a table suggests, the likeliest first; none where nothing in it is a series. */
export function recogniseSeries(profile: TableProfile): readonly RecognisedSeries[] {
  const times = timeColumns(profile);
  const found = [...times.flatMap((time) => byRows(profile, time)), ...across(profile, times)];
  return found.toSorted((a, b) => b.strength - a.strength).slice(0, MOST_SUGGESTED);
}

function byRows(profile: TableProfile, time: TimeColumn): readonly RecognisedSeries[] {
  const rows = time.column.rowCount - time.column.missing;
  const perTime = rows / time.column.distinct;
  if (time.step && time.points >= LEAST_POINTS && time.column.distinct < PROFILE_LIMIT) {
    if (perTime <= ONE_EACH) return oneRowATime(profile, time, time.step);
    const keyed = keyColumns(profile, time, rows);
    const long = keyed.flatMap((key) => longBy(profile, time, time.step as CalendarStep, key));
    if (long.length > 0) return long;
    if (isRepeated(profile, time, perTime)) return oneRowATime(profile, time, time.step);
  }
  return events(profile, time, rows);
}

/** Rows a time up to which some rows stand twice, and share of the times that has to be there then. */
const REPEATED = 1.25;
const NEARLY_ALL = 0.9;

/** A measurement at nearly every time, some of them twice; rows with an id each are things that happened. */
const isRepeated = (profile: TableProfile, time: TimeColumn, perTime: number): boolean =>
  perTime <= REPEATED &&
  time.column.distinct >= NEARLY_ALL * time.points &&
  !profile.columns.some(({ role }) => role === 'id' || role === 'entity');

/** More different values are not counted in a profile. */
const PROFILE_LIMIT = 100_000;

function oneRowATime(profile: TableProfile, time: TimeColumn, step: CalendarStep): readonly RecognisedSeries[] {
  const found = measures(profile, time);
  const horizon = usualHorizon(step, time.points);
  const each = found.slice(0, MOST_SINGLE).map((column, place): RecognisedSeries => ({
    reading: readingOf(profile, time, column, { kind: 'long', value: column.name }),
    target: column.name,
    horizon,
    strength: (says(column.name, 'measured') ? 0.9 : 0.8) - 0.05 * place,
    reason: reasonOf('one', time, step, { column: column.name }),
  }));
  return [...wide(profile, time, step, found), ...each];
}

/** Several measures of one kind beside each other. */
function wide(
  profile: TableProfile,
  time: TimeColumn,
  step: CalendarStep,
  found: readonly ColumnProfile[],
): readonly RecognisedSeries[] {
  if (found.length < 2) return [];
  const chosen = new Set(found);
  const columns = profile.columns.filter((column) => chosen.has(column)).map(({ name }) => name);
  const alike = found.every((column) => !says(column.name, 'known')) && areAlike(found);
  const target = commonStart(columns);
  return [
    {
      reading: {
        ...readingOf(profile, time, found[0] as ColumnProfile, { kind: 'wide', columns }),
        gather: columns.every(isAveraged) ? 'mean' : 'sum',
        known: knownColumns(profile, time, columns),
      },
      target,
      horizon: usualHorizon(step, time.points),
      strength: alike ? 0.95 : 0.5,
      reason: reasonOf('wide', time, step, { series: columns.length }),
    },
  ];
}

/** Typical sizes of parallel series lie within this factor of each other, or their names begin alike. */
const SAME_SIZE = 20;

function areAlike(columns: readonly ColumnProfile[]): boolean {
  const names = columns.map(({ name }) => name);
  if (commonStart(names).length >= 2) return true;
  if (columns.length < 3 || names.some((name) => says(name, 'measured') || says(name, 'averaged'))) return false;
  const sizes = columns.map(({ numeric }) => Math.abs(numeric?.mean ?? 0));
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  return low > 0 && high / low < SAME_SIZE;
}

/** What all names begin with, up to a separator or before their numbers. */
function commonStart(names: readonly string[]): string {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
  const start = first.slice(0, length).replace(/[\d\s_.:/-]+$/u, '');
  const ends = names.every((name) => /^[\d\s_.:/-]/u.test(name.slice(start.length)));
  return start.length > 0 && ends ? start : '';
}
