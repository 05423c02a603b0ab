import { columnLength, type CategoryColumn, type TextColumn } from './column.ts';
import { textReader } from './text.ts';

/** A column of words: a dictionary with codes, or text. */
export type WordColumn = CategoryColumn | TextColumn;

/** The different cells of a category column, or every cell of a text column; missing ones left out. */
export function* wordsOf(column: WordColumn): Generator<string> {
  if (column.kind === 'category') {
    yield* column.levels;
    return;
  }
  const read = textReader(column);
  for (let row = 0; row < columnLength(column); row++) {
    const cell = read(row);
    if (cell !== null) yield cell;
  }
}

/** How many rows have each level. */
export function levelCounts(column: CategoryColumn): Float64Array {
  const counts = new Float64Array(column.levels.length);
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row] as number;
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}
