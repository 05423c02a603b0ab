import type { View } from '../../src/core/learn/forecast/forecaster.ts';
import type { SeriesNature } from '../../src/core/series/types.ts';
import { createRandom } from '../../src/core/random.ts';

/** A nature made by hand: what a test says is so, without looking at the values. */
export function natureOf(values: Float64Array, periods: readonly number[], multiplicative = false): SeriesNature {
  const zeros = values.filter((v) => v === 0).length;
  return {
    kind: zeros === values.length ? 'zero' : zeros > 0.3 * values.length ? 'intermittent' : 'smooth',
    zeroShare: zeros / Math.max(1, values.length),
    seasons: periods.map((period) => ({ period, strength: 0.8 })),
    trend: { strength: 0, slope: 0 },
    shifts: [],
    outliers: [],
    multiplicative,
  };
}

export interface ViewOptions {
  readonly name?: string;
  readonly periods?: readonly number[];
  readonly multiplicative?: boolean;
  readonly unit?: 'day' | 'month';
  readonly known?: readonly Float64Array[];
  readonly start?: number;
}

export function makeView(values: Float64Array, options: ViewOptions = {}): View {
  const { name = 'a', periods = [], multiplicative = false, unit = 'month', known = [] } = options;
  return {
    name,
    values,
    nature: natureOf(values, periods, multiplicative),
    axis: { step: { unit, count: 1 }, start: options.start ?? Date.UTC(2015, 0, 1), length: values.length },
    known,
    knownNames: known.map((_, k) => `known ${k}`),
  };
}

/** A line with a season of 12 and noise: 200 + slope · t + 20 · sin + noise · N(0, 1). */
export function seasonalLine(points: number, seed: number, slope = 0.5, noise = 3): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from(
    { length: points },
    (_, t) => 200 + slope * t + 20 * Math.sin((2 * Math.PI * t) / 12) + noise * random.normal(),
  );
}

/** A demand of some 1 to 12 in three points of ten, else 0. */
export function lumpyDemand(points: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: points }, () => (random.next() < 0.3 ? 1 + random.integer(12) : 0));
}

/** Mean absolute error over that of seasonal naive within the values (Hyndman and Koehler 2006). */
export function mase(values: Float64Array, actual: ArrayLike<number>, said: ArrayLike<number>, period: number): number {
  let scale = 0;
  for (let t = period; t < values.length; t++) {
    scale += Math.abs((values[t] as number) - (values[t - period] as number)) / (values.length - period);
  }
  let error = 0;
  for (let h = 0; h < actual.length; h++)
    error += Math.abs((actual[h] as number) - (said[h] as number)) / actual.length;
  return error / scale;
}
