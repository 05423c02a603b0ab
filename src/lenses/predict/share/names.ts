import { isSmall, MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { parseDerivedName } from '../../../core/prepare/derived-name.ts';
import { OTHER_LEVEL } from '../../../core/prepare/steps/categories.ts';
import type { ShareChoices } from '../../share.ts';
import type { ModelColumn } from '../model.ts';
import { calendarRows, knownRows, levelRows, safeEnds } from '../portable/known-rows.ts';
import type { PredictSource } from './types.ts';

/** What may be named in a shared report. */
export interface Names {
  /** Columns left out: taken out by hand, or with personal data and not put back. */
  readonly out: ReadonlySet<string>;
  /** Whether a column may be named; one made by a step goes with the column it was made from. */
  column(name: string): boolean;
  /** Rows known to have a level of a column, also of a date's months and weekdays; 0 where nothing is known. */
  rowsOf(column: string, level: string): number;
  /** Whether a number or date has at least 11 rows below a cut and as many at or above it. */
  cut(column: string, at: number): boolean;
  /** Whether at least `rows` rows differ from what most have, so that a slope is not about fewer. */
  varies(column: string, rows: number): boolean;
}

export function makeNames({ model, personal }: PredictSource, choices: ShareChoices): Names {
  const putBack = new Set(choices.putBack);
  const out = new Set([
    ...choices.columnsOut,
    ...personal.map(({ column }) => column).filter((column) => !putBack.has(column)),
  ]);
  const rowCount = model.report.refit.rowCount;
  const columns = new Map(model.columns.map((column) => [column.name, column]));
  const counted = new Map(model.columns.map((column) => [column.name, levelRows(column, rowCount)]));

  function rowsOf(name: string, level: string): number {
    const { column: base, parts } = parseDerivedName(name);
    const column = columns.get(name) ?? columns.get(base);
    if (!column) return 0;
    if (level === '') return knownRows(column, rowCount).missing;
    const part = parts[0];
    if (part === 'month' || part === 'weekday') return calendarRowsOf(column, part, level, rowCount);
    const known = counted.get(column.name) as Map<string, number>;
    if (level === OTHER_LEVEL) return [...known.values()].filter(isSmall).reduce((a, b) => a + b, 0);
    return known.get(level) ?? 0;
  }

  return {
    out,
    column: (name) => !out.has(name) && !out.has(parseDerivedName(name).column),
    rowsOf,
    cut: (name, at) => {
      const column = columns.get(name);
      return column !== undefined && hasRowsAround(column, at, rowCount);
    },
    varies: (name, rows) => varies(name, columns, rowCount, rows),
  };
}

function calendarRowsOf(column: ModelColumn, part: 'month' | 'weekday', level: string, rowCount: number): number {
  // A model from before months were counted.
  return column.calendar ? (calendarRows(column, part, rowCount).get(level) ?? 0) : 0;
}

/** Judged by the quantiles that the model keeps: a row short of 11 is never taken for enough. */
function hasRowsAround(column: ModelColumn, at: number, rowCount: number): boolean {
  const { present } = knownRows(column, rowCount);
  const quantiles = column.quantiles ?? [];
  const last = quantiles.length - 1;
  const below = quantiles.findLastIndex((value) => value < at);
  const above = quantiles.findIndex((value) => value >= at);
  if (below < 0 || above < 0) return false;
  const rowsBelow = Math.floor((below / last) * (present - 1)) + 1;
  const rowsAbove = present - Math.ceil((above / last) * (present - 1));
  return rowsBelow >= MIN_GROUP && rowsAbove >= MIN_GROUP;
}

function varies(name: string, columns: ReadonlyMap<string, ModelColumn>, rowCount: number, rows: number): boolean {
  const { column: base, parts } = parseDerivedName(name);
  const column = columns.get(name) ?? columns.get(base);
  if (!column) return false;
  const { present, missing } = knownRows(column, rowCount);
  // A flag says which rows are missing.
  if (parts.at(-1) === 'missing') return Math.min(present, missing) >= rows;
  if (column.kind === 'category' || column.kind === 'text') return present >= rows;
  const ends = safeEnds(column, present, rows);
  return ends !== undefined && ends[0] < ends[1];
}
