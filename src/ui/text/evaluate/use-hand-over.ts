import type { HandOver } from '../../../app/threshold.ts';
import { handOverOf } from '../../../app/threshold.ts';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import { useApp } from '../../app-context.tsx';

/** The confidence from which on texts are answered now; undefined for reports that are not about texts. */
export function useHandOver(report: PredictReport): HandOver | undefined {
  const choices = useApp((state) => state.choices);
  return handOverOf({ report }, choices);
}
