import { LEVELS } from '../../core/forecast/types.ts';
import type { ForecastFitInput, PointForecast, View } from '../../core/learn/forecast/forecaster.ts';
import { settleForecast } from '../../core/learn/forecast/settle.ts';
import { createPacer } from '../../core/learn/pacer.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { predictNet } from '../net/own/predict.ts';
import { plainSeries } from './prepare.ts';
import type { ForecastNetState } from './state.ts';
import { expectedAfter } from './trend-base.ts';
import { windowsBatch, type WindowSeries } from './windows.ts';

/** Standard normal quantiles 5 % and 95 % lie so far apart. */
const NORMAL_90 = 2 * 1.6448536269514722;

/** Series that are foretold at once. */
const TOGETHER = 256;

/** What the networks say of one series, steps × levels, in its own units. */
function unfold({ plain }: WindowSeries, said: Float64Array, horizon: number): PointForecast {
  const last = plain.points - 1;
  const values = LEVELS.map((_, l) =>
    Float64Array.from({ length: horizon }, (__, h) => {
      const off = said[h * LEVELS.length + l] as number;
      return plain.back(expectedAfter(plain.base, last, h + 1) + plain.scale * off, last + h + 1);
    }),
  );
  const [low, high] = [values[0], values.at(-1)];
  return {
    // The middle is what absolute errors ask for, and the logarithm does not move it.
    mean: Float64Array.from(values[LEVELS.indexOf(0.5)] ?? []),
    spread: Float64Array.from({ length: horizon }, (_, h) => ((high?.[h] ?? 0) - (low?.[h] ?? 0)) / NORMAL_90),
    quantiles: { levels: LEVELS, values },
  };
}

/**
 * What comes after each view, by all networks together (the mean of each quantile).
 * @returns undefined for views that do not suit, and for all where nothing was learned
 */
export async function sayWhatComes(
  { views, horizon }: ForecastFitInput,
  { spec, nets, shape }: ForecastNetState,
  kernels: Kernels,
  signal: AbortSignal | undefined,
): Promise<(PointForecast | undefined)[]> {
  const pacer = createPacer(signal ?? new AbortController().signal);
  if (!spec || nets.length === 0 || horizon > shape.horizon) return views.map(() => undefined);
  const all = await plainSeries(views, horizon, pacer);
  const series = all.flatMap((one) => one ?? []);
  const width = shape.horizon * LEVELS.length;
  const said = new Float64Array(series.length * width);
  for (let from = 0; from < series.length; from += TOGETHER) {
    const cuts = series
      .slice(from, from + TOGETHER)
      .map(({ plain }, i) => ({ series: from + i, at: plain.points - 1 }));
    const batch = windowsBatch(series, shape, cuts);
    for (const parameters of nets) {
      await pacer.pause();
      for (const [i, value] of predictNet(spec, parameters, batch, kernels).entries()) {
        const at = from * width + i;
        said[at] = (said[at] as number) + value / nets.length;
      }
    }
  }
  let next = 0;
  return all.map((one, i) => {
    if (!one) return undefined;
    const own = said.subarray(next * width, (next + 1) * width);
    next++;
    return settleForecast(unfold(one, own, horizon), (views[i] as View).values);
  });
}
