import Papa from 'papaparse';
import { DELIMITERS, type Delimiter, type FileReading } from './types.ts';

/** Records of a decoded piece of text, as cells. */
export type Records = string[][];

const SAMPLE_RECORDS = 200;

/** `sep=;` in the first line: Excel's way to state the delimiter. */
const SEPARATOR_LINE = /^sep=([,;\t|])\r?(?:\n|$)/i;

/** The delimiter that a `sep=` line states, and the length of that line. */
export function separatorLine(text: string): { delimiter: Delimiter; length: number } | undefined {
  const match = SEPARATOR_LINE.exec(text);
  return match ? { delimiter: match[1] as Delimiter, length: match[0].length } : undefined;
}

/** What ends a line. `\n` is split on wherever there is one; a `\r` before it is taken off, so mixed files read too. */
export function detectNewline(text: string): FileReading['newline'] {
  const first = text.indexOf('\n');
  if (first < 0) return text.includes('\r') ? 'cr' : 'lf';
  return text.charCodeAt(first - 1) === 13 ? 'crlf' : 'lf';
}

/** The character that records are split on. */
export const splitOn = (newline: FileReading['newline']): '\n' | '\r' => (newline === 'cr' ? '\r' : '\n');

/**
 * Records of a text. Blank ones are left out.
 * @param complete false when the text is cut off somewhere: the last record is then left out
 */
export function parseSample(
  text: string,
  delimiter: Delimiter,
  newline: FileReading['newline'],
  complete: boolean,
  limit: number,
): Records {
  const parser = new Papa.Parser({ delimiter, newline: splitOn(newline), preview: limit });
  const { data } = parser.parse(text, 0, !complete) as { data: Records };
  for (const record of data) withoutReturn(record);
  return data.filter((record) => !isBlankLine(record));
}

/** Takes the carriage return of a CRLF off the last cell, in place. */
export function withoutReturn(record: string[]): void {
  const last = record.length - 1;
  const cell = record[last];
  if (cell?.endsWith('\r')) record[last] = cell.slice(0, -1);
}

/** A line with nothing in it is no record. */
export const isBlankLine = (record: readonly string[]): boolean =>
  record.length === 0 || (record.length === 1 && (record[0] as string).trim() === '');

/** How many cells most records have, and what share of them. Ties go to the larger count. */
export function modalCells(records: Records): { cells: number; share: number } {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let cells = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most || (count === most && length > cells)) {
      cells = length;
      most = count;
    }
  }
  return { cells, share: records.length === 0 ? 0 : most / records.length };
}

/** The delimiter under which the most records agree on a number of cells above one; a comma where none does. */
export function detectDelimiter(text: string, newline: FileReading['newline'], complete: boolean): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const records = parseSample(text, delimiter, newline, complete, SAMPLE_RECORDS);
    const { cells, share } = modalCells(records);
    if (cells < 2) continue;
    // Agreement first; among those that agree alike, more columns, on a scale that saturates.
    const score = share + 0.1 * (1 - 1 / cells);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
