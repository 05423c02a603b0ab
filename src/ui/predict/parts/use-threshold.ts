import { useMemo } from 'react';
import { thresholdOf, type SettledThreshold } from '../../../app/threshold.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useApp } from '../../app-context.tsx';

/** The threshold in force: the one set by hand, else the one settled on validation rows. */
export function useThreshold(report: PredictReport): SettledThreshold {
  const choices = useApp((state) => state.choices);
  return useMemo(() => thresholdOf({ report }, choices), [report, choices]);
}
