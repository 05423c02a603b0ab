import type { Finding } from '../errors.ts';
import { cellText } from '../table/cells.ts';
import { columnLength, type Column, type TextColumn } from '../table/column.ts';
import { countDistinct, sortedPresent, summarise } from './numeric.ts';
import { roleOf } from './role.ts';
import type { ColumnProfile, LevelCount, NumberSummary } from './types.ts';

const MOST_LEVELS = 50;
const MOST_DISTINCT = 100_000;

interface Measures {
  readonly missing: number;
  readonly distinct: number;
  readonly numeric?: NumberSummary;
  readonly levels?: readonly LevelCount[];
}

/** Everything about one column that does not need the others. */
export function profileColumn(column: Column): ColumnProfile {
  const rowCount = columnLength(column);
  const measures = measure(column);
  const role = roleOf(column, { rowCount, ...measures, integers: measures.numeric?.integers ?? false });
  const facts = { name: column.name, kind: column.kind, role, rowCount, ...measures };
  return { ...facts, findings: findingsOf(facts, column) };
}

function measure(column: Column): Measures {
  switch (column.kind) {
    case 'number':
    case 'date': {
      const sorted = sortedPresent(column.values);
      const missing = column.values.length - sorted.length;
      if (sorted.length === 0) return { missing, distinct: 0 };
      const distinct = countDistinct(sorted);
      const levels = column.kind === 'number' && distinct <= MOST_LEVELS ? { levels: numberLevels(column) } : {};
      return { missing, distinct: Math.min(distinct, MOST_DISTINCT), numeric: summarise(sorted), ...levels };
    }
    case 'category': {
      const counts = new Int32Array(column.levels.length);
      let missing = 0;
      for (const code of column.codes) {
        if (code < 0) missing++;
        else counts[code] = (counts[code] as number) + 1;
      }
      const present = column.levels
        .map((level, code) => ({ level, count: counts[code] as number }))
        .filter(({ count }) => count > 0);
      return { missing, distinct: Math.min(present.length, MOST_DISTINCT), levels: mostFrequent(present) };
    }
    case 'text':
      return measureText(column);
  }
}

const mostFrequent = (levels: readonly LevelCount[]): LevelCount[] =>
  levels.toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1)).slice(0, MOST_LEVELS);

function numberLevels(column: Column): LevelCount[] {
  const counts = new Map<number, { row: number; count: number }>();
  if (column.kind !== 'number') return [];
  column.values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    const known = counts.get(value);
    if (known) known.count++;
    else counts.set(value, { row, count: 1 });
  });
  return mostFrequent([...counts.values()].map(({ row, count }) => ({ level: cellText(column, row) ?? '', count })));
}

/** Distinct texts by a 53-bit hash of their bytes: two different ones among 100,000 meet once in a million tables. */
function measureText(column: TextColumn): Measures {
  const rows = column.offsets.length - 1;
  const seen = new Map<number, { row: number; count: number }>();
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    const start = column.offsets[row] as number;
    const end = column.offsets[row + 1] as number;
    if (start === end) {
      missing++;
      continue;
    }
    const hash = hashBytes(column.bytes, start, end);
    const known = seen.get(hash);
    if (known) known.count++;
    else if (seen.size < MOST_DISTINCT) seen.set(hash, { row, count: 1 });
  }
  const repeated = [...seen.values()].filter(({ count }) => count > 1);
  const levels = mostFrequent(
    repeated
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MOST_LEVELS)
      .map(({ row, count }) => ({ level: (cellText(column, row) ?? '').slice(0, 200), count })),
  );
  return { missing, distinct: seen.size, levels };
}

/** Two 32-bit FNV-1a hashes with different starts, as one number below 2^53. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x5bd1e995);
  }
  return (a >>> 0) * 0x200000 + (b >>> 11);
}

/** Values that programs write for "missing". */
const SENTINELS = [-1, -9, -99, -200, -999, -9999, -99999, 99, 999, 9999, 99999, 999999];

function findingsOf(profile: Omit<ColumnProfile, 'findings'>, column: Column): Finding[] {
  const { name, role, rowCount, missing, numeric } = profile;
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
  if (column.kind === 'number' && numeric && role === 'feature') {
    const sentinel = sentinelIn(column.values, numeric);
    if (sentinel) add('profile.sentinel', 'careful', sentinel);
    const outliers = countOutliers(column.values, numeric);
    if (outliers > 0) {
      add('profile.outliers', 'note', {
        count: outliers,
        rows: rowCount - missing,
        min: numeric.min,
        max: numeric.max,
      });
    }
  }
  return found;
}

/**
 * A conspicuous code far from everything else, in at least 1 % of the rows: nothing else lies between it and the middle
 * half of the values widened by its own width.
 */
function sentinelIn(values: Float64Array, numeric: NumberSummary): { value: number; count: number } | undefined {
  const [, , low, , high] = numeric.quantiles;
  for (const value of SENTINELS) {
    if (value !== numeric.min && value !== numeric.max) continue;
    let count = 0;
    let nearest = Infinity;
    let othersLow = Infinity;
    let othersHigh = -Infinity;
    for (const other of values) {
      if (other === value) count++;
      else if (!Number.isNaN(other)) {
        nearest = Math.min(nearest, Math.abs(other - value));
        othersLow = Math.min(othersLow, other);
        othersHigh = Math.max(othersHigh, other);
      }
    }
    const spread = Math.max(othersHigh - othersLow, high - low, 1);
    // Far from all others, or the only value below nought. −1 and −9 are near true values: only where those are fractions.
    const alone = value < 0 && othersLow >= 0;
    const apart = Math.abs(value) < 90 ? alone && !numeric.integers : alone || nearest > spread / 2;
    if (count >= 0.01 * values.length && count < values.length && apart) return { value, count };
  }
  return undefined;
}

/**
 * Values further than three times the quartile distance outside of the quartiles (Tukey's outer fences), of columns with
 * more than ten values and quartiles that differ.
 */
function countOutliers(values: Float64Array, { quantiles }: NumberSummary): number {
  const [, , low, , high] = quantiles;
  const reach = 3 * (high - low);
  if (reach <= 0) return 0;
  let count = 0;
  for (const value of values) if (value < low - reach || value > high + reach) count++;
  return count;
}
