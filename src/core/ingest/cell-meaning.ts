import { convertColumn, type Conversion } from '../table/convert.ts';
import type { Column, ColumnKind } from '../table/column.ts';
import { trimmedSpellings, withoutDeclared } from './declared-missing.ts';
import type { DateOrder, DecimalMark } from './types.ts';

/**
 * What a person said that cells mean, beyond what is found in a file by itself. It was true of the files that a model
 * learned from, and holds for every file that the model is applied to.
 */
export interface CellMeaning {
  /** More spellings of "missing" by column (entries, so that any name is safe). */
  readonly missing?: readonly (readonly [string, readonly string[]])[];
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
}

/**
 * A column as the kind that a model knows it by, without what was declared missing. Decimal mark and date order that
 * were said only decide where its cells do not.
 * @param name the column's name among those that the model learned from
 */
export function readByMeaning(column: Column, kind: ColumnKind, name: string, meaning: CellMeaning = {}): Conversion {
  const { decimal, dateOrder } = meaning;
  const missing = trimmedSpellings(meaning.missing?.find(([of]) => of === name)?.[1]);
  const strip = (from: Column): Column => withoutDeclared(from, missing, decimal ?? '.', dateOrder ?? 'ymd');
  if (column.kind === kind) return { column: strip(column), unreadable: 0 };
  const otherwise = { ...(decimal ? { decimal } : {}), ...(dateOrder ? { dateOrder } : {}) };
  const converted = convertColumn(strip(column), kind, { otherwise });
  return { ...converted, column: strip(converted.column) };
}
