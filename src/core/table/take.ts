import { cellReader } from './cells.ts';
import { codeOf, makeCategoryColumn } from './category.ts';
import {
  columnLength,
  isBlank,
  type CategoryColumn,
  type Column,
  type ColumnKind,
  type NumberColumn,
} from './column.ts';
import { appendPictures } from '../images/append-pictures.ts';
import { findColumn, makeTable, type Table } from './table.ts';
import { takePictures } from './pictures.ts';
import { TextBuilder } from './text.ts';

/** The given rows in the given order; a row number may repeat, −1 makes a row of missing cells. Levels stay as they are. */
export function takeRows(table: Table, rows: Int32Array): Table {
  return { rowCount: rows.length, columns: table.columns.map((column) => takeCells(column, rows)) };
}

/** One column's cells at the given rows; −1 is missing. */
export function takeCells(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const values = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        values[i] = row < 0 ? NaN : (column.values[row] as number);
      }
      return { ...column, values };
    }
    case 'category': {
      const codes = new Int32Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        codes[i] = row < 0 ? -1 : (column.codes[row] as number);
      }
      return { ...column, codes };
    }
    case 'text': {
      const offsets = new Float64Array(rows.length + 1);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const length = row < 0 ? 0 : (column.offsets[row + 1] as number) - (column.offsets[row] as number);
        offsets[i + 1] = (offsets[i] as number) + length;
      }
      const bytes = new Uint8Array(offsets[rows.length] as number);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        if (row < 0) continue;
        bytes.set(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]), offsets[i]);
      }
      return { ...column, bytes, offsets };
    }
    case 'image':
      return takePictures(column, rows);
  }
}

/**
 * Tables one after another, matched by column name; columns in order of first appearance, absent ones missing.
 * Where kinds differ the wider one is taken: pictures over text over category over the rest, and category where number
 * meets date.
 */
export function appendTables(tables: readonly Table[]): Table {
  const names = new Set(tables.flatMap((table) => table.columns.map((column) => column.name)));
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const columns = [...names].map((name) => {
    const parts = tables.map((table) => ({ column: findColumn(table, name), rowCount: table.rowCount }));
    return appendColumns(name, parts, rowCount);
  });
  return makeTable(columns, rowCount);
}

interface Part {
  readonly column: Column | undefined;
  readonly rowCount: number;
}

function commonKind(kinds: ReadonlySet<ColumnKind>): ColumnKind {
  if (kinds.size === 1) return [...kinds][0] as ColumnKind;
  if (kinds.has('image')) return 'image';
  return kinds.has('text') ? 'text' : 'category';
}

function appendColumns(name: string, parts: readonly Part[], rowCount: number): Column {
  const present = parts.flatMap((part) => (part.column ? [part.column] : []));
  // A part without one cell says nothing about the kind.
  const speaking = present.filter((column) => !isBlank(column));
  const kind = commonKind(new Set((speaking.length > 0 ? speaking : present).map((column) => column.kind)));
  switch (kind) {
    case 'number': {
      const numbers = speaking.filter((column) => column.kind === 'number');
      return { kind, name, values: appendValues(parts, kind, rowCount), ...commonFormat(numbers) };
    }
    case 'date':
      return {
        kind,
        name,
        values: appendValues(parts, kind, rowCount),
        hasTime: present.some((column) => column.kind === 'date' && column.hasTime),
      };
    case 'category':
      return appendCategories(name, parts, rowCount);
    case 'text': {
      const builder = new TextBuilder();
      forEachCell(parts, (cell) => (cell === null ? builder.pushMissing() : builder.pushString(cell)));
      return builder.finish(name);
    }
    case 'image':
      return appendPictures(name, parts);
  }
}

function appendValues(parts: readonly Part[], kind: 'number' | 'date', rowCount: number): Float64Array {
  const values = new Float64Array(rowCount).fill(NaN);
  let start = 0;
  for (const { column, rowCount: rows } of parts) {
    if (column?.kind === kind) values.set(column.values, start);
    start += rows;
  }
  return values;
}

function commonFormat(columns: readonly NumberColumn[]): Pick<NumberColumn, 'format' | 'currency'> {
  const first = columns[0];
  if (!first?.format || first.format === 'plain') return {};
  const same = columns.every((c) => c.format === first.format && c.currency === first.currency);
  if (!same) return {};
  return { format: first.format, ...(first.currency === undefined ? {} : { currency: first.currency }) };
}

function appendCategories(name: string, parts: readonly Part[], rowCount: number): CategoryColumn {
  if (parts.some((part) => part.column && part.column.kind !== 'category')) {
    const cells: (string | null)[] = [];
    forEachCell(parts, (cell) => cells.push(cell));
    return makeCategoryColumn(name, cells);
  }
  const codes = new Int32Array(rowCount).fill(-1);
  const known = new Map<string, number>();
  let start = 0;
  for (const { column, rowCount: rows } of parts) {
    if (column?.kind === 'category') {
      const merged = Int32Array.from(column.levels, (level) => codeOf(known, level));
      for (let row = 0; row < rows; row++) {
        const code = column.codes[row] as number;
        if (code >= 0) codes[start + row] = merged[code] as number;
      }
    }
    start += rows;
  }
  return { kind: 'category', name, codes, levels: [...known.keys()] };
}

function forEachCell(parts: readonly Part[], visit: (cell: string | null) => void): void {
  for (const { column, rowCount } of parts) {
    const read = column ? cellReader(column) : () => null;
    const rows = column ? columnLength(column) : rowCount;
    for (let row = 0; row < rows; row++) visit(read(row));
  }
}
