import type { Forecaster } from '../../src/core/learn/forecast/forecaster.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeForecastGru, makeForecastLstm } from '../../src/nn/forecast/forecaster.ts';
import { FORECAST_NET_DEFAULTS } from '../../src/nn/forecast/params.ts';
import { describeForecaster } from '../forecast-methods/forecaster-contract.ts';

const kernels = startKernels('wasm');
const engine = createNetEngine({ choice: 'wasm', startKernels: () => kernels });
const sources = { engine: async () => engine, kernels: () => kernels };
const params = { ...FORECAST_NET_DEFAULTS, epochs: 4, units: 8 };

for (const make of [makeForecastGru, makeForecastLstm])
  describeForecaster(make(sources) as Forecaster, { params, shifts: 0.05 });
