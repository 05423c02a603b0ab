import { cellReader } from '../table/cells.ts';
import { columnLength, type Column } from '../table/column.ts';

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
  if (column.kind === 'category') {
    for (const at of spread(column.levels.length, MOST_CELLS)) take(column.levels[at] as string);
    return [...found];
  }
  const read = cellReader(column);
  const isFilled = filledIn(column);
  let reads = 0;
  for (const row of spread(columnLength(column), columnLength(column))) {
    if (!isFilled(row)) continue;
    take(read(row));
    if (++reads >= MOST_READ || found.size >= MOST_CELLS) break;
  }
  return [...found];
}

function filledIn(column: Column): (row: number) => boolean {
  switch (column.kind) {
    case 'number':
    case 'date':
      return (row) => Number.isInteger(column.values[row]);
    case 'category':
      return (row) => (column.codes[row] as number) >= 0;
    case 'text':
      return (row) => column.offsets[row] !== column.offsets[row + 1];
  }
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
