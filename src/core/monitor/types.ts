import type { ColumnKind } from '../table/column.ts';

export interface DriftRow {
  readonly column: string;
  readonly kind: ColumnKind;
  /** Population stability index, its size class by the usual 0.1 / 0.25 marks. */
  readonly psi: number;
  readonly size: 'none' | 'small' | 'large';
  /** Standardised mean difference (numbers) or total variation distance (categories). */
  readonly effect: number;
  /** Importance share of the column, 0 … 1: whether it can hurt. */
  readonly importance: number;
}
