import type { LensSharing } from '../../share.ts';
import { buildPredict, predictParts } from './build.ts';
import { SharedPredictSchema } from './schema.ts';
import type { PredictSource, SharedPredict } from './types.ts';

/** How the predict lens shares what a training found. */
export const predictSharing: LensSharing<PredictSource, SharedPredict> = {
  lens: 'predict',
  parts: predictParts,
  build: buildPredict,
  schema: SharedPredictSchema,
};
