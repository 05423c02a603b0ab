import { describe, expect, it } from 'vitest';
import { lags } from '../../src/core/learn/forecast/lags/forecaster.ts';
import { CORE_FORECASTERS, makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import { describeForecaster, type ContractOptions } from './forecaster-contract.ts';

/** What each keeps beyond what all do. Rounding may turn a split of trees, hence their slack. */
const OPTIONS: Readonly<Record<string, ContractOptions>> = {
  naive: { shifts: 1e-9, takesConstants: true },
  'seasonal-naive': { shifts: 1e-9 },
  drift: { shifts: 1e-9 },
  mean: { shifts: 1e-9 },
  croston: { demand: true },
  sba: { demand: true },
  tsb: { demand: true },
  theta: { shifts: 1e-5 },
  'optimised-theta': { shifts: 1e-3 },
  ets: {},
  fourier: { shifts: 1e-6 },
  lags: { shifts: 0.02, params: { ...lags.defaults, trees: 20 } },
};

for (const forecaster of CORE_FORECASTERS) describeForecaster(forecaster, OPTIONS[forecaster.id]);

describe('the registry of forecasters', () => {
  it('holds each once', () => {
    expect([...makeForecasterRegistry(CORE_FORECASTERS).keys()].sort()).toEqual(Object.keys(OPTIONS).sort());
    expect(() => makeForecasterRegistry([...CORE_FORECASTERS, ...CORE_FORECASTERS.slice(0, 1)])).toThrow('naive');
  });
});
