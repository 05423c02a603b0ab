/** Numbers; NaN is missing. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
  /** How the cells were written, so that they can be written back: `percent` values are stored as fractions. */
  readonly format?: 'plain' | 'percent' | 'currency';
  /** Sign or code found in front of or behind the numbers, e.g. `€`. */
  readonly currency?: string;
}

/** Points in time as milliseconds since 1970-01-01 UTC (wall-clock time taken as UTC); NaN is missing. */
export interface DateColumn {
  readonly kind: 'date';
  readonly name: string;
  readonly values: Float64Array;
  /** Whether any cell carried a time of day. */
  readonly hasTime: boolean;
}

/** Categories: `levels[codes[row]]`; code −1 is missing. Levels are in order of first appearance, never repeated. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** Free text or ids: row i is the UTF-8 bytes `offsets[i]` … `offsets[i + 1]`; zero length is missing. */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly bytes: Uint8Array;
  /** rowCount + 1 byte positions. Float64Array, so that a column may pass 4 GB. */
  readonly offsets: Float64Array;
}

export type Column = NumberColumn | DateColumn | CategoryColumn | TextColumn;
export type ColumnKind = Column['kind'];

/** Rows of a column. */
export function columnLength(column: Column): number {
  switch (column.kind) {
    case 'number':
    case 'date':
      return column.values.length;
    case 'category':
      return column.codes.length;
    case 'text':
      return column.offsets.length - 1;
  }
}

/** Whether every cell is missing; true for a column without rows. */
export function isBlank(column: Column): boolean {
  switch (column.kind) {
    case 'number':
    case 'date':
      return column.values.every((value) => Number.isNaN(value));
    case 'category':
      return column.codes.every((code) => code < 0);
    case 'text':
      return column.offsets[columnLength(column)] === 0;
  }
}
