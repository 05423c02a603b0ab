import { cellReader } from './cells.ts';
import { withoutPictures } from './pictures.ts';
import type { Table } from './table.ts';

export interface CsvOptions {
  readonly delimiter?: ',' | ';' | '\t' | '|';
  readonly newline?: '\n' | '\r\n';
  /** Rows a chunk of the result. */
  readonly chunkRows?: number;
}

/** Plain numbers, amounts and percentages are left alone although they begin with a sign. */
const PLAIN_NUMBER = /^[+-][$€£¥₩₹]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?$/;

/**
 * The table as RFC 4180 text, header first, in chunks to be joined (or handed to a Blob) without one giant string.
 *
 * Formula-safe: a cell or header that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, tab or carriage
 * return, and is no plain number) gets an apostrophe in front (OWASP, "CSV Injection"). Missing cells are empty.
 * Pictures are left out: the column with their file names stands for them.
 */
export function tableToCsv(table: Table, options: CsvOptions = {}): string[] {
  return [...csvChunks(table, options)];
}

/** `tableToCsv` chunk by chunk, for tables whose text would take too long at one go: first the header, then rows. */
export function* csvChunks(whole: Table, options: CsvOptions = {}): Generator<string> {
  const table = withoutPictures(whole);
  const { delimiter = ',', newline = '\n', chunkRows = 10_000 } = options;
  const needsQuotes =
    delimiter === '\t' ? /["\t\r\n]/ : new RegExp(`["${delimiter === '|' ? '\\|' : delimiter}\\r\\n]`);
  const write = (cell: string): string => {
    const safe = withoutFormula(cell);
    return needsQuotes.test(safe) || hasOuterSpace(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const readers = table.columns.map(cellReader);
  yield table.columns.map((column) => write(column.name)).join(delimiter) + newline;
  for (let start = 0; start < table.rowCount; start += chunkRows) {
    const end = Math.min(table.rowCount, start + chunkRows);
    let chunk = '';
    for (let row = start; row < end; row++) {
      for (let c = 0; c < readers.length; c++) {
        const cell = (readers[c] as (row: number) => string | null)(row);
        if (c > 0) chunk += delimiter;
        if (cell !== null) chunk += write(cell);
      }
      chunk += newline;
    }
    yield chunk;
  }
}

const hasOuterSpace = (cell: string): boolean => cell.startsWith(' ') || cell.endsWith(' ');

/** The cell with an apostrophe in front where a spreadsheet would take it for a formula. */
export function withoutFormula(cell: string): string {
  switch (cell.charCodeAt(0)) {
    case 0x3d: // =
    case 0x40: // @
    case 0x09:
    case 0x0d:
      return `'${cell}`;
    case 0x2b: // +
    case 0x2d: // -
      return PLAIN_NUMBER.test(cell) ? cell : `'${cell}`;
    default:
      return cell;
  }
}
