import { isSmall, MIN_GROUP } from '../../../core/disclose/min-group.ts';
import type { Series, SeriesReading } from '../../../core/series/types.ts';
import type { ForecastModel, SeriesReport } from '../types.ts';

/** Rows behind each point of a series. `one`: a row each, as the file has it; `unknown`: nobody counted them. */
export type RowsBehind = Float64Array | 'one' | 'unknown';

/** Beyond so many rows a point, several rows were put together; less is a date that stands twice. */
const ALONE = 1.05;

const areCounted = ({ gather, layout }: SeriesReading): boolean =>
  gather === 'count' || (layout.kind === 'long' && layout.value === undefined);

const isKnown = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** Where a file has a row a point, its values are the company's own figures; elsewhere they rest on so many rows. */
export function rowsBehind({ data, report }: ForecastModel): readonly RowsBehind[] {
  const { reading } = report.plan.question;
  const points = data.series.reduce((sum, { values }) => sum + values.filter((value) => isKnown(value)).length, 0);
  const isWide = reading.layout.kind !== 'long';
  const width = isWide ? data.series.length : 1;
  const single = report.data.rowCount * width <= ALONE * points;
  return data.series.map(({ rows, values }: Series): RowsBehind => {
    if (areCounted(reading)) return values.map((value) => (isKnown(value) ? value : 0));
    if (rows) return Float64Array.from(rows);
    return single ? 'one' : 'unknown';
  });
}

/** Points that a forecast may repeat as they are: the last one, and those a season before the steps ahead. */
export function repeatedPoints(from: number, horizon: number, periods: readonly number[]): readonly number[] {
  return [1, ...periods].flatMap((period) =>
    Array.from({ length: Math.min(period, horizon) }, (_, ahead) => from - period + ahead),
  );
}

/** Whether a point may be told: no row is behind it, or enough are. A filled one is made of its neighbours. */
export function isTellable(rows: RowsBehind, series: Pick<SeriesReport, 'values' | 'filled'>, point: number): boolean {
  if (rows === 'one') return true;
  if (rows === 'unknown') return false;
  const behind = rows[point] ?? 0;
  if (isSmall(behind)) return false;
  return behind > 0 || series.values[point] === 0 || !series.filled.includes(point);
}

/**
 * Whether a point of the total may be told beside the series that are shown: what is left when they are taken from it
 * must be no row, or enough, and a held back point of one of them must be hidden among enough others.
 * @param shown rows behind the shown series, and whether their points are told
 * @param rest rows behind the others
 */
export function isTotalTellable(
  shown: readonly { readonly rows: RowsBehind; readonly told: (point: number) => boolean }[],
  rest: readonly RowsBehind[],
  point: number,
): boolean {
  const all = [...rest, ...shown.map(({ rows }) => rows)];
  if (all.every((rows) => rows === 'one')) return true;
  if (all.some((rows) => typeof rows === 'string')) return false;
  const count = (rows: RowsBehind): number => (typeof rows === 'string' ? 0 : (rows[point] ?? 0));
  const others = rest.reduce((sum, rows) => sum + count(rows), 0);
  if (others >= MIN_GROUP) return true;
  return others === 0 && shown.every(({ told }) => told(point));
}
