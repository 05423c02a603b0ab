import { CodedError } from '../../core/errors.ts';
import type { ClassTarget, Target } from '../../core/learn/task.ts';
import { cellReader } from '../../core/table/cells.ts';
import { columnLength } from '../../core/table/column.ts';
import { convertColumn } from '../../core/table/convert.ts';
import type { Table } from '../../core/table/table.ts';

/** Texts and what is known of them, as far as they can be learned from. */
export interface TextRows {
  /** The columns with the texts, all of kind `text`. */
  readonly features: Table;
  readonly target: Target;
  /** Rows with a label and a text, ascending. */
  readonly rows: Int32Array;
}

/** Columns as text, whatever they were read as: short texts that repeat look like categories. */
export function asTexts(features: Table): Table {
  const columns = features.columns.map((column) => convertColumn(column, 'text').column);
  return { rowCount: features.rowCount, columns };
}

/** 1 for each row that has something written in at least one of the columns. */
export function writtenRows(features: Table): Uint8Array {
  const written = new Uint8Array(features.rowCount);
  for (const column of features.columns) {
    const read = cellReader(column);
    for (let row = 0; row < columnLength(column); row++) {
      if (written[row] === 0 && (read(row) ?? '').trim() !== '') written[row] = 1;
    }
  }
  return written;
}

/**
 * Leaves out rows without a text, and the rows of classes that have too few: both are told of in the findings.
 * @param known rows with a label
 * @param leastRows of a class
 * @throws text.all-empty where no labelled row has a text
 */
export function readTexts(found: Table, target: Target, known: Int32Array, leastRows: number): TextRows {
  const features = asTexts(found);
  const written = writtenRows(features);
  const rows = known.filter((row) => written[row] === 1);
  if (rows.length === 0) {
    throw new CodedError('text.all-empty', { column: features.columns[0]?.name ?? '', rows: known.length });
  }
  if (target.task !== 'multiclass') return { features, target, rows };
  return { features, ...withoutRare(target, rows, leastRows) };
}

/** Of many classes the rarest need not hold up the others; two must stay. */
function withoutRare(
  target: ClassTarget,
  rows: Int32Array,
  leastRows: number,
): { readonly target: ClassTarget; readonly rows: Int32Array } {
  const counts = new Int32Array(target.classes.length);
  for (const row of rows) {
    const code = target.codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  const kept = target.classes.map((_, code) => code).filter((code) => (counts[code] as number) >= leastRows);
  if (kept.length < 2 || kept.length === target.classes.length) return { target, rows };
  const place = new Map(kept.map((code, index) => [code, index]));
  const codes = target.codes.map((code) => place.get(code) ?? -1);
  return {
    target: { ...target, codes, classes: kept.map((code) => target.classes[code] as string) },
    rows: rows.filter((row) => (codes[row] as number) >= 0),
  };
}
