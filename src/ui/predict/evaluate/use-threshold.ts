import { useApp } from '../../app-context.tsx';
import type { PredictReport } from '../../../lenses/predict/report.ts';

export interface SettledThreshold {
  readonly value: number;
  readonly rule: 'f1' | 'money' | 'by-hand';
  /** What the model advises when nothing is set by hand. */
  readonly advised: number;
}

/** The threshold in force: the one set by hand, else the one settled on validation rows. */
export function useThreshold(report: PredictReport): SettledThreshold {
  const byHand = useApp((state) => state.choices.threshold);
  const advised = report.threshold?.value ?? 0.5;
  if (byHand !== undefined) return { value: byHand, rule: 'by-hand', advised };
  return { value: advised, rule: report.threshold?.rule ?? 'f1', advised };
}
