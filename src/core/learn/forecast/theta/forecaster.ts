import { classicalProfiles } from '../classical.ts';
import { cleaned } from '../cleaned.ts';
import type { View } from '../forecaster.ts';
import { localForecaster, type LocalMethod } from '../local.ts';
import {
  learnProfiles,
  putSeasonsOn,
  seasonFactors,
  usablePeriods,
  withoutSeasons,
  type SeasonProfiles,
} from '../seasons.ts';
import { tooLittle } from '../suits.ts';
import { optimiseDynamicTheta, runDynamicTheta } from './dynamic.ts';
import { bestAlpha, smooth, thetaForecast } from './static.ts';

/** Latest values that are learned from. */
const LATEST = 2000;
const LEAST_POINTS = 6;

/** What is learned of values without a season. */
interface ThetaModel {
  readonly alpha: number;
  readonly theta: number;
  /** Level before the first value; the static model starts from that value itself. */
  readonly level: number;
  /** Standard deviation of the one-step errors. */
  readonly sigma: number;
}

interface Learned extends ThetaModel {
  readonly from: number;
  /** Counted from `from`. */
  readonly profiles: SeasonProfiles;
}

/** The profiles of the seasons: the classical decomposition where there is one, else one after the other. */
function profilesOf(view: View, values: Float64Array): SeasonProfiles {
  const periods = usablePeriods(view).filter((period) => 2 * period <= values.length);
  const positive = values.every((v) => v > 0);
  const [only] = periods;
  if (only !== undefined && periods.length === 1) return classicalProfiles(values, only, positive);
  return learnProfiles(values, periods, positive && view.nature.multiplicative);
}

/** A Theta method of what it does with values without a season. */
function thetaMethod(
  id: string,
  learnFree: (values: Float64Array) => ThetaModel,
  forecastFree: (values: Float64Array, model: ThetaModel, horizon: number) => Float64Array,
): LocalMethod<object, Learned> {
  return {
    id,
    version: 1,
    family: 'smoothing',
    defaults: {},
    unsuited: (view) => tooLittle(view, LEAST_POINTS),
    learn(view) {
      const from = Math.max(0, view.values.length - LATEST);
      const values = cleaned(view).subarray(from);
      const profiles = profilesOf(view, values);
      return { from, profiles, ...learnFree(withoutSeasons(values, profiles)) };
    },
    forecast(view, horizon, learned) {
      const { from, profiles, alpha, sigma } = learned;
      const values = cleaned(view).subarray(from);
      const free = forecastFree(withoutSeasons(values, profiles), learned, horizon);
      const factors = seasonFactors(profiles, values.length, horizon);
      return {
        mean: putSeasonsOn(free, profiles, values.length),
        // That of simple exponential smoothing, which the drift does not change.
        spread: factors.map((factor, h) => factor * sigma * Math.sqrt(1 + h * alpha * alpha)),
      };
    },
    told: ({ alpha, theta: share }) => ({ alpha, theta: share }),
  };
}

/** The Theta method: half of the trend's slope as drift of simple exponential smoothing, seasons taken off first. */
export const theta = localForecaster(
  thetaMethod(
    'theta',
    (values) => {
      const alpha = bestAlpha(values);
      const { squares } = smooth(values, alpha);
      return { alpha, theta: 2, level: values[0] as number, sigma: Math.sqrt(squares / values.length) };
    },
    (values, model, horizon) => thetaForecast(values, model.alpha, model.theta, horizon),
  ),
);

/** Theta with the share of the trend, α and the first level by least squares, the trend followed as it goes. */
export const optimisedTheta = localForecaster(
  thetaMethod(
    'optimised-theta',
    (values) => {
      const { alpha, theta: share, level } = optimiseDynamicTheta(values);
      const { squares } = runDynamicTheta(values, level, alpha, share, 0);
      return { alpha, theta: share, level, sigma: Math.sqrt(squares / Math.max(1, values.length - 2)) };
    },
    (values, model, horizon) => runDynamicTheta(values, model.level, model.alpha, model.theta, horizon).mean,
  ),
);
