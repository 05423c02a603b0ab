import { DAY, timeOf } from '../core/series/calendar.ts';
import { makeCategoryColumn } from '../core/table/category.ts';
import { tableToCsv } from '../core/table/csv.ts';
import { makeTable, type Table } from '../core/table/table.ts';
import { LEVELS, type ForecastReport } from '../lenses/forecast/types.ts';

/**
 * The forecast as rows: time, series, prediction, low, high (the ends of the 90 % interval); series in the report's
 * order, their total last.
 */
export function forecastTable({ axis, series, total }: ForecastReport): Table {
  const rows = [...series, ...(total ? [total] : [])].flatMap(({ name, from, future }) => {
    const [low, high] = [future.quantiles[0], future.quantiles[LEVELS.length - 1]];
    return Array.from(future.mean, (prediction, ahead) => ({
      time: timeOf(axis, from + ahead),
      name,
      prediction,
      low: low?.[ahead] ?? NaN,
      high: high?.[ahead] ?? NaN,
    }));
  });
  const numbers = (name: 'prediction' | 'low' | 'high') =>
    ({ kind: 'number', name, values: Float64Array.from(rows, (row) => row[name]) }) as const;
  const times = Float64Array.from(rows, ({ time }) => time);
  return makeTable(
    [
      { kind: 'date', name: 'time', values: times, hasTime: times.some((time) => time % DAY !== 0) },
      makeCategoryColumn(
        'series',
        rows.map(({ name }) => name),
      ),
      numbers('prediction'),
      numbers('low'),
      numbers('high'),
    ],
    rows.length,
  );
}

/** Formula-safe. */
export const forecastBlob = (report: ForecastReport): Blob =>
  new Blob(tableToCsv(forecastTable(report)), { type: 'text/csv;charset=utf-8' });
