import { learningRateAt } from '../../mlp/learning-rate.ts';
import type { NetParams } from './params.ts';

/** @param progress share of the schedule's steps done, 0 … 1 */
export function rateAt(progress: number, { schedule, learningRate }: NetParams): number {
  switch (schedule) {
    case 'one-cycle':
      return learningRateAt(progress, learningRate);
    case 'cosine':
      return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    case 'constant':
      return learningRate;
  }
}

/** How much of the running average stays at a step: it looks back over `averageEpochs`, over less at the start. */
export function averageKeepAt(step: number, stepsAnEpoch: number, averageEpochs: number): number {
  const horizon = Math.min(step / 4, averageEpochs * stepsAnEpoch);
  return horizon / (horizon + 1);
}
