import type { PointForecast } from '../learn/forecast/forecaster.ts';
import type { Member } from './types.ts';

/** Methods with what speaks for them: the smaller, the better. */
export interface Ranked {
  readonly method: string;
  readonly loss: number;
}

/** How several methods are put together. `best`: only one. `inverse`: weights fall with the square of the error. */
export type CombinationRule = 'best' | 'mean' | 'inverse';

/** Members of a combination at most. */
const MOST_MEMBERS = 3;
/** One that is so many times worse than the best is no member. */
const WORST_MEMBER = 1.5;

/** The weighted mean; its spread is that of errors that go together, which is on the safe side. One alone stays as it is. */
export function combine(
  forecasts: ReadonlyMap<string, PointForecast>,
  members: readonly Member[],
): PointForecast | undefined {
  const there = members.flatMap(({ method, weight }) => {
    const forecast = forecasts.get(method);
    return forecast && weight > 0 ? [{ forecast, weight }] : [];
  });
  const [first] = there;
  if (!first) return undefined;
  if (there.length === 1) return first.forecast;
  const whole = there.reduce((sum, { weight }) => sum + weight, 0);
  const horizon = first.forecast.mean.length;
  const mean = new Float64Array(horizon);
  const spread = new Float64Array(horizon);
  for (const { forecast, weight } of there) {
    for (let h = 0; h < horizon; h++) {
      mean[h] = (mean[h] as number) + (weight / whole) * (forecast.mean[h] as number);
      spread[h] = (spread[h] as number) + (weight / whole) * (forecast.spread[h] as number);
    }
  }
  return { mean, spread };
}

/** @param ranked any order; of equals the one named first stands first */
export function membersBy(rule: CombinationRule, ranked: readonly Ranked[]): Member[] {
  const sorted = ranked.filter(({ loss }) => Number.isFinite(loss)).toSorted((a, b) => a.loss - b.loss);
  const [best] = sorted;
  if (!best) return [];
  if (rule === 'best') return [{ method: best.method, weight: 1 }];
  const few = sorted.slice(0, MOST_MEMBERS).filter(({ loss }) => loss <= WORST_MEMBER * best.loss);
  const weights = few.map(({ loss }) => (rule === 'mean' || !(best.loss > 0) ? 1 : (best.loss / loss) ** 2));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return few.map(({ method }, i) => ({ method, weight: (weights[i] as number) / whole }));
}
