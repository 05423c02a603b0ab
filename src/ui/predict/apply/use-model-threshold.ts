import type { PredictModel } from '../../../lenses/predict/model.ts';
import { useApp } from '../../app-context.tsx';

/** From which probability on a row counts as "yes": set by hand, else the model's own. */
export function useModelThreshold(model: PredictModel): number {
  const byHand = useApp((state) => state.choices.threshold);
  return byHand ?? model.threshold ?? model.report.threshold?.value ?? 0.5;
}
