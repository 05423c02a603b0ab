import type { MetricName } from '../../../core/metrics/types.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import type { MetricRow } from '../../../lenses/predict/report.ts';

/**
 * How a figure is written: `share` as a percentage, `target` in the unit of the column predicted, `plain` as it is.
 */
export const METRIC_UNIT: Readonly<Record<MetricName, 'share' | 'target' | 'plain'>> = {
  rocAuc: 'share',
  prAuc: 'share',
  logLoss: 'plain',
  brier: 'plain',
  accuracy: 'share',
  f1: 'share',
  macroF1: 'share',
  balancedAccuracy: 'share',
  rmse: 'target',
  mae: 'target',
  r2: 'plain',
  medianAbsoluteError: 'target',
};

/** The figure that the verdict is worded with. */
const HEADLINE: Readonly<Record<TaskKind, MetricName>> = {
  binary: 'rocAuc',
  multiclass: 'accuracy',
  regression: 'rmse',
};

/** The figure that a task leads with; the first one where that is absent, undefined where there is none. */
export function headlineOf<Row extends MetricRow>(rows: readonly Row[], task: TaskKind): Row | undefined {
  return rows.find(({ metric }) => metric === HEADLINE[task]) ?? rows[0];
}

/** The headline on test rows. */
export function headline(report: Pick<ReportView, 'test' | 'task'>): MetricRow | undefined {
  return headlineOf(report.test, report.task);
}
