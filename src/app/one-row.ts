import type { ApplyResult } from '../lenses/predict/model.ts';
import type { TrainContract } from '../workers/train-contract.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import { createNewest } from './newest.ts';
import type { PredictOne } from './state.ts';

/** Predicts single rows in one warm training worker; of those that wait the newest alone counts. */
export const createPredictOne = (app: AppContext, models: Models): PredictOne =>
  createNewest<TrainContract, Parameters<PredictOne>, ApplyResult>(app, async (client, values, which) =>
    client.call('one', { model: models.presentPredict(), values, which }),
  );
