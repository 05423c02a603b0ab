import { CodedError } from '../errors.ts';
import { quantileSorted } from '../stats/descriptive.ts';
import type { Paths } from './paths.ts';

/** When a level is passed. */
export interface PassOdds {
  /** Chance that it has been passed by each step ahead. */
  readonly by: Float64Array;
  /** Steps ahead (1 …) by which it is passed with a chance of 10, 50 and 90 %; undefined: not within the horizon. */
  readonly early: number | undefined;
  readonly middle: number | undefined;
  readonly late: number | undefined;
}

/** First step (1 …) by which the chance is at least `share`. */
const firstBy = (by: Float64Array, share: number): number | undefined => {
  const step = by.findIndex((chance) => chance >= share);
  return step < 0 ? undefined : step + 1;
};

/** The chance that the value has been at or beyond `level` at some step so far. */
export function passOdds({ count, horizon, values }: Paths, level: number, direction: 'above' | 'below'): PassOdds {
  const by = new Float64Array(horizon);
  for (let path = 0; path < count; path++) {
    let passed = 0;
    for (let h = 0; h < horizon; h++) {
      const value = values[path * horizon + h] as number;
      if (direction === 'above' ? value >= level : value <= level) passed = 1;
      by[h] = (by[h] as number) + passed / count;
    }
  }
  return { by, early: firstBy(by, 0.1), middle: firstBy(by, 0.5), late: firstBy(by, 0.9) };
}

/**
 * "How likely is it that cash lasts to June?" The chance that what is there now and everything that comes has never been
 * below `floor`, up to each step.
 * @param start what is there now
 * @returns one a step, never rising
 */
export function lastingOdds({ count, horizon, values }: Paths, start: number, floor = 0): Float64Array {
  const lasts = new Float64Array(horizon);
  for (let path = 0; path < count; path++) {
    let there = start;
    for (let h = 0; h < horizon; h++) {
      there += values[path * horizon + h] as number;
      if (there < floor) break;
      lasts[h] = (lasts[h] as number) + 1 / count;
    }
  }
  return lasts;
}

export interface ReorderPoint {
  /** Stock at which to order again: with it, demand until the delivery is met with the chance asked for. */
  readonly point: number;
  /** Demand to be expected until the delivery. */
  readonly expected: number;
  /** What is held against more than that. */
  readonly safety: number;
}

/**
 * @param lead steps until a delivery comes, 1 … horizon
 * @param service chance of not running out meanwhile, between 0 and 1
 * @throws forecast.odds.lead-too-long, forecast.odds.no-service-level
 */
export function reorderPoint({ count, horizon, values }: Paths, lead: number, service: number): ReorderPoint {
  if (!(Number.isInteger(lead) && lead >= 1 && lead <= horizon)) {
    throw new CodedError('forecast.odds.lead-too-long', { lead, horizon });
  }
  if (!(service > 0 && service < 1)) throw new CodedError('forecast.odds.no-service-level', { service });
  const sums = Float64Array.from({ length: count }, (_, path) => {
    let sum = 0;
    for (let h = 0; h < lead; h++) sum += values[path * horizon + h] as number;
    return sum;
  });
  const expected = sums.reduce((total, sum) => total + sum / count, 0);
  const point = Math.max(0, quantileSorted(sums.sort(), service));
  return { point, expected, safety: point - expected };
}
