import type { ReportView } from '../lenses/predict/report-view.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { TextFindings } from '../lenses/text/types.ts';
import type { ProjectChoices } from './project.ts';

export interface SettledThreshold {
  readonly value: number;
  readonly rule: 'f1' | 'money' | 'by-hand';
  /** What the model advises when nothing is set by hand. */
  readonly advised: number;
}

/** What of a report says from where on. */
type Advising = Pick<ReportView, 'threshold' | 'outOfScope'> & { readonly text?: Pick<TextFindings, 'outOfScope'> };

/** @param byHand what somebody set in place of what the report advises */
export function settleThreshold(report: Advising, byHand: number | undefined): SettledThreshold {
  const handOver = report.text?.outOfScope ?? report.outOfScope;
  const advised = handOver?.advised ?? report.threshold?.value ?? 0.5;
  if (byHand !== undefined) return { value: byHand, rule: 'by-hand', advised };
  return { value: advised, rule: report.threshold?.rule ?? 'f1', advised };
}

/**
 * From which probability on a row counts as "yes", wherever a model is used: set by hand for this very question, else
 * as settled on validation rows. Of texts: from which confidence on one is answered, and not handed to a person.
 */
export function thresholdOf(
  { report }: { readonly report: Advising & Pick<ReportView, 'plan'> },
  { question, threshold }: Pick<ProjectChoices, 'question' | 'threshold'>,
): SettledThreshold {
  const asked = report.plan.question;
  const own = question?.target === asked.target && question.positive === asked.positive;
  return settleThreshold(report, own ? threshold : undefined);
}

/** Whether what a model says of a row hangs on a threshold. */
const decides = ({ task, lens }: PredictModel): boolean => task === 'binary' || lens === 'text';

/** The model with the threshold that holds now, where it decides by one. */
export function withThreshold(
  model: PredictModel,
  choices: Pick<ProjectChoices, 'question' | 'threshold'>,
): PredictModel {
  return decides(model) ? { ...model, threshold: thresholdOf(model, choices).value } : model;
}
