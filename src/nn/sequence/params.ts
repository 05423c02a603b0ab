import type { NetParams } from '../net/train/params.ts';

/** How a network for journeys is made and trained; `null` where the journeys decide. */
export interface JourneyNetParams {
  /** GRU and LSTM: numbers it remembers. CNN: patterns of each width. */
  readonly units: number | null;
  /** GRU and LSTM: whether it reads from the latest event back as well. */
  readonly bothWays: boolean;
  /** CNN: events at a time. */
  readonly widths: readonly number[];
  /** Numbers an event has at most. */
  readonly embedding: number | null;
  /** Share of an event's numbers that is left out of a step of training, the same ones at every event. */
  readonly spatialDropout: number;
  readonly dropout: number;
  readonly weightDecay: number;
  /** The largest step of Adam; it rises and falls over the epochs. */
  readonly learningRate: number;
  readonly epochs: number | null;
  readonly batch: number | null;
  /** `balanced`: each answer weighs as much as any other while it is learned; what is predicted has the true shares again. */
  readonly classWeights: NetParams['classWeights'];
  /** Scores are divided by it. Measured on validation rows where there are some, then taken over. */
  readonly temperature: number;
  /** Epoch of the schedule after which to stop. */
  readonly stopAfter?: number;
}

/** What settings leave open, settled by the journeys. */
export interface JourneyNetSize {
  readonly units: number;
  readonly embedding: number;
  readonly epochs: number;
  readonly batch: number;
  /** Training rows that are learned from at most. */
  readonly rows: number;
}

export const JOURNEY_GRU_DEFAULTS: JourneyNetParams = {
  units: null,
  bothWays: false,
  widths: [1, 2, 3],
  embedding: null,
  spatialDropout: 0.1,
  dropout: 0.3,
  weightDecay: 0.01,
  learningRate: 0.006,
  epochs: null,
  batch: null,
  classWeights: 'none',
  temperature: 1,
};

/** Its steps are larger: what a convolution learns does not pass through fifty events in a row. */
export const JOURNEY_CNN_DEFAULTS: JourneyNetParams = { ...JOURNEY_GRU_DEFAULTS, learningRate: 0.008 };

/** Below so many rows a network half as wide has enough to learn. */
const FEW_ROWS = 1_000;
/** Epochs that suit so many rows; fewer rows are gone through more often, with the root of their number. */
const USUAL = { rows: 10_000, epochs: 10 } as const;
const LEAST_EPOCHS = 4;
const MOST_EPOCHS = 40;
/** Events that pass through one network, all epochs together: half a minute or so. Beyond, fewer rows are learned from. */
const MOST_EVENTS = 10_000_000;
const LEAST_ROWS = 2_000;

/**
 * Settles what the settings leave open, by the journeys alone: the same on any machine.
 * @param events a row, on average
 */
export function sizeJourneyNet(params: JourneyNetParams, rows: number, events: number): JourneyNetSize {
  const usual = Math.round(USUAL.epochs * Math.sqrt(USUAL.rows / Math.max(1, rows)));
  const epochs = params.epochs ?? Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, usual));
  const affordable = Math.floor(MOST_EVENTS / (epochs * Math.max(1, events)));
  return {
    units: params.units ?? (rows < FEW_ROWS ? 16 : 32),
    embedding: params.embedding ?? (rows < FEW_ROWS ? 8 : 16),
    epochs,
    batch: params.batch ?? (rows >= 4 * FEW_ROWS ? 64 : rows >= FEW_ROWS ? 32 : 16),
    rows: Math.min(rows, Math.max(LEAST_ROWS, affordable)),
  };
}

/** As the trainer of networks takes them. */
export const trainerParams = (params: JourneyNetParams, size: JourneyNetSize): NetParams => ({
  epochs: size.epochs,
  batchSize: size.batch,
  learningRate: params.learningRate,
  schedule: 'one-cycle',
  // An answer that is rare has to stay rare: smoothed labels would raise it.
  labelSmoothing: 0,
  weightDecay: params.weightDecay,
  classWeights: params.classWeights,
  averageEpochs: 0.5,
  judgeBy: 'loss',
  patience: Math.max(4, Math.round(size.epochs / 3)),
  ...(params.stopAfter === undefined ? {} : { stopAfter: params.stopAfter }),
});
