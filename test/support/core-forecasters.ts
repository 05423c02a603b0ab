import { CORE_FORECASTERS, makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import type { JobForecasters } from '../../src/workers/forecasters.ts';

/** The methods of forecasting that need no engine. */
export const coreForecasters = async (): Promise<JobForecasters> => ({
  registry: makeForecasterRegistry(CORE_FORECASTERS),
  compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
});
