import { CodedError } from '../errors.ts';
import { loess } from './loess.ts';
import { nextOdd, stl, stlSettings } from './stl.ts';
import type { Decomposition } from './types.ts';

export interface DecomposeOptions {
  /** Weights that keep outliers out of trend and seasons. Absent: where the series is not too long for it. */
  readonly robust?: boolean;
  /** Smooth curves are drawn at every `window / jump`-th value; 1: at all. Absent: by length. */
  readonly jump?: number;
}

/** Rounds that a phase is smoothed over: of the shortest season, and more by each longer one (Bandara and others 2021). */
const FIRST_WINDOW = 11;
const NEXT_WINDOW = 4;
const SWEEPS = 2;
/** Curves of longer series are drawn at fewer values, a tenth of a window apart; of very long ones without weights. */
const LONG = 500;
const VERY_LONG = 5000;
const JUMP = 10;
/** Share of the values that a trend without season is smoothed over. */
const TREND_SHARE = 0.2;
const LEAST_TREND_WINDOW = 7;

/**
 * A series taken apart into trend, seasons and a remainder by loess: STL, and MSTL (Bandara, Hyndman and Bergmeir 2021)
 * where there are several seasons.
 * @param values finite, from the first to the last known one
 * @param periods whole; those of which there are not two rounds get a season of zeros
 * @param multiplicative on the logarithm: the parts are factors, the trend has the unit of the values
 * @throws series.not-positive where factors are asked of values that are not above 0
 */
export function decompose(
  values: Float64Array,
  periods: readonly number[],
  multiplicative: boolean,
  options: DecomposeOptions = {},
): Decomposition {
  if (multiplicative && !values.every((value) => value > 0)) throw new CodedError('series.not-positive');
  const scaled = multiplicative ? values.map(Math.log) : values;
  const parts = takeApart(scaled, periods, options);
  if (!multiplicative) return { multiplicative, ...parts };
  const back = (part: Float64Array): Float64Array => part.map(Math.exp);
  return {
    multiplicative,
    trend: back(parts.trend),
    seasons: parts.seasons.map(back),
    remainder: back(parts.remainder),
  };
}

function takeApart(
  values: Float64Array,
  periods: readonly number[],
  options: DecomposeOptions,
): Omit<Decomposition, 'multiplicative'> {
  const n = values.length;
  const robust = options.robust ?? n <= VERY_LONG;
  const jump = options.jump ?? (n <= LONG ? 1 : JUMP);
  const seasons = periods.map(() => new Float64Array(n));
  const order = periods.map((_, i) => i).toSorted((a, b) => (periods[a] as number) - (periods[b] as number));
  const used = order.filter((i) => (periods[i] as number) >= 2 && 2 * (periods[i] as number) < n + 1);
  let rest = values.slice();
  let trend: Float64Array | undefined;
  for (let sweep = 0; sweep < (used.length > 1 ? SWEEPS : 1); sweep++) {
    used.forEach((i, place) => {
      const season = seasons[i] as Float64Array;
      rest.forEach((value, t) => (rest[t] = value + (season[t] as number)));
      const window = FIRST_WINDOW + NEXT_WINDOW * place;
      const parts = stl(rest, stlSettings(periods[i] as number, window, robust, jump));
      season.set(parts.season);
      trend = parts.trend;
      rest = rest.map((value, t) => value - (season[t] as number));
    });
  }
  const level = trend ?? trendAlone(values);
  return { trend: level, seasons, remainder: rest.map((value, t) => value - (level[t] as number)) };
}

/** Without a season: a local line through the values. */
function trendAlone(values: Float64Array): Float64Array {
  const n = values.length;
  const trend = new Float64Array(n);
  if (n === 0) return trend;
  const window = nextOdd(Math.max(LEAST_TREND_WINDOW, TREND_SHARE * n));
  const jump = n > LONG ? Math.ceil(window / JUMP) : 1;
  loess(values, n, { window, jump }, undefined, trend, 0, new Float64Array(n));
  return trend;
}
