import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/core/errors.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { findSuspects } from '../../src/core/profile/suspects.ts';
import type { ColumnProfile, TableProfile } from '../../src/core/profile/types.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { pacer, read } from '../ingest/support.ts';

export { pacer } from '../ingest/support.ts';

export const numbers = (name: string, values: ArrayLike<number>): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
export const words = (name: string, cells: readonly (string | null)[]): Column => makeCategoryColumn(name, cells);

export async function readReal(path: string): Promise<Table> {
  return (await read(new Uint8Array(readFileSync(path)))).table;
}

export const profile = (table: Table): Promise<TableProfile> => profileTable(table, pacer());

/** The profile of one column, with nothing beside it. */
export async function profileOf(column: Column): Promise<ColumnProfile> {
  const { columns } = await profile(makeTable([column]));
  return columns[0] as ColumnProfile;
}

/** Suspects of a target among all other columns, as `code column`. */
export async function suspects(table: Table, target: string): Promise<string[]> {
  const names = table.columns.map(({ name }) => name).filter((name) => name !== target);
  return (await findSuspects(table, target, names, pacer())).map(({ code, column }) => `${code} ${column}`);
}

export const codes = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, column }) => (column === undefined ? code : `${code} ${column}`));
