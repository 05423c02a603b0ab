import type { Kernels, Place } from '../../kernels/kernels.ts';
import type { NetPlan } from '../plan.ts';
import type { StepInput } from '../runner.ts';
import { bringBatch } from './batch.ts';
import { runForward } from './forward.ts';
import { inFrame } from './frame.ts';
import type { Pass } from './pass.ts';

function lossOf({ kernels, frame, plan, rows }: Pass, scores: Place, wanted: Place, weights: Place, to: Place): number {
  switch (plan.loss.kind) {
    case 'softmax':
      return kernels.crossEntropy(scores, wanted, weights, rows, plan.scores, to);
    case 'quantiles': {
      const { levels } = plan.loss;
      return kernels.pinball(scores, wanted, weights, frame.floats(levels), rows, plan.wanted, levels.length, to);
    }
    case 'square':
      return kernels.squares(scores, wanted, weights, rows, plan.wanted, to);
  }
}

/**
 * Loss of a batch, and its gradient by all parameters (`gradients`, which must be zeros before). Updates the running
 * numbers of batch-norm among the parameters.
 */
export function lossAndGradients(
  kernels: Kernels,
  plan: NetPlan,
  parameters: Place,
  gradients: Place,
  input: Pick<StepInput, 'batch' | 'wanted' | 'weights' | 'masks'>,
): number {
  return inFrame(kernels, (frame) => {
    const { x, ...brought } = bringBatch(frame, plan, input.batch);
    const masks = new Map(plan.masks.map(({ layer }, i) => [layer, input.masks[i] ?? []]));
    const pass: Pass = { kernels, frame, plan, parameters, gradients, learning: { masks }, ...brought };
    const run = runForward(pass, x);
    const scores = run.outputs.at(-1) as Place;
    const dScores = frame.take(brought.rows * plan.scores);
    const loss = lossOf(pass, scores, frame.floats(input.wanted), frame.floats(input.weights), dScores);
    run.back(dScores);
    return loss;
  });
}
