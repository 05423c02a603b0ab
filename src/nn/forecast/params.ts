import type { NetParams } from '../net/train/params.ts';

/** How a network for series is made and trained; `null` where the series decide. */
export interface ForecastNetParams {
  /** Numbers that it remembers. */
  readonly units: number | null;
  /** Points that it looks back at. */
  readonly lookBack: number | null;
  readonly dropout: number;
  readonly weightDecay: number;
  /** The largest step of Adam; it rises and falls over the epochs. */
  readonly learningRate: number;
  readonly epochs: number | null;
  /** Networks from different seeds whose quantiles are averaged. */
  readonly nets: number | null;
  /** Windows that it learns from at most. */
  readonly windows: number;
  /** Epoch of the schedule after which to stop, settled on an earlier fit: nothing is held back for it then. */
  readonly stopAfter?: number;
}

/** Small and short: what lies behind a level, a slope and a season is little, and the whole of a backtest has to be quick. */
export const FORECAST_NET_DEFAULTS: ForecastNetParams = {
  units: null,
  lookBack: null,
  dropout: 0.1,
  weightDecay: 0.01,
  learningRate: 0.006,
  epochs: null,
  nets: null,
  windows: 2000,
};

/** What the settings leave open, settled by the series. */
export interface ForecastNetSize {
  readonly units: number;
  readonly lookBack: number;
  readonly batch: number;
  readonly epochs: number;
  readonly nets: number;
}

/** Look-backs: rounds of the season, and their bounds in points. */
const ROUNDS = 2;
const LEAST_BACK = 12;
const MOST_BACK = 48;
/** Steps of training that suit most sets, and bounds of the epochs that they make. */
const STEPS = 400;
const LEAST_EPOCHS = 6;
const MOST_EPOCHS = 40;
/** From so many windows on a larger network has enough to learn from, and one seed says what another would. */
const MANY = 600;

/** A multiple of the season within the bounds. @param period 1: no season */
function lookBackOf(period: number): number {
  if (period <= 1) return LEAST_BACK + 4;
  const rounds = Math.max(ROUNDS, Math.ceil(LEAST_BACK / period));
  const most = Math.max(1, Math.floor(MOST_BACK / period));
  return Math.min(MOST_BACK, period * Math.min(rounds, most));
}

/** @param period the season that most series have @param windows those that are learned from */
export function sizeForecastNet(params: ForecastNetParams, period: number, windows: number): ForecastNetSize {
  const batch = windows >= MANY ? 48 : 24;
  const steps = Math.max(1, Math.round(windows / batch));
  return {
    units: params.units ?? (windows >= MANY ? 24 : 12),
    lookBack: params.lookBack ?? lookBackOf(period),
    batch,
    nets: params.nets ?? (windows >= MANY ? 1 : 2),
    epochs: params.epochs ?? Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, Math.round(STEPS / steps))),
  };
}

/** As the trainer of networks takes them. @param stopAfter epoch after which to stop; absent: validation decides */
export const trainerParams = (
  { learningRate, weightDecay }: ForecastNetParams,
  { epochs, batch }: ForecastNetSize,
  stopAfter?: number,
): NetParams => ({
  epochs,
  batchSize: batch,
  learningRate,
  schedule: 'one-cycle',
  labelSmoothing: 0,
  weightDecay,
  classWeights: 'none',
  averageEpochs: 1,
  judgeBy: 'loss',
  patience: Math.max(5, Math.round(epochs / 2)),
  ...(stopAfter === undefined ? {} : { stopAfter }),
});
