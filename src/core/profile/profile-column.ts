import type { Finding } from '../errors.ts';
import { cellText, numberText } from '../table/cells.ts';
import { pictureBytes } from '../table/pictures.ts';
import { textReader } from '../table/text.ts';
import { tryFindStep } from '../series/find-step.ts';
import { columnLength, type Column, type ImageColumn, type NumberColumn, type TextColumn } from '../table/column.ts';
import { levelCounts } from '../table/words.ts';
import { quantileSorted } from '../stats/descriptive.ts';
import { hashOfBytes } from './hash.ts';
import { countDistinct, sortedPresent, summarise } from './numeric.ts';
import { roleOf } from './role.ts';
import { findSentinel, withoutSentinel } from './sentinel.ts';
import { summariseText } from './text-summary.ts';
import type { ColumnProfile, LevelCount, NumberSummary } from './types.ts';

const MOST_LEVELS = 50;
const MOST_DISTINCT = 100_000;

interface Measures {
  readonly missing: number;
  /** All of them. */
  readonly distinct: number;
  readonly numeric?: NumberSummary;
  readonly levels?: readonly LevelCount[];
}

/** Everything about one column that does not need the others. */
export function profileColumn(column: Column): ColumnProfile {
  const rowCount = columnLength(column);
  const sorted = column.kind === 'number' || column.kind === 'date' ? sortedPresent(column.values) : undefined;
  const measures = sorted ? measureNumbers(column, sorted) : measureWords(column);
  const role = roleOf(column, { rowCount, ...measures, integers: measures.numeric?.integers ?? false });
  const distinct = Math.min(measures.distinct, MOST_DISTINCT);
  const text = column.kind === 'text' || column.kind === 'category' ? summariseText(column) : undefined;
  const facts = { name: column.name, kind: column.kind, role, rowCount, ...measures, distinct };
  const step = column.kind === 'date' && sorted ? tryFindStep(sorted)?.step : undefined;
  return {
    ...facts,
    ...(text ? { text } : {}),
    ...(step ? { step } : {}),
    findings: findingsOf(facts, column, sorted),
  };
}

function measureNumbers(column: Column, sorted: Float64Array): Measures {
  const missing = columnLength(column) - sorted.length;
  if (sorted.length === 0) return { missing, distinct: 0 };
  const distinct = countDistinct(sorted);
  const levels = column.kind === 'number' && distinct <= MOST_LEVELS ? { levels: numberLevels(sorted, column) } : {};
  return { missing, distinct, numeric: summarise(sorted), ...levels };
}

function measureWords(column: Column): Measures {
  if (column.kind === 'text') return measureText(column);
  if (column.kind === 'image') return measurePictures(column);
  if (column.kind !== 'category') return { missing: 0, distinct: 0 };
  const counts = levelCounts(column);
  const present = column.levels
    .map((level, code) => ({ level, count: counts[code] as number }))
    .filter(({ count }) => count > 0);
  const missing = present.reduce((left, { count }) => left - count, column.codes.length);
  return { missing, distinct: present.length, levels: mostFrequent(present) };
}

/** Distinct by what they show. */
function measurePictures(column: ImageColumn): Measures {
  const size = pictureBytes(column);
  const present: number[] = [];
  for (let row = 0; row < columnLength(column); row++) {
    if (!column.missing?.[row]) present.push(hashOfBytes(column.pixels, row * size, (row + 1) * size));
  }
  return {
    missing: columnLength(column) - present.length,
    distinct: countDistinct(Float64Array.from(present).sort()),
  };
}

const mostFrequent = (levels: readonly LevelCount[]): LevelCount[] =>
  levels.toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1)).slice(0, MOST_LEVELS);

/** @param sorted ascending, without NaN */
function numberLevels(sorted: Float64Array, format: Pick<NumberColumn, 'format' | 'currency'>): LevelCount[] {
  const levels: LevelCount[] = [];
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    levels.push({ level: numberText(sorted[start] as number, format) ?? '', count: i - start });
    start = i;
  }
  return mostFrequent(levels);
}

const LONGEST_LEVEL = 200;

