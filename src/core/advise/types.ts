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

/** Rows that have something in common and another outcome than the rest: found on training, measured on validation rows. */
export interface Segment {
  /** All of them hold. One or two. */
  readonly conditions: readonly SegmentCondition[];
  /** Whether the outcome is more or less than elsewhere. */
  readonly direction: 'high' | 'low';
  /** Three classes and more: the class that is more frequent. */
  readonly ofClass?: string;
  readonly trainRows: number;
  readonly validationRows: number;
  /** Share of the class, or mean of the number, on validation rows. */
  readonly rate: Estimate;
  /** The same over all validation rows. */
  readonly overallRate: number;
  /** Numbers: standard deviation within the segment, on validation rows. */
  readonly deviation?: number;
  /** On validation rows, against the rest of them. */
  readonly pValue: number;
  /** Benjamini–Hochberg over all segments that were looked at. */
  readonly adjustedPValue: number;
}

/**
 * A recommendation. Found on training rows, measured on validation rows. Money is computed by `core/advise` from these
 * counts and what the person types; never stored as if it were known.
 */
export interface Card {
  readonly id: string;
  /** `advise.act-on-segment`, `advise.use-ranked-list`, `advise.high-segment`, `advise.nothing-found`, … */
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
  /** Numbers: standard deviation among those validation rows. */
  readonly deviation?: number;
  /** Adjusted for how many segments were looked at (Benjamini–Hochberg). */
  readonly adjustedPValue: number;
  readonly segmentsTried: number;
  readonly evidence: 'association' | 'natural-experiment' | 'randomised';
  /** Columns that say why, strongest first. */
  readonly why: readonly string[];
  /** What was counted, where that is no rate on validation rows: told in place of one. */
  readonly facts?: readonly Message[];
  /** What would settle it, where that is no A/B test of the rate. */
  readonly test?: Message;
}
