import type { ReportView } from '../lenses/predict/report-view.ts';
import type { ProjectChoices } from './project.ts';

export interface SettledThreshold {
  readonly value: number;
  readonly rule: 'f1' | 'money' | 'by-hand';
  /** What the model advises when nothing is set by hand. */
  readonly advised: number;
}

/** @param byHand what somebody set in place of what the report advises */
export function settleThreshold(report: Pick<ReportView, 'threshold'>, byHand: number | undefined): SettledThreshold {
  const advised = report.threshold?.value ?? 0.5;
  if (byHand !== undefined) return { value: byHand, rule: 'by-hand', advised };
  return { value: advised, rule: report.threshold?.rule ?? 'f1', advised };
}

/**
 * From which probability on a row counts as "yes", wherever a model is used: set by hand for this very question, else
 * as settled on validation rows.
 */
export function thresholdOf(
  { report }: { readonly report: Pick<ReportView, 'threshold' | 'plan'> },
  { question, threshold }: Pick<ProjectChoices, 'question' | 'threshold'>,
): SettledThreshold {
  const asked = report.plan.question;
  const own = question?.target === asked.target && question.positive === asked.positive;
  return settleThreshold(report, own ? threshold : undefined);
}
