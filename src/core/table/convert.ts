import { decideOrder, readDate, dayToMs, type DateNotes } from '../ingest/dates.ts';
import { isMissingMeasure } from '../ingest/missing.ts';
import { decideDecimal, readNumber, type NumberNotes } from '../ingest/numbers.ts';
import type { DateOrder, DecimalMark } from '../ingest/types.ts';
import { cellReader } from './cells.ts';
import { codeOf } from './category.ts';
import { columnLength, type CategoryColumn, type Column, type ColumnKind, type DateColumn } from './column.ts';
import type { NumberColumn, TextColumn, WrittenColumn } from './column.ts';
import { blankPictures, missingPictures } from './pictures.ts';
import { wordsOf, type WordColumn } from './words.ts';
import { makeTextColumn, TextBuilder, textReader } from './text.ts';

export interface Conversion {
  readonly column: Column;
  /** Cells that held something which the new kind cannot say; they are missing now. */
  readonly unreadable: number;
}

export interface ConvertOptions {
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** What to take where it is not given and the cells do not say. */
  readonly otherwise?: { readonly decimal?: DecimalMark; readonly dateOrder?: DateOrder };
}

function countMissing(column: WrittenColumn): number {
  const read = cellReader(column);
  let missing = 0;
  for (let row = 0; row < columnLength(column); row++) if (read(row) === null) missing++;
  return missing;
}

/** The column as another kind. Decimal mark and date order are found in the cells unless given. Pictures become nothing else, nor
 * anything else pictures. */
export function convertColumn(column: Column, kind: ColumnKind, options: ConvertOptions = {}): Conversion {
  if (column.kind === kind) return { column, unreadable: 0 };
  const rows = columnLength(column);
  if (column.kind === 'image') {
    const blank = convertColumn(makeTextColumn(column.name, Array<null>(rows).fill(null)), kind);
    return { ...blank, unreadable: rows - missingPictures(column) };
  }
  switch (kind) {
    case 'number':
      return column.kind === 'date'
        ? { column: { kind, name: column.name, values: column.values.slice() }, unreadable: 0 }
        : toNumbers(asWords(column), options);
    case 'date':
      return column.kind === 'number' ? numbersToDates(column) : toDates(asWords(column), options);
    case 'category':
      return { column: toCategory(column), unreadable: 0 };
    case 'text':
      return { column: toText(column), unreadable: 0 };
    case 'image':
      return { column: blankPictures(column.name, rows), unreadable: rows - countMissing(column) };
  }
}

const asWords = (column: WrittenColumn): WordColumn =>
  column.kind === 'category' || column.kind === 'text' ? column : toCategory(column);

/** Reads each word once and spreads the results over the rows. `read` gives NaN for missing, undefined for unreadable. */
function mapWords(words: WordColumn, read: (trimmed: string) => number | undefined): [Float64Array, number] {
  const rows = columnLength(words);
  const values = new Float64Array(rows).fill(NaN);
  let unreadable = 0;
  if (words.kind === 'category') {
    const byLevel = words.levels.map((level) => read(level.trim()));
    for (let row = 0; row < rows; row++) {
      const code = words.codes[row] as number;
      if (code < 0) continue;
      const value = byLevel[code];
      if (value === undefined) unreadable++;
      else values[row] = value;
    }
    return [values, unreadable];
  }
  const cell = textReader(words);
  for (let row = 0; row < rows; row++) {
    const value = read((cell(row) ?? '').trim());
    if (value === undefined) unreadable++;
    else values[row] = value;
  }
  return [values, unreadable];
}