/** Distinct texts by a hash of 53 bits: among a million different ones two meet in about one of 20,000 tables. */
function measureText(column: TextColumn): Measures {
  const hashes = presentHashes(column);
  const runs: { hash: number; count: number }[] = [];
  const sorted = hashes.present.sort();
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    if (i - start > 1) runs.push({ hash: sorted[start] as number, count: i - start });
    start = i;
  }
  // More than are shown, so that those as frequent as the last one shown are ordered by what they say.
  const frequent = runs.toSorted((a, b) => b.count - a.count).slice(0, 10 * MOST_LEVELS);
  const rows = firstRows(
    hashes.byRow,
    frequent.map(({ hash }) => hash),
  );
  const read = textReader(column);
  const levels = frequent.map(({ hash, count }) => ({
    level: (read(rows.get(hash) ?? 0) ?? '').slice(0, LONGEST_LEVEL),
    count,
  }));
  return {
    missing: hashes.byRow.length - sorted.length,
    distinct: countDistinct(sorted),
    levels: mostFrequent(levels),
  };
}

/** Hashes by row, NaN where the cell is missing; and those of the present cells. */
function presentHashes({ bytes, offsets }: TextColumn): { byRow: Float64Array; present: Float64Array } {
  const byRow = new Float64Array(offsets.length - 1).fill(Number.NaN);
  for (let row = 0; row < byRow.length; row++) {
    const start = offsets[row] as number;
    const end = offsets[row + 1] as number;
    if (end > start) byRow[row] = hashOfBytes(bytes, start, end);
  }
  return { byRow, present: byRow.filter((hash) => !Number.isNaN(hash)) };
}

function firstRows(byRow: Float64Array, hashes: readonly number[]): Map<number, number> {
  const wanted = new Set(hashes);
  const rows = new Map<number, number>();
  for (let row = 0; row < byRow.length && wanted.size > 0; row++) {
    if (wanted.delete(byRow[row] as number)) rows.set(byRow[row] as number, row);
  }
  return rows;
}

/** @param sorted the present values of a number column, ascending */
function findingsOf(
  profile: Omit<ColumnProfile, 'findings'>,
  column: Column,
  sorted: Float64Array | undefined,
): Finding[] {
  const { name, role, rowCount, missing, distinct } = profile;
  const found: Finding[] = [];
  const add = (code: string, level: Finding['level'], params: Finding['params']): void => {
    found.push({ code, level, column: name, params: { column: name, ...params } });
  };
  if (role === 'empty') add('profile.empty', 'note', {});
  if (role === 'constant') add('profile.constant', 'note', { value: cellText(column, 0) ?? '' });
  if (role === 'row-number') add('profile.row-number', 'note', {});
  if (role === 'id') add('profile.id', 'note', {});
  if (role !== 'empty' && missing > 0) {
    const share = missing / rowCount;
    add(share > 0.5 ? 'profile.mostly-missing' : 'profile.missing', share > 0.2 ? 'careful' : 'note', {
      missing,
      rows: rowCount,
      share,
    });
  }
  if (sorted && column.kind === 'number' && role === 'feature') {
    const sentinel = findSentinel(sorted);
    if (sentinel) add('profile.sentinel', 'careful', { value: sentinel.value, count: sentinel.count });
    // A mark for "missing" is no far value, and must not hide or make any.
    const known = sentinel ? withoutSentinel(sorted, sentinel) : sorted;
    const outliers = distinct >= LEAST_DISTINCT ? countOutliers(known) : 0;
    if (outliers > 0) {
      const [min, max] = [known[0] as number, known[known.length - 1] as number];
      add('profile.outliers', 'note', { count: outliers, rows: known.length, min, max });
    }
  }
  return found;
}

/** Fewer different values than this are codes or counts, which have no far ends. */
const LEAST_DISTINCT = 11;

/**
 * Values further than three times the quartile distance outside of the quartiles (Tukey's outer fences), where the
 * quartiles differ.
 * @param sorted ascending, without NaN
 */
function countOutliers(sorted: Float64Array): number {
  const low = quantileSorted(sorted, 0.25);
  const high = quantileSorted(sorted, 0.75);
  const reach = 3 * (high - low);
  if (!(reach > 0)) return 0;
  let count = 0;
  for (let i = 0; i < sorted.length && (sorted[i] as number) < low - reach; i++) count++;
  for (let i = sorted.length - 1; i >= 0 && (sorted[i] as number) > high + reach; i--) count++;
  return count;
}
