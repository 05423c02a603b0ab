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

/**
 * Numbers of the methods that there is no sense in judging further: by one origin they are far behind the best of the
 * others on the series that they suit, and hardly ever ahead.
 */
export function dropHopeless(
  judged: readonly Judged[],
  fold: Fold,
  { always, factor, bestShare }: PruneOptions,
): number[] {
  const running = judged.flatMap((one, number) => {
    const forecasts = one.forecasts.get(fold.index);
    return one.status === 'done' && forecasts
      ? [{ number, id: one.contestant.forecaster.id, errors: fold.items.map((_, i) => errorOf(forecasts, fold, i)) }]
      : [];
  });
  return running.flatMap(({ number, id, errors }) => {
    if (always.includes(id)) return [];
    let [own, best, wins, known] = [0, 0, 0, 0];
    for (const [i, error] of errors.entries()) {
      if (!Number.isFinite(error)) continue;
      const others = running.flatMap((other) =>
        other.number !== number && Number.isFinite(other.errors[i]) ? [other.errors[i] as number] : [],
      );
      const least = Math.min(...others);
      if (!Number.isFinite(least)) continue;
      known++;
      own += error;
      best += least;
      if (error <= least) wins++;
    }
    const isHopeless =
      known === 0 ? errors.every((e) => !Number.isFinite(e)) : own > factor * best && wins < bestShare * known;
    return isHopeless ? [number] : [];
  });
}
