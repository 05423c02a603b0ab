import type { PictureSize } from '../../core/learn/image/picture-rows.ts';
import type { NetParams } from '../net/train/params.ts';

/** How a network for pictures is made and trained; `null` where the pictures and how many there are decide. */
export interface ImageNetParams {
  /** Patterns in the first block; each block that halves the picture has twice as many, up to four times these. */
  readonly filters: number | null;
  /** Blocks beside those that the size of the pictures asks for. */
  readonly moreBlocks: number;
  /** `average`: how much of each pattern there is, wherever; `flatten`: where it is counts, too. */
  readonly head: 'average' | 'flatten';
  readonly dropout: number;
  /** Whether pictures are changed while they are learned from, in the ways that make sense for them. */
  readonly augment: boolean;
  readonly labelSmoothing: number;
  readonly weightDecay: number;
  /** The largest step of Adam; it rises and falls over the epochs. */
  readonly learningRate: number;
  readonly epochs: number | null;
  readonly batch: number | null;
  /**
   * Scores are divided by it before they become probabilities: smoothed labels leave a network less sure than it is
   * right. Measured on validation rows where there are some, then taken over.
   */
  readonly temperature: number;
  /** How columns of pixels make a picture; not needed where the pictures are a column of their own. */
  readonly size?: PictureSize;
  /** Epoch of the schedule after which to stop. */
  readonly stopAfter?: number;
}

export const IMAGE_CNN_DEFAULTS: ImageNetParams = {
  filters: null,
  moreBlocks: 0,
  head: 'average',
  dropout: 0.3,
  augment: true,
  labelSmoothing: 0.05,
  weightDecay: 0.01,
  learningRate: 0.004,
  epochs: null,
  batch: null,
  temperature: 0.7,
};

/** Epochs that suit so many pictures; fewer are gone through more often, with the root of their number. */
const USUAL = { rows: 1_500, epochs: 20 } as const;
const LEAST_EPOCHS = 6;
const MOST_EPOCHS = 40;
/** Multiplications of one fit, forward and back, all epochs together: a minute or two on one core. */
const MOST_WORK = 6e11;
/** Numbers of all pictures held in memory at once. */
const MOST_NUMBERS = 8e7;

/** What settings leave open, settled by the pictures. */
export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  /** Training pictures that are learned from at most. */
  readonly rows: number;
}

/**
 * Settles how often pictures are gone through, by their number and size alone: the same on any machine.
 * @param work multiplications that one picture takes, forward
 * @param numbers of one picture
 */
export function scheduleFor(params: ImageNetParams, rows: number, work: number, numbers: number): Schedule {
  const usual = Math.round(USUAL.epochs * Math.sqrt(USUAL.rows / Math.max(1, rows)));
  const affordable = Math.floor(MOST_WORK / (3 * work * Math.max(1, rows)));
  const epochs = params.epochs ?? Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, Math.min(usual, affordable)));
  const learned = Math.min(Math.floor(MOST_WORK / (3 * work * epochs)), Math.floor(MOST_NUMBERS / numbers));
  return { epochs, batch: params.batch ?? (rows >= 4_000 ? 64 : 32), rows: Math.min(rows, Math.max(200, learned)) };
}

/** As the trainer of networks takes them. */
export const trainerParams = (params: ImageNetParams, schedule: Schedule, isUneven: boolean): NetParams => ({
  epochs: schedule.epochs,
  batchSize: schedule.batch,
  learningRate: params.learningRate,
  schedule: 'one-cycle',
  labelSmoothing: params.labelSmoothing,
  weightDecay: params.weightDecay,
  classWeights: isUneven ? 'balanced' : 'none',
  averageEpochs: 0.5,
  judgeBy: 'loss',
  patience: Math.max(6, Math.round(schedule.epochs / 3)),
  ...(params.stopAfter === undefined ? {} : { stopAfter: params.stopAfter }),
});
