import type { ColumnKind } from '../table/column.ts';

/** What is remembered of a column, without its rows; a model's columns are such. */
export interface ReferenceColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Category: levels and their shares of all rows, the most frequent first. */
  readonly levels?: readonly { readonly level: string; readonly share: number }[];
  /** Number and date: 21 type-7 quantiles at 0, 5, … 100 % of the rows that are not missing. */
  readonly quantiles?: readonly number[];
  readonly missingShare: number;
}

export interface DriftRow {
  readonly column: string;
  readonly kind: ColumnKind;
  /** Population stability index, its size class by the usual 0.1 / 0.25 marks. */
  readonly psi: number;
  readonly size: 'none' | 'small' | 'large';
  /** Standardised mean difference, new less old (numbers), or total variation distance (categories). */
  readonly effect: number;
  /** Importance share of the column, 0 … 1: whether it can hurt. */
  readonly importance: number;
}
