import type { Message } from '../../errors.ts';
import type { SeriesNature, TimeAxis } from '../../series/types.ts';
import type { FitProgress, NetworkLayer, PlainData } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';

/** A series as a method learns it: from its first to its last value (or a fold's origin), without gaps. */
export interface View {
  readonly name: string;
  /** Finite throughout. */
  readonly values: Float64Array;
  /** Of these values alone: nothing after them was looked at. `axis.start` is the time of `values[0]`. */
  readonly nature: SeriesNature;
  readonly axis: TimeAxis;
  /** Known columns over these values and the horizon behind them: each of length values.length + horizon. */
  readonly known: readonly Float64Array[];
  readonly knownNames: readonly string[];
}

/** What a method says of the next points of one series. */
export interface PointForecast {
  readonly mean: Float64Array;
  /** Standard deviation of the error at each step by the method's own theory; its shape counts, the level is calibrated. */
  readonly spread: Float64Array;
  /** Methods that learn quantiles: these, levels ascending, each as long as the horizon. */
  readonly quantiles?: { readonly levels: readonly number[]; readonly values: readonly Float64Array[] };
}

export type ForecastFamily = 'baseline' | 'smoothing' | 'linear' | 'trees' | 'network';

export interface ForecastFitInput {
  readonly views: readonly View[];
  readonly horizon: number;
}

export interface ForecastFitContext {
  readonly seed: number;
  readonly pacer: Pacer;
  /** As in `FitContext`: networks tell checkpoints and go on from them. */
  readonly checkpoints?: { readonly clock?: () => number };
  readonly resume?: PlainData;
}

/**
 * A method of forecasting. Local ones learn a series at a time (`localForecaster` makes one of a plain function), global
 * ones learn over all. Instances hold no state: what was learned is the plain data that `fit` returns.
 */
export interface Forecaster<Params = PlainData, State = PlainData> {
  /** `naive`, `seasonal-naive`, `drift`, `mean`, `ets`, `theta`, `croston`, `tsb`, `fourier`, `lags`, `gru`, `lstm`. */
  readonly id: string;
  readonly version: number;
  readonly family: ForecastFamily;
  readonly scope: 'local' | 'global';
  readonly defaults: Params;
  /** Why it cannot be used on a series (too short, no season, no zeros, …); undefined: it can. */
  unsuited(view: View, horizon: number): Message | undefined;
  /** Learns from the views that suit it; others are passed over. Yields at least every few hundred milliseconds. */
  fit(input: ForecastFitInput, params: Params, context: ForecastFitContext): AsyncGenerator<FitProgress, State>;
  /**
   * One a view, in order; undefined where it does not suit. `views` may hold other values of `known` (what-if), and for
   * methods that filter (`ets`, `lags`, networks) more values than were learned from: the state is brought up to them.
   */
  forecast(
    input: ForecastFitInput,
    state: State,
    signal?: AbortSignal,
  ): Promise<readonly (PointForecast | undefined)[]>;
  /** Settings found for a view, to be shown (`ETS(M,Ad,M)`, weights): dotted codes and numbers, no sentences. */
  told?(state: State, view: number): Readonly<Record<string, string | number>>;
  readonly iterations?: (state: State) => number | undefined;
  readonly withIterations?: (params: Params, iterations: number) => Params;
  readonly layers?: (params: Params, input: ForecastFitInput) => readonly NetworkLayer[];
}

export type ForecasterRegistry = ReadonlyMap<string, Forecaster>;
