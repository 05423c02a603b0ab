import { cleaned } from '../../core/learn/forecast/cleaned.ts';
import type { View } from '../../core/learn/forecast/forecaster.ts';
import { learnProfiles, seasonAt, usablePeriods, type SeasonProfiles } from '../../core/learn/forecast/seasons.ts';
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
  readonly base: TrendBase;
  /** Mean absolute error of the base one step ahead; above 0. */
  readonly scale: number;
  /** Known columns over the values and the horizon, mean 0 and size 1 over the values. */
  readonly known: readonly Float64Array[];
  /** What is expected at point t + steps by the base, from what was known at t. */
  readonly expected: (t: number, steps: number) => number;
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

/** On the logarithm a profile is a factor; in sums of logarithms it is added. */
const seasonOf = (profiles: SeasonProfiles, t: number): number =>
  profiles.multiplicative ? Math.log(seasonAt(profiles, t)) : seasonAt(profiles, t);

/** From the values of the view alone. */
export function makePlain(view: View, horizon: number): PlainSeries {
  const raw = cleaned(view);
  const points = raw.length;
  const isLog = view.nature.multiplicative && raw.every((value) => value > 0);
  const profiles = learnProfiles(raw, usablePeriods(view), isLog);
  const known = view.known.slice(0, MOST_KNOWN);
  const unseasoned = raw.map((value, t) => (isLog ? Math.log(value) : value) - seasonOf(profiles, t));
  const effects = knownEffects(unseasoned, known);
  const values = unseasoned.map((value, t) => value - effectAt(effects, known, t));
  const base = bestTrendBase(values, horizon);
  const least = LEAST_SCALE * (isLog ? 1 : meanSize(raw)) || LEAST_SCALE;
  return {
    points,
    values,
    base,
    scale: Math.max(least, meanSize(base.errors)),
    known: known.map((column) => standardised(column, points)),
    expected: (t, steps) => expectedAfter(base, t, steps),
    back: (value, t) => {
      const whole = value + seasonOf(profiles, t) + effectAt(effects, known, t);
      return isLog ? Math.exp(whole) : whole;
    },
  };
}
