import { cleaned } from '../../core/learn/forecast/cleaned.ts';
import type { View } from '../../core/learn/forecast/forecaster.ts';
import {
  LEAST_ROUNDS,
  learnProfiles,
  seasonAt,
  usablePeriods,
  type SeasonProfiles,
} from '../../core/learn/forecast/seasons.ts';
import { effectAt, knownEffects, MOST_KNOWN } from './known-effects.ts';
import { bestTrendBase, expectedAfter, type TrendBase } from './trend-base.ts';

/**
 * A series made plain for a network that learns over all series: on the logarithm where swings grow with the level, less
 * its seasons and what its known columns explain, beside a level and a slope that follow it. What is left for the network
 * is the rest, in units of the series' own errors.
 */
export interface PlainSeries {
  readonly points: number;
  /** On the logarithm where `isLog`, less seasons and effects. */
  readonly values: Float64Array;
  /** What each of them is off what the base expected one step before; 0 at the first. */
  readonly errors: Float64Array;
  readonly base: TrendBase;
  /** Mean absolute error of the base one step ahead; above 0. */
  readonly scale: number;
  /** Known columns over the values and the horizon, mean 0 and size 1 over the values. */
  readonly known: readonly Float64Array[];
  /** Puts seasons, effects and the scale of the values back on at point t. */
  readonly back: (value: number, t: number) => number;
}

/** What is smaller than this share of the values' size is no variation. */
const LEAST_SCALE = 1e-6;

const meanSize = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

function standardised(column: Float64Array, points: number): Float64Array {
  const own = column.subarray(0, points);
  const mean = own.reduce((sum, value) => sum + value, 0) / points;
  const size = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / points);
  return column.map((value) => (size > 0 ? (value - mean) / size : 0));
}

/** A power of two about as large as the largest value: dividing by it loses nothing, and squares stay within range. */
function unitOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest)))) : 1;
}

/** Seasons that so many points hold enough rounds of. */
const periodsWithin = (view: View, points: number): number[] =>
  usablePeriods(view).filter((period) => LEAST_ROUNDS * period <= points);

/** On the logarithm a profile is a factor; in sums of logarithms it is added. */
const seasonOf = (profiles: SeasonProfiles, t: number): number =>
  profiles.multiplicative ? Math.log(seasonAt(profiles, t)) : seasonAt(profiles, t);

/**
 * From the values of the view alone.
 * @param seen points from the start that seasons, effects and the way to follow are learned from; absent: all
 */
export function makePlain(view: View, horizon: number, seen = view.values.length): PlainSeries {
  const points = view.values.length;
  const unit = unitOf(view.values);
  const raw = view.values.map((value) => value / unit);
  const lone = cleaned(view);
  const smooth = lone === view.values ? raw : lone.map((value) => value / unit);
  const isLog = view.nature.multiplicative && [raw, smooth].every((all) => all.every((value) => value > 0));
  const profiles = learnProfiles(smooth.subarray(0, seen), periodsWithin(view, seen), isLog);
  const known = view.known.slice(0, MOST_KNOWN);
  const unseasoned = (all: Float64Array): Float64Array =>
    all.map((value, t) => (isLog ? Math.log(value) : value) - seasonOf(profiles, t));
  const effects = knownEffects(unseasoned(smooth).subarray(0, seen), known);
  const plain = (all: Float64Array): Float64Array =>
    unseasoned(all).map((value, t) => value - effectAt(effects, known, t));
  // A lone outlier must not bend the level, but the network may know what follows one.
  const base = bestTrendBase(plain(smooth), horizon, seen);
  const values = smooth === raw ? base.values : plain(raw);
  const least = LEAST_SCALE * (isLog ? 1 : meanSize(raw)) || LEAST_SCALE;
  return {
    points,
    values,
    errors: values.map((value, t) => (t === 0 ? 0 : value - expectedAfter(base, t - 1, 1))),
    base,
    scale: Math.max(least, meanSize(base.errors.subarray(0, seen))),
    known: known.map((column) => standardised(column, points)),
    back: (value, t) => {
      const whole = value + seasonOf(profiles, t) + effectAt(effects, known, t);
      return unit * (isLog ? Math.exp(whole) : whole);
    },
  };
}
