import { CodedError, type Finding } from '../errors.ts';
import { dateText } from '../table/cells.ts';
import type { Table } from '../table/table.ts';
import { DAY, pointReader, timeOf, type Grid } from './calendar.ts';
import { farTimes } from './far-times.ts';
import { fillGaps } from './fill-gaps.ts';
import { tidyTime } from './find-step.ts';
import { gatherCells, type Gathered } from './gather.ts';
import { readKnown } from './known-columns.ts';
import { endsThin, findPartial } from './partial-period.ts';
import { cellsOf, type SeriesCells } from './series-cells.ts';
import { settleGrid, type SettledGrid } from './settle-grid.ts';
import type { Gathering, Series, SeriesReading, SeriesSet, TimeAxis } from './types.ts';

export interface ReadOptions {
  /** Milliseconds of the wall clock taken as UTC: values after it are pointed out. Absent: none are. */
  readonly now?: number;
}

/** Cells of all series together, above which memory would not do. */
const MOST_CELLS = 60_000_000;
/** Fewer known values than this are hardly a series. */
const LEAST_POINTS = 5;
const NAMED = 5;

/**
 * A table as series on a common axis. Whatever is settled on the way is a finding; the order of rows does not matter
 * (but where the last one of a moment is asked for).
 * @throws table.no-column, series.no-times, series.no-numbers, series.no-columns, series.no-values, series.gaps,
 * series.too-few-times, series.no-step, series.step-under-a-minute, series.finer-than-rows, series.too-many-points,
 * series.known-not-numbers
 */
export function readSeries(table: Table, reading: SeriesReading, options: ReadOptions = {}): SeriesSet {
  const cells = cellsOf(table, reading);
  const findings: Finding[] = [];
  const valued = valuedTimes(cells, findings);
  const grid = settleGrid(valued, reading.step);
  findings.push(...grid.findings);
  const fitted = fitAxis(cells, valued, grid, reading, findings);
  const { axis, points } = fitted;
  if (options.now !== undefined) tellFuture(valued, options.now, findings);
  const point = pointReader(axis);
  const pointsOf = (times: readonly number[]): Set<number> => new Set(times.map(point));
  const gathered = gatherCells(cells, points, axis.length, reading.gather, pointsOf(grid.twice));
  tellGathered(gathered, grid, reading.gather, findings);
  const series = fillSeries(cells, gathered, reading, pointsOf(grid.missing), findings);
  const known =
    cells.byRow && reading.known.length > 0
      ? readKnown({
          table,
          names: reading.known,
          points,
          code: cells.code,
          series: series.length,
          length: axis.length,
        })
      : { known: [], future: 0, findings: [] };
  return { axis, series, known: known.known, future: known.future, findings: [...findings, ...known.findings] };
}

/** Times of rows that say a value of some series, NaN for others and for those that lie far from all. */
function valuedTimes(cells: SeriesCells, findings: Finding[]): Float64Array {
  const { code, values } = cells;
  const times = cells.times.slice();
  let timeless = 0;
  let unsorted = false;
  let last = -Infinity;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    if (Number.isNaN(time)) {
      timeless++;
      continue;
    }
    const known = values.length === 0 || values.some((column) => !Number.isNaN(column[row]));
    if (!known || (code && (code[row] as number) < 0)) times[row] = NaN;
    else {
      unsorted ||= time < last && (code === undefined || cells.names.length === 1);
      last = time;
    }
  }
  if (timeless > 0) findings.push({ code: 'series.without-time', level: 'careful', params: { count: timeless } });
  const nameless = code?.reduce((count, series) => count + (series < 0 ? 1 : 0), 0) ?? 0;
  if (nameless > 0) findings.push({ code: 'series.without-series', level: 'careful', params: { count: nameless } });
  if (unsorted) findings.push({ code: 'series.sorted', level: 'note', params: {} });
  const far = farTimes(times);
  if (far.length > 0) {
    const dates = far.slice(0, NAMED).map((row) => dateText(times[row] as number, false) ?? '');
    findings.push({ code: 'series.far-times', level: 'careful', params: { count: far.length, dates } });
    for (const row of far) times[row] = cells.times[row] = NaN;
  }
  if (times.every((time) => Number.isNaN(time))) throw new CodedError('series.no-values');
  return times;
}

function tellFuture(times: Float64Array, now: number, findings: Finding[]): void {
  const count = times.reduce((sum, time) => sum + (time > now ? 1 : 0), 0);
  if (count === 0) return;
  findings.push({ code: 'series.future-dates', level: 'careful', params: { count, now: dateText(now, false) ?? '' } });
}

/** The axis over all values, without its partial ends, and the point of each row on it. */
function fitAxis(
  cells: SeriesCells,
  valued: Float64Array,
  grid: SettledGrid,
  reading: SeriesReading,
  findings: Finding[],
): { axis: TimeAxis; points: Int32Array } {
  const whole = axisOver(valued, grid);
  const series = cells.names.length;
  if (whole.length * series > MOST_CELLS) {
    throw new CodedError('series.too-many-points', { points: whole.length, series });
  }
  const partial = partialEnds(cells, valued, grid, whole, reading, findings);
  const start = timeOf(whole, partial.first ? 1 : 0);
  const axis = {
    step: whole.step,
    start,
    length: whole.length - (partial.first ? 1 : 0) - (partial.last ? 1 : 0),
  };
  return { axis, points: pointsOf(cells.times, grid, axis) };
}

