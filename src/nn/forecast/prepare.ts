import type { ForecastFitInput, View } from '../../core/learn/forecast/forecaster.ts';
import { tooLittle } from '../../core/learn/forecast/suits.ts';
import type { Message } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createRandom } from '../../core/random.ts';
import { clockOf, commonPeriod, toldPeriods } from './calendar-phase.ts';
import { MOST_KNOWN } from './known-effects.ts';
import { sizeForecastNet, type ForecastNetParams, type ForecastNetSize } from './params.ts';
import { makePlain } from './plain-series.ts';
import { cutsBetween, LEAST_BACK, someCuts, type Cut, type WindowSeries, type WindowShape } from './windows.ts';

/** Points of a series at least, beside a third of the horizon. */
const LEAST_POINTS = 24;
/** Windows of all series together at least. */
const LEAST_WINDOWS = 100;
/** Share of each series at its end, or the horizon if that is more, that epochs are judged on; a third at most. */
const JUDGED_SHARE = 0.15;
const MOST_JUDGED_SHARE = 1 / 3;

/** Why a network cannot be used on a series. */
export const unsuitedForNet = (view: View, horizon: number): Message | undefined =>
  tooLittle(view, LEAST_POINTS + Math.ceil(horizon / 3));

/** All that is settled before the first step. */
export interface Prepared {
  readonly series: readonly WindowSeries[];
  readonly shape: WindowShape;
  readonly size: ForecastNetSize;
  /** All cuts that something came after, or as many as are to be learned from. */
  readonly cuts: readonly Cut[];
  /** The same where the end of each series is held back, and cuts to be judged on what came there. */
  readonly early: readonly Cut[];
  readonly late: readonly Cut[];
  /** First point of a series that is held back. */
  readonly held: (series: number) => number;
}

/** The suitable views made plain, in their order. */
export async function plainSeries(
  views: readonly View[],
  horizon: number,
  pacer: Pacer,
): Promise<(WindowSeries | undefined)[]> {
  const series: (WindowSeries | undefined)[] = [];
  for (const view of views) {
    await pacer.pause();
    const suits = unsuitedForNet(view, horizon) === undefined;
    series.push(suits ? { plain: makePlain(view, horizon), clock: clockOf(view.axis) } : undefined);
  }
  return series;
}

/** @returns undefined where there are too few windows to learn from */
export async function prepare(
  { views: all, horizon }: ForecastFitInput,
  params: ForecastNetParams,
  seed: number,
  pacer: Pacer,
): Promise<Prepared | undefined> {
  const views = all.filter((view) => unsuitedForNet(view, horizon) === undefined);
  const series = (await plainSeries(views, horizon, pacer)).flatMap((one) => one ?? []);
  const lengths = series.map(({ plain }) => plain.points);
  const held = (s: number): number => {
    const n = lengths[s] as number;
    return n - Math.floor(Math.min(n * MOST_JUDGED_SHARE, Math.max(horizon, n * JUDGED_SHARE)));
  };
  const whole = lengths.flatMap((n, s) => cutsBetween(s, LEAST_BACK - 1, n - 2));
  if (whole.length < LEAST_WINDOWS) return undefined;
  const random = createRandom(seed);
  const some = (cuts: readonly Cut[], most: number, label: string): readonly Cut[] =>
    someCuts(cuts, most, random.fork(label));
  const cuts = some(whole, params.windows, 'windows');
  const size = sizeForecastNet(params, commonPeriod(views), cuts.length);
  return {
    series,
    shape: {
      lookBack: size.lookBack,
      horizon,
      periods: toldPeriods(views),
      known: Math.min(MOST_KNOWN, ...views.map(({ known }) => known.length)),
    },
    size,
    cuts,
    early: some(
      lengths.flatMap((_, s) => cutsBetween(s, LEAST_BACK - 1, held(s) - 2)),
      params.windows,
      'early',
    ),
    late: some(
      lengths.flatMap((n, s) => cutsBetween(s, held(s) - 1, n - 2)),
      Math.ceil(params.windows / 3),
      'late',
    ),
    held,
  };
}
