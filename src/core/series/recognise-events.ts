import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { DAY } from './calendar.ts';
import { pointsBetween, usualHorizon } from './horizon.ts';
import { isAveraged, LEAST_POINTS, measures, readingOf, reasonOf, type RecognisedSeries } from './recognised.ts';
import { says } from './series-words.ts';
import type { TimeColumn } from './time-columns.ts';
import type { CalendarStep } from './types.ts';

/** Many rows a time, or times as they come: rows are counted, amounts summed up. */
export function events(profile: TableProfile, time: TimeColumn, rows: number): readonly RecognisedSeries[] {
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
  const rowsAreMeasures = amounts.length > 0 && dense;
  const kinds = profile.columns.find((column) => isKindOfEvent(column));
  return [
    ...amounts.slice(0, 3).map((column, place) => gathered(profile, time, step, column, horizon, dense, place)),
    counted(time, step, horizon, rowsAreMeasures ? 0.2 : 0.42),
    ...(kinds && !rowsAreMeasures ? [counted(time, step, horizon, 0.35, kinds)] : []),
  ];
}

function gathered(
  profile: TableProfile,
  time: TimeColumn,
  step: CalendarStep,
  column: ColumnProfile,
  horizon: number,
  dense: boolean,
  place: number,
): RecognisedSeries {
  const averaged = isAveraged(column.name) || (dense && !says(column.name, 'measured'));
  return {
    reading: {
      ...readingOf(profile, time, column, { kind: 'long', value: column.name }),
      step,
      gather: averaged ? 'mean' : 'sum',
      gaps: averaged || dense ? 'line' : 'zero',
      known: [],
    },
    target: column.name,
    horizon,
    strength: (dense ? 0.5 : 0.45) - 0.05 * place,
    reason: reasonOf(averaged ? 'averaged' : 'summed', time, step, { column: column.name }),
  };
}

/** @param by a column of kinds, each counted by itself */
function counted(
  time: TimeColumn,
  step: CalendarStep,
  horizon: number,
  strength: number,
  by?: ColumnProfile,
): RecognisedSeries {
  return {
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
  };
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
