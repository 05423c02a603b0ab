import type { CellMeaning } from '../../core/ingest/cell-meaning.ts';
import type { Finding } from '../../core/errors.ts';
import type { Prediction, TaskKind } from '../../core/learn/task.ts';
import type { FittedStep } from '../../core/prepare/step.ts';
import type { ColumnKind } from '../../core/table/column.ts';
import type { Estimate, MetricName } from '../../core/metrics/types.ts';
import type { DriftRow } from '../../core/monitor/types.ts';
import type { JourneyRows } from '../sequence/types.ts';
import type { Assistant } from '../text/types.ts';
import type { LensId, PictureShape } from './question.ts';
import type { MetricRow, PredictReport } from './report.ts';

/** A column that the model wants, with what it knew of it: enough for a form, for checks and for drift. */
export interface ModelColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Category: levels known, the most frequent first, with their share. */
  readonly levels?: readonly { readonly level: string; readonly share: number }[];
  /** Number and date: 21 type-7 quantiles at 0, 5, … 100 % over the rows fitted on. */
  readonly quantiles?: readonly number[];
  /** Date: share of the rows in each month (from January) and on each weekday (from Monday), in UTC. */
  readonly calendar?: { readonly months: readonly number[]; readonly weekdays: readonly number[] };
  /** Pictures: the size that they have. */
  readonly picture?: PictureShape;
  readonly missingShare: number;
  /** Median or most frequent level; what a form starts from. */
  readonly typical: number | string | null;
}

export interface FittedMember {
  readonly estimator: string;
  readonly version: number;
  readonly encoding: readonly FittedStep[];
  readonly state: unknown;
  /** Weights of a blend sum to 1. */
  readonly weight: number;
}

/** Cleaning, encodings and learned states: enough to predict from a raw table. */
export interface FittedPipeline {
  readonly cleaning: readonly FittedStep[];
  readonly members: readonly FittedMember[];
}

/** A trained model as it is kept: plain data (typed arrays inside), versioned. */
export interface PredictModel {
  readonly format: 'sightglass.model';
  readonly version: 1;
  readonly lens: LensId;
  readonly id: string;
  readonly createdAt: string;
  readonly target: string;
  readonly task: TaskKind;
  readonly classes?: readonly string[];
  readonly threshold?: number;
  /** Texts: below this confidence one is handed to a person, where that was set by hand; absent: as the report advises. */
  readonly handOver?: number;
  readonly columns: readonly ModelColumn[];
  /** What the person said of the cells that it learned from, the target's too; absent: nothing. */
  readonly cells?: CellMeaning;
  /** Refitted on all rows: the one applied to new rows. */
  readonly applied: FittedPipeline;
  /** As judged on the test rows. */
  readonly judged: FittedPipeline;
  readonly report: PredictReport;
  /** Text: past answers to draw from. Holds what people wrote: it is never shared and leaves with no export. */
  readonly assistant?: Assistant;
  /** Sequences: how the rows it predicts are made of events. */
  readonly journeys?: JourneyRows;
  /** The model this one was retrained from. */
  readonly parent?: string;
}

export interface ApplyReport {
  readonly rowCount: number;
  readonly missingColumns: readonly string[];
  readonly extraColumns: readonly string[];
  readonly newLevels: readonly { readonly column: string; readonly levels: readonly string[]; readonly rows: number }[];
  /** Columns whose cells could not be read as the kind the model knows; those cells count as missing. */
  readonly unreadable: readonly { readonly column: string; readonly rows: number }[];
  readonly outOfRange: readonly { readonly column: string; readonly rows: number }[];
  readonly findings: readonly Finding[];
  /** Texts: how many go to a person. */
  readonly handedOver?: number;
}

export interface ApplyResult {
  readonly prediction: Prediction;
  readonly report: ApplyReport;
}

/** One cell typed into the form. */
export type FormValue = number | string | null;

export interface FeedbackReport {
  readonly rowCount: number;
  readonly matchedRows: number;
  readonly unmatchedRows: number;
  readonly matching:
    { readonly kind: 'key'; readonly column: string } | { readonly kind: 'order' } | { readonly kind: 'rescored' };
  /** Realised figures on the matched rows, `promised` from the test rows of the receipt. */
  readonly metrics: readonly (MetricRow & { readonly promised: Estimate })[];
  readonly drift: readonly DriftRow[];
  /** Repeated keys, outcomes that could not be read, … */
  readonly findings?: readonly Finding[];
  /** `feedback.keep`, `feedback.recalibrate`, `feedback.retrain`, `feedback.too-few-rows` */
  readonly advice: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
}

/** Old against retrained on the newest rows, which neither was fitted on. */
export interface RetrainComparison {
  readonly metric: MetricName;
  readonly rowCount: number;
  readonly old: Estimate;
  readonly retrained: Estimate;
  /** Paired bootstrap of retrained − old, signed so that positive is better. */
  readonly gain: Estimate;
  readonly verdict: 'better' | 'no-clear-difference' | 'worse';
}
