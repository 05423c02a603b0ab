/** Which rows a figure is about. */
export type RowSet = 'train' | 'validation' | 'test';

export type MetricName =
  | 'rocAuc'
  | 'prAuc'
  | 'logLoss'
  | 'brier'
  | 'accuracy'
  | 'f1'
  | 'macroF1'
  | 'balancedAccuracy'
  | 'rmse'
  | 'mae'
  | 'r2'
  | 'medianAbsoluteError';

/** A figure with its 95 % bootstrap interval (rows, or whole entities, resampled). */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Counts at one threshold: "yes" where probability ≥ threshold. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export interface CalibrationBin {
  readonly meanPredicted: number;
  readonly observed: number;
  readonly count: number;
  /** Wilson interval of `observed`. */
  readonly low: number;
  readonly high: number;
}

/** Share of all "yes" found in the best-scored share of rows. */
export interface LiftPoint {
  readonly share: number;
  readonly captured: number;
  readonly lift: number;
}
