import type { NetParams } from '../net/train/params.ts';

/** How a network for texts is made and trained; `null` where the number of texts and their length decide. */
export interface TextNetParams {
  /** Numbers a word. */
  readonly embedding: number | null;
  /** CNN: words at a time, and patterns of each width. */
  readonly widths: readonly number[];
  readonly filters: number | null;
  /** GRU: numbers it remembers; read from both ends. */
  readonly units: number | null;
  readonly bothWays: boolean;
  readonly spatialDropout: number;
  readonly dropout: number;
  readonly labelSmoothing: number;
  readonly weightDecay: number;
  /** The largest step of Adam; it rises and falls over the epochs. */
  readonly learningRate: number;
  readonly epochs: number | null;
  readonly batch: number | null;
  /** Networks from different seeds whose probabilities are averaged. While settings are compared, one does. */
  readonly nets: number | null;
  /**
   * Scores are divided by it before they become probabilities: smoothed labels leave a network less sure than it is
   * right. Measured on validation rows where there are some, then taken over.
   */
  readonly temperature: number;
  /** Epoch of the schedule after which to stop. */
  readonly stopAfter?: number;
}

/** What settings leave open, settled by the texts. */
export interface TextNetSize {
  readonly embedding: number;
  readonly filters: number;
  readonly units: number;
  readonly epochs: number;
  readonly batch: number;
  readonly nets: number;
  /** Training rows that are learned from at most. */
  readonly rows: number;
}

/**
 * Wide embeddings under strong dropout, smoothed labels and a learning rate that falls to nothing do well on thousands of
 * short texts in many classes; all of it chosen on training rows.
 */
export const TEXT_CNN_DEFAULTS: TextNetParams = {
  embedding: null,
  widths: [1, 2, 3],
  filters: null,
  units: null,
  bothWays: true,
  spatialDropout: 0.2,
  dropout: 0.4,
  labelSmoothing: 0.1,
  weightDecay: 0.01,
  learningRate: 0.005,
  epochs: null,
  batch: null,
  nets: null,
  temperature: 0.65,
};

export const TEXT_GRU_DEFAULTS: TextNetParams = { ...TEXT_CNN_DEFAULTS, temperature: 0.7 };

/** Below so many rows a network half as wide has enough to learn. */
const FEW_ROWS = 1_000;
/** Epochs that suit so many rows; fewer rows are gone through more often, with the root of their number. */
const USUAL = { rows: 10_000, epochs: 18 } as const;
const LEAST_EPOCHS = 4;
const MOST_EPOCHS = 40;
/** Tokens that pass through one network, all epochs together: a minute or so. Beyond, fewer rows are learned from. */
const MOST_TOKENS = 10_000_000;
const LEAST_ROWS = 5_000;
/** Tokens for all the networks of an average. */
const TOKENS_FOR_NETS = 8_000_000;
const MOST_NETS = 3;

/**
 * Settles what the settings leave open, by the texts alone: the same on any machine.
 * @param tokens a row, on average
 * @param most networks that are averaged at most
 */
export function sizeTextNet(params: TextNetParams, rows: number, tokens: number, most = MOST_NETS): TextNetSize {
  const wide = rows < FEW_ROWS ? 32 : 64;
  const usual = Math.round(USUAL.epochs * Math.sqrt(USUAL.rows / Math.max(1, rows)));
  const epochs = params.epochs ?? Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, usual));
  const affordable = Math.floor(MOST_TOKENS / (epochs * Math.max(1, tokens)));
  const learned = Math.min(rows, Math.max(LEAST_ROWS, affordable));
  const passes = learned * epochs * Math.max(1, tokens);
  return {
    embedding: params.embedding ?? wide,
    filters: params.filters ?? wide,
    units: params.units ?? 32,
    epochs,
    batch: params.batch ?? (rows >= 4 * FEW_ROWS ? 64 : rows >= FEW_ROWS ? 32 : 16),
    nets: params.nets ?? Math.max(1, Math.min(most, Math.floor(TOKENS_FOR_NETS / passes))),
    rows: learned,
  };
}

/** As the trainer of networks takes them. */
export const trainerParams = (params: TextNetParams, size: TextNetSize): NetParams => ({
  epochs: size.epochs,
  batchSize: size.batch,
  learningRate: params.learningRate,
  schedule: 'one-cycle',
  labelSmoothing: params.labelSmoothing,
  weightDecay: params.weightDecay,
  classWeights: 'none',
  averageEpochs: 0.5,
  judgeBy: 'loss',
  patience: Math.max(6, Math.round(size.epochs / 3)),
  ...(params.stopAfter === undefined ? {} : { stopAfter: params.stopAfter }),
});
