export interface Coefficient {
  /** Column of the person's table, and the level for a category. */
  readonly column: string;
  readonly level?: string;
  /** In the column's own units: per one unit more, or against the level left out. For classes: change of the log-odds. */
  readonly value: number;
  readonly standardError?: number;
  readonly low?: number;
  readonly high?: number;
  readonly pValue?: number;
}

/** y = intercept + Σ coefficient · x, fitted on the rows named; for binary it gives the log-odds of "yes". */
export interface Formula {
  readonly rows: 'train';
  readonly rowCount: number;
  readonly estimator: string;
  readonly penalty: number;
  readonly intercept: number;
  readonly interceptStandardError?: number;
  readonly coefficients: readonly Coefficient[];
  /** For each category the level left out, which its other levels are read against. */
  readonly references?: readonly { readonly column: string; readonly level: string }[];
  /** True when this is the chosen model; else it stands beside it as the readable one. */
  readonly isChosen: boolean;
}
