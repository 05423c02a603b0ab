import { CodedError, type Finding } from '../../core/errors.ts';
import { readByMeaning, type CellMeaning } from '../../core/ingest/cell-meaning.ts';
import { resized, sameSize } from '../../core/learn/image/picture-rows.ts';
import type { CategoryColumn, Column, ColumnKind, ImageColumn } from '../../core/table/column.ts';
import { blankPictures } from '../../core/table/pictures.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { MOST_LEVELS } from './columns.ts';
import type { ApplyReport, ModelColumn } from './model.ts';

export interface CheckedTable {
  /** The model's columns, in its order and of its kinds; what is absent is missing throughout. */
  readonly table: Table;
  readonly report: ApplyReport;
}

/**
 * Brings a table into the shape that a model wants and says what did not fit. Columns are found by name, whatever
 * their order.
 * @param cells what was said of the cells that the model learned from; absent: nothing
 * @throws apply.no-columns where it has none of them, apply.no-rows
 */
export function checkTable(table: Table, wanted: readonly ModelColumn[], cells?: CellMeaning): CheckedTable {
  if (table.rowCount === 0) throw new CodedError('apply.no-rows');
  const names = new Set(wanted.map(({ name }) => name));
  const present = table.columns.filter(({ name }) => names.has(name));
  if (present.length === 0) {
    const found = table.columns.map(({ name }) => name);
    throw new CodedError('apply.no-columns', { wanted: [...names], found });
  }
  const checked = wanted.map((column) => checkColumn(findColumn(table, column.name), column, table.rowCount, cells));
  const report: Omit<ApplyReport, 'findings'> = {
    rowCount: table.rowCount,
    missingColumns: wanted.filter(({ name }) => !findColumn(table, name)).map(({ name }) => name),
    extraColumns: table.columns.filter(({ name }) => !names.has(name)).map(({ name }) => name),
    newLevels: checked.flatMap(({ newLevels }) => (newLevels ? [newLevels] : [])),
    unreadable: counted(checked, 'unreadable'),
    outOfRange: counted(checked, 'outOfRange'),
  };
  return {
    table: { rowCount: table.rowCount, columns: checked.map(({ column }) => column) },
    report: { ...report, findings: [...findingsOf(report), ...resizedPictures(table, wanted)] },
  };
}

interface CheckedColumn {
  readonly column: Column;
  readonly unreadable: number;
  readonly outOfRange: number;
  readonly newLevels?: ApplyReport['newLevels'][number];
}

const counted = (
  checked: readonly CheckedColumn[],
  what: 'unreadable' | 'outOfRange',
): { column: string; rows: number }[] =>
  checked.filter((one) => one[what] > 0).map((one) => ({ column: one.column.name, rows: one[what] }));

function checkColumn(
  found: Column | undefined,
  wanted: ModelColumn,
  rowCount: number,
  cells: CellMeaning | undefined,
): CheckedColumn {
  if (!found) return { column: blankColumn(wanted.name, wanted.kind, rowCount), unreadable: 0, outOfRange: 0 };
  const { column, unreadable } = readByMeaning(found, wanted.kind, wanted.name, cells);
  if (column.kind === 'category') {
    const newLevels = levelsUnknown(column, wanted);
    return { column, unreadable, outOfRange: 0, ...(newLevels ? { newLevels } : {}) };
  }
  if (column.kind === 'image') return { column: toModelsSize(column, wanted), unreadable, outOfRange: 0 };
  if (column.kind === 'text') return { column, unreadable, outOfRange: 0 };
  return { column, unreadable, outOfRange: countOutside(column.values, wanted.quantiles) };
}

/** Pictures as large as those that the model learned from. */
function toModelsSize(column: ImageColumn, { picture }: ModelColumn): ImageColumn {
  return picture && !sameSize(column, picture) ? resized(column, picture) : column;
}

/** Which pictures are of another size than those that the model learned from. */
function resizedPictures(table: Table, wanted: readonly ModelColumn[]): Finding[] {
  return wanted.flatMap(({ name, picture }): Finding[] => {
    const found = findColumn(table, name);
    if (!picture || found?.kind !== 'image' || sameSize(found, picture)) return [];
    const { height, width } = found;
    const params = { column: name, height, width, toHeight: picture.height, toWidth: picture.width };
    return [{ level: 'note', code: 'apply.resized-pictures', column: name, params }];
  });
}

/** A column without a single cell. */
export function blankColumn(name: string, kind: ColumnKind, rowCount: number): Column {
  switch (kind) {
    case 'number':
      return { kind, name, values: new Float64Array(rowCount).fill(NaN) };
    case 'date':
      return { kind, name, values: new Float64Array(rowCount).fill(NaN), hasTime: false };
    case 'category':
      return { kind, name, codes: new Int32Array(rowCount).fill(-1), levels: [] };
    case 'text':
      return { kind, name, bytes: new Uint8Array(), offsets: new Float64Array(rowCount + 1) };
    case 'image':
      return blankPictures(name, rowCount);
  }
}

function countOutside(values: Float64Array, quantiles: readonly number[] | undefined): number {
  const low = quantiles?.[0];
  const high = quantiles?.at(-1);
  if (low === undefined || high === undefined) return 0;
  let count = 0;
  for (const value of values) if (value < low || value > high) count++;
  return count;
}

const LEVELS_NAMED = 20;

function levelsUnknown(column: CategoryColumn, wanted: ModelColumn): CheckedColumn['newLevels'] {
  // Where the model remembers only the most frequent levels, one that it does not name need not be new.
  if (!wanted.levels || wanted.levels.length >= MOST_LEVELS) return undefined;
  const known = new Set(wanted.levels.map(({ level }) => level));
  const counts = new Map<string, number>();
  for (const code of column.codes) {
    if (code < 0) continue;
    const level = column.levels[code] as string;
    if (!known.has(level)) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const levels = [...counts].toSorted((a, b) => b[1] - a[1]);
  const rows = levels.reduce((sum, [, count]) => sum + count, 0);
  return { column: column.name, levels: levels.slice(0, LEVELS_NAMED).map(([level]) => level), rows };
}

function findingsOf(report: Omit<ApplyReport, 'findings'>): Finding[] {
  const about = (code: string, column: string, rows: number): Finding => ({
    level: 'careful',
    code,
    column,
    params: { column, rows, of: report.rowCount },
  });
  return [
    ...report.missingColumns.map((column) => about('apply.missing-column', column, report.rowCount)),
    ...report.newLevels.map(({ column, rows, levels }): Finding => {
      const finding = about('apply.new-levels', column, rows);
      return { ...finding, params: { ...finding.params, levels } };
    }),
    ...report.unreadable.map(({ column, rows }) => about('apply.unreadable', column, rows)),
    ...report.outOfRange.map(({ column, rows }): Finding => ({
      ...about('apply.out-of-range', column, rows),
      level: 'note',
    })),
  ];
}
