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

/**
 * Pictures of one size: those of row i are the `height × width × channels` bytes from `i × height × width × channels`
 * on, row by row from the top, the channels of a pixel side by side (0 black … 255).
 */
export interface ImageColumn {
  readonly kind: 'image';
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
  /** 1 where a row has no picture; absent: every row has one. */
  readonly missing?: Uint8Array;
}

export type Column = NumberColumn | DateColumn | CategoryColumn | TextColumn | ImageColumn;
export type ColumnKind = Column['kind'];

/** Columns whose cells can be written as words. */
export type WrittenColumn = Exclude<Column, ImageColumn>;

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
    case 'image':
      return column.pixels.length / (column.width * column.height * column.channels);
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
    case 'image':
      return column.missing?.every((none) => none === 1) ?? column.pixels.length === 0;
  }
}
