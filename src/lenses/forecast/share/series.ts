import { significant } from '../../../core/disclose/round.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import { cut } from '../../predict/share/limits.ts';
import type { HeldList } from '../../predict/share/held.ts';
import { LEVELS, type Fan, type ForecastModel, type SeriesReport } from '../types.ts';
import { MOST_HORIZON, MOST_PAST, MOST_SERIES } from './limits.ts';
import { isTellable, isTotalTellable, repeatedPoints, rowsBehind, type RowsBehind } from './points.ts';
import type { SharedSeries } from './types.ts';

/** Digits of a value: what a picture needs. */
const DIGITS = 4;
/** Characters that a point takes in a link. */
const POINT = 7;
const FEWEST_PAST = 60;

/** A series that is drawn, and which of its points are told. */
export interface DrawnSeries {
  readonly report: SeriesReport;
  readonly isTotal: boolean;
  readonly told: (point: number) => boolean;
}

interface Measured {
  readonly report: SeriesReport;
  readonly rows: RowsBehind;
  readonly told: (point: number) => boolean;
}

const sizeOf = ({ values }: SeriesReport): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);

/** Whether nothing that is held back stands again in the forecast. */
function isDrawable({ report, told }: Pick<Measured, 'report' | 'told'>, model: ForecastModel): boolean {
  const periods = model.report.seasons.map(({ period }) => period);
  const own = report.nature.seasons.map(({ period }) => period);
  const horizon = report.future.mean.length;
  return repeatedPoints(report.from, horizon, [...periods, ...own]).every((point) => point < 0 || told(point));
}

/**
 * The series that are drawn: the total, and the largest of those whose points rest on no or at least 11 rows where the
 * forecast may repeat them. @param isNamed whether a series may be named
 */
export function drawnSeries(
  model: ForecastModel,
  isNamed: (series: string) => boolean,
  held: HeldList,
): readonly DrawnSeries[] {
  const { report } = model;
  const behind = rowsBehind(model);
  const measured = report.series.map((one): Measured => {
    const at = model.data.series.findIndex(({ name }) => name === one.name);
    const rows = behind[at];
    // One that is not among the data is not told: nobody knows what is behind it.
    return { report: one, rows: rows ?? 'one', told: (point) => rows !== undefined && isTellable(rows, one, point) };
  });
  const named = measured.filter(({ report: { name } }) => isNamed(name));
  const drawable = named
    .filter((one) => isDrawable(one, model))
    .toSorted((a, b) => sizeOf(b.report) - sizeOf(a.report));
  const few = named.length - drawable.length;
  if (few > 0) held.add('forecast-few-rows', { count: few, of: measured.length });
  const shown = drawable.slice(0, report.total ? MOST_SERIES - 1 : MOST_SERIES);
  const more = drawable.length - shown.length;
  if (more > 0) held.add('forecast-more-series', { count: more, of: measured.length });
  const total = report.total && drawnTotal(model, report.total, measured, shown, held);
  return [...(total ? [total] : []), ...shown.map(({ report: one, told }) => ({ report: one, isTotal: false, told }))];
}

function drawnTotal(
  model: ForecastModel,
  total: SeriesReport,
  measured: readonly Measured[],
  shown: readonly Measured[],
  held: HeldList,
): DrawnSeries | undefined {
  const rest = measured.filter((one) => !shown.includes(one)).map(({ rows }) => rows);
  const told = (point: number): boolean => isTotalTellable(shown, rest, point);
  if (isDrawable({ report: total, told }, model)) return { report: total, isTotal: true, told };
  held.add('forecast-total');
  return undefined;
}

const rounded = (values: Float64Array): number[] =>
  Array.from(values.subarray(0, MOST_HORIZON), (value) => significant(value, DIGITS));

function futureOf({ mean, quantiles }: Fan): SharedSeries['future'] {
  const at = (level: (typeof LEVELS)[number]): number[] => rounded(quantiles[LEVELS.indexOf(level)] ?? mean);
  return { mean: rounded(mean), low: at(0.05), lowHalf: at(0.25), highHalf: at(0.75), high: at(0.95) };
}

/** As they are shared: the end of the past, as long as there is room for. @param budget characters for all of them */
export function sharedSeries(
  drawn: readonly DrawnSeries[],
  { report: { axis } }: ForecastModel,
  budget: number,
  held: HeldList,
): readonly Omit<SharedSeries, 'verdict'>[] {
  const room = Math.floor(budget / (POINT * Math.max(1, drawn.length)));
  const length = Math.max(FEWEST_PAST, Math.min(MOST_PAST, room));
  let untold = 0;
  const series = drawn.map(({ report, isTotal, told }): Omit<SharedSeries, 'verdict'> => {
    const first = Math.max(0, report.from - length);
    const past = Array.from(report.values.subarray(first, report.from), (value, i) => {
      if (!Number.isFinite(value)) return null;
      if (told(first + i)) return significant(value, DIGITS);
      untold++;
      return null;
    });
    return {
      name: cut(report.name),
      ...(isTotal ? { isTotal } : {}),
      start: timeOf(axis, first),
      past,
      future: futureOf(report.future),
      method: report.chosen.method,
    };
  });
  if (untold > 0) held.add('forecast-points', { count: untold });
  return series;
}
