import { cellReader } from '../table/cells.ts';
import { columnLength, type CategoryColumn, type Column, type WrittenColumn } from '../table/column.ts';

const MOST_CELLS = 1_000;
/** Cells read at most; a column of few different values is known long before. */
const MOST_READ = 5_000;
/** What a cell may say: a name, an address or a number stands in its first lines. */
const LONGEST = 1_000;

/**
 * Different filled cells, trimmed, at most a thousand, spread evenly over the column: the same ones in every run.
 * Numbers as they are written, whole ones only; a dictionary's words where the column has one.
 */
export function sampleCells(column: Column): readonly string[] {
  const found = new Set<string>();
  const take = (cell: string | null): void => {
    const trimmed = cell?.slice(0, LONGEST).trim();
    if (trimmed) found.add(trimmed);
  };
  if (column.kind === 'image') return [];
  if (column.kind === 'category') {
    for (const at of spread(column.levels.length, MOST_CELLS)) take(column.levels[at] as string);
    return [...found];
  }
  const read = cellReader(column);
  const rows = filledRows(column);
  for (const at of spread(rows.length, rows.length)) {
    take(read(rows[at] as number));
    if (found.size >= MOST_CELLS) break;
  }
  return [...found];
}

/**
 * At most so many rows as are read: the first filled one of each of as many stretches, which is quick where most are
 * filled; all filled ones, thinned evenly, where that gives few.
 */
function filledRows(column: Exclude<WrittenColumn, CategoryColumn>): readonly number[] {
  const rowCount = columnLength(column);
  const isFilled =
    column.kind === 'text'
      ? (row: number) => column.offsets[row] !== column.offsets[row + 1]
      : (row: number) => Number.isInteger(column.values[row]);
  const stretch = Math.max(1, rowCount / MOST_READ);
  const firsts: number[] = [];
  for (let start = 0; start < rowCount; start += stretch) {
    let row = Math.floor(start);
    const end = Math.min(rowCount, Math.floor(start + stretch));
    while (row < end && !isFilled(row)) row++;
    if (row < end) firsts.push(row);
  }
  if (firsts.length === 0 || firsts.length >= MOST_CELLS || stretch === 1) return firsts;
  const all: number[] = [];
  for (let row = firsts[0] as number; row < rowCount; row++) if (isFilled(row)) all.push(row);
  const step = Math.max(1, all.length / MOST_READ);
  return all.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

/**
 * The first `most` of the numbers 0 … count − 1 in an order in which every beginning is spread evenly: steps of the
 * golden section, made coprime so that each number comes once.
 */
function* spread(count: number, most: number): Generator<number> {
  if (count === 0) return;
  let step = Math.max(1, Math.round(count * 0.618_033_988_75));
  while (commonDivisor(step, count) > 1) step++;
  for (let i = 0, at = 0; i < Math.min(count, most); i++, at = (at + step) % count) yield at;
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
