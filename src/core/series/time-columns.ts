import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import { dayToMs } from '../ingest/dates.ts';
import { pointsBetween } from './horizon.ts';
import { tryFindStep } from './find-step.ts';
import { timesOfWords } from './read-times.ts';
import { says } from './series-words.ts';
import type { CalendarStep } from './types.ts';

/** A column of times as a profile shows it. */
export interface TimeColumn {
  readonly column: ColumnProfile;
  /** Absent: the times come as they like. */
  readonly step?: CalendarStep;
  readonly from: number;
  readonly to: number;
  /** Points of the step that the times span; 0 without a step. */
  readonly points: number;
}

/** Columns that may say when: dates, periods in words, years. */
export function timeColumns({ columns }: TableProfile): readonly TimeColumn[] {
  return columns.flatMap((column) => timeColumn(column) ?? []);
}

function timeColumn(column: ColumnProfile): TimeColumn | undefined {
  if (column.missing > column.rowCount / 10 || column.distinct < 3) return undefined;
  if (column.kind === 'date' && column.numeric) {
    const { min, max } = column.numeric;
    return spanned(column, column.step, min, max);
  }
  if (column.kind === 'number') return yearColumn(column);
  if (column.kind !== 'category' && column.kind !== 'text') return undefined;
  const times = timesOfWords((column.levels ?? []).map(({ level }) => level));
  const known = times?.filter((ms) => !Number.isNaN(ms)).sort();
  if (!known || known.length < 3) return undefined;
  return spanned(column, tryFindStep(known)?.step, known[0] as number, known.at(-1) as number);
}

function yearColumn(column: ColumnProfile): TimeColumn | undefined {
  const { numeric } = column;
  if (!numeric?.integers || numeric.min < 1800 || numeric.max > 2200 || !says(column.name, 'year')) return undefined;
  const start = (year: number): number => dayToMs(year, 1, 1);
  return spanned(column, { unit: 'year', count: 1 }, start(numeric.min), start(numeric.max));
}

const spanned = (column: ColumnProfile, step: CalendarStep | undefined, from: number, to: number): TimeColumn => ({
  column,
  ...(step ? { step } : {}),
  from,
  to,
  points: step ? pointsBetween(step, from, to) : 0,
});
