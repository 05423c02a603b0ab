import type { Message } from '../../../errors.ts';
import { createRandom } from '../../../random.ts';
import type { BoostParams, BoostState } from '../../boost/estimator.ts';
import type { FitProgress } from '../../estimator.ts';
import { createPacer, type Pacer } from '../../pacer.ts';
import type { Forecaster, ForecastFitInput, PointForecast, View } from '../forecaster.ts';
import { findNamed } from '../find-named.ts';
import { settleForecast } from '../settle.ts';
import { tooLittle } from '../suits.ts';
import { createCalendars, type Calendars } from './calendars.ts';
import { LINEAR_FEATURES, treeFeatures } from './features.ts';
import { fitLine, lineSays } from './line.ts';
import { latestOf, offsetAt, scaledValues, scaleOf, type SeriesScale } from './prepare.ts';
import { drawRows, held } from './rows.ts';
import { measureErrors } from './spread.ts';
import { featureTable } from './table.ts';
import { trace, type Traces } from './traces.ts';
import { fitTrees, LAGS_DEFAULTS, treesSay } from './trees.ts';

const LEAST_POINTS = 24;

/** What was learned of one series; the name alone where it does not suit. */
interface LearnedSeries {
  readonly name: string;
  readonly scale?: SeriesScale;
  /** Standard deviation of the error one step ahead, in units of the scale. */
  readonly sigma?: number;
}

/** Plain data: how each series is scaled, and the line and the trees over all of them. */
export interface LagsState {
  readonly series: readonly LearnedSeries[];
  readonly line: Float64Array;
  readonly trees?: { readonly state: BoostState; readonly share: number };
  /** Known columns of a series at most. */
  readonly known: number;
  /** Errors grow with the steps ahead to this power. */
  readonly growth: number;
}

/** Origins with their whole horizon behind them are needed, and half as many again to see what holds. */
const unsuited = (view: View, horizon: number): Message | undefined =>
  tooLittle(view, LEAST_POINTS + Math.min(horizon, LEAST_POINTS));

/** Series between two tellings of how far the preparation is. */
const TOLD_EVERY = 100;

/** A series that is learned from or forecast. */
interface Used {
  readonly view: View;
  readonly scale: SeriesScale;
  readonly sigma: number;
  readonly traces: Traces;
}

/** Brings a series up to its last value; undefined where that has no logarithm. */
function follow(
  view: View,
  { scale, sigma = 1 }: Omit<LearnedSeries, 'name'>,
  horizon: number,
  calendars: Calendars,
): Used | undefined {
  const z = scale && scaledValues(view, scale);
  return scale && z && { view, scale, sigma, traces: trace(view, scale, z, horizon, calendars) };
}

async function* fit(
  input: ForecastFitInput,
  params: BoostParams,
  { seed, pacer }: { readonly seed: number; readonly pacer: Pacer },
): AsyncGenerator<FitProgress, LagsState> {
  const latest = latestOf(input.views.length);
  const calendars = createCalendars();
  const traced: (Used | undefined)[] = [];
  for (const view of input.views) {
    await pacer.pause();
    const scale = unsuited(view, input.horizon) ? undefined : scaleOf(view, latest);
    traced.push(scale && follow(view, { scale }, input.horizon, calendars));
    if (traced.length % TOLD_EVERY === 0) yield { done: 0, total: 2 * params.trees };
  }
  const used = traced.filter((one) => one !== undefined);
  const all = used.map(({ traces }) => traces);
  const known = all.reduce((most, traces) => Math.max(most, traces.known.length), 0);
  const rows = drawRows(all, input.horizon, createRandom(seed).fork('rows'));
  const line = await fitLine(all, rows, pacer);
  const work = new Float64Array(LINEAR_FEATURES);
  const at = (r: number): [traces: Traces, origin: number, ahead: number] => [
    all[rows.series[r] as number] as Traces,
    rows.origin[r] as number,
    rows.ahead[r] as number,
  ];
  const said = rows.target.map((_, r) => lineSays(...at(r), line, work));
  await pacer.pause();
  const features = featureTable(known, said.length, (r, into) => treeFeatures(...at(r), said[r] as number, into));
  const rest = rows.target.map((v, r) => held(v - (said[r] as number), rows.ahead[r] as number));
  const trees = yield* fitTrees(features, rest, rows, params, { seed, pacer });
  const errors = rest.map((v, r) => v - (trees?.added[r] ?? 0));
  const { growth, sigma } = measureErrors(rows, errors, all.length);
  let place = 0;
  const series = input.views.map(({ name }, i): LearnedSeries => {
    const one = traced[i];
    return one ? { name, scale: one.scale, sigma: sigma[place++] as number } : { name };
  });
  return { series, line, ...(trees && { trees: { state: trees.state, share: trees.share } }), known, growth };
}

