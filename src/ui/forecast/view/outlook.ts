import { drawPaths } from '../../../core/forecast/paths.ts';
import { quantileSorted } from '../../../core/stats/descriptive.ts';
import type { Gathering } from '../../../core/series/types.ts';
import type { SeriesReport } from '../../../lenses/forecast/types.ts';

/** What comes, in one figure: the sum over the horizon of what can be added up, the mean of the rest. */
export interface Outlook {
  readonly adds: boolean;
  readonly value: number;
  /** Nine in ten drawn futures lie between. */
  readonly low: number;
  readonly high: number;
  /** The same of as many known points before, at the same place of the season. Absent where there are none. */
  readonly before?: { readonly from: number; readonly to: number; readonly value: number };
  /** Change against `before` as a share of it; absent where that was 0. */
  readonly change?: number;
}

const PATHS = 1000;

export const addsUp = (gather: Gathering): boolean => gather === 'sum' || gather === 'count';

/** @param seed of the report: the same figures each time */
export function outlookOf(series: SeriesReport, gather: Gathering, seed: number): Outlook {
  const { future, spread, errors } = series;
  const horizon = future.mean.length;
  const adds = addsUp(gather);
  const factor = adds ? 1 : 1 / Math.max(1, horizon);
  const { values } = drawPaths({ fan: future, spread, errors }, seed, PATHS);
  const totals = Float64Array.from({ length: PATHS }, (_, path) =>
    sumOf(values.subarray(path * horizon, (path + 1) * horizon)),
  ).sort();
  const end = (level: number): number => quantileSorted(totals, level) * factor;
  return { adds, value: sumOf(future.mean) * factor, low: end(0.05), high: end(0.95), ...changeOf(series, adds) };
}

/** Without an interval: what a list of many series can afford. */
export function changeOf(
  { values, from, future, nature }: SeriesReport,
  adds: boolean,
): Pick<Outlook, 'before' | 'change'> {
  const horizon = future.mean.length;
  const period = nature.seasons[0]?.period ?? 1;
  const back = period > 1 ? Math.ceil(horizon / period) * period : horizon;
  const start = from - back;
  if (start < 0 || horizon === 0) return {};
  const past = values.subarray(start, start + horizon);
  if (!past.every((value) => Number.isFinite(value))) return {};
  const factor = adds ? 1 : 1 / horizon;
  const value = sumOf(past) * factor;
  const before = { from: start, to: start + horizon - 1, value };
  return value === 0 ? { before } : { before, change: (sumOf(future.mean) * factor - value) / Math.abs(value) };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
