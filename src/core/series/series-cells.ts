import { CodedError } from '../errors.ts';
import { cellReader } from '../table/cells.ts';
import { makeCategoryColumn } from '../table/category.ts';
import { columnLength, type CategoryColumn, type Column } from '../table/column.ts';
import { getColumn, type Table } from '../table/table.ts';
import { timesOf, timesOfWords } from './read-times.ts';
import type { SeriesReading } from './types.ts';

/**
 * A table as times with values. Either `code` says which series a row belongs to (−1: none) and there is at most one
 * list of values, or each series has a list of its own, as long as `times`.
 */
export interface SeriesCells {
  /** NaN where a row has none. */
  readonly times: Float64Array;
  readonly names: readonly string[];
  readonly code?: Int32Array;
  /** Finite or NaN. Empty: rows are counted. */
  readonly values: readonly Float64Array[];
  /** Whether `times` are rows of the table (else they are its columns). */
  readonly byRow: boolean;
}

/** @throws table.no-column, series.no-times, series.no-numbers, series.no-columns */
export function cellsOf(table: Table, { time, layout }: SeriesReading): SeriesCells {
  switch (layout.kind) {
    case 'long': {
      const times = rowTimes(table, time);
      const values = layout.value === undefined ? [] : [numbersOf(getColumn(table, layout.value))];
      if (layout.by === undefined) {
        return { times, names: [layout.value ?? ''], code: new Int32Array(table.rowCount), values, byRow: true };
      }
      return { times, ...seriesBy(getColumn(table, layout.by)), values, byRow: true };
    }
    case 'wide': {
      requireColumns(layout.columns);
      const values = layout.columns.map((name) => numbersOf(getColumn(table, name)));
      return { times: rowTimes(table, time), names: layout.columns, values, byRow: true };
    }
    case 'across': {
      requireColumns(layout.columns);
      const times = timesOfWords(layout.columns);
      if (!times) throw new CodedError('series.no-times', { column: layout.columns[0] ?? '' });
      const columns = layout.columns.map((name) => numbersOf(getColumn(table, name)));
      const values = Array.from({ length: table.rowCount }, (_, row) =>
        Float64Array.from(columns, (column) => column[row] as number),
      );
      const names = rowNames(table, layout.name);
      return { times, names, values, byRow: false };
    }
  }
}

function requireColumns(columns: readonly string[]): void {
  if (columns.length === 0) throw new CodedError('series.no-columns');
}

function rowTimes(table: Table, name: string): Float64Array {
  const times = timesOf(getColumn(table, name));
  if (!times) throw new CodedError('series.no-times', { column: name });
  return times.slice();
}

/** Numbers of a column; infinite ones are missing. */
function numbersOf(column: Column): Float64Array {
  if (column.kind !== 'number') throw new CodedError('series.no-numbers', { column: column.name });
  return column.values.every((value) => Number.isFinite(value) || Number.isNaN(value))
    ? column.values
    : column.values.map((value) => (Number.isFinite(value) ? value : NaN));
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Series in the order of their names, so that the order of the rows does not matter; levels that no row has are none. */
function seriesBy(column: Column): { names: readonly string[]; code: Int32Array } {
  const { codes, levels } = column.kind === 'category' ? column : asCategory(column);
  const used = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  const order = levels.map((_, code) => code).filter((code) => used[code] === 1);
  const nameOf = (code: number): string => levels[code] as string;
  order.sort((a, b) => COLLATOR.compare(nameOf(a), nameOf(b)) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const place = new Int32Array(levels.length);
  order.forEach((code, i) => (place[code] = i));
  return { names: order.map(nameOf), code: codes.map((code) => (code < 0 ? -1 : (place[code] as number))) };
}

function asCategory(column: Column): CategoryColumn {
  const read = cellReader(column);
  return makeCategoryColumn(
    column.name,
    Array.from({ length: columnLength(column) }, (_, row) => read(row)),
  );
}

/** Names of rows; several of one name are numbered, rows without one have their number. */
function rowNames(table: Table, name: string | undefined): readonly string[] {
  const read = name === undefined ? (): null => null : cellReader(getColumn(table, name));
  const taken = new Map<string, number>();
  return Array.from({ length: table.rowCount }, (_, row) => {
    const base = read(row) ?? `#${row + 1}`;
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    return before === 0 ? base : `${base} (${before + 1})`;
  });
}
