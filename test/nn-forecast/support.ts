import type { View } from '../../src/core/learn/forecast/forecaster.ts';
import { createRandom } from '../../src/core/random.ts';
import type { SeriesNature } from '../../src/core/series/types.ts';

export const PLAIN: SeriesNature = {
  kind: 'smooth',
  zeroShare: 0,
  seasons: [],
  trend: { strength: 0, slope: 0 },
  shifts: [],
  outliers: [],
  multiplicative: false,
};

/** Monthly values from January 2010 on; known columns reach as far as they are long. */
export function viewOf(
  name: string,
  values: Float64Array,
  nature: Partial<SeriesNature> = {},
  known: readonly Float64Array[] = [],
): View {
  return {
    name,
    values,
    nature: { ...PLAIN, ...nature },
    axis: { step: { unit: 'month', count: 1 }, start: Date.UTC(2010, 0, 1), length: values.length },
    known,
    knownNames: known.map((_, i) => `known ${i}`),
  };
}

/** Steps of a rise and fall that each jump is followed by. */
const WAVE = [6, 2, 3, 4, 5, 4, 3, 2, 1];

/**
 * Flat series in noise: now and then comes a jump, and a known course of eight points follows it. No level, slope or
 * season says what comes; the jump does.
 */
export function waves(count: number, points: number, seed: number): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const level = 100 + 100 * random.next();
    let step = -1;
    return Float64Array.from({ length: points }, () => {
      if (step < 0 && random.next() < 0.08) step = 0;
      const value = level + (step >= 0 ? 6 * (WAVE[step] as number) : 0) + 2 * random.normal();
      step = step < 0 || step + 1 === WAVE.length ? -1 : step + 1;
      return value;
    });
  });
}

/** Steps of a random walk, which nobody can foretell. */
export function walks(count: number, points: number, seed: number): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    let value = 100;
    return Float64Array.from({ length: points }, () => (value += random.normal()));
  });
}

/** A level with a season of 12 and a trend, as factors. */
export function seasonal(count: number, points: number, seed: number): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const level = 50 + 200 * random.next();
    const profile = Array.from({ length: 12 }, () => Math.exp(0.2 * random.normal()));
    return Float64Array.from(
      { length: points },
      (_, t) => level * 1.004 ** t * (profile[t % 12] as number) * Math.exp(0.04 * random.normal()),
    );
  });
}
