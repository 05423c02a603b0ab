import { CodedError } from '../errors.ts';
import { aggregateByKey, countByKey } from './aggregate.ts';
import type { Column } from './column.ts';
import { indexRows, keyReader } from './join-index.ts';
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

/**
 * Every row of `left`, once and in order, with what `right` knows of its key. Where keys repeat on the right, numbers are
 * summed and averaged, dates give the latest, categories the most frequent level, texts are left out, and the rows are
 * counted (0 without a partner). Columns whose names are taken get the right table's name behind theirs.
 * @throws table.no-column, table.no-match when no key is in both
 */
export function joinTables(left: Table, right: Table, { leftKey, rightKey }: JoinKeys, rightName: string): Joined {
  const keyColumn = getColumn(right, rightKey);
  const index = indexRows(keyColumn);
  const read = keyReader(getColumn(left, leftKey));
  const keyOf = Int32Array.from({ length: left.rowCount }, (_, row) => index.keys.get(read(row) ?? '') ?? -1);
  const matched = keyOf.reduce((count, key) => count + Number(key >= 0), 0);
  if (matched === 0) throw new CodedError('table.no-match', { left: leftKey, right: rightKey });
  const others = right.columns.filter((column) => column !== keyColumn);
  const added = index.unique
    ? others.map((column) => takeCells(takeCells(column, index.rows), keyOf))
    : [
        ...others.flatMap((column) => aggregateByKey(column, index)).map((column) => takeCells(column, keyOf)),
        noneAsZero(takeCells(countByKey(index, 'rows'), keyOf)),
      ];
  const taken = new Set(left.columns.map(({ name }) => name));
  const renamed = added.map((column): Column => ({ ...column, name: freeName(column.name, rightName, taken) }));
  return { table: makeTable([...left.columns, ...renamed], left.rowCount), matched, aggregated: !index.unique };
}

const noneAsZero = (column: Column): Column =>
  column.kind === 'number'
    ? { ...column, values: column.values.map((count) => (Number.isNaN(count) ? 0 : count)) }
    : column;

/** A name that no column has yet: the plain one, else with the right table's name, else numbered. */
function freeName(name: string, rightName: string, taken: Set<string>): string {
  let candidate = taken.has(name) ? `${name} (${rightName})` : name;
  for (let i = 2; taken.has(candidate); i++) candidate = `${name} (${rightName} ${i})`;
  taken.add(candidate);
  return candidate;
}

/** Whether two tables have the same columns, in whatever order. */
export function sameShape(a: Table, b: Table): boolean {
  const names = new Set(a.columns.map(({ name }) => name));
  return names.size === b.columns.length && b.columns.every(({ name }) => names.has(name));
}
