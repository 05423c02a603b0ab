import type { ForecastFamily } from '../learn/forecast/forecaster.ts';
import type { FoldForecasts, Judged } from './backtest.ts';
import type { Fold } from './folds.ts';

export interface PruneOptions {
  /** Methods that stay, however they did. */
  readonly always: readonly string[];
  /** A method is given up when its error is so many times that of the best, on the series that it suits … */
  readonly factor: number;
  /** … and it was clearly best on a smaller share of the series than this. */
  readonly bestShare: number;
}

/** Mean absolute scaled error on an item's points; NaN where no point came or the method does not suit. */
function errorOf(forecasts: FoldForecasts, fold: Fold, item: number): number {
  const forecast = forecasts[item];
  const there = fold.items[item];
  if (!forecast || !there) return NaN;
  let [sum, points] = [0, 0];
  for (let h = 0; h < there.actual.length; h++) {
    const y = there.actual[h] as number;
    if (!Number.isFinite(y)) continue;
    sum += Math.abs(y - (forecast.mean[h] as number)) / there.scale;
    points++;
  }
  return points > 0 ? sum / points : NaN;
}

interface Running {
  readonly number: number;
  readonly id: string;
  readonly family: ForecastFamily;
  readonly errors: readonly number[];
}

/**
 * Numbers of the methods that there is no sense in judging further: by one origin they are far behind the best of the
 * others on the series that they suit, and hardly ever ahead; networks also where one other method does as well on the
 * whole, for they are chosen only where they win, and take the longest.
 */
export function dropHopeless(judged: readonly Judged[], fold: Fold, options: PruneOptions): number[] {
  const running = judged.flatMap(({ contestant, forecasts, status }, number): Running[] => {
    const own = forecasts.get(fold.index);
    const { id, family } = contestant.forecaster;
    if (status !== 'done' || !own) return [];
    return [{ number, id, family, errors: fold.items.map((_, i) => errorOf(own, fold, i)) }];
  });
  return running.flatMap((one) => {
    if (options.always.includes(one.id)) return [];
    const isBeaten = isHopeless(one, running, options) || (one.family === 'network' && losesAsAWhole(one, running));
    return isBeaten ? [one.number] : [];
  });
}

function isHopeless(one: Running, running: readonly Running[], { factor, bestShare }: PruneOptions): boolean {
  let [own, best, wins, known] = [0, 0, 0, 0];
  for (const [i, error] of one.errors.entries()) {
    if (!Number.isFinite(error)) continue;
    const others = running.flatMap(({ number, errors }) => (number === one.number ? [] : [errors[i] as number]));
    const least = Math.min(...others.filter((other) => Number.isFinite(other)));
    if (!Number.isFinite(least)) continue;
    known++;
    own += error;
    best += least;
    if (error <= least) wins++;
  }
  if (known === 0) return one.errors.every((error) => !Number.isFinite(error));
  return own > factor * best && wins < bestShare * known;
}

/** So much worse than the best other method it may be by the first origin alone. */
const NETWORK_SLACK = 1.1;

function losesAsAWhole(one: Running, running: readonly Running[]): boolean {
  return running.some((other) => {
    if (other.family === 'network') return false;
    let [own, others] = [0, 0];
    for (const [i, error] of one.errors.entries()) {
      const theirs = other.errors[i] as number;
      if (!Number.isFinite(error)) continue;
      if (!Number.isFinite(theirs)) return false;
      own += error;
      others += theirs;
    }
    return own > NETWORK_SLACK * others;
  });
}
