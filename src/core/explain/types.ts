import type { ColumnKind } from '../table/column.ts';
import type { Estimate, MetricName, RowSet } from '../metrics/types.ts';

/** Loss of validation score when the column's values are shuffled among the rows. */
export interface Importance extends Estimate {
  readonly column: string;
  readonly metric: MetricName;
}

export interface DependencePoint {
  /** Position on the axis: the number, the date in ms, or the index of the level. */
  readonly x: number;
  readonly level?: string;
  /** Mean prediction with the column set to this value: probability of "yes" (of each row's class order for multiclass: the most frequent class), or the number. */
  readonly y: number;
  /** Share of rows in this stretch of the axis. */
  readonly density: number;
}

export interface Dependence {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly rows: RowSet;
  readonly rowCount: number;
  /** Class whose probability is drawn; absent for numbers. */
  readonly ofClass?: string;
  readonly points: readonly DependencePoint[];
}
