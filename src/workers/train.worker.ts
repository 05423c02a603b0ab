import { STEPS } from '../core/prepare/step-registry.ts';
import { receiveAssets } from './assets.ts';
import { forecastersFor } from './forecasters.ts';
import { learnersWith } from './learners.ts';
import { fetchColumns } from './lend.ts';
import type { Endpoint } from './protocol.ts';
import { serve } from './serve.ts';
import type { TrainContract } from './train-contract.ts';
import { createTrainService } from './train-service.ts';

const scope = self as unknown as Endpoint;
const assets = receiveAssets(scope);

serve<TrainContract>(
  scope,
  createTrainService({
    estimators: learnersWith(() => assets.wasmBinary()),
    forecasters: forecastersFor,
    steps: STEPS,
    lend: async (port) => (names) => fetchColumns(port, names),
    now: () => new Date().toISOString(),
    appVersion: __APP_VERSION__,
  }),
);
