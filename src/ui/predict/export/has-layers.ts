import type { PredictModel } from '../../../lenses/predict/model.ts';

/** Estimators that are no network of layers, by id. */
export const WITHOUT_LAYERS: ReadonlySet<string> = new Set(['baseline', 'boosted-trees']);

/** Whether the model that is applied can be taken along as a LayersModel. */
export const hasLayers = ({ applied }: Pick<PredictModel, 'applied'>): boolean =>
  applied.members.every(({ estimator }) => !WITHOUT_LAYERS.has(estimator));
