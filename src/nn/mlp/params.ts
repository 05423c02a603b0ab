export type Activation = 'relu' | 'silu' | 'selu';

/** Settings of the network. Plain data, part of the receipt. */
export interface MlpParams {
  /** Units of each hidden layer, the first nearest the input. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** Share of hidden units switched off at each step. */
  readonly dropout: number;
  /** Largest step of Adam, after the warm-up. */
  readonly learningRate: number;
  /** Decoupled, as in AdamW: share of a weight taken off for each unit of learning rate. */
  readonly weightDecay: number;
  /** Share of the certainty of a label that is spread over all classes. */
  readonly labelSmoothing: number;
  /** Most pieces that a number is cut into (piecewise-linear encoding); 0 leaves numbers whole. */
  readonly bins: number;
  /** Numbers per level of a category with many levels. */
  readonly embeddingSize: number;
  /** Rows a step; by the number of rows when left out. */
  readonly batchSize?: number;
  /** Length of the learning-rate schedule; by the number of rows when left out. */
  readonly epochs?: number;
  /** Epoch of the schedule after which to stop, when early stopping has settled it on other rows. */
  readonly stopAfter?: number;
  /** Epochs without a better validation loss before stopping. */
  readonly patience: number;
}

/** Settled on the validation rows of eight unlike tables together, never on one or on test rows. */
export const MLP_DEFAULTS: MlpParams = {
  hidden: [128, 128],
  activation: 'silu',
  dropout: 0.15,
  learningRate: 0.004,
  weightDecay: 0.02,
  labelSmoothing: 0,
  bins: 24,
  embeddingSize: 8,
  patience: 8,
};

export interface Schedule {
  readonly batchSize: number;
  /** Steps an epoch. Beyond a million rows or so an epoch is a part of the rows, and the next one goes on from there. */
  readonly steps: number;
  /** Epochs over which the learning rate falls. */
  readonly epochs: number;
  /** Epochs to run unless stopped early. */
  readonly run: number;
}

/** Steps that a network of this kind wants before it has settled, however few rows there are. */
const WANTED_STEPS = 1500;
const MOST_STEPS_AN_EPOCH = 256;

/** How `rows` training rows are gone through. */
export function planSchedule(rows: number, params: MlpParams): Schedule {
  const wanted =
    params.batchSize ?? (rows < 2_000 ? 64 : rows < 5_000 ? 128 : rows < 50_000 ? 256 : rows < 200_000 ? 512 : 1024);
  const passes = Math.max(1, Math.round(rows / wanted));
  // Batches of one size: WebGL compiles its programs anew for every size. A few rows sit an epoch out.
  const batchSize = Math.max(1, Math.floor(rows / passes));
  const steps = Math.min(passes, MOST_STEPS_AN_EPOCH);
  const epochs = params.epochs ?? Math.min(100, Math.max(30, Math.round(WANTED_STEPS / steps)));
  const run = params.stopAfter ?? epochs;
  return { batchSize, steps, epochs: Math.max(epochs, run), run };
}
