import { dropUnusedLevels } from '../table/category.ts';
import { columnLength, type Column, type DateColumn, type NumberColumn } from '../table/column.ts';
import { cellDecoder, decodeText, TextBuilder } from '../table/text.ts';
import type { WordColumn } from '../table/words.ts';
import { readDate, type DateNotes } from './dates.ts';
import { readNumber, type NumberNotes } from './numbers.ts';
import type { DateOrder, DecimalMark } from './types.ts';

/** Spellings of "missing" that a person declared, as they are compared: outer blanks off. */
export const trimmedSpellings = (spellings: Iterable<string> = []): ReadonlySet<string> =>
  new Set([...spellings].map((spelling) => spelling.trim()));

/** Declared spellings taken out of words. The same column where there are none. */
export function withoutDeclaredWords(words: WordColumn, missing: ReadonlySet<string>): WordColumn {
  if (missing.size === 0) return words;
  if (words.kind === 'category') {
    const gone = words.levels.map((level) => missing.has(level.trim()));
    return dropUnusedLevels({ ...words, codes: words.codes.map((code) => (code < 0 || gone[code] ? -1 : code)) });
  }
  const decoder = cellDecoder();
  const builder = new TextBuilder();
  for (let row = 0; row < columnLength(words); row++) {
    const cell = decodeText(words.bytes, words.offsets[row] as number, words.offsets[row + 1] as number, decoder);
    builder.pushString(missing.has(cell.trim()) ? '' : cell);
  }
  return builder.finish(words.name);
}

/** Declared spellings taken out of numbers: `-200` also takes out -200.0. */
function withoutDeclaredNumbers(
  column: NumberColumn,
  missing: ReadonlySet<string>,
  decimal: DecimalMark,
): NumberColumn {
  const notes: NumberNotes = { percent: false, currency: '' };
  const gone = valuesOf(missing, (text) => readNumber(text, decimal, notes));
  return gone.size === 0 ? column : { ...column, values: without(column.values, gone) };
}

/** Declared spellings taken out of dates: `1900-01-01` also takes out 01.01.1900. */
function withoutDeclaredDates(column: DateColumn, missing: ReadonlySet<string>, order: DateOrder): DateColumn {
  const notes: DateNotes = { hasTime: false, proof: undefined };
  const gone = valuesOf(missing, (text) => readDate(text, order, notes));
  return gone.size === 0 ? column : { ...column, values: without(column.values, gone) };
}

const valuesOf = (missing: ReadonlySet<string>, read: (text: string) => number): ReadonlySet<number> =>
  new Set([...missing].map(read).filter((value) => !Number.isNaN(value)));

const without = (values: Float64Array, gone: ReadonlySet<number>): Float64Array =>
  values.map((value) => (gone.has(value) ? NaN : value));

/**
 * A column without what the person declared missing. The same column where nothing was declared.
 * @param decimal mark in which the spellings are read among numbers
 * @param order order in which they are read among dates
 */
export function withoutDeclared(
  column: Column,
  missing: ReadonlySet<string>,
  decimal: DecimalMark,
  order: DateOrder,
): Column {
  if (missing.size === 0) return column;
  switch (column.kind) {
    case 'number':
      return withoutDeclaredNumbers(column, missing, decimal);
    case 'date':
      return withoutDeclaredDates(column, missing, order);
    case 'category':
    case 'text':
      return withoutDeclaredWords(column, missing);
    case 'image':
      return column;
  }
}
