import { CodedError, type Finding } from '../errors.ts';
import { cellReader } from './cells.ts';
import { codeOf } from './category.ts';
import type { CategoryColumn, Column } from './column.ts';
import { unpackCodes } from './packed-codes.ts';
import { findColumn, makeTable, type Table } from './table.ts';

/** Labels that a person gave to rows. Where the file has such a column already, they stand in place of its cells. */
export interface HandLabels {
  /** The column that they make, or mend. */
  readonly column: string;
  /** The texts that were labelled. */
  readonly of: string;
  /** Rows of the table that they were given to, and what its texts looked like (`textPrint`). */
  readonly rows: number;
  readonly print: string;
  readonly levels: readonly string[];
  /** A level a row, packed (`packCodes`); −1: nothing was said by hand. */
  readonly codes: string;
  /** What was said since; null: nothing any more. */
  readonly changes?: readonly LabelChange[];
}

export type LabelChange = readonly [row: number, level: string | null];

/** Cells looked at to tell one column of texts from another. */
const PRINTED = 500;

/** A short word for what a column's cells say: other texts, or the same in another order, have another one. */
export function textPrint(column: Column, rowCount: number): string {
  const read = cellReader(column);
  let hash = 0x811c9dc5;
  const add = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193);
  };
  const step = Math.max(1, Math.ceil(rowCount / PRINTED));
  for (let row = 0; row < rowCount; row += step) {
    const cell = read(row) ?? '';
    for (let i = 0; i < cell.length; i++) add(cell.charCodeAt(i));
    add(-1);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The level that was said by hand of each row, −1 where nothing was. @throws table.bad-codes */
export function labelsByHand(labels: HandLabels): Pick<CategoryColumn, 'codes' | 'levels'> {
  const { rows, levels, changes = [] } = labels;
  const codes = unpackCodes(labels.codes, rows, levels.length);
  const known = new Map(levels.map((level, code) => [level, code]));
  for (const [row, level] of changes) {
    if (row >= 0 && row < rows) codes[row] = level === null ? -1 : codeOf(known, level);
  }
  return { codes, levels: [...known.keys()] };
}

/**
 * The table with labels given by hand. Labels of another table (another number of rows, other texts) are left out, and
 * said.
 */
export function withHandLabels(
  table: Table,
  all: readonly HandLabels[],
): { readonly table: Table; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let labelled = table;
  for (const labels of all) {
    const column = labelColumn(table, labels);
    if (column) {
      const others = labelled.columns.filter(({ name }) => name !== labels.column);
      const at = labelled.columns.findIndex(({ name }) => name === labels.column);
      labelled = makeTable(at < 0 ? [...others, column] : others.toSpliced(at, 0, column), table.rowCount);
      continue;
    }
    const params = { column: labels.column, of: labels.of, rows: labels.rows, present: table.rowCount };
    findings.push({ level: 'careful', code: 'data.labels-not-applied', params, column: labels.column });
  }
  return { table: labelled, findings };
}

/** Undefined where the labels were given to another table. */
function labelColumn(table: Table, labels: HandLabels): CategoryColumn | undefined {
  const texts = findColumn(table, labels.of);
  if (!texts || labels.rows !== table.rowCount || textPrint(texts, table.rowCount) !== labels.print) return undefined;
  let said: Pick<CategoryColumn, 'codes' | 'levels'>;
  try {
    said = labelsByHand(labels);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
  const present = findColumn(table, labels.column);
  if (!present) return { kind: 'category', name: labels.column, ...said };
  const known = new Map<string, number>(
    present.kind === 'category' ? present.levels.map((level, i) => [level, i]) : [],
  );
  const read = cellReader(present);
  const codes = Int32Array.from(said.codes, (code, row) => {
    const level = code < 0 ? read(row) : (said.levels[code] as string);
    return level === null ? -1 : codeOf(known, level);
  });
  return { kind: 'category', name: labels.column, codes, levels: [...known.keys()] };
}
