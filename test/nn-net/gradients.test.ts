import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { createCpuKernels } from '../../src/nn/kernels/cpu/create.ts';
import { lossAndGradients } from '../../src/nn/net/own/learn.ts';
import { planNet, startParameters } from '../../src/nn/net/plan.ts';
import type { NetSpec } from '../../src/nn/net/spec.ts';
import { NETS, someStep } from './support.ts';

/** Far enough from 0 that no ReLU or maximum changes sides within a difference. */
const STEP = 1e-6;

/** Backpropagation, and central differences of the loss, both in double precision, for every parameter. */
function bothGradients(spec: NetSpec): { names: string[]; back: Float64Array; differences: Float64Array } {
  const kernels = createCpuKernels('float64');
  const plan = planNet(spec);
  const n = plan.length;
  const random = createRandom(5);
  // Biases and scales off their plain start, so that all gradients count; the running numbers stay out of it.
  const start = Float64Array.from(startParameters(plan, 3), (value) => value * 1.5 + 0.1 * random.normal());
  for (const { role, shape, start: from } of plan.blocks) {
    if (role === 'table') start.fill(0, from, from + (shape[1] ?? 0));
  }
  const input = someStep(spec, 8, 6);
  const parameters = kernels.take(n);
  const gradients = kernels.take(n);
  const loss = (): number => {
    kernels.floats.fill(0, gradients, gradients + n);
    return lossAndGradients(kernels, plan, parameters, gradients, input);
  };
  kernels.floats.set(start, parameters);
  loss();
  const back = Float64Array.from(kernels.floats.subarray(gradients, gradients + n));
  const differences = new Float64Array(n);
  for (const block of plan.blocks) {
    if (block.role === 'running') continue;
    // The fill-up's row is none of the parameters.
    const from = block.role === 'table' ? (block.shape[1] ?? 0) : 0;
    for (let i = block.start + from; i < block.start + block.length; i++) {
      const at = (offset: number): number => {
        kernels.floats.set(start, parameters);
        kernels.floats[parameters + i] = (start[i] as number) + offset;
        return loss();
      };
      differences[i] = (at(STEP) - at(-STEP)) / (2 * STEP);
    }
  }
  return { names: plan.blocks.map(({ name }) => name), back, differences };
}

describe('gradients against central differences', () => {
  // The differences themselves are right to about 1e-10 (rounding 1e-16 / 1e-6, and the third derivative times 1e-12).
  it.each(Object.entries(NETS))('%s', (_name, spec) => {
    const { back, differences } = bothGradients(spec);
    const largest = Math.max(...differences.map(Math.abs));
    expect(largest).toBeGreaterThan(1e-3);
    const worst = Math.max(...back.map((value, i) => Math.abs(value - (differences[i] as number))));
    expect(worst).toBeLessThan(2e-9);
  });
});
