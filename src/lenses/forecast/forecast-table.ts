import { timeOf } from '../../core/series/calendar.ts';
import { makeCategoryColumn } from '../../core/table/category.ts';
import { makeTable, type Table } from '../../core/table/table.ts';
import { LEVELS, type ForecastReport } from './types.ts';

/**
 * The future as rows: time, series, prediction, and the 90 % interval; the total's rows come last. The column of series is
 * there also where there is only one, so that a file always has the same columns.
 */
export function forecastTable({ axis, series, total }: Pick<ForecastReport, 'axis' | 'series' | 'total'>): Table {
  const all = total ? [...series, total] : series;
  const rows = all.reduce((sum, { future }) => sum + future.mean.length, 0);
  const time = new Float64Array(rows);
  const [prediction, low, high] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const names: string[] = [];
  let row = 0;
  for (const { name, from, future } of all) {
    for (let h = 0; h < future.mean.length; h++, row++) {
      time[row] = timeOf(axis, from + h);
      prediction[row] = future.mean[h] as number;
      low[row] = future.quantiles[0]?.[h] as number;
      high[row] = future.quantiles[LEVELS.length - 1]?.[h] as number;
      names.push(name);
    }
  }
  const hasTime = axis.step.unit === 'minute' || axis.step.unit === 'hour' || time.some((ms) => ms % 86_400_000 !== 0);
  return makeTable(
    [
      { kind: 'date', name: 'time', values: time, hasTime },
      makeCategoryColumn('series', names),
      { kind: 'number', name: 'prediction', values: prediction },
      { kind: 'number', name: 'low', values: low },
      { kind: 'number', name: 'high', values: high },
    ],
    rows,
  );
}
