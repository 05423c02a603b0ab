import type { Prediction, Target, TaskKind } from '../learn/task.ts';
import { metricEvaluator } from './evaluator.ts';
import type { MetricName } from './types.ts';

/** The figures shown for a task, the headline first. */
export function metricsFor(task: TaskKind): MetricName[] {
  switch (task) {
    case 'binary':
      return ['rocAuc', 'prAuc', 'logLoss', 'brier', 'accuracy', 'balancedAccuracy', 'f1'];
    case 'multiclass':
      return ['accuracy', 'macroF1', 'logLoss', 'rocAuc', 'balancedAccuracy'];
    case 'regression':
      return ['rmse', 'mae', 'r2', 'medianAbsoluteError'];
  }
}

/**
 * What models are compared on. Binary: ROC AUC, which is also the headline, so that the page never shows a chosen model
 * below another on the figure it leads with; `tieBreakMetric` settles equals. Multiclass: log loss, which moves
 * smoothly where accuracy jumps. Numbers: RMSE, the loss that every family minimises.
 */
export function selectionMetric(task: TaskKind): MetricName {
  switch (task) {
    case 'binary':
      return 'rocAuc';
    case 'multiclass':
      return 'logLoss';
    case 'regression':
      return 'rmse';
  }
}

export function higherIsBetter(metric: MetricName): boolean {
  switch (metric) {
    case 'logLoss':
    case 'brier':
    case 'rmse':
    case 'mae':
    case 'medianAbsoluteError':
      return false;
    case 'rocAuc':
    case 'prAuc':
    case 'accuracy':
    case 'f1':
    case 'macroF1':
    case 'balancedAccuracy':
    case 'r2':
      return true;
  }
}

/**
 * One figure of a prediction.
 * @param rows table rows judged; `prediction` row i is about table row `rows[i]`.
 * @param threshold binary accuracy, balanced accuracy and F1 take p ≥ threshold as "yes".
 * @returns NaN where the figure is not defined, e.g. an AUC with one class.
 * @throws metrics.wrong-task, metrics.misaligned
 */
export function score(
  metric: MetricName,
  target: Target,
  rows: Int32Array,
  prediction: Prediction,
  threshold = 0.5,
): number {
  return metricEvaluator(metric, target, rows, prediction, threshold)();
}
