import type { PredictModel } from '../lenses/predict/model.ts';
import type { ProjectChoices } from './project.ts';

export interface SettledThreshold {
  readonly value: number;
  readonly rule: 'f1' | 'money' | 'by-hand';
  /** What the model advises when nothing is set by hand. */
  readonly advised: number;
}

/**
 * From which probability on a row counts as "yes", wherever a model is used: set by hand for this very question, else
 * as settled on validation rows.
 */
export function thresholdOf(
  model: Pick<PredictModel, 'report'>,
  { question, threshold }: Pick<ProjectChoices, 'question' | 'threshold'>,
): SettledThreshold {
  const { plan, threshold: settled } = model.report;
  const advised = settled?.value ?? 0.5;
  const own = question?.target === plan.question.target && question.positive === plan.question.positive;
  if (threshold !== undefined && own) return { value: threshold, rule: 'by-hand', advised };
  return { value: advised, rule: settled?.rule ?? 'f1', advised };
}
