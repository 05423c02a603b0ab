import { cellReader } from '../table/cells.ts';
import { columnLength, type CategoryColumn, type TextColumn } from '../table/column.ts';
import { quantileSorted } from '../stats/descriptive.ts';
import { detectLanguage } from '../text/language.ts';
import { makeSequencer } from '../text/tokens.ts';
import type { TextSummary } from './types.ts';

const MOST_CELLS = 2_000;
/** What a cell is like shows in its beginning. */
const LONGEST = 1_000;

/** What the cells are made of, by at most 2,000 of them, spread evenly; undefined where all of those are missing. */
export function summariseText(column: TextColumn | CategoryColumn): TextSummary | undefined {
  const cells = sampledCells(column);
  if (cells.length === 0) return undefined;
  const language = detectLanguage(cells);
  const sequence = makeSequencer(language);
  const words = new Float64Array(cells.length);
  const characters = new Float64Array(cells.length);
  let spaced = 0;
  let written = 0;
  let tokens = 0;
  cells.forEach((cell, i) => {
    const found = sequence(cell.slice(0, LONGEST));
    words[i] = found.length;
    characters[i] = cell.length;
    tokens += found.length;
    for (const token of found) if (WORD.test(token)) written++;
    if (SPACED.test(cell)) spaced++;
  });
  const median = (values: Float64Array): number => quantileSorted(values.sort(), 0.5);
  return {
    cells: cells.length,
    language,
    medianWords: median(words),
    medianCharacters: median(characters),
    spaced: spaced / cells.length,
    wordShare: tokens === 0 ? 0 : written / tokens,
  };
}

const WORD = /^[\p{L}\p{M}]+$/u;
const SPACED = /\p{L}\S*\s+\S*\p{L}/u;

/** Filled cells of as many rows, evenly apart. */
function sampledCells(column: TextColumn | CategoryColumn): string[] {
  const rows = columnLength(column);
  const read = cellReader(column);
  const step = Math.max(1, rows / MOST_CELLS);
  const cells: string[] = [];
  for (let at = 0; at < rows; at += step) {
    const cell = read(Math.floor(at))?.trim();
    if (cell) cells.push(cell);
  }
  return cells;
}
