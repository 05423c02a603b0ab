import type { Message } from '../errors.ts';
import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { DAY } from './calendar.ts';
import { pointsBetween, usualHorizon } from './horizon.ts';
import { tryFindStep } from './find-step.ts';
import { timesOfWords } from './read-times.ts';
import { says } from './series-words.ts';
import { timeColumns, type TimeColumn } from './time-columns.ts';
import type { CalendarStep, SeriesReading } from './types.ts';

/** A way to read a table as series, with what to forecast and how far. */
export interface RecognisedSeries {
  readonly reading: SeriesReading;
  /** The value column, or what the wide columns' names begin with; empty: rows are counted, or they have nothing in common. */
  readonly target: string;
  readonly horizon: number;
  /** 0 … 1 */
  readonly strength: number;
  /** `suggest.series-one`, `.series-wide`, `.series-long`, `.series-across`, `.series-summed`, `.series-averaged`, `.series-counted` */
  readonly reason: Message;
}

/** Fewer points are no series to look ahead from. */
const LEAST_POINTS = 8;
const MOST_SUGGESTED = 8;
const MOST_SINGLE = 6;
const MOST_KNOWN = 6;
/** Fewer different values are codes or switches. */
const LEAST_DISTINCT = 5;
/** Rows a time up to which there is one row each, but for some repeats. */
const ONE_EACH = 1.05;

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
  }
  return events(profile, time, rows);
}

/** More different values are not counted in a profile. */
const PROFILE_LIMIT = 100_000;

const isMeasure = (column: ColumnProfile, time: TimeColumn): boolean =>
  column.kind === 'number' &&
  column.role === 'feature' &&
  column.name !== time.column.name &&
  column.distinct >= LEAST_DISTINCT &&
  column.missing <= 0.9 * column.rowCount &&
  !says(column.name, 'calendar');

/** Numbers that may be asked for, the likeliest first: by name, then from the left. */
function measures(profile: TableProfile, time: TimeColumn): readonly ColumnProfile[] {
  const points = (column: ColumnProfile): number =>
    (says(column.name, 'measured') ? 2 : 0) - (says(column.name, 'known') ? 1 : 0);
  return profile.columns.filter((column) => isMeasure(column, time)).toSorted((a, b) => points(b) - points(a));
}

const isAveraged = (name: string): boolean => says(name, 'averaged') && !/sales|revenue|amount|total|count/i.test(name);

function oneRowATime(profile: TableProfile, time: TimeColumn, step: CalendarStep): readonly RecognisedSeries[] {
  const found = measures(profile, time);
  const horizon = usualHorizon(step, time.points);
  const each = found.map((column, place): RecognisedSeries => ({
    reading: readingOf(profile, time, column, { kind: 'long', value: column.name }),
    target: column.name,
    horizon,
    strength: (says(column.name, 'measured') ? 0.9 : 0.8) - 0.05 * Math.min(place, 8),
    reason: reasonOf('one', time, step, { column: column.name }),
  }));
  return [...wide(profile, time, step, found), ...each.slice(0, MOST_SINGLE)];
}

/** Several measures of one kind beside each other. */
function wide(
  profile: TableProfile,
  time: TimeColumn,
  step: CalendarStep,
  found: readonly ColumnProfile[],
): readonly RecognisedSeries[] {
  if (found.length < 2) return [];
  const columns = profile.columns.filter((column) => found.includes(column)).map(({ name }) => name);
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

/** Columns of levels of which each has at most one row a time, and some nearly always one. */
function keyColumns(profile: TableProfile, time: TimeColumn, rows: number): readonly ColumnProfile[] {
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

function longBy(
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
        strength: (full > 0.8 ? 0.9 : 0.6) - 0.1 * place + (says(column.name, 'measured') ? 0.05 : 0),
        reason: reasonOf('long', time, step, { column: column.name, by: key.name, series: key.distinct }),
      };
    });
}

/** Many rows a time, or times as they come: rows are counted, amounts summed up. */
function events(profile: TableProfile, time: TimeColumn, rows: number): readonly RecognisedSeries[] {
  if (time.column.kind !== 'date') return [];
  const step = stepOfEvents(time, rows);
  if (!step) return [];
  const points = pointsBetween(step, time.from, time.to);
  const horizon = usualHorizon(step, points);
  // Rows with an id each are things that happened, not measurements.
  const dense = time.step !== undefined && !profile.columns.some(({ role }) => role === 'id');
  const amounts = measures(profile, time).filter(
    ({ name }) => says(name, 'measured') || (dense && !says(name, 'known')),
  );
  const gathered = amounts.slice(0, 3).map((column, place): RecognisedSeries => {
    const averaged = isAveraged(column.name) || (dense && !says(column.name, 'measured'));
    const how = averaged ? 'averaged' : 'summed';
    return {
      reading: {
        ...readingOf(profile, time, column, { kind: 'long', value: column.name }),
        step,
        gather: averaged ? 'mean' : 'sum',
        gaps: how === 'summed' && !dense ? 'zero' : 'line',
        known: [],
      },
      target: column.name,
      horizon,
      strength: (dense ? 0.5 : 0.45) - 0.05 * place,
      reason: reasonOf(how, time, step, { column: column.name }),
    };
  });
  const counted = (strength: number, by?: ColumnProfile): RecognisedSeries => ({
    reading: {
      time: time.column.name,
      layout: { kind: 'long', ...(by ? { by: by.name } : {}) },
      step,
      gather: 'count',
      gaps: 'zero',
      leavePartialOut: true,
      known: [],
    },
    target: '',
    horizon,
    strength,
    reason: reasonOf('counted', time, step, by ? { by: by.name, series: by.distinct } : {}),
  });
  const kinds = profile.columns.find((column) => isKindOfEvent(column));
  const rowsAreMeasures = amounts.length > 0 && dense;
  return [
    ...gathered,
    counted(rowsAreMeasures ? 0.2 : 0.42),
    ...(kinds && !rowsAreMeasures ? [counted(0.35, kinds)] : []),
  ];
}