/** Months that end on the last day, or begin on the 31st, keep doing so: a start is only moved by whole steps. */
function axisOver(times: Float64Array, grid: SettledGrid): TimeAxis {
  const point = pointReader(grid);
  let [first, last] = [Infinity, -Infinity];
  for (const ms of times) {
    if (Number.isNaN(ms)) continue;
    const at = point(tidyTime(ms, grid.round));
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return { step: grid.step, start: timeOf(grid, first), length: last - first + 1 };
}

function pointsOf(times: Float64Array, { round }: SettledGrid, axis: Grid): Int32Array {
  const point = pointReader(axis);
  const points = new Int32Array(times.length);
  for (let row = 0; row < times.length; row++) {
    const ms = times[row] as number;
    points[row] = Number.isNaN(ms) ? -1 : Math.max(-1, point(tidyTime(ms, round)));
  }
  return points;
}

function partialEnds(
  cells: SeriesCells,
  valued: Float64Array,
  grid: SettledGrid,
  whole: TimeAxis,
  reading: SeriesReading,
  findings: Finding[],
): { first: boolean; last: boolean } {
  const points = pointsOf(valued, grid, whole);
  const rows = new Float64Array(whole.length);
  for (const point of points) if (point >= 0) rows[point] = (rows[point] as number) + 1;
  const found = grid.gathers
    ? findPartial(valued, points, whole, whole.length, grid.resolution)
    : { first: false, last: false };
  const counted = reading.gather === 'sum' || reading.gather === 'count';
  const last = found.last || (counted && cells.byRow && endsThin(rows));
  tellPartial({ first: found.first, last }, whole, rows, reading.leavePartialOut, findings);
  return reading.leavePartialOut ? { first: found.first, last } : { first: false, last: false };
}

function tellPartial(
  partial: { first: boolean; last: boolean },
  axis: TimeAxis,
  rows: Float64Array,
  leftOut: boolean,
  findings: Finding[],
): void {
  const end = leftOut ? 'left-out' : 'partial';
  const tell = (which: 'first' | 'last', point: number): void => {
    const from = dateText(timeOf(axis, point), axis.start % DAY !== 0 || axis.step.unit === 'hour') ?? '';
    const params = { from, rows: rows[point] as number };
    findings.push({ code: `series.${which}-period-${end}`, level: leftOut ? 'note' : 'careful', params });
  };
  if (partial.first) tell('first', 0);
  if (partial.last) tell('last', axis.length - 1);
}

const SHARED: Readonly<Record<Gathering, string>> = {
  sum: 'series.duplicates-summed',
  mean: 'series.duplicates-averaged',
  last: 'series.duplicates-last',
  count: 'series.duplicates-counted',
};

function tellGathered(
  { values, shared, sharing, rows }: Gathered,
  grid: SettledGrid,
  how: Gathering,
  findings: Finding[],
): void {
  const filled = values.reduce(
    (sum, one) => one.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), sum),
    0,
  );
  // Where most points have several rows these are no repeats.
  if (grid.gathers || shared > filled / 2) {
    const all = rows.reduce((sum, count) => sum + count, 0);
    const params = { rows: all, points: filled, how, unit: grid.step.unit, count: grid.step.count };
    findings.push({ code: 'series.gathered', level: 'note', params });
  } else if (shared > 0) {
    findings.push({ code: SHARED[how], level: 'careful', params: { rows: sharing, points: shared } });
  }
}

function fillSeries(
  cells: SeriesCells,
  gathered: Gathered,
  { gaps, layout }: SeriesReading,
  untold: ReadonlySet<number>,
  findings: Finding[],
): readonly Series[] {
  // Where no row means nothing happened, nothing happened after a series' last row either.
  const toTheEnd = gaps === 'zero' && layout.kind === 'long';
  const known = gathered.values.map((values) => values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0));
  const series = gathered.values.map((values, i): Series => {
    const one = fillGaps(cells.names[i] as string, values, gaps, toTheEnd, untold);
    const rows = gathered.shared > 0 ? gathered.counts[i] : undefined;
    return rows ? { ...one, rows } : one;
  });
  const gapsOf = (one: Series): number => one.filled.reduce((count, point) => count + (untold.has(point) ? 0 : 1), 0);
  const counts = series.map(gapsOf);
  const filled = counts.reduce((sum, count) => sum + count, 0);
  if (filled > 0) {
    const touched = counts.filter((count) => count > 0).length;
    const points = series.reduce((sum, one) => sum + one.last - one.first + 1, 0);
    const params = { count: filled, points, series: touched, how: gaps };
    findings.push({ code: 'series.gaps-filled', level: filled > points / 5 ? 'careful' : 'note', params });
  }
  tellSeries(series, known, gathered.rows.length, findings);
  return series;
}

function tellSeries(series: readonly Series[], known: readonly number[], length: number, findings: Finding[]): void {
  const tell = (code: string, level: Finding['level'], holds: (one: Series, i: number) => boolean): void => {
    const names = series.filter(holds).map(({ name }) => name);
    if (names.length === 0) return;
    findings.push({ code, level, params: { count: names.length, of: series.length, names: names.slice(0, NAMED) } });
  };
  const isEmpty = (_: Series, i: number): boolean => known[i] === 0;
  tell('series.empty-series', 'careful', isEmpty);
  tell('series.short-series', 'careful', (one, i) => !isEmpty(one, i) && (known[i] as number) < LEAST_POINTS);
  tell('series.late-starts', 'note', (one, i) => !isEmpty(one, i) && one.first > 0);
  tell('series.early-ends', 'note', (one, i) => !isEmpty(one, i) && one.last < length - 1);
}
