import type { ComputeNote } from '../core/learn/compute.ts';
import type { Forecaster, ForecasterRegistry } from '../core/learn/forecast/forecaster.ts';
import { CORE_FORECASTERS, makeForecasterRegistry } from '../core/learn/forecast/registry.ts';
import type { BackendChoice } from '../lenses/predict/question.ts';
import { makeForecastGru, makeForecastLstm } from '../nn/forecast/forecaster.ts';
import { createNetEngine, type NetEngine } from '../nn/net/engine.ts';
import { openGpuNets } from '../nn/net/tfjs/gpu.ts';
import { openWebglSession } from '../nn/webgl-session.ts';
import { createOwnKernels, NOT_NEEDED } from './own-kernels.ts';

/** Methods of forecasting for one job, and how its networks were computed so far. */
export interface JobForecasters {
  readonly registry: ForecasterRegistry;
  readonly compute: () => ComputeNote;
}

/** The methods of forecasting of each job; the engine of the networks starts with the first fit of one. */
export async function forecastersFor(choice: BackendChoice): Promise<JobForecasters> {
  const own = createOwnKernels();
  let nets: NetEngine | undefined;
  const sources = {
    engine: async () =>
      (nets ??= createNetEngine({ choice, gpu: () => openGpuNets(openWebglSession()), startKernels: own.start })),
    kernels: own.any,
  };
  // The registry speaks of every method alike: what one of them calls params and state is plain data to the rest.
  const networks = [makeForecastGru(sources), makeForecastLstm(sources)] as unknown as Forecaster[];
  return {
    registry: makeForecasterRegistry([...CORE_FORECASTERS, ...networks]),
    compute: () => nets?.compute ?? NOT_NEEDED,
  };
}
