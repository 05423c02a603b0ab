import type { BinaryCurves, MulticlassResult, PredictReport, RegressionResult } from './report.ts';
import type { PredictedGroup } from './share/counts.ts';

/** Of three classes and more: null where a count was held back. */
export interface MulticlassView extends Pick<MulticlassResult, 'rows' | 'rowCount' | 'classes'> {
  readonly confusion: readonly (readonly (number | null)[])[];
}

/** Of a number: single rows while the data are there, groups of rows in a report that was shared. */
export interface RegressionView extends Pick<RegressionResult, 'rows' | 'rowCount' | 'residuals' | 'typicalError80'> {
  readonly sample?: RegressionResult['sample'];
  readonly groups?: readonly PredictedGroup[];
}

/**
 * What the pictures of a report are drawn from: the receipt of a training has it, and so has a report that came as a
 * link (`share/open.ts`), where it is coarser.
 */
export interface ReportView extends Pick<
  PredictReport,
  | 'task'
  | 'classes'
  | 'verdict'
  | 'test'
  | 'testRows'
  | 'testPositives'
  | 'threshold'
  | 'selectionMetric'
  | 'importances'
  | 'dependence'
> {
  readonly plan: { readonly question: Pick<PredictReport['plan']['question'], 'target' | 'positive' | 'split'> };
  /** Of a report that was shared: `heldTerms` that it was shared without, cards whose counts were rounded. */
  readonly formula?: NonNullable<PredictReport['formula']> & { readonly heldTerms?: number };
  readonly cards: readonly (PredictReport['cards'][number] & { readonly rounded?: true })[];
  /** `columns` in table order: what gives each its colour. */
  readonly data: { readonly rowCount: number; readonly columns: readonly { readonly column: string }[] };
  readonly split: Pick<PredictReport['split'], 'train' | 'test' | 'validation'>;
  readonly chosen: Pick<PredictReport['chosen'], 'estimator' | 'family'>;
  readonly binary?: { readonly test: BinaryCurves };
  readonly multiclass?: { readonly test: MulticlassView };
  readonly regression?: {
    readonly test: RegressionView;
    readonly validation?: Pick<RegressionView, 'sample' | 'groups'>;
  };
}
