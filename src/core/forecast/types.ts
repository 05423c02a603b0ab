/** Quantiles that are told, ascending. The outer two are the 90 % interval. */
export const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

/** A fan: `quantiles[i][h]` is the LEVELS[i]-quantile h + 1 steps ahead. */
export interface Fan {
  readonly mean: Float64Array;
  readonly quantiles: readonly Float64Array[];
}

export const FORECAST_METRICS = ['mase', 'smape', 'rmse', 'pinball', 'coverage'] as const;
export type ForecastMetric = (typeof FORECAST_METRICS)[number];

/**
 * Over all points of the backtest. MASE by the in-sample error of seasonal naive (naive where there is no season); sMAPE
 * 0 … 2; pinball over the quantiles of `LEVELS`, scaled as MASE is; coverage of the 90 % interval, 0 … 1.
 */
export type ForecastScores = Readonly<Record<ForecastMetric, number>>;

/** The name under which several methods together stand beside single ones. */
export const COMBINATION = 'combination';

/** A method and how much it counts; weights sum to 1. A single method weighs 1. */
export interface Member {
  readonly method: string;
  readonly weight: number;
}
