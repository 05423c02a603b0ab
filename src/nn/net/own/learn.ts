import type { Kernels, Place } from '../../kernels/kernels.ts';
import type { NetPlan } from '../plan.ts';
import type { StepInput } from '../runner.ts';
import { bringBatch } from './batch.ts';
import { runForward } from './forward.ts';
import { inFrame } from './frame.ts';

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
    const pass = { kernels, frame, plan, parameters, gradients, learning: { masks }, ...brought };
    const run = runForward(pass, x);
    const scores = run.outputs.at(-1) as Place;
    const dScores = frame.take(brought.rows * plan.classes);
    const [wanted, weights] = [frame.floats(input.wanted), frame.floats(input.weights)];
    const loss = kernels.crossEntropy(scores, wanted, weights, brought.rows, plan.classes, dScores);
    run.back(dScores);
    return loss;
  });
}
