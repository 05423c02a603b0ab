import { CodedError } from '../errors.ts';
import { cellReader } from './cells.ts';
import { columnLength, type Column } from './column.ts';
import { takeCells } from './take.ts';
import { getColumn, makeTable, type Table } from './table.ts';

export interface JoinKeys {
  readonly leftKey: string;
  readonly rightKey: string;
}

export interface Joined {
  readonly table: Table;
  /** Rows of the left table that found a partner. */
  readonly matched: number;
  /** Whether a key repeats on the right, so that its rows were summed up. */
  readonly aggregated: boolean;
}

/** Rows of the right table by key; blank keys match nothing. */
function rowsByKey(column: Column): Map<string, number[]> {
  const read = cellReader(column);
  const rows = new Map<string, number[]>();
  const count = columnLength(column);
  for (let row = 0; row < count; row++) {
    const key = read(row)?.trim();
    if (!key) continue;
    const known = rows.get(key);
    if (known) known.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

/** A name that no column has yet: the plain one, else with the right table's name, else numbered. */
function freeName(name: string, rightName: string, taken: Set<string>): string {
  const candidates = [name, `${name} (${rightName})`];
  for (let i = 2; ; i++) {
    const candidate = candidates[i - 2] ?? `${name} (${rightName} ${i})`;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}

/** Sum and mean of a number, the latest date, the most frequent level: one row a key, NaN or −1 where nothing is known. */
function aggregate(column: Column, groups: readonly (readonly number[] | undefined)[]): Column[] {
  switch (column.kind) {
    case 'number': {
      const sum = new Float64Array(groups.length).fill(Number.NaN);
      const mean = new Float64Array(groups.length).fill(Number.NaN);
      groups.forEach((rows, i) => {
        const values = (rows ?? []).map((row) => column.values[row] as number).filter((value) => !Number.isNaN(value));
        if (values.length === 0) return;
        sum[i] = values.reduce((total, value) => total + value, 0);
        mean[i] = (sum[i] as number) / values.length;
      });
      return [
        { ...column, name: `${column.name} (sum)`, values: sum },
        { ...column, name: `${column.name} (mean)`, values: mean },
      ];
    }
    case 'date': {
      const latest = Float64Array.from(groups, (rows) =>
        (rows ?? []).reduce((max, row) => {
          const time = column.values[row] as number;
          return Number.isNaN(time) || time <= max ? max : time;
        }, Number.NEGATIVE_INFINITY),
      ).map((time) => (time === Number.NEGATIVE_INFINITY ? Number.NaN : time));
      return [{ ...column, name: `${column.name} (latest)`, values: latest }];
    }
    case 'category': {
      const codes = Int32Array.from(groups, (rows) => mostFrequent(column.codes, rows ?? []));
      return [{ ...column, name: `${column.name} (most frequent)`, codes }];
    }
    case 'text':
      // Texts have no sum; how many rows there are is counted once for all.
      return [];
  }
}

function mostFrequent(codes: Int32Array, rows: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = -1;
  for (const row of rows) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (best < 0 || count > (counts.get(best) ?? 0)) best = code;
  }
  return best;
}

/**
 * Every row of `left`, once and in order, with what `right` knows of its key. Where keys repeat on the right, numbers are
 * summed and averaged, dates give the latest, categories the most frequent level, and the rows are counted (0 without a
 * partner).
 * @throws table.no-column, table.no-match when no key is in both
 */
export function joinTables(left: Table, right: Table, { leftKey, rightKey }: JoinKeys, rightName: string): Joined {
  const keyColumn = getColumn(right, rightKey);
  const byKey = rowsByKey(keyColumn);
  const read = cellReader(getColumn(left, leftKey));
  const groups = Array.from({ length: left.rowCount }, (_, row) => byKey.get(read(row)?.trim() ?? ''));
  const matched = groups.filter(Boolean).length;
  if (matched === 0) throw new CodedError('table.no-match', { left: leftKey, right: rightKey });
  const aggregated = [...byKey.values()].some((rows) => rows.length > 1);
  const others = right.columns.filter((column) => column !== keyColumn);
  const added = aggregated
    ? [...others.flatMap((column) => aggregate(column, groups)), countColumn(groups)]
    : others.map((column) =>
        takeCells(
          column,
          Int32Array.from(groups, (rows) => rows?.[0] ?? -1),
        ),
      );
  const taken = new Set(left.columns.map(({ name }) => name));
  const renamed = added.map((column): Column => ({ ...column, name: freeName(column.name, rightName, taken) }));
  return { table: makeTable([...left.columns, ...renamed], left.rowCount), matched, aggregated };
}

const countColumn = (groups: readonly (readonly number[] | undefined)[]): Column => ({
  kind: 'number',
  name: 'rows',
  values: Float64Array.from(groups, (rows) => rows?.length ?? 0),
});

/** Whether two tables have the same columns, in whatever order. */
export function sameShape(a: Table, b: Table): boolean {
  const names = new Set(a.columns.map(({ name }) => name));
  return names.size === b.columns.length && b.columns.every(({ name }) => names.has(name));
}

export interface KeyProposal extends JoinKeys {
  /** Share of the left rows looked at that find a partner. */
  readonly matchRate: number;
  /** No key repeats on the right. */
  readonly manyToOne: boolean;
}

/** Left rows looked at for a match rate. */
const PROBED_ROWS = 20_000;
const LEAST_MATCH = 0.1;

/** The likeliest key pairs for joining `right` to `left`, the best first, at most three. */
export function proposeKeys(left: Table, right: Table): KeyProposal[] {
  const proposals: KeyProposal[] = [];
  for (const rightColumn of right.columns.filter(isKeyLike)) {
    const byKey = rowsByKey(rightColumn);
    if (byKey.size < 2) continue;
    const manyToOne = byKey.size === [...byKey.values()].reduce((sum, rows) => sum + rows.length, 0);
    for (const leftColumn of left.columns.filter(isKeyLike)) {
      const alike = normalised(leftColumn.name) === normalised(rightColumn.name);
      // Two columns of small numbers match by chance: another name needs one side to look like an id.
      if (!alike && !(manyToOne && byKey.size > right.rowCount * 0.9 && leftColumn.kind !== 'number')) continue;
      const matchRate = rateOf(leftColumn, byKey, left.rowCount);
      if (matchRate >= LEAST_MATCH)
        proposals.push({ leftKey: leftColumn.name, rightKey: rightColumn.name, matchRate, manyToOne });
    }
  }
  return proposals
    .toSorted((a, b) => Number(b.manyToOne) - Number(a.manyToOne) || b.matchRate - a.matchRate)
    .slice(0, 3);
}

const normalised = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Amounts and dates are no keys. */
const isKeyLike = (column: Column): boolean =>
  column.kind === 'category' ||
  column.kind === 'text' ||
  (column.kind === 'number' && column.values.every((value) => Number.isNaN(value) || Number.isInteger(value)));

function rateOf(column: Column, byKey: ReadonlyMap<string, unknown>, rowCount: number): number {
  const read = cellReader(column);
  const step = Math.max(1, Math.floor(rowCount / PROBED_ROWS));
  let probed = 0;
  let found = 0;
  for (let row = 0; row < rowCount; row += step) {
    probed++;
    if (byKey.has(read(row)?.trim() ?? '')) found++;
  }
  return probed === 0 ? 0 : found / probed;
}
