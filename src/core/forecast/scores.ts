import { LEVELS, type Fan, type ForecastScores } from './types.ts';

/** Sums over points, so that folds and series can be put together before they are made into figures. */
export interface ScoreTally {
  absolute: number;
  smape: number;
  squared: number;
  pinball: number;
  inside: number;
  points: number;
}

export const emptyTally = (): ScoreTally => ({
  absolute: 0,
  smape: 0,
  squared: 0,
  pinball: 0,
  inside: 0,
  points: 0,
});

/** Mean of |y[t] − y[t − period]|; NaN where there is no such pair. */
function meanStep(values: ArrayLike<number>, period: number): number {
  let sum = 0;
  const pairs = values.length - period;
  if (pairs < 1) return NaN;
  for (let t = period; t < values.length; t++) {
    sum += Math.abs((values[t] as number) - (values[t - period] as number));
  }
  return sum / pairs;
}

/**
 * What errors are divided by for MASE: the in-sample mean absolute error of seasonal naive (Hyndman and Koehler 2006), of
 * naive where the season is longer than the values. Values that never change have none: then their mean size, or 1.
 * @param values finite, before the origin
 * @param period 1: no season
 */
export function naiveScale(values: ArrayLike<number>, period: number): number {
  const seasonal = meanStep(values, Math.max(1, Math.round(period)));
  if (seasonal > 0) return seasonal;
  const naive = meanStep(values, 1);
  if (naive > 0) return naive;
  let size = 0;
  for (let t = 0; t < values.length; t++) size += Math.abs(values[t] as number) / values.length;
  return size > 0 ? size : 1;
}

/** 2 |y − f| / (|y| + |f|); 0 where both are 0. */
export function smapeOf(actual: number, forecast: number): number {
  const size = Math.abs(actual) + Math.abs(forecast);
  return size > 0 ? (2 * Math.abs(actual - forecast)) / size : 0;
}

/** Pinball loss of a quantile. */
export const pinballOf = (actual: number, quantile: number, level: number): number =>
  actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

/** Adds a fan and what came; steps that have not come (NaN) are passed over. @param scale as of `naiveScale` */
export function addToTally(tally: ScoreTally, actual: ArrayLike<number>, fan: Fan, scale: number): void {
  const low = fan.quantiles[0] as Float64Array;
  const high = fan.quantiles[LEVELS.length - 1] as Float64Array;
  const steps = Math.min(actual.length, fan.mean.length);
  for (let h = 0; h < steps; h++) {
    const y = actual[h] as number;
    if (!Number.isFinite(y)) continue;
    const forecast = fan.mean[h] as number;
    tally.points++;
    tally.absolute += Math.abs(y - forecast) / scale;
    tally.smape += smapeOf(y, forecast);
    tally.squared += (y - forecast) ** 2;
    if (y >= (low[h] as number) && y <= (high[h] as number)) tally.inside++;
    for (const [i, level] of LEVELS.entries()) {
      tally.pinball += pinballOf(y, (fan.quantiles[i] as Float64Array)[h] as number, level) / scale / LEVELS.length;
    }
  }
}

/** The figures of a tally; all NaN without points. */
export function scoresOf({ absolute, smape, squared, pinball, inside, points }: ScoreTally): ForecastScores {
  return {
    mase: absolute / points,
    smape: smape / points,
    rmse: Math.sqrt(squared / points),
    pinball: pinball / points,
    coverage: inside / points,
  };
}

/** The figures of one fan. */
export function scoreFan(actual: ArrayLike<number>, fan: Fan, scale: number): ForecastScores {
  const tally = emptyTally();
  addToTally(tally, actual, fan, scale);
  return scoresOf(tally);
}

/** Mean over series, each counting the same; RMSE and all others alike, as M4 did. Those without points are left out. */
export function meanScores(all: readonly ForecastScores[]): ForecastScores {
  const known = all.filter(({ mase }) => Number.isFinite(mase));
  const over = (pick: (scores: ForecastScores) => number): number =>
    known.reduce((sum, scores) => sum + pick(scores), 0) / known.length;
  return {
    mase: over(({ mase }) => mase),
    smape: over(({ smape }) => smape),
    rmse: over(({ rmse }) => rmse),
    pinball: over(({ pinball }) => pinball),
    coverage: over(({ coverage }) => coverage),
  };
}
