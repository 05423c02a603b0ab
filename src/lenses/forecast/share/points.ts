import { isSmall, MIN_GROUP } from '../../../core/disclose/min-group.ts';
import type { Series, SeriesReading } from '../../../core/series/types.ts';
import type { ForecastModel, SeriesReport } from '../types.ts';

/** Rows behind each point of a series. `one`: a row each, as the file has it: the company's own figures. */
export type RowsBehind = Float64Array | 'one';

const areCounted = ({ gather, layout }: SeriesReading): boolean =>
  gather === 'count' || (layout.kind === 'long' && layout.value === undefined);

const isKnown = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** One a series of the model's data. */
export function rowsBehind({ data, report }: ForecastModel): readonly RowsBehind[] {
  const { reading } = report.plan.question;
  return data.series.map(({ rows, values }: Series): RowsBehind => {
    if (areCounted(reading)) return values.map((value) => (isKnown(value) ? value : 0));
    return rows ? Float64Array.from(rows) : 'one';
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
  const count = (rows: RowsBehind): number => (rows === 'one' ? 1 : (rows[point] ?? 0));
  const others = rest.reduce((sum, rows) => sum + count(rows), 0);
  if (others >= MIN_GROUP) return true;
  return others === 0 && shown.every(({ told }) => told(point));
}
