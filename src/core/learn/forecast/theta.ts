import { cleaned } from './cleaned.ts';
import type { PointForecast, View } from './forecaster.ts';
import { minimiseSmooth } from './lbfgs.ts';
import { localForecaster, type LocalMethod } from './local.ts';
import {
  learnProfiles,
  putSeasonsOn,
  seasonFactors,
  usablePeriods,
  withoutSeasons,
  type SeasonProfiles,
} from './seasons.ts';
import { classicalProfiles } from './classical.ts';
import { tooLittle } from './suits.ts';

/** Latest values that are learned from. */
const LATEST = 2000;
const LEAST_POINTS = 6;

/** Level of simple exponential smoothing from the first value on, and the sum of its squared one-step errors. */
function smooth(values: Float64Array, alpha: number): { level: number; squares: number } {
  let level = values[0] as number;
  let squares = 0;
  for (const value of values) {
    const error = value - level;
    squares += error * error;
    level += alpha * error;
  }
  return { level, squares };
}

/** α of simple exponential smoothing that makes the squared errors least, in [0.0001, 0.9999]. */
export function bestAlpha(values: Float64Array): number {
  let best = 0.5;
  let least = Infinity;
  const tryOne = (alpha: number): void => {
    const { squares } = smooth(values, alpha);
    if (squares < least) {
      least = squares;
      best = alpha;
    }
  };
  for (let i = 0; i <= 20; i++) tryOne(Math.min(0.9999, Math.max(1e-4, i / 20)));
  for (let step = 0.025; step > 1e-7; step /= 2) {
    const centre = best;
    tryOne(Math.min(0.9999, centre + step));
    tryOne(Math.max(1e-4, centre - step));
  }
  return best;
}

/** Slope of the least squares line over 0, 1, …. */
function lineSlope(values: Float64Array): number {
  const n = values.length;
  let cross = 0;
  for (let t = 0; t < n; t++) cross += (t - (n - 1) / 2) * (values[t] as number);
  return (12 * cross) / (n * (n * n - 1));
}

/**
 * The Theta forecast of values without a season: simple exponential smoothing with a drift of (1 − 1/θ) of the line's
 * slope (Hyndman and Billah 2003).
 * @param theta at least 1; 2 is the method of Assimakopoulos and Nikolopoulos 2000
 */
export function thetaForecast(values: Float64Array, alpha: number, theta: number, horizon: number): Float64Array {
  const n = values.length;
  const { level } = smooth(values, alpha);
  const drift = (1 - 1 / theta) * lineSlope(values);
  const head = 1 / alpha - (1 - alpha) ** n / alpha;
  return Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + head));
}

interface Learned {
  readonly from: number;
  readonly profiles: SeasonProfiles;
  readonly alpha: number;
  readonly theta: number;
  /** First level; the first value where there is none. */
  readonly level?: number;
  readonly sigma: number;
}

/** The profiles of the seasons: the classical decomposition where there is one, else one after the other. */
function profilesOf(view: View, values: Float64Array): SeasonProfiles {
  const periods = usablePeriods(view).filter((period) => 2 * period <= values.length);
  const positive = values.every((v) => v > 0);
  const [only] = periods;
  if (only !== undefined && periods.length === 1) return classicalProfiles(values, only, positive);
  return learnProfiles(values, periods, positive && view.nature.multiplicative);
}

const latest = (view: View): number => Math.max(0, view.values.length - LATEST);

const told = ({ alpha, theta }: Learned): Record<string, number> => ({ alpha, theta });

/** Puts seasons on, and the spread of simple exponential smoothing: σ² (1 + (h − 1) α²). */
function finish(mean: Float64Array, { profiles, sigma, alpha }: Learned, points: number): PointForecast {
  const factors = seasonFactors(profiles, points, mean.length);
  return {
    mean: putSeasonsOn(mean, profiles, points),
    spread: factors.map((factor, h) => factor * sigma * Math.sqrt(1 + h * alpha * alpha)),
  };
}

