import { ets } from './ets/forecaster.ts';
import type { Forecaster, ForecasterRegistry } from './forecaster.ts';
import { fourier } from './fourier/forecaster.ts';
import { croston, sba, tsb } from './intermittent.ts';
import { lags } from './lags/forecaster.ts';
import { drift, mean, naive, seasonalNaive } from './naive.ts';
import { optimisedTheta, theta } from './theta/forecaster.ts';

/** The methods that need no network, simple and quick ones first. */
export const CORE_FORECASTERS: readonly Forecaster[] = [
  naive,
  seasonalNaive,
  drift,
  mean,
  croston,
  sba,
  tsb,
  theta,
  optimisedTheta,
  ets,
  fourier,
  lags,
] as readonly Forecaster[];

/** @throws Error when two methods share an id (a programming mistake, not a person's) */
export function makeForecasterRegistry(forecasters: readonly Forecaster[]): ForecasterRegistry {
  const registry = new Map<string, Forecaster>();
  for (const forecaster of forecasters) {
    if (registry.has(forecaster.id)) throw new Error(`two methods of forecasting are called ${forecaster.id}`);
    registry.set(forecaster.id, forecaster);
  }
  return registry;
}
