import { readFileSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';

/** A table as text, the header apart. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A file as the page takes it from a file input. */
export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function readSheet(path: string): Sheet {
  const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { skipEmptyLines: true });
  const [header = [], ...rows] = data;
  return { header, rows };
}

export const sheetText = ({ header, rows }: Sheet): string =>
  `${Papa.unparse([[...header], ...rows.map((row) => [...row])], { newline: '\n' })}\n`;

export const upload = (name: string, text: string): Upload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text, 'utf8'),
});

/** Writes the sheet and returns the path. */
export function writeSheet(path: string, sheet: Sheet): string {
  writeFileSync(path, sheetText(sheet));
  return path;
}

/** The named columns only, in that order. */
export function pick(sheet: Sheet, names: readonly string[]): Sheet {
  const at = names.map((name) => indexOf(sheet, name));
  return { header: names, rows: sheet.rows.map((row) => at.map((i) => row[i] ?? '')) };
}

export const without = (sheet: Sheet, names: readonly string[]): Sheet =>
  pick(
    sheet,
    sheet.header.filter((name) => !names.includes(name)),
  );

/** A column put in front. */
export const withColumn = (sheet: Sheet, name: string, cell: (row: number) => string): Sheet => ({
  header: [name, ...sheet.header],
  rows: sheet.rows.map((row, i) => [cell(i), ...row]),
});

/** One cell changed. */
export function withCell(sheet: Sheet, row: number, name: string, cell: string): Sheet {
  const at = indexOf(sheet, name);
  return { ...sheet, rows: sheet.rows.map((cells, i) => (i === row ? cells.with(at, cell) : cells)) };
}

export const rowsWhere = (sheet: Sheet, keep: (row: number) => boolean): Sheet => ({
  ...sheet,
  rows: sheet.rows.filter((_, i) => keep(i)),
});

/** The cells of a column. */
export function column(sheet: Sheet, name: string): readonly string[] {
  const at = indexOf(sheet, name);
  return sheet.rows.map((row) => row[at] ?? '');
}

function indexOf(sheet: Sheet, name: string): number {
  const at = sheet.header.indexOf(name);
  if (at < 0) throw new Error(`There is no column ${name} among ${sheet.header.join(', ')}.`);
  return at;
}
