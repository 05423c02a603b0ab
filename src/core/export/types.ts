import type { CellMeaning } from '../ingest/cell-meaning.ts';
import type { Estimate, MetricName } from '../metrics/types.ts';
import type { FittedStep } from '../prepare/step.ts';
import type { TaskKind } from '../learn/task.ts';
import type { ColumnKind } from '../table/column.ts';

/** What a trained model can be taken along as. */
export const EXPORT_FORMATS = ['python', 'layers-model'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  /** A plain file name, safe on every system. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A column that the model wants. */
export interface ExportedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Shown to whoever reads the file: the most frequent levels. */
  readonly levels?: readonly string[];
  /** Lowest, middle and highest value fitted on; dates in milliseconds. */
  readonly range?: readonly [number, number, number];
  readonly missingShare: number;
}

/** One estimator of a blend, or the only one, with the steps that make its features. */
export interface ExportedMember {
  readonly estimator: string;
  readonly version: number;
  readonly encoding: readonly FittedStep[];
  readonly state: unknown;
  /** Weights sum to 1. */
  readonly weight: number;
}

/** A figure on the test rows, with the same of guessing. */
export interface ExportedFigure extends Estimate {
  readonly metric: MetricName;
  readonly baseline: number;
}

/** A trained model and what is to be said of it, as the writers of files want it. */
export interface ExportedModel {
  readonly target: string;
  readonly task: TaskKind;
  /** Empty for numbers; `[no, yes]` for two classes. */
  readonly classes: readonly string[];
  /** Binary: from which probability on a row counts as the second class. */
  readonly threshold?: number;
  readonly columns: readonly ExportedColumn[];
  /** What was said of the cells that it learned from. */
  readonly cells?: CellMeaning;
  readonly cleaning: readonly FittedStep[];
  readonly members: readonly ExportedMember[];
  readonly figures: readonly ExportedFigure[];
  /** Rows in the data, rows the figures were measured on, rows that this very model learned from. */
  readonly rows: { readonly data: number; readonly test: number; readonly fitted: number };
  readonly appVersion: string;
  /** ISO 8601. */
  readonly createdAt: string;
}
