/** How a level and a damped slope follow a series. */
export interface Following {
  /** Share of an error that goes into the level, and into the slope. */
  readonly level: number;
  readonly slope: number;
  /** How much of the slope is left a step later. */
  readonly damping: number;
}

/** A level and a slope at each point of a series, from the values up to it alone. */
export interface TrendBase {
  readonly following: Following;
  /** What is followed. */
  readonly values: Float64Array;
  readonly levels: Float64Array;
  readonly slopes: Float64Array;
  /** What one step ahead was missed by at each point; 0 at the first. */
  readonly errors: Float64Array;
}

const LEVELS = [0.05, 0.15, 0.3, 0.5, 0.75, 1];
const SLOPES = [0.03, 0.15];
const DAMPINGS = [0.85, 0.98];
/** A slope has to be better than none by more than this share: it is chosen among several. */
const WORTH = 0.03;
/** Origins that the choice is judged on at most, the last ones. */
const MOST_ORIGINS = 400;
/** Steps ahead that it is judged on at most, evenly spread. */
const MOST_STEPS = 8;

/** What the slope comes to so many steps ahead. */
export function slopeSum(damping: number, steps: number): number {
  return damping === 1 ? steps : (damping * (1 - damping ** steps)) / (1 - damping);
}

/** Holt's recursion with a damped slope, errors first (Gardner 1985). */
export function follow(values: Float64Array, following: Following): TrendBase {
  const n = values.length;
  const [levels, slopes, errors] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let level = values[0] ?? 0;
  let slope = 0;
  for (let t = 0; t < n; t++) {
    const expected = level + following.damping * slope;
    const error = t === 0 ? 0 : (values[t] as number) - expected;
    level = expected + following.level * error;
    slope = following.damping * slope + following.slope * error;
    levels[t] = level;
    slopes[t] = slope;
    errors[t] = error;
  }
  return { following, values, levels, slopes, errors };
}

/** What is expected `steps` after point t. */
export const expectedAfter = ({ levels, slopes, following }: TrendBase, t: number, steps: number): number =>
  (levels[t] as number) + slopeSum(following.damping, steps) * (slopes[t] as number);

/** Steps ahead to judge by: 1 … horizon, evenly spread. */
function judgedSteps(horizon: number): number[] {
  const count = Math.min(MOST_STEPS, horizon);
  return Array.from({ length: count }, (_, i) => Math.round(((i + 1) * horizon) / count));
}

/** Mean absolute error over the steps and the last origins of the first n points. */
function missedBy(values: Float64Array, base: TrendBase, steps: readonly number[], n: number): number {
  const first = Math.max(Math.min(4, n - 2), n - 1 - MOST_ORIGINS);
  let [sum, count] = [0, 0];
  for (const h of steps) {
    const reach = slopeSum(base.following.damping, h);
    for (let t = first; t + h < n; t++) {
      sum += Math.abs((values[t + h] as number) - (base.levels[t] as number) - reach * (base.slopes[t] as number));
      count++;
    }
  }
  return count > 0 ? sum / count : Infinity;
}

/**
 * The way of following that would have foretold the values best over the steps ahead; a slope only where it is worth it.
 * @param seen points from the start that the choice is made on
 */
export function bestTrendBase(values: Float64Array, horizon: number, seen = values.length): TrendBase {
  const steps = judgedSteps(horizon);
  const best = (candidates: readonly Following[]): { base: TrendBase; error: number } => {
    const tried = candidates.map((following) => {
      const base = follow(values, following);
      return { base, error: missedBy(values, base, steps, seen) };
    });
    return tried.reduce((a, b) => (b.error < a.error ? b : a));
  };
  const flat = best(LEVELS.map((level) => ({ level, slope: 0, damping: 1 })));
  const sloped = best(
    LEVELS.flatMap((level) =>
      SLOPES.flatMap((slope) => DAMPINGS.map((damping) => ({ level, slope: level * slope, damping }))),
    ),
  );
  return sloped.error < (1 - WORTH) * flat.error ? sloped.base : flat.base;
}
