import type { Finding } from '../../core/errors.ts';
import type { ColumnProfile, TableProfile } from '../../core/profile/types.ts';
import { LEAST_POINTS, ONE_EACH } from '../../core/series/recognised.ts';
import { timeColumns, type TimeColumn } from '../../core/series/time-columns.ts';
import { suggestForecast } from './suggest.ts';

/** Tables of more columns are about something else than a series. */
const MOST_COLUMNS = 6;

/** Why a table that is a series all but for its values is not proposed to be forecast: too few of them, or all the same. */
export function forecastFindings(profile: TableProfile): Finding[] {
  if (profile.columns.length > MOST_COLUMNS || suggestForecast(profile).length > 0) return [];
  const time = timeColumns(profile).find((one) => isOneRowATime(one));
  const still = profile.columns.find((column) => isStill(column));
  if (!time) return [];
  const { name } = time.column;
  if (time.points < LEAST_POINTS) {
    const params = { time: name, points: time.column.distinct, least: LEAST_POINTS };
    return [{ level: 'careful', code: 'forecast.few-times', column: name, params }];
  }
  if (!still?.numeric) return [];
  const params = { column: still.name, value: still.numeric.min };
  return [{ level: 'careful', code: 'forecast.still-column', column: still.name, params }];
}

const isOneRowATime = ({ column, step }: TimeColumn): boolean =>
  step !== undefined && column.rowCount - column.missing <= ONE_EACH * column.distinct;

const isStill = ({ kind, distinct, rowCount, missing }: ColumnProfile): boolean =>
  kind === 'number' && distinct === 1 && missing < rowCount / 2;
