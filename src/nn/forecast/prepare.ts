import type { ForecastFitInput, View } from '../../core/learn/forecast/forecaster.ts';
import { tooLittle } from '../../core/learn/forecast/suits.ts';
import type { Message } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createRandom, shuffle, type Random } from '../../core/random.ts';
import { clockOf, commonPeriod, toldPeriods } from './calendar-phase.ts';
import { MOST_KNOWN } from './known-effects.ts';
import { sizeForecastNet, type ForecastNetParams, type ForecastNetSize } from './params.ts';
import { makePlain } from './plain-series.ts';
import { cutsBetween, LEAST_BACK, someCuts, type Windows, type WindowSeries, type WindowShape } from './windows.ts';

/** Points of a series at least, beside a third of the horizon. */
const LEAST_POINTS = 24;
/** Series that are learned from at most: a network over all says the same of the rest. */
const MOST_SERIES = 300;
/** Points at the end of a series that windows stand at. */
const LATEST = 3_000;
/** Windows of all series together at least. */
const LEAST_WINDOWS = 80;
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
  /** To find out for how many epochs, where that is not settled: the end of each series held back, and what came there. */
  readonly trial?: { readonly train: Windows; readonly judged: Windows };
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

/** As many as are learned from, in their order. */
function someViews(views: readonly View[], random: Random): readonly View[] {
  if (views.length <= MOST_SERIES) return views;
  const order = Int32Array.from(views.keys());
  shuffle(order, random);
  return Array.from(order.subarray(0, MOST_SERIES).sort(), (i) => views[i] as View);
}

/** First point of what is held back of a series of n points. */
const heldFrom = (n: number, horizon: number): number =>
  n - Math.floor(Math.min(n * MOST_JUDGED_SHARE, Math.max(horizon, n * JUDGED_SHARE)));

/** Where something stands in a series of so many points. */
type Place = (points: number) => number;

/** Windows at some of the cuts between two places of each series. */
function windowsBetween(
  series: readonly WindowSeries[],
  from: Place,
  end: Place,
  most: number,
  random: Random,
): Windows {
  const endOf = (s: number): number => end((series[s] as WindowSeries).plain.points);
  const cuts = series.flatMap(({ plain }, s) => cutsBetween(s, from(plain.points) - 1, endOf(s) - 2));
  return { series, cuts: someCuts(cuts, most, random), end: endOf };
}

/** @returns undefined where there are too few windows to learn from */
export async function prepare(
  { views: all, horizon }: ForecastFitInput,
  params: ForecastNetParams,
  seed: number,
  pacer: Pacer,
): Promise<Prepared | undefined> {
  const random = createRandom(seed);
  const suited = all.filter((view) => unsuitedForNet(view, horizon) === undefined);
  const views = someViews(suited, random.fork('series'));
  const count = views.reduce((sum, { values }) => sum + values.length - LEAST_BACK, 0);
  if (count < LEAST_WINDOWS) return undefined;
  const size = sizeForecastNet(params, commonPeriod(views), Math.min(count, params.windows));
  const known = Math.min(MOST_KNOWN, ...views.map((view) => view.known.length));
  const first: Place = (n) => Math.max(LEAST_BACK, n - LATEST);
  const held: Place = (n) => heldFrom(n, horizon);
  const last: Place = (n) => n;
  const made = async (seen: Place): Promise<WindowSeries[]> =>
    (await plainSeries(views, horizon, pacer, seen)).flatMap((one) => one ?? []);
  const windows = (series: readonly WindowSeries[], from: Place, end: Place, most: number): Windows =>
    windowsBetween(series, from, end, most, random.fork('windows'));
  const tried = params.stopAfter === undefined ? await made(held) : undefined;
  return {
    shape: { lookBack: size.lookBack, horizon, periods: toldPeriods(views), known },
    size,
    whole: windows(await made(last), first, last, params.windows),
    ...(tried && {
      trial: {
        train: windows(tried, first, held, params.windows),
        judged: windows(tried, held, last, Math.ceil(params.windows * JUDGED_WINDOWS)),
      },
    }),
  };
}
