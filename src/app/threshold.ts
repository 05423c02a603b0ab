import { predictQuestionOf } from './narrow.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { ReportView } from '../lenses/predict/report-view.ts';
import type { OutOfScope } from '../lenses/text/types.ts';
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

type Asked = Pick<ProjectChoices, 'question' | 'threshold' | 'handOver'>;

/** Whether what was chosen is about the very question that a report answers. */
function isOwn({ plan }: Pick<ReportView, 'plan'>, choices: Asked): boolean {
  const question = predictQuestionOf({ choices });
  return question?.target === plan.question.target && question.positive === plan.question.positive;
}

/**
 * From which probability on a row counts as "yes", wherever a model is used: set by hand for this very question, else
 * as settled on validation rows.
 */
export function thresholdOf(
  { report }: { readonly report: Pick<ReportView, 'threshold' | 'plan'> },
  choices: Asked,
): SettledThreshold {
  return settleThreshold(report, isOwn(report, choices) ? choices.threshold : undefined);
}

/** Texts: from which confidence on one is answered; below, it is handed to a person. */
export interface HandOver {
  readonly value: number;
  readonly advised: number;
  readonly byHand: boolean;
}

/** @param byHand what somebody set in place of what is advised */
export const settleHandOver = ({ advised }: Pick<OutOfScope, 'advised'>, byHand: number | undefined): HandOver => ({
  value: byHand ?? advised,
  advised,
  byHand: byHand !== undefined,
});

/** Undefined for models that read no texts. */
export function handOverOf({ report }: Pick<PredictModel, 'report'>, choices: Asked): HandOver | undefined {
  if (!report.text) return undefined;
  return settleHandOver(report.text.outOfScope, isOwn(report, choices) ? choices.handOver : undefined);
}

/** The model with what decides now: from where on it says yes, and below what it hands a text over. */
export function withThresholds(model: PredictModel, choices: Asked): PredictModel {
  const handOver = handOverOf(model, choices);
  return {
    ...model,
    ...(model.task === 'binary' ? { threshold: thresholdOf(model, choices).value } : {}),
    ...(handOver ? { handOver: handOver.value } : {}),
  };
}
