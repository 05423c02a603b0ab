import { timeOf } from '../../src/core/series/calendar.ts';
import type { CalendarStep, SeriesReading, SeriesSet } from '../../src/core/series/types.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { CategoryColumn, DateColumn, NumberColumn } from '../../src/core/table/column.ts';

/** Milliseconds of an ISO date or time taken as UTC. */
export const at = (text: string): number => Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);

export const dates = (name: string, values: readonly number[]): DateColumn => ({
  kind: 'date',
  name,
  values: Float64Array.from(values),
  hasTime: values.some((ms) => ms % 86_400_000 !== 0),
});

export const numbers = (name: string, values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

export const words = (name: string, cells: readonly (string | null)[]): CategoryColumn =>
  makeCategoryColumn(name, cells);

export const points = (step: CalendarStep, start: string, length: number): number[] =>
  Array.from({ length }, (_, point) => timeOf({ step, start: at(start) }, point));

export const DAY: CalendarStep = { unit: 'day', count: 1 };
export const WEEK: CalendarStep = { unit: 'week', count: 1 };
export const MONTH: CalendarStep = { unit: 'month', count: 1 };

/** One value a row, summed up, gaps drawn as lines. */
export const reading = (more: Partial<SeriesReading> = {}): SeriesReading => ({
  time: 'when',
  layout: { kind: 'long', value: 'value' },
  gather: 'sum',
  gaps: 'line',
  leavePartialOut: true,
  known: [],
  ...more,
});

export const codesOf = ({ findings }: Pick<SeriesSet, 'findings'>): string[] => findings.map(({ code }) => code);
