import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kernels } from '../../src/nn/kernels/kernels.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { gradCam, tokenSaliency } from '../../src/nn/net/own/explain.ts';
import { predictNet } from '../../src/nn/net/own/predict.ts';
import { createOwnRunner, freshStanding } from '../../src/nn/net/own/runner.ts';
import type { Batch, ImageBatch, NetSpec, StepsBatch, TokenBatch } from '../../src/nn/net/spec.ts';

/** Made by test/golden/net-fixtures.py. */
interface Fixture {
  readonly spec: NetSpec;
  readonly batch: { readonly kind: Batch['kind']; readonly rows: number } & Readonly<Record<string, number[]>>;
  /** null where no value is known. */
  readonly wanted: (number | null)[];
  readonly weights: number[];
  readonly masks: number[][];
  readonly rate: number;
  readonly decay: number;
  readonly keep: number;
  readonly steps: number;
  readonly parameters: number[];
  readonly before: number[];
  readonly loss: number;
  readonly learned: number[];
  readonly average: number[];
  readonly after: number[];
  readonly saliency?: number[];
  readonly maps?: number[];
}
const { nets } = JSON.parse(readFileSync('test/golden/net-fixtures.json', 'utf8')) as { nets: Record<string, Fixture> };

const singles = (values: readonly number[] = []): Float32Array => Float32Array.from(values);

function batchOf({ batch }: Fixture): Batch {
  if (batch.kind === 'image') return { kind: 'image', rows: batch.rows, pixels: singles(batch['pixels']) };
  const { rows } = batch;
  const ids = Int32Array.from(batch['ids'] ?? []);
  const offsets = Int32Array.from(batch['offsets'] ?? []);
  if (batch.kind === 'tokens') return { kind: 'tokens', rows, ids, offsets };
  return { kind: 'steps', rows, ids, offsets, numbers: singles(batch['numbers']) };
}

/** Largest difference, in shares of 1 or of the largest number, whichever is more. */
function distance(ours: Float32Array, theirs: readonly number[] = []): number {
  expect(ours.length).toBe(theirs.length);
  const scale = Math.max(1, ...theirs.map(Math.abs));
  return Math.max(...theirs.map((value, i) => Math.abs(value - (ours[i] as number)))) / scale;
}

describe.each(['wasm', 'cpu'] as const)('nets on %s against Keras', (engine) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await startKernels(engine);
  });

  // Both compute in single precision, in other orders: a few units of 1e-7.
  it.each(Object.entries(nets))('score alike: %s', (_name, fixture) => {
    const scores = predictNet(fixture.spec, singles(fixture.parameters), batchOf(fixture), kernels);
    expect(distance(scores, fixture.before)).toBeLessThan(2e-6);
  });

  // Adam divides by the size of the gradient, so where that is tiny its last digits show: less than a hundredth of a step.
  it.each(Object.entries(nets))('learn alike, running numbers and average included: %s', async (_name, fixture) => {
    const { masks, steps } = fixture;
    const runner = createOwnRunner(fixture.spec, freshStanding(singles(fixture.parameters)), kernels);
    try {
      for (let step = 0; step < steps; step++) {
        await runner.step({
          batch: batchOf(fixture),
          wanted: Float32Array.from(fixture.wanted, (value) => value ?? NaN),
          weights: singles(fixture.weights),
          masks: masks.map(singles),
          learningRate: fixture.rate,
          weightDecay: fixture.decay,
          averageKeep: fixture.keep,
        });
      }
      expect(await runner.loss()).toBeCloseTo(fixture.loss, 5);
      const { parameters, average } = await runner.standing();
      expect(distance(parameters, fixture.learned)).toBeLessThan(0.01 * fixture.rate);
      expect(distance(average, fixture.average)).toBeLessThan(0.01 * fixture.rate);
      expect(distance(parameters, fixture.parameters)).toBeGreaterThan(fixture.rate);
    } finally {
      runner.dispose();
    }
    const scores = predictNet(fixture.spec, singles(fixture.learned), batchOf(fixture), kernels);
    expect(distance(scores, fixture.after)).toBeLessThan(2e-6);
  });

  it.each(Object.entries(nets).filter(([, { saliency }]) => saliency))(
    'say alike which words or positions speak for a class: %s',
    (_name, fixture) => {
      const ours = tokenSaliency(
        fixture.spec,
        singles(fixture.learned),
        batchOf(fixture) as TokenBatch | StepsBatch,
        1,
        kernels,
      );
      expect(distance(ours, fixture.saliency)).toBeLessThan(2e-6);
    },
  );

  it.each(Object.entries(nets).filter(([, { maps }]) => maps))(
    'say alike which parts of a picture speak for a class: %s',
    (_name, fixture) => {
      const { values } = gradCam(fixture.spec, singles(fixture.learned), batchOf(fixture) as ImageBatch, 1, kernels);
      expect(distance(values, fixture.maps)).toBeLessThan(1e-5);
      expect(Math.max(...values)).toBe(1);
    },
  );
});
