/** How a network for texts or pictures is trained. Plain data, part of the receipt. */
export interface NetParams {
  /** Length of the learning-rate schedule, and passes through the examples unless it ends earlier. */
  readonly epochs: number;
  /** Examples a step, about: every example has its turn once an epoch, and batches are of nearly one size. */
  readonly batchSize: number;
  /** The largest step of Adam. */
  readonly learningRate: number;
  /** `one-cycle`: a short rise, then half a cosine down to 0; `cosine` without the rise. */
  readonly schedule: 'one-cycle' | 'cosine' | 'constant';
  /** Share of the certainty of a label that is spread over all classes. */
  readonly labelSmoothing: number;
  /** Decoupled, as in AdamW: share of a weight taken off for each unit of learning rate. */
  readonly weightDecay: number;
  /** `balanced`: each class counts as much as any other, however few examples it has. */
  readonly classWeights: 'none' | 'balanced';
  /** Epochs that the running average of the parameters, which is judged and kept, looks back over; 0: no average. */
  readonly averageEpochs: number;
  /** What on the validation examples makes an epoch the best: the lowest loss, or the most right (of equals the lower loss). */
  readonly judgeBy: 'loss' | 'accuracy';
  /** Epochs without a better one before stopping. */
  readonly patience: number;
  /** Epoch of the schedule after which to stop, when early stopping has settled it on other examples. */
  readonly stopAfter?: number;
}

/** Settings to start from; each lens has its own for what they learn. */
export const NET_DEFAULTS: NetParams = {
  epochs: 20,
  batchSize: 64,
  learningRate: 0.002,
  schedule: 'one-cycle',
  labelSmoothing: 0.1,
  weightDecay: 0.01,
  classWeights: 'none',
  averageEpochs: 0.5,
  judgeBy: 'loss',
  patience: 6,
};

/** How a number of examples is gone through. */
export interface NetSchedule {
  /** Steps an epoch. */
  readonly steps: number;
  /** Epochs over which the learning rate falls. */
  readonly epochs: number;
  /** Epochs to run unless stopped early. */
  readonly run: number;
}

export function scheduleOf(count: number, { batchSize, epochs, stopAfter }: NetParams): NetSchedule {
  const run = stopAfter ?? epochs;
  return { steps: Math.max(1, Math.round(count / Math.max(1, batchSize))), epochs: Math.max(epochs, run), run };
}
