import type { Finding, Message } from '../../core/errors.ts';
import type { Card } from '../../core/advise/types.ts';
import type { Dependence, Importance } from '../../core/explain/types.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import type {
  CalibrationBin,
  Estimate,
  LiftPoint,
  MetricName,
  Point,
  RowSet,
  ThresholdPoint,
} from '../../core/metrics/types.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type { TaskKind } from '../../core/learn/task.ts';
import type { StepNote } from '../../core/prepare/step.ts';
import type { ColumnKind } from '../../core/table/column.ts';
import type { ImageFindings } from '../image/types.ts';
import type { SequenceFindings } from '../sequence/types.ts';
import type { TextFindings } from '../text/types.ts';
import type { Family, LensId, PredictPlan } from './question.ts';
import type { ShareCounts } from './share/counts.ts';

export interface MetricRow extends Estimate {
  readonly metric: MetricName;
  /** The same figure of the baseline on the same rows. */
  readonly baseline: number;
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
  /** `smoothing`: exponential smoothing and its kin, of forecasts. */
  readonly family: Family | 'baseline' | 'blend' | 'smoothing';
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
  readonly lens: LensId;
  readonly app: { readonly name: 'sightglass'; readonly version: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly plan: PredictPlan;
  readonly data: {
    readonly rowCount: number;
    /** Rows left out because their target is missing. */
    readonly rowsWithoutTarget: number;
    readonly columns: readonly ColumnUse[];
    /** Columns, used or the target, that seem to hold personal data; absent in a receipt from before they were looked for. */
    readonly personal?: readonly PersonalColumn[];
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
  /** What the lens itself found. */
  readonly text?: TextFindings;
  readonly image?: ImageFindings;
  readonly sequence?: SequenceFindings;
  /** What sharing needs to know of the rows; absent in a receipt from before it was counted. */
  readonly counts?: ShareCounts;
  readonly compute: ComputeNote;
  /** The model that is applied to new rows. */
  readonly refit: { readonly rowCount: number; readonly iterations?: number };
  readonly warnings: readonly Finding[];
  readonly seconds: number;
  readonly seed: number;
}
