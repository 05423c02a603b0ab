import type { BinaryCurves, MulticlassResult, PredictReport, RegressionResult } from './report.ts';

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
  | 'formula'
  | 'cards'
> {
  readonly plan: { readonly question: Pick<PredictReport['plan']['question'], 'target' | 'positive' | 'split'> };
  readonly data: Pick<PredictReport['data'], 'rowCount'>;
  readonly split: Pick<PredictReport['split'], 'train' | 'test' | 'validation'>;
  readonly chosen: Pick<PredictReport['chosen'], 'estimator' | 'family'>;
  readonly binary?: { readonly test: BinaryCurves };
  readonly multiclass?: { readonly test: MulticlassResult };
  readonly regression?: {
    readonly test: Omit<RegressionResult, 'sample'> & { readonly sample?: RegressionResult['sample'] };
  };
}
