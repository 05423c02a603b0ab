import type { SegmentCondition } from '../advise/types.ts';

/**
 * The sets of rows that some segments could tell apart, each as a bit mask: bit i is set where its rows are in segment i.
 * A segment without conditions is any set of rows at all (the top of a ranked list). Columns are taken to be free of each
 * other and numbers to have values between any two cuts: what is known of the columns besides is not reckoned with.
 * @param segments at most 30, all of whose conditions hold together
 */
export function segmentPieces(segments: readonly (readonly SegmentCondition[])[]): number[] {
  const everyone = 2 ** segments.length - 1;
  let pieces = new Set([everyone]);
  segments.forEach((conditions, i) => {
    if (conditions.length === 0) pieces = cross(pieces, [everyone, everyone & ~(1 << i)]);
  });
  const columns = new Set(segments.flatMap((conditions) => conditions.map(({ column }) => column)));
  for (const column of columns) {
    const asked = segments.map((conditions) => conditions.filter((condition) => condition.column === column));
    const masks = cellsOf(asked.flat()).map((cell) =>
      asked.reduce((mask, own, i) => (own.every((one) => meets(cell, one)) ? mask | (1 << i) : mask), 0),
    );
    pieces = cross(pieces, masks);
  }
  return [...pieces].sort((a, b) => a - b);
}

const cross = (pieces: ReadonlySet<number>, masks: readonly number[]): Set<number> =>
  new Set([...pieces].flatMap((piece) => masks.map((mask) => piece & mask)));

/** A value that stands for all that no condition tells from it; null is missing. */
type Cell = number | string | null;

/** Stands for every level that is not named; no file can hold it. */
const OTHER = '\u001f';

function cellsOf(conditions: readonly SegmentCondition[]): Cell[] {
  const levels = new Set(conditions.flatMap((condition) => condition.levels ?? []));
  const cuts = [...new Set(conditions.flatMap(({ low, high }) => [low, high]).filter((cut) => cut !== undefined))];
  cuts.sort((a, b) => a - b);
  return [null, ...(levels.size > 0 ? [...levels, OTHER] : []), -Infinity, ...cuts];
}

function meets(cell: Cell, { levels, missing, low = -Infinity, high = Infinity }: SegmentCondition): boolean {
  if (missing) return cell === null;
  if (levels) return typeof cell === 'string' && levels.includes(cell);
  return typeof cell === 'number' && cell >= low && cell < high;
}
