import type { PredictModel } from '../lenses/predict/model.ts';

/** The receipt of a model as the file `report.json`. Figures that are not finite become null. */
export const reportJson = (model: PredictModel): Blob =>
  new Blob([`${JSON.stringify(model.report, null, 2)}\n`], { type: 'application/json' });
