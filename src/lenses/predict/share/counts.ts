/** Test rows of a number, grouped by what was predicted for them; groups of at least 22 rows. */
export interface PredictedGroup {
  readonly count: number;
  /** Mean prediction, and the middle of what really came. */
  readonly predicted: number;
  readonly middle: number;
  /** Quantiles of what really came, as far out as 11 rows lie beyond them. */
  readonly low?: number;
  readonly high?: number;
}

/** What the rows of one card say of it. */
export interface CardCounts {
  /** Fewest of all rows on either side of any limit that its segment names; absent where it names none. */
  readonly aroundLimits?: number;
  /** Of a number: the largest share that one row has of the squared distances from the segment's mean. */
  readonly furthest?: number;
}

/** How a number was predicted on all test rows, told by no row of them. */
export interface RegressionCounts {
  readonly groups: readonly PredictedGroup[];
  /** The bins at the ends hold everything beyond them, too. */
  readonly residuals?: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  /** Largest share that one row has of squared and of absolute errors, the model's or the baseline's. */
  readonly furthest: { readonly squares: number; readonly sums: number; readonly validation: number };
}

/**
 * Counted while the rows are at hand, so that a report can be shared by what is, not by what is to be expected. Each
 * part is absent in a receipt from before it was counted.
 */
export interface ShareCounts {
  readonly cards?: {
    /** Validation rows of the fold that the cards were measured on. */
    readonly rows: number;
    /** The same of each class, in the order of the report's classes. */
    readonly classes?: readonly number[];
    /** One a card. */
    readonly each: readonly CardCounts[];
  };
  readonly formula?: {
    /** Rows that each coefficient rests on (`effectiveRows`), one a coefficient. */
    readonly rests: readonly number[];
    /** Rows of each reference level, one a reference. */
    readonly references: readonly number[];
  };
  /** Columns whose weight in the chosen model, a linear one, rests on fewer than 11 rows. */
  readonly onFewRows?: readonly string[];
  readonly regression?: RegressionCounts;
}
