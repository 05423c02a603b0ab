import type { Kernels, Place } from '../../kernels/kernels.ts';
import type { NetPlan } from '../plan.ts';
import { channelsOf, type NetShape } from '../shape.ts';
import type { Batch } from '../spec.ts';
import { bringBatch, pieces } from './batch.ts';
import { runForward } from './forward.ts';
import { inFrame } from './frame.ts';

/** What leaves the layer in front of `until`, a vector a row, with nothing dropped and by the running numbers. */
function outputsOf(kernels: Kernels, plan: NetPlan, parameters: Place, batch: Batch, until: number): Float32Array {
  const width = channelsOf(plan.shapes[until] as NetShape);
  const all = new Float32Array(batch.rows * width);
  for (const piece of pieces(batch, plan)) {
    inFrame(kernels, (frame) => {
      const { x, ...brought } = bringBatch(frame, plan, piece.batch);
      const run = runForward({ kernels, frame, plan, parameters, gradients: 0, ...brought }, x, until);
      const y = run.outputs.at(-1) ?? x;
      all.set(kernels.floats.subarray(y, y + brought.rows * width), piece.from * width);
    });
  }
  return all;
}

/** Scores, rows × units of the last layer. @param parameters where they lie */
export const scoresOf = (kernels: Kernels, plan: NetPlan, parameters: Place, batch: Batch): Float32Array =>
  outputsOf(kernels, plan, parameters, batch, plan.spec.layers.length);

/** What enters the last layer, rows × width. @param parameters where they lie */
export const featuresOf = (kernels: Kernels, plan: NetPlan, parameters: Place, batch: Batch): Float32Array =>
  outputsOf(kernels, plan, parameters, batch, plan.spec.layers.length - 1);
