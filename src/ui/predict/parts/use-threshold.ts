import type { SettledThreshold } from '../../../app/threshold.ts';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useDecision } from './decision.tsx';

/** The threshold in force: the one set by hand, else the one settled on validation rows. */
export function useThreshold(report: ReportView): SettledThreshold {
  return useDecision().threshold(report);
}
