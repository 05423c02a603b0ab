import type { Finding, Message } from '../../core/errors.ts';
import type { TaskKind } from '../../core/learn/task.ts';
import type { StepNote } from '../../core/prepare/step.ts';
import type { ColumnKind } from '../../core/table/column.ts';
import type { Family, PredictPlan } from './question.ts';

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

export interface MetricRow extends Estimate {
  readonly metric: MetricName;
  /** The same figure of the baseline on the same rows. */
  readonly baseline: number;
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

export interface BinaryCurves {
  readonly rows: RowSet;
  readonly rowCount: number;
  readonly positives: number;
  /** At most 201 points each. */
  readonly roc: readonly Point[];
  /** x recall, y precision. */
  readonly pr: readonly Point[];
  readonly calibration: readonly CalibrationBin[];
  readonly lift: readonly LiftPoint[];
  /** At 0, 0.005, … 1. */
  readonly thresholds: readonly ThresholdPoint[];
}

export interface MulticlassResult {
  readonly rows: RowSet;
  readonly rowCount: number;
  readonly classes: readonly string[];
  /** confusion[actual][predicted] */
  readonly confusion: readonly (readonly number[])[];
  readonly perClass: readonly {
    readonly name: string;
    readonly count: number;
    readonly precision: number;
    readonly recall: number;
    readonly f1: number;
  }[];
}

export interface RegressionResult {
  readonly rows: RowSet;
  readonly rowCount: number;
  /** At most 500 rows drawn at random: actual x, predicted y. */
  readonly sample: readonly Point[];
  readonly residuals: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  /** 80 % of the absolute errors are at most this, measured on validation rows. */
  readonly typicalError80: number;
}

/** One try of the search, reported whether it won or failed. */
export interface Try {
  readonly id: number;
  readonly estimator: string;
  readonly family: Family | 'baseline' | 'blend';
  readonly params: unknown;
  readonly status: 'done' | 'failed' | 'cancelled';
  /** Mean of the selection metric over the validation rows, absent where it failed. */
  readonly score?: number;
  readonly folds: number;
  readonly seconds: number;
  readonly iterations?: number;
  readonly error?: Message;
}

/** The best try of each estimator, on validation rows. */
export interface LeaderboardRow {
  readonly tryId: number;
  readonly estimator: string;
  readonly family: Try['family'];
  readonly metrics: readonly MetricRow[];
  readonly chosen: boolean;
  readonly seconds: number;
}

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
  /** True when this is the chosen model; else it stands beside it as the readable one. */
  readonly isChosen: boolean;
}

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

/** How the networks were computed. */
export interface ComputeNote {
  readonly backend: 'webgl' | 'wasm' | 'cpu' | 'none';
  /** `compute.forced`, `compute.faster`, `compute.no-gpu`, `compute.fallback`, `compute.not-needed` */
  readonly reason: Message;
  readonly renderer?: string;
  /** Milliseconds a batch of the real network on each backend tried. */
  readonly timings: readonly { readonly backend: string; readonly msPerBatch: number }[];
}

export interface ColumnUse {
  readonly column: string;
  readonly kind: ColumnKind;
  readonly use: 'target' | 'feature' | 'split' | 'left-out';
  readonly code?: string;
}

/** The receipt: everything that was done and found, downloadable as `report.json`. Never holds a row of the data. */
export interface PredictReport {
  readonly format: 'sightglass.report';
  readonly version: 1;
  readonly lens: 'predict';
  readonly app: { readonly name: 'sightglass'; readonly version: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly plan: PredictPlan;
  readonly data: {
    readonly rowCount: number;
    /** Rows left out because their target is missing. */
    readonly rowsWithoutTarget: number;
    readonly columns: readonly ColumnUse[];
  };
  readonly split: {
    readonly train: number;
    readonly test: number;
    /** How tries were compared: `holdout` (one fold) or `folds`. */
    readonly scheme: 'holdout' | 'folds' | 'forward' | 'grouped';
    readonly folds: number;
    readonly repeats: number;
    readonly validation: number;
    /** SHA-256 (hex) of the train and test row numbers. */
    readonly hash: string;
  };
  readonly recipe: readonly { readonly step: string; readonly notes: readonly StepNote[] }[];
  readonly selectionMetric: MetricName;
  readonly tries: readonly Try[];
  readonly leaderboard: readonly LeaderboardRow[];
  readonly chosen: {
    readonly tryId: number;
    readonly estimator: string;
    readonly family: Try['family'];
    readonly params: unknown;
    readonly iterations?: number;
  };
  /** `verdict.useful`, `verdict.simple-is-as-good`, `verdict.nothing-beats-baseline`, `verdict.too-little-data`, … */
  readonly verdict: Message;
  readonly task: TaskKind;
  readonly classes?: readonly string[];
  /** Opened once, with everything settled. */
  readonly test: readonly MetricRow[];
  readonly testRows: number;
  readonly testPositives?: number;
  /** Binary: settled on validation rows. `advised` maximises F1 there unless money was typed. */
  readonly threshold?: { readonly value: number; readonly rule: 'f1' | 'money' | 'by-hand' };
  readonly binary?: { readonly validation: BinaryCurves; readonly test: BinaryCurves };
  readonly multiclass?: { readonly validation: MulticlassResult; readonly test: MulticlassResult };
  readonly regression?: { readonly validation: RegressionResult; readonly test: RegressionResult };
  readonly importances: readonly Importance[];
  readonly formula?: Formula;
  readonly dependence: readonly Dependence[];
  readonly cards: readonly Card[];
  readonly compute: ComputeNote;
  /** The model that is applied to new rows. */
  readonly refit: { readonly rowCount: number; readonly iterations?: number };
  readonly warnings: readonly Finding[];
  readonly seconds: number;
  readonly seed: number;
}
