import type { Message } from '../errors.ts';
import type { Estimate } from '../metrics/types.ts';
import type { ColumnKind } from '../table/column.ts';

export interface SegmentCondition {
  readonly column: string;
  readonly kind: ColumnKind;
  /** Number or date: low ≤ x < high, an end absent where open. */
  readonly low?: number;
  readonly high?: number;
  /** Category: one of these. */
  readonly levels?: readonly string[];
  readonly missing?: boolean;
}

/**
 * A recommendation. Found on training rows, measured on validation rows. Money is computed by `core/advise` from these
 * counts and what the person types; never stored as if it were known.
 */
export interface Card {
  readonly id: string;
  /** `advise.act-on-segment`, `advise.use-ranked-list`, `advise.look-at-driver`, `advise.collect-more`, … */
  readonly code: string;
  readonly params: Message['params'];
  readonly segment: readonly SegmentCondition[];
  /** Rows of the segment among the validation rows, and among all rows. */
  readonly validationRows: number;
  readonly allRows: number;
  /** Share of "yes", or mean of the number, in the segment on validation rows. */
  readonly rate: Estimate;
  /** The same over all validation rows. */
  readonly overallRate: number;
  /** Adjusted for how many segments were looked at (Benjamini–Hochberg). */
  readonly adjustedPValue: number;
  readonly segmentsTried: number;
  readonly evidence: 'association' | 'natural-experiment' | 'randomised';
  /** Columns that say why, strongest first. */
  readonly why: readonly string[];
}
