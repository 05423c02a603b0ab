import { baseline } from '../../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator } from '../../../src/core/learn/estimator.ts';
import { logistic } from '../../../src/core/learn/linear/logistic.ts';
import { ols } from '../../../src/core/learn/linear/ols.ts';
import { ridge } from '../../../src/core/learn/linear/ridge.ts';
import { STEPS } from '../../../src/core/prepare/step-registry.ts';
import { createDataService } from '../../../src/workers/data-service.ts';
import { fetchColumns } from '../../../src/workers/lend.ts';
import { createTrainService } from '../../../src/workers/train-service.ts';
import { coreForecasters } from '../../support/core-forecasters.ts';

/** The real services behind real ports, with the estimators that need no engine. */
export const REAL_WORKERS = {
  data: createDataService,
  train: () =>
    createTrainService({
      estimators: async () => ({
        registry: makeEstimatorRegistry([baseline, ols, ridge, logistic] as unknown as Estimator[]),
        compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
      }),
      forecasters: coreForecasters,
      steps: STEPS,
      lend: async (port) => (names) => fetchColumns(port, names),
      now: () => '2026-01-01T00:00:00.000Z',
      appVersion: 'test',
    }),
};