const thetaMethod: LocalMethod<object, Learned> = {
  id: 'theta',
  version: 1,
  family: 'smoothing',
  defaults: {},
  unsuited: (view) => tooLittle(view, LEAST_POINTS),
  learn(view) {
    const from = latest(view);
    const values = cleaned(view).subarray(from);
    const profiles = profilesOf(view, values);
    const free = withoutSeasons(values, profiles);
    const alpha = bestAlpha(free);
    return { from, profiles, alpha, theta: 2, sigma: Math.sqrt(smooth(free, alpha).squares / free.length) };
  },
  forecast(view, horizon, learned) {
    const values = cleaned(view).subarray(learned.from);
    const free = withoutSeasons(values, learned.profiles);
    return finish(thetaForecast(free, learned.alpha, learned.theta, horizon), learned, values.length);
  },
  told,
};

/** Where the dynamic model stands after some values. */
interface Standing {
  readonly squares: number;
  readonly mean: Float64Array;
}

/**
 * The dynamic optimised Theta model of Fiorucci et al. 2016 (eq. 15): the line is fitted anew at each value. Runs over
 * the values, and on over its own forecasts.
 */
export function runDynamicTheta(
  values: Float64Array,
  first: number,
  alpha: number,
  theta: number,
  horizon: number,
): Standing {
  const n = values.length;
  const mean = new Float64Array(horizon);
  const share = 1 - 1 / theta;
  const keep = 1 - alpha;
  let level = first;
  let average = 0;
  let slope = 0;
  let start = 0;
  let power = 1;
  let squares = 0;
  for (let t = 1; t <= n + horizon; t++) {
    const next = power * keep;
    const forecast = level + share * (power * start + ((1 - next) / alpha) * slope);
    const value = t <= n ? (values[t - 1] as number) : forecast;
    if (t > n) mean[t - n - 1] = forecast;
    // The first two values make the line; the model has not spoken yet.
    else if (t > 2) squares += (value - forecast) ** 2;
    level = alpha * value + keep * level;
    slope = t === 1 ? 0 : ((t - 2) * slope + (6 * (value - average)) / t) / (t + 1);
    average = ((t - 1) * average + value) / t;
    start = average - (slope * (t + 1)) / 2;
    power = next;
  }
  return { squares, mean };
}

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** α in (0.05, 0.99), θ in (1, 20) and the first level, by least squares. */
function optimise(values: Float64Array): { alpha: number; theta: number; level: number } {
  let squares = 0;
  for (let t = 1; t < values.length; t++) squares += ((values[t] as number) - (values[t - 1] as number)) ** 2;
  const unit = Math.sqrt(squares / values.length) || 1;
  const read = (x: Float64Array): { alpha: number; theta: number; level: number } => ({
    alpha: 0.05 + 0.94 * squash(x[0] as number),
    theta: 1 + 19 * squash((x[1] as number) - 2.9),
    level: (values[0] as number) + unit * (x[2] as number),
  });
  const loss = (x: Float64Array): number => {
    const { alpha, theta, level } = read(x);
    return Math.log(runDynamicTheta(values, level, alpha, theta, 0).squares / squares + 1e-12);
  };
  const evaluate = (x: Float64Array, gradient: Float64Array): number => {
    for (let i = 0; i < 3; i++) {
      const kept = x[i] as number;
      x[i] = kept + 1e-4;
      const above = loss(x);
      x[i] = kept - 1e-4;
      gradient[i] = (above - loss(x)) / 2e-4;
      x[i] = kept;
    }
    return loss(x);
  };
  return read(minimiseSmooth(evaluate, new Float64Array(3), 30, 1e-6).x);
}

const optimisedMethod: LocalMethod<object, Learned> = {
  ...thetaMethod,
  id: 'optimised-theta',
  learn(view) {
    const from = latest(view);
    const values = cleaned(view).subarray(from);
    const profiles = profilesOf(view, values);
    const free = withoutSeasons(values, profiles);
    const { alpha, theta, level } = optimise(free);
    const { squares } = runDynamicTheta(free, level, alpha, theta, 0);
    return { from, profiles, alpha, theta, level, sigma: Math.sqrt(squares / Math.max(1, free.length - 2)) };
  },
  forecast(view, horizon, learned) {
    const values = cleaned(view).subarray(learned.from);
    const free = withoutSeasons(values, learned.profiles);
    const { alpha, theta, level = values[0] as number } = learned;
    return finish(runDynamicTheta(free, level, alpha, theta, horizon).mean, learned, values.length);
  },
};

/** The Theta method: half of the trend's slope as drift of simple exponential smoothing, seasons taken off first. */
export const theta = localForecaster(thetaMethod);
/** Theta with the share of the trend, α and the first level by least squares. */
export const optimisedTheta = localForecaster(optimisedMethod);
