import { createRandom, type Random } from '../random.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { LEVELS, type Fan } from './types.ts';

/** What futures are drawn from: a fan, and how errors of the backtest went on from step to step. */
export interface PathSource {
  readonly fan: Fan;
  /** Calibrated standard deviation at each step. */
  readonly spread: Float64Array;
  /** Errors in units of the spread, folds × horizon; NaN where nothing came. */
  readonly errors: Float64Array;
}

/** Possible futures, row by row. */
export interface Paths {
  readonly count: number;
  readonly horizon: number;
  readonly values: Float64Array;
}

/** How many folds what theory says of successive errors is worth. */
const THEORY_FOLDS = 6;
const COUNT = 4000;

const LEVEL_Z = LEVELS.map((level) => normalQuantile(level));

/** The value of the fan at a normal score: along lines between the quantiles, and on beyond the outer ones. */
function valueAt({ quantiles }: Fan, h: number, z: number): number {
  let i = 1;
  while (i < LEVELS.length - 1 && z > (LEVEL_Z[i] as number)) i++;
  const [z0, z1] = [LEVEL_Z[i - 1] as number, LEVEL_Z[i] as number];
  const [v0, v1] = [quantiles[i - 1]?.[h] as number, quantiles[i]?.[h] as number];
  return v0 + ((v1 - v0) * (z - z0)) / (z1 - z0);
}

/**
 * Weights of the innovations in the errors 1, 2, … steps ahead, as the growth of the spread tells them: of a linear model
 * the variance is σ²(1 + ψ₁² + … + ψ²) (Hyndman and others 2008, 6.1), so that a spread that grows as √h gives a random
 * walk and one that stays gives errors that have nothing to do with each other.
 */
function innovationWeights(spread: Float64Array): Float64Array {
  const first = (spread[0] as number) ** 2;
  let most = first;
  return spread.map((s, i) => {
    if (i === 0) return 1;
    const grown = Math.max(0, s * s - most);
    most = Math.max(most, s * s);
    return first > 0 ? Math.sqrt(grown / first) : 0;
  });
}

/** Successive errors with standard deviation 1 each. */
function theoryPath(weights: Float64Array, random: Random, into: Float64Array): void {
  const innovations = Float64Array.from(weights, () => random.normal());
  let square = 0;
  for (let h = 0; h < weights.length; h++) {
    square += (weights[h] as number) ** 2;
    let sum = 0;
    for (let i = 0; i <= h; i++) sum += (weights[i] as number) * (innovations[h - i] as number);
    into[h] = sum / Math.sqrt(square);
  }
}

/** Paths of errors over the whole horizon. */
function wholePaths(errors: Float64Array, horizon: number): Float64Array[] {
  const paths = Array.from({ length: Math.floor(errors.length / horizon) }, (_, k) =>
    errors.subarray(k * horizon, (k + 1) * horizon),
  );
  return paths.filter((path) => path.every((error) => Number.isFinite(error)));
}

/**
 * Draws futures. Errors come as whole paths of the backtest, either way round, so that they go on from step to step as they
 * did; the fewer folds there were, the more of the paths are made as the growth of the spread says. Each is put into the
 * fan by its normal score, so that futures agree with the fan, its floor and its zeros.
 */
export function drawPaths({ fan, spread, errors }: PathSource, seed: number, count = COUNT): Paths {
  const horizon = fan.mean.length;
  const random = createRandom(seed).fork('futures');
  const bank = wholePaths(errors, horizon);
  const weights = innovationWeights(spread);
  const share = bank.length / (bank.length + THEORY_FOLDS);
  const values = new Float64Array(count * horizon);
  const made = new Float64Array(horizon);
  for (let path = 0; path < count; path++) {
    const known = random.next() < share ? bank[random.integer(bank.length)] : undefined;
    const sign = random.next() < 0.5 ? -1 : 1;
    if (!known) theoryPath(weights, random, made);
    for (let h = 0; h < horizon; h++) {
      values[path * horizon + h] = valueAt(fan, h, sign * ((known ?? made)[h] as number));
    }
  }
  return { count, horizon, values: floored(values, fan, horizon) };
}

/** Beyond the outer quantiles lines go on, but not below a floor that the fan has. */
function floored(values: Float64Array, { quantiles }: Fan, horizon: number): Float64Array {
  const low = quantiles[0] as Float64Array;
  return low.every((value) => value >= 0)
    ? values.map((value, i) => ((low[i % horizon] as number) >= 0 ? Math.max(0, value) : value))
    : values;
}