const MOST_KINDS = 12;

const isKindOfEvent = ({ kind, role, distinct, name }: ColumnProfile): boolean =>
  kind === 'category' && role === 'feature' && distinct >= 2 && distinct <= MOST_KINDS && says(name, 'kind');

const EVENT_STEPS: readonly CalendarStep[] = [
  { unit: 'day', count: 1 },
  { unit: 'week', count: 1 },
  { unit: 'month', count: 1 },
];
/** Rows a point on average from which counts say something, and points to learn from. */
const ROWS_A_POINT = 5;
const LEAST_EVENT_POINTS = 20;

/** The finest step with enough rows a point; rows that keep a step are not split any finer. */
function stepOfEvents(time: TimeColumn, rows: number): CalendarStep | undefined {
  const { step } = time;
  if (step && ['week', 'month', 'quarter', 'year'].includes(step.unit)) {
    return time.points >= LEAST_POINTS ? step : undefined;
  }
  if (time.to - time.from < LEAST_EVENT_POINTS * DAY) return undefined;
  return EVENT_STEPS.find((candidate) => {
    const points = pointsBetween(candidate, time.from, time.to);
    return points >= LEAST_EVENT_POINTS && rows >= ROWS_A_POINT * points;
  });
}

/** Columns whose names are times: a row a series. */
function across(profile: TableProfile, times: readonly TimeColumn[]): readonly RecognisedSeries[] {
  const numbers = profile.columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const columns = numbers.filter((name) => !Number.isNaN(timesOfWords([name])?.[0] ?? NaN));
  if (columns.length < LEAST_POINTS || columns.length < 0.7 * numbers.length || times.length > 0) return [];
  const headers = timesOfWords(columns);
  const step = headers && tryFindStep(headers)?.step;
  if (!headers || !step) return [];
  const words = profile.columns.filter(
    ({ kind, missing }) => (kind === 'category' || kind === 'text') && missing === 0,
  );
  const name = words.toSorted((a, b) => b.distinct - a.distinct)[0]?.name;
  const points = pointsBetween(step, Math.min(...headers), Math.max(...headers));
  return [
    {
      reading: {
        time: '',
        layout: { kind: 'across', columns, ...(name === undefined ? {} : { name }) },
        gather: 'last',
        gaps: 'line',
        leavePartialOut: true,
        known: [],
      },
      target: '',
      horizon: usualHorizon(step, points),
      strength: 0.9,
      reason: {
        code: 'suggest.series-across',
        params: { series: profile.rowCount, points, unit: step.unit, count: step.count },
      },
    },
  ];
}

function readingOf(
  profile: TableProfile,
  time: TimeColumn,
  column: ColumnProfile,
  layout: SeriesReading['layout'],
): SeriesReading {
  return {
    time: time.column.name,
    layout,
    gather: isAveraged(column.name) ? 'mean' : 'sum',
    gaps: 'line',
    leavePartialOut: true,
    known: layout.kind === 'long' ? knownColumns(profile, time, [column.name]) : [],
  };
}

/** Numbers and kinds of events that are planned: by name, or filled in where the target is not yet. */
function knownColumns(profile: TableProfile, time: TimeColumn, taken: readonly string[]): readonly string[] {
  const target = profile.columns.find(({ name }) => name === taken[0]);
  return profile.columns
    .filter(({ name }) => !taken.includes(name) && name !== time.column.name)
    .filter((column) => isPlanned(column) || isAhead(column, target))
    .slice(0, MOST_KNOWN)
    .map(({ name }) => name);
}

const isNumberOrSwitch = ({ kind, role, distinct }: ColumnProfile): boolean =>
  role === 'feature' && distinct >= 2 && (kind === 'number' || (kind === 'category' && distinct <= 8));

const isPlanned = (column: ColumnProfile): boolean =>
  isNumberOrSwitch(column) && says(column.name, 'known') && !says(column.name, 'measured');

/** Rows at the end have this column but not yet the target: few, or it would be a column with gaps. */
const isAhead = (column: ColumnProfile, target: ColumnProfile | undefined): boolean =>
  target !== undefined &&
  isNumberOrSwitch(column) &&
  !says(column.name, 'calendar') &&
  target.missing > 0 &&
  target.missing <= target.rowCount / 4 &&
  column.missing === 0;

const reasonOf = (
  kind: string,
  time: TimeColumn,
  step: CalendarStep,
  params: Readonly<Record<string, string | number>>,
): Message => ({
  code: `suggest.series-${kind}`,
  params: { time: time.column.name, unit: step.unit, count: step.count, ...params },
});
