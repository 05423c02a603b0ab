import type { ForecastFitInput, View } from '../../core/learn/forecast/forecaster.ts';
import { tooLittle } from '../../core/learn/forecast/suits.ts';
import type { Message } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createRandom } from '../../core/random.ts';
import { clockOf, commonPeriod, toldPeriods } from './calendar-phase.ts';
import { MOST_KNOWN } from './known-effects.ts';
import { sizeForecastNet, type ForecastNetParams, type ForecastNetSize } from './params.ts';
import { makePlain } from './plain-series.ts';
import { cutsBetween, LEAST_BACK, someCuts, type Windows, type WindowSeries, type WindowShape } from './windows.ts';

/** Points of a series at least, beside a third of the horizon. */
const LEAST_POINTS = 24;
/** Points at the end of a series that windows stand at. */
const LATEST = 3_000;
/** Windows of all series together at least. */
const LEAST_WINDOWS = 100;
/** Share of each series at its end, or the horizon if that is more, that epochs are judged on; a third at most. */
const JUDGED_SHARE = 0.15;
const MOST_JUDGED_SHARE = 1 / 3;
/** Windows that they are judged on, as a share of those that are learned from. */
const JUDGED_WINDOWS = 1 / 3;

/** Why a network cannot be used on a series. */
export const unsuitedForNet = (view: View, horizon: number): Message | undefined =>
  tooLittle(view, LEAST_POINTS + Math.ceil(horizon / 3));

/** All that is settled before the first step. */
export interface Prepared {
  readonly shape: WindowShape;
  readonly size: ForecastNetSize;
  /** What the networks learn from. */
  readonly whole: Windows;
  /** To find out for how many epochs: the same with the end of each series held back, and what came there. */
  readonly trial: { readonly train: Windows; readonly judged: Windows };
}

/** The suitable views made plain, in their order. @param seen points of each that is learned from; absent: all */
export async function plainSeries(
  views: readonly View[],
  horizon: number,
  pacer: Pacer,
  seen: (points: number) => number = (points) => points,
): Promise<(WindowSeries | undefined)[]> {
  const series: (WindowSeries | undefined)[] = [];
  for (const view of views) {
    await pacer.pause();
    const suits = unsuitedForNet(view, horizon) === undefined;
    const learned = seen(view.values.length);
    series.push(suits ? { plain: makePlain(view, horizon, learned), clock: clockOf(view.axis) } : undefined);
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
  const lengths = views.map(({ values }) => values.length);
  const count = lengths.reduce((sum, n) => sum + n - LEAST_BACK, 0);
  if (count < LEAST_WINDOWS) return undefined;
  const early = (n: number): number =>
    n - Math.floor(Math.min(n * MOST_JUDGED_SHARE, Math.max(horizon, n * JUDGED_SHARE)));
  const pointsOf = (s: number): number => lengths[s] as number;
  const random = createRandom(seed);
  const windows = (
    series: readonly WindowSeries[],
    most: number,
    from: (n: number) => number,
    end: (n: number) => number,
  ): Windows => {
    const cuts = lengths.flatMap((n, s) => cutsBetween(s, from(n) - 1, end(n) - 2));
    return { series, cuts: someCuts(cuts, most, random.fork('windows')), end: (s) => end(pointsOf(s)) };
  };
  const made = async (seen?: (n: number) => number): Promise<WindowSeries[]> =>
    (await plainSeries(views, horizon, pacer, seen)).flatMap((one) => one ?? []);
  const isTried = params.stopAfter === undefined;
  const tried = isTried ? await made(early) : [];
  const learned = Math.min(count, params.windows);
  const size = sizeForecastNet(params, commonPeriod(views), learned);
  const first = (n: number): number => Math.max(LEAST_BACK, n - LATEST);
  const whole = (n: number): number => n;
  return {
    shape: {
      lookBack: size.lookBack,
      horizon,
      periods: toldPeriods(views),
      known: Math.min(MOST_KNOWN, ...views.map(({ known }) => known.length)),
    },
    size,
    whole: windows(await made(), params.windows, first, whole),
    trial: {
      train: windows(tried, params.windows, first, early),
      judged: windows(tried, Math.ceil(params.windows * JUDGED_WINDOWS), early, whole),
    },
  };
}