function toNumbers(words: WordColumn, options: ConvertOptions): Conversion {
  const decimal = options.decimal ?? decideDecimal(wordsOf(words), options.otherwise?.decimal ?? '.').decimal;
  const notes: NumberNotes = { percent: false, currency: '' };
  let percents = 0;
  let others = 0;
  const currencies = new Set<string>();
  const [values, unreadable] = mapWords(words, (trimmed) => {
    if (isMissingMeasure(trimmed)) return NaN;
    const value = readNumber(trimmed, decimal, notes);
    // Set to number by hand, `00123` and integers of 16 digits are numbers too.
    if (Number.isNaN(value)) return /^[+-]?\d+$/.test(trimmed) ? Number(trimmed) : undefined;
    if (notes.percent) percents++;
    else if (value !== 0) others++;
    if (notes.currency) currencies.add(notes.currency);
    return value;
  });
  const format: Pick<NumberColumn, 'format' | 'currency'> =
    percents > 0 && others === 0
      ? { format: 'percent' }
      : currencies.size === 1
        ? { format: 'currency', currency: [...currencies][0] as string }
        : {};
  return { column: { kind: 'number', name: words.name, values, ...format }, unreadable };
}

function toDates(words: WordColumn, options: ConvertOptions): Conversion {
  const notes: DateNotes = { hasTime: false, proof: undefined };
  let hasTime = false;
  const order = options.dateOrder ?? likelyOrder(words, options.otherwise?.dateOrder);
  const [values, unreadable] = mapWords(words, (trimmed) => {
    if (isMissingMeasure(trimmed)) return NaN;
    let value = readDate(trimmed, order, notes);
    if (Number.isNaN(value)) value = compactDate(trimmed);
    if (Number.isNaN(value)) return undefined;
    hasTime ||= notes.hasTime;
    return value;
  });
  return { column: { kind: 'date', name: words.name, values, hasTime }, unreadable };
}

/** The order under which most cells are dates; of several such, `otherwise`. */
function likelyOrder(words: WordColumn, otherwise?: DateOrder): DateOrder {
  const verdict = decideOrder(wordsOf(words), otherwise);
  if (verdict) return verdict.order;
  const notes: DateNotes = { hasTime: false, proof: undefined };
  const readable = (order: DateOrder): number => {
    let count = 0;
    for (const cell of wordsOf(words)) if (!Number.isNaN(readDate(cell.trim(), order, notes))) count++;
    return count;
  };
  const monthFirst = readable('mdy') - readable('dmy');
  return monthFirst > 0 || (monthFirst === 0 && otherwise === 'mdy') ? 'mdy' : 'dmy';
}

/** `20240131`, or NaN. */
function compactDate(trimmed: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed);
  return match ? dayToMs(Number(match[1]), Number(match[2]), Number(match[3])) : NaN;
}

/**
 * Numbers that stand for days: 20240131, a year alone, seconds or milliseconds since 1970 (by size). Others are
 * unreadable.
 */
function numbersToDates(column: NumberColumn): Conversion {
  let unreadable = 0;
  let hasTime = false;
  const values = column.values.map((value) => {
    if (Number.isNaN(value)) return NaN;
    const compact = compactDate(String(value));
    if (!Number.isNaN(compact)) return compact;
    if (Number.isInteger(value) && value >= 1000 && value <= 2999) return dayToMs(value, 1, 1);
    const ms = value >= 1e8 && value < 1e11 ? value * 1000 : value >= 1e11 && value < 1e14 ? value : NaN;
    if (Number.isNaN(ms)) unreadable++;
    else hasTime ||= ms % 86_400_000 !== 0;
    return ms;
  });
  const dates: DateColumn = { kind: 'date', name: column.name, values, hasTime };
  return { column: dates, unreadable };
}

function toCategory(column: WrittenColumn): CategoryColumn {
  const rows = columnLength(column);
  const codes = new Int32Array(rows);
  const read = cellReader(column);
  const known = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const cell = read(row);
    codes[row] = cell === null ? -1 : codeOf(known, cell);
  }
  return { kind: 'category', name: column.name, codes, levels: [...known.keys()] };
}

function toText(column: WrittenColumn): TextColumn {
  const read = cellReader(column);
  const builder = new TextBuilder();
  for (let row = 0; row < columnLength(column); row++) {
    const cell = read(row);
    if (cell === null) builder.pushMissing();
    else builder.pushString(cell);
  }
  return builder.finish(column.name);
}
