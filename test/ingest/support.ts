import { gzipSync } from 'node:zlib';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readWhole, type ReaderChoice } from '../../src/core/ingest/read-table.ts';
import type { ReadOptions, ReadResult } from '../../src/core/ingest/types.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import type { Column } from '../../src/core/table/column.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';

export const pacer = () => createPacer(new AbortController().signal);

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const gzip = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes));

/** Reads text or bytes as a file. */
export function read(
  content: string | Uint8Array,
  options: ReadOptions = {},
  reader: ReaderChoice = 'auto',
): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? encode(content) : content;
  return readWhole(bytesSource(bytes, 'test.csv'), options, pacer(), reader);
}

export function cells(column: Column, rowCount: number): (string | null)[] {
  const cell = cellReader(column);
  return Array.from({ length: rowCount }, (_, row) => cell(row));
}

/** Every cell as text, column by column. */
export const tableCells = (table: Table): Record<string, (string | null)[]> =>
  Object.fromEntries(table.columns.map((column) => [column.name, cells(column, table.rowCount)]));

export const kinds = (table: Table): string[] => table.columns.map((column) => `${column.name}:${column.kind}`);

export const columnCells = (table: Table, name: string): (string | null)[] =>
  cells(getColumn(table, name), table.rowCount);

export const codes = (result: ReadResult): string[] => result.reading.findings.map((finding) => finding.code);