/** Back from changes of level to values. @param change one a step ahead */
function toValues({ view, scale, sigma, traces }: Used, change: Float64Array, growth: number): PointForecast {
  const last = traces.z.length - 1;
  const level = traces.level[last] as number;
  const mean = change.map((c, i) => (level + c) * scale.unit + offsetAt(scale, view.known, last + 1 + i));
  const spread = change.map((_, i) => sigma * (i + 1) ** growth * scale.unit);
  if (!scale.logarithm) return settleForecast({ mean, spread }, view.values);
  const back = mean.map((v) => Math.exp(v));
  return settleForecast({ mean: back, spread: spread.map((s, i) => s * (back[i] as number)) }, view.values);
}

async function forecast(
  input: ForecastFitInput,
  state: LagsState,
  signal?: AbortSignal,
): Promise<(PointForecast | undefined)[]> {
  const { horizon } = input;
  const pacer = createPacer(signal ?? new AbortController().signal);
  const calendars = createCalendars();
  const traced: (Used | undefined)[] = [];
  for (const [position, view] of input.views.entries()) {
    await pacer.pause();
    const learned = findNamed(state.series, view.name, position);
    traced.push(learned && follow(view, learned, horizon, calendars));
  }
  const used = traced.filter((one) => one !== undefined);
  const work = new Float64Array(LINEAR_FEATURES);
  const said = new Float64Array(used.length * horizon);
  const features = featureTable(state.known, said.length, (row, into) => {
    const { traces } = used[Math.floor(row / horizon)] as Used;
    const ahead = 1 + (row % horizon);
    said[row] = lineSays(traces, traces.z.length - 1, ahead, state.line, work);
    treeFeatures(traces, traces.z.length - 1, ahead, said[row] as number, into);
  });
  const { trees } = state;
  if (trees) {
    const added = await treesSay(features, trees.state, signal);
    for (const [row, value] of added.entries()) said[row] = (said[row] as number) + trees.share * value;
  }
  let place = 0;
  return traced.map((one) => {
    if (!one) return undefined;
    const change = said.subarray(place * horizon, (place + 1) * horizon);
    place++;
    return toValues(one, change, state.growth);
  });
}

/**
 * A line and boosted trees over all series: how far a series goes from its level in h steps, by what lies behind it, what
 * the calendar says of the point and what is known of it. Direct: no forecast is made from another one.
 */
export const lags: Forecaster<BoostParams, LagsState> = {
  id: 'lags',
  version: 1,
  family: 'trees',
  scope: 'global',
  defaults: LAGS_DEFAULTS,
  unsuited,
  fit: (input, params, context) => fit(input, params, context),
  forecast,
  told: ({ trees }): Readonly<Record<string, number>> =>
    trees ? { trees: trees.state.rounds, share: trees.share } : {},
  iterations: ({ trees }) => trees?.state.rounds,
  withIterations: (params, trees) => ({ ...params, trees: Math.max(1, trees), patience: 0 }),
};
