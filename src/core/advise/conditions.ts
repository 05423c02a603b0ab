import type { CategoryColumn, Column } from '../table/column.ts';
import { cutPoints } from './cut-points.ts';
import type { Outcome } from './outcome.ts';
import type { SegmentCondition } from './types.ts';

/** Levels of a category that are tried, the most frequent. */
const MOST_LEVELS = 20;
/** Levels that are joined in one condition at most. */
const MOST_JOINED = 3;
/** Rows a level has at least to be joined with others. */
const FEWEST_JOINED = 10;

/**
 * Simple conditions on one column, drawn from the given (training) rows: below and at least round cut points and between
 * two of them, single levels, the two or three levels with the most and the least of the outcome, and missing.
 * Free text and pictures have none.
 */
export function conditionsOf(column: Column, rows: Int32Array, outcome: Outcome): SegmentCondition[] {
  switch (column.kind) {
    case 'text':
    case 'image':
      return [];
    case 'category':
      return levelConditions(column, rows, outcome);
    case 'number':
    case 'date': {
      const { kind, name, values } = column;
      const present = Float64Array.from(rows, (row) => values[row] as number)
        .filter(Number.isFinite)
        .sort();
      const cuts: (number | undefined)[] = [undefined, ...cutPoints(present, kind), undefined];
      const ranges = cuts.slice(0, -1).flatMap((low, i) =>
        cuts.slice(i + 1).flatMap((high): SegmentCondition[] => {
          if (low === undefined && high === undefined) return [];
          const ends = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
          return [{ column: name, kind, ...ends }];
        }),
      );
      return present.length < rows.length ? [...ranges, { column: name, kind, missing: true }] : ranges;
    }
  }
}

function levelConditions(column: CategoryColumn, rows: Int32Array, outcome: Outcome): SegmentCondition[] {
  const { kind, name } = column;
  const counts = new Int32Array(column.levels.length);
  const sums = new Float64Array(column.levels.length);
  let missing = 0;
  for (const row of rows) {
    const code = column.codes[row] as number;
    if (code < 0) {
      missing++;
      continue;
    }
    counts[code] = (counts[code] as number) + 1;
    sums[code] = (sums[code] as number) + outcome.valueAt(row);
  }
  const frequent = Array.from(counts, (count, code) => ({ code, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, MOST_LEVELS);
  const condition = (...codes: number[]): SegmentCondition => {
    // In the table's order, so that the same levels are the same condition.
    const levels = codes.toSorted((a, b) => a - b).map((code) => column.levels[code] as string);
    return { column: name, kind, levels };
  };
  const ordered = frequent
    .filter(({ count }) => count >= FEWEST_JOINED)
    .toSorted((a, b) => (sums[b.code] as number) / b.count - (sums[a.code] as number) / a.count || a.code - b.code)
    .map(({ code }) => code);
  const joined: SegmentCondition[] = [];
  for (let size = 2; size <= MOST_JOINED && size < ordered.length; size++) {
    joined.push(condition(...ordered.slice(0, size)));
    if (outcome.directions.includes('low')) joined.push(condition(...ordered.slice(-size)));
  }
  return [
    ...(frequent.length > 1 ? frequent.map(({ code }) => condition(code)) : []),
    ...joined,
    ...(missing > 0 ? [{ column: name, kind, missing: true }] : []),
  ];
}
