import { Text } from '@mantine/core';
import type { Loading } from '../../../app/state.ts';
import type { ApplyResult, PredictModel } from '../../../lenses/predict/model.ts';
import { FailedPanel } from '../../shell/panel-states.tsx';
import { PredictionSaid } from '../parts/prediction-said.tsx';

interface OnePredictionProps {
  readonly model: PredictModel;
  readonly result: Loading<ApplyResult>;
}

/** What the model says about the typed row; keeps its height. */
export function OnePrediction({ model, result }: OnePredictionProps) {
  if (result.status === 'failed') return <FailedPanel error={result.error} />;
  if (result.status !== 'ready') return <Text mih={56}>…</Text>;
  return <PredictionSaid report={model.report} prediction={result.value.prediction} />;
}
