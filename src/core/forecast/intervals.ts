import type { PointForecast, View } from '../learn/forecast/forecaster.ts';
import { tQuantile } from '../stats/distributions.ts';
import { demandFan, isDemand } from './demand-fan.ts';
import type { EvidenceFold } from './evidence.ts';
import { LEVELS, type Fan } from './types.ts';

/** How wide a method's fan has to be, learned from what it missed in the backtest. */
export interface Calibration {
  /** What the method's own spread is multiplied by. */
  readonly scale: number;
  /** Of Student's t: the fewer errors are known, the wider. */
  readonly degrees: number;
}

/** Errors of one series in units of the method's own spread, a path a fold: NaN where nothing came. */
export interface ErrorPaths {
  readonly paths: readonly Float64Array[];
  /** Series of one group borrow the usual width from each other. */
  readonly group: string;
}

/** Beyond these, Student's t is the normal distribution but for a hundredth. */
const MOST_DEGREES = 300;
/** What is believed of the width before any error is seen: own spreads come from errors of the fit, and are too small. */
const USUAL_SCALE = 1.15;
/** How many errors that belief is worth; where other series lend theirs, it is worth more. */
const BELIEF = 4;
const BELIEF_LENT = 8;
/** Fewer series than this have no width to lend. */
const LEAST_LENDERS = 3;
/** One error counts for so many spreads at most: a single outlier is not to widen a whole fan. */
const FARTHEST = 3;
/** Errors of one path go together: successive ones correlate by so much where nothing better is known. */
const USUAL_CORRELATION = 0.6;
/** How many pairs of errors that is worth. */
const CORRELATION_BELIEF = 20;

/** The error of a forecast at each step, in units of its spread. */
export function errorPath({ item }: Pick<EvidenceFold, 'item'>, { mean, spread }: PointForecast): Float64Array {
  return Float64Array.from(item.actual, (y, h) => (y - (mean[h] as number)) / (spread[h] as number));
}

interface Summary {
  readonly meanSquare: number;
  /** Errors it is worth, given that those of one path go together. */
  readonly count: number;
}

function summarise(paths: readonly Float64Array[]): Summary {
  let [points, products, squares, pairs] = [0, 0, 0, 0];
  const sums: { sum: number; points: number }[] = [];
  for (const path of paths) {
    const own = { sum: 0, points: 0 };
    sums.push(own);
    let before = NaN;
    for (const z of path) {
      const error = Number.isFinite(z) ? Math.max(-FARTHEST, Math.min(FARTHEST, z)) : NaN;
      if (Number.isFinite(error)) {
        own.sum += error * error;
        own.points++;
        points++;
        if (Number.isFinite(before)) {
          products += error * before;
          squares += (error * error + before * before) / 2;
          pairs++;
        }
      }
      before = error;
    }
  }
  if (points === 0) return { meanSquare: NaN, count: 0 };
  const known = sums.filter((one) => one.points > 0).map((one) => one.sum / one.points);
  const most = 4 * medianOf(known);
  const sum = sums.reduce((total, one) => total + Math.min(one.sum, most * one.points), 0);
  const found = squares > 0 ? products / squares : USUAL_CORRELATION;
  const correlation =
    (pairs * Math.max(0, found) + CORRELATION_BELIEF * USUAL_CORRELATION) / (pairs + CORRELATION_BELIEF);
  // Effective number of squares of an AR(1) path (Bayley and Hammersley 1946).
  const share = (1 - correlation ** 2) / (1 + correlation ** 2);
  return { meanSquare: sum / points, count: Math.max(Math.min(points, paths.length), points * share) };
}

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

