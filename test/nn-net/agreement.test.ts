import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { Kernels } from '../../src/nn/kernels/kernels.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createOwnRunner, freshStanding } from '../../src/nn/net/own/runner.ts';
import { planNet, startParameters } from '../../src/nn/net/plan.ts';
import type { NetStanding } from '../../src/nn/net/runner.ts';
import type { NetSpec } from '../../src/nn/net/spec.ts';
import { NETS, someRows, someStep } from './support.ts';

let wasm: Kernels;
let cpu: Kernels;
beforeAll(async () => {
  wasm = await startKernels('wasm');
  cpu = await startKernels('cpu');
});

const STEPS = 8;
const ROWS = 13;

async function train(
  spec: NetSpec,
  kernels: Kernels,
): Promise<{ loss: number; logits: Float32Array; end: NetStanding }> {
  const runner = createOwnRunner(spec, freshStanding(startParameters(planNet(spec), 3)), kernels);
  try {
    for (let step = 0; step < STEPS; step++) await runner.step(someStep(spec, step, ROWS));
    const logits = await runner.logits(someRows(spec, createRandom(99), 20));
    return { loss: await runner.loss(), logits, end: await runner.standing() };
  } finally {
    runner.dispose();
  }
}

const farthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);

describe('the two engines', () => {
  it('are what was asked for, and WASM SIMD is what this machine gets by itself', async () => {
    expect([wasm.engine, cpu.engine]).toEqual(['wasm', 'cpu']);
    expect((await startKernels()).engine).toBe('wasm');
  });

  // Sums of a few hundred products in single against double precision: 1e-6 of the values, which are about 1; Adam's
  // steps of 0.01 then turn on gradients whose last digits differ, where a gradient is next to nothing.
  it.each(Object.entries(NETS))('agree on %s after eight steps: loss to 1e-5, scores to 2e-4', async (_name, spec) => {
    const ours = await train(spec, wasm);
    const plain = await train(spec, cpu);
    expect(Math.abs(ours.loss - plain.loss)).toBeLessThan(1e-5);
    expect(farthest(ours.logits, plain.logits)).toBeLessThan(2e-4);
    expect(ours.logits.every(Number.isFinite)).toBe(true);
    expect(ours.end.steps).toBe(STEPS);
  });

  it.each(Object.entries(NETS))('give the same numbers bit for bit on %s when asked again', async (_name, spec) => {
    for (const kernels of [wasm, cpu]) {
      const first = await train(spec, kernels);
      // Something else in between, so that memory does not lie as before.
      const between = kernels.take(12345);
      kernels.floats.fill(NaN, between, between + 12345);
      const again = await train(spec, kernels);
      kernels.give(between);
      expect(again).toEqual(first);
    }
  });

  it('go on from where a training stood as if it had not stopped', async () => {
    const spec = NETS['pooling and batch normalisation'] as NetSpec;
    const whole = await train(spec, wasm);
    let runner = createOwnRunner(spec, freshStanding(startParameters(planNet(spec), 3)), wasm);
    for (let step = 0; step < STEPS; step++) {
      await runner.step(someStep(spec, step, ROWS));
      const standing = structuredClone(await runner.standing());
      runner.dispose();
      runner = createOwnRunner(spec, standing, wasm);
    }
    expect(await runner.standing()).toEqual(whole.end);
    runner.dispose();
  });
});
