import type { Kernels, Place } from '../../kernels/kernels.ts';
import { planNet, type NetPlan } from '../plan.ts';
import type { Batch, NetSpec } from '../spec.ts';
import { putInOrder } from '../quantiles.ts';
import { inFrame } from './frame.ts';
import { featuresOf, scoresOf } from './scores.ts';

/** Does something with a net whose parameters lie in memory for as long. @throws what planNet throws, net.no-memory */
export function withNet<T>(
  spec: NetSpec,
  parameters: Float32Array,
  kernels: Kernels,
  work: (plan: NetPlan, parameters: Place) => T,
): T {
  const plan = planNet(spec);
  if (parameters.length !== plan.length) throw new Error(`${parameters.length} parameters, not ${plan.length}`);
  return inFrame(kernels, (frame) => work(plan, frame.floats(parameters)));
}

/**
 * What a learned net says, rows × units of its last layer: scores before the softmax, or numbers, quantiles in order. Any
 * number of rows; synchronous.
 */
export function predictNet(spec: NetSpec, parameters: Float32Array, batch: Batch, kernels: Kernels): Float32Array {
  return withNet(spec, parameters, kernels, (plan, at) => putInOrder(scoresOf(kernels, plan, at, batch), plan));
}

/** What enters the last layer of a learned net: rows × width, as many numbers a row as that layer has inputs. */
export function embedNet(
  spec: NetSpec,
  parameters: Float32Array,
  batch: Batch,
  kernels: Kernels,
): { readonly width: number; readonly values: Float32Array } {
  return withNet(spec, parameters, kernels, (plan, at) => {
    const values = featuresOf(kernels, plan, at, batch);
    const shape = plan.shapes.at(-2);
    return { width: shape?.kind === 'vector' ? shape.width : 0, values };
  });
}