/** The usual square of the scale by group, where there are enough series to say. */
function usualScales(all: readonly ErrorPaths[], summaries: readonly Summary[]): ReadonlyMap<string, number> {
  const everyone: number[] = [];
  const groups = new Map<string, number[]>();
  for (const [i, { meanSquare }] of summaries.entries()) {
    const { group } = all[i] as ErrorPaths;
    const own = groups.get(group) ?? [];
    groups.set(group, own);
    if (!Number.isFinite(meanSquare)) continue;
    own.push(meanSquare);
    everyone.push(meanSquare);
  }
  const usual = new Map<string, number>();
  for (const [group, own] of groups) {
    const lenders = own.length >= LEAST_LENDERS ? own : everyone;
    if (lenders.length >= LEAST_LENDERS) usual.set(group, medianOf(lenders));
  }
  return usual;
}

/**
 * Widths for all series: a series' own errors, drawn towards what is usual for its group, or towards what theory and
 * experience say, the more, the fewer its errors are. With Student's t for how little is known this is the predictive
 * interval of a variance with a scaled inverse χ² prior (Gelman and others 2013, 2.6).
 * @param without a fold that is left out, so that its fan may be judged on it
 */
export function calibrate(all: readonly ErrorPaths[], without?: number): Calibration[] {
  const kept = all.map(({ paths }) => paths.filter((_, fold) => fold !== without));
  const summaries = kept.map(summarise);
  const usual = usualScales(all, summaries);
  return summaries.map(({ meanSquare, count }, i) => {
    const lent = usual.get((all[i] as ErrorPaths).group);
    const prior = lent ?? USUAL_SCALE ** 2;
    const belief = lent === undefined ? BELIEF : BELIEF_LENT;
    const own = count > 0 ? count * meanSquare : 0;
    return { scale: Math.sqrt((own + belief * prior) / (count + belief)), degrees: Math.max(3, count + belief) };
  });
}

/** Student's t at each level, worked out once for each half of a degree. */
export type Multipliers = (degrees: number) => readonly number[];

export function createMultipliers(): Multipliers {
  const known = new Map<number, readonly number[]>();
  return (degrees) => {
    const near = Math.round(2 * Math.min(degrees, MOST_DEGREES)) / 2;
    const made = known.get(near) ?? LEVELS.map((level) => tQuantile(level, near));
    known.set(near, made);
    return made;
  };
}

export interface FanOptions {
  readonly neverNegative: boolean;
  /** The series as it was learned from: of demand with many zeros the fan follows what was asked for before. */
  readonly view: Pick<View, 'values' | 'nature'>;
  readonly multipliers: Multipliers;
}

/** A fan round a forecast, calibrated; quantiles of a method's own keep their shape. */
export function fanOf(forecast: PointForecast, { scale, degrees }: Calibration, options: FanOptions): Fan {
  if (options.neverNegative && isDemand(options.view)) return demandFan(forecast, options.view.values);
  const floor = options.neverNegative ? 0 : -Infinity;
  const mean = forecast.mean.map((value) => Math.max(floor, value));
  const factors = options.multipliers(degrees);
  const shape = ownShape(forecast);
  const quantiles = LEVELS.map((_, i) =>
    forecast.mean.map((value, h) =>
      Math.max(
        floor,
        value + scale * (shape?.(i, h, factors) ?? (factors[i] as number) * (forecast.spread[h] as number)),
      ),
    ),
  );
  return { mean, quantiles };
}

const NORMAL = LEVELS.map((level) => tQuantile(level, Infinity));

/** Offsets of a method's own quantiles, widened as far as Student's t is wider than the normal distribution. */
function ownShape({
  mean,
  quantiles,
}: PointForecast): ((i: number, h: number, factors: readonly number[]) => number) | undefined {
  if (!quantiles) return undefined;
  const places = LEVELS.map((level) => quantiles.levels.findIndex((own) => Math.abs(own - level) < 1e-9));
  if (places.some((place) => place < 0)) return undefined;
  return (i, h, factors) => {
    const offset = (quantiles.values[places[i] as number]?.[h] as number) - (mean[h] as number);
    const normal = NORMAL[i] as number;
    return normal === 0 ? offset : (offset * (factors[i] as number)) / normal;
  };
}
