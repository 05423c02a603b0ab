import { loess, loessAt, type Smoothing } from './loess.ts';

/**
 * Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae and Terpenning 1990, J. Official Statistics 6),
 * local lines throughout.
 */
export interface StlSettings {
  readonly period: number;
  /** Rounds that a phase is smoothed over, odd. */
  readonly seasonal: Smoothing;
  readonly trend: Smoothing;
  readonly lowPass: Smoothing;
  /** Passes between season and trend. */
  readonly inner: number;
  /** Times that weights are taken from the remainder; 0: none. */
  readonly outer: number;
}

export interface StlParts {
  readonly season: Float64Array;
  readonly trend: Float64Array;
}

/** The authors' choice of windows. @param seasonal rounds, odd */
export function stlSettings(period: number, seasonal: number, robust: boolean, jump = 1): StlSettings {
  const trend = nextOdd((1.5 * period) / (1 - 1.5 / seasonal));
  const lowPass = nextOdd(period + 1);
  const every = (window: number): number => (jump > 1 ? Math.max(1, Math.ceil(window / jump)) : 1);
  return {
    period,
    seasonal: { window: seasonal, jump: every(seasonal) },
    trend: { window: trend, jump: every(trend) },
    lowPass: { window: lowPass, jump: every(lowPass) },
    inner: robust ? 2 : 5,
    outer: robust ? 15 : 0,
  };
}

/** The smallest odd number that is not below. */
export function nextOdd(value: number): number {
  const whole = Math.ceil(value);
  return whole % 2 === 0 ? whole + 1 : whole;
}

/** @param values finite, at least two rounds */
export function stl(values: Float64Array, settings: StlSettings): StlParts {
  const n = values.length;
  const season = new Float64Array(n);
  const trend = new Float64Array(n);
  const work = makeWork(n, settings.period);
  let robust: Float64Array | undefined;
  for (let round = 0; round <= settings.outer; round++) {
    for (let pass = 0; pass < settings.inner; pass++) onePass(values, settings, robust, season, trend, work);
    if (round < settings.outer) robust = robustWeights(values, season, trend);
  }
  return { season, trend };
}

interface Work {
  readonly rest: Float64Array;
  /** One round more on either side. */
  readonly cycles: Float64Array;
  readonly low: Float64Array;
  readonly spare: Float64Array;
  readonly weights: Float64Array;
}

const makeWork = (n: number, period: number): Work => ({
  rest: new Float64Array(n),
  cycles: new Float64Array(n + 2 * period),
  low: new Float64Array(n + 2 * period),
  spare: new Float64Array(n + 2 * period),
  weights: new Float64Array(n + 2 * period),
});

function onePass(
  values: Float64Array,
  { period, seasonal, trend: trendWindow, lowPass }: StlSettings,
  robust: Float64Array | undefined,
  season: Float64Array,
  trend: Float64Array,
  { rest, cycles, low, spare, weights }: Work,
): void {
  const n = values.length;
  for (let t = 0; t < n; t++) rest[t] = (values[t] as number) - (trend[t] as number);
  smoothPhases(rest, period, seasonal, robust, cycles, weights);
  means(cycles, n + 2 * period, period, low);
  means(low, n + period + 1, period, spare);
  means(spare, n + 2, 3, low);
  loess(low, n, lowPass, undefined, spare, 0, weights);
  for (let t = 0; t < n; t++) season[t] = (cycles[t + period] as number) - (spare[t] as number);
  for (let t = 0; t < n; t++) rest[t] = (values[t] as number) - (season[t] as number);
  loess(rest, n, trendWindow, robust, trend, 0, weights);
}

/** Each phase smoothed over the rounds, and carried on by one round at both ends. */
function smoothPhases(
  rest: Float64Array,
  period: number,
  smoothing: Smoothing,
  robust: Float64Array | undefined,
  cycles: Float64Array,
  weights: Float64Array,
): void {
  const n = rest.length;
  const longest = Math.ceil(n / period);
  const phase = new Float64Array(longest);
  const smooth = new Float64Array(longest + 2);
  const phaseRobust = robust && new Float64Array(longest);
  for (let j = 0; j < period; j++) {
    const rounds = Math.floor((n - j - 1) / period) + 1;
    for (let i = 0; i < rounds; i++) {
      phase[i] = rest[i * period + j] as number;
      if (phaseRobust) phaseRobust[i] = (robust as Float64Array)[i * period + j] as number;
    }
    loess(phase, rounds, smoothing, phaseRobust, smooth, 1, weights);
    const window = smoothing.window;
    const before = loessAt(phase, rounds, window, 0, 1, Math.min(window, rounds), weights, phaseRobust);
    smooth[0] = Number.isNaN(before) ? (smooth[1] as number) : before;
    const from = Math.max(1, rounds - window + 1);
    const behind = loessAt(phase, rounds, window, rounds + 1, from, rounds, weights, phaseRobust);
    smooth[rounds + 1] = Number.isNaN(behind) ? (smooth[rounds] as number) : behind;
    for (let i = 0; i < rounds + 2; i++) cycles[i * period + j] = smooth[i] as number;
  }
}

/** Means of each `width` neighbours of the first `n` values: n − width + 1 of them. */
function means(values: Float64Array, n: number, width: number, into: Float64Array): void {
  let sum = 0;
  for (let t = 0; t < width; t++) sum += values[t] as number;
  into[0] = sum / width;
  for (let t = width; t < n; t++) {
    sum += (values[t] as number) - (values[t - width] as number);
    into[t - width + 1] = sum / width;
  }
}

/** Bisquare of the remainder over six times its median size. */
function robustWeights(values: Float64Array, season: Float64Array, trend: Float64Array): Float64Array {
  const sizes = values.map((value, t) => Math.abs(value - (season[t] as number) - (trend[t] as number)));
  const sorted = sizes.toSorted();
  const half = sorted.length >> 1;
  const middle = ((sorted[sorted.length % 2 === 1 ? half : half - 1] as number) + (sorted[half] as number)) / 2;
  const reach = 6 * middle;
  return sizes.map((size) => (size <= 0.001 * reach ? 1 : size <= 0.999 * reach ? (1 - (size / reach) ** 2) ** 2 : 0));
}
