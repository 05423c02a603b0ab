import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { MaskPlan } from '../../src/nn/net/plan.ts';
import { drawMasks } from '../../src/nn/net/train/masks.ts';
import { epochBatches } from '../../src/nn/net/train/order.ts';
import { NET_DEFAULTS, scheduleOf } from '../../src/nn/net/train/params.ts';
import { averageKeepAt, rateAt } from '../../src/nn/net/train/rate.ts';
import { exampleWeights, wantedOf } from '../../src/nn/net/train/targets.ts';

describe('an epoch', () => {
  const epoch = fc.record({
    count: fc.integer({ min: 1, max: 700 }),
    batchSize: fc.integer({ min: 1, max: 90 }),
    seed: fc.nat(),
    byLength: fc.boolean(),
  });

  it('has each example once, in batches of nearly one size', () => {
    fc.assert(
      fc.property(epoch, ({ count, batchSize, seed, byLength }) => {
        const random = createRandom(seed);
        const examples = Int32Array.from({ length: count }, (_, i) => 3 * i);
        const lengths = byLength ? Int32Array.from({ length: 3 * count }, () => random.integer(40)) : undefined;
        const { steps } = scheduleOf(count, { ...NET_DEFAULTS, batchSize });
        const batches = epochBatches(examples, steps, random, lengths);
        expect(batches).toHaveLength(steps);
        expect(batches.flatMap((batch) => [...batch]).toSorted((a, b) => a - b)).toEqual([...examples]);
        const sizes = batches.map((batch) => batch.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(examples).toEqual(Int32Array.from({ length: count }, (_, i) => 3 * i));
      }),
    );
  });

  it('is in another order each time, and in the same for the same seed', () => {
    const examples = Int32Array.from({ length: 500 }, (_, i) => i);
    const lengths = Int32Array.from(examples, (i) => i % 7);
    const drawn = (seed: number): number[] =>
      epochBatches(examples, 10, createRandom(seed), lengths).flatMap((batch) => [...batch]);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('fills up much less where texts of like length are put together', () => {
    const random = createRandom(1);
    const lengths = Int32Array.from({ length: 2000 }, () => 1 + Math.floor(Math.exp(1 + 1.5 * random.next())));
    const examples = Int32Array.from(lengths, (_, i) => i);
    const filled = (given: Int32Array | undefined): number =>
      epochBatches(examples, 62, createRandom(2), given).reduce(
        (sum, batch) => sum + batch.length * Math.max(...Array.from(batch, (i) => lengths[i] as number)),
        0,
      );
    expect(filled(lengths)).toBeLessThan(0.75 * filled(undefined));
  });
});

it('masks drop as many as they should and keep the mean', () => {
  const plans: MaskPlan[] = [
    { layer: 1, rate: 0.2, width: 31 },
    { layer: 3, rate: 0, width: 7 },
    { layer: 5, rate: 0.5, width: 1000 },
  ];
  const masks = drawMasks(plans, 40, createRandom(1));
  expect(masks.map((mask) => mask.length)).toEqual([40 * 31, 40 * 7, 40 * 1000]);
  for (const [i, { rate }] of plans.entries()) {
    const mask = masks[i] as Float32Array;
    const kept = Math.fround(1 / (1 - rate));
    expect(mask.every((value) => value === 0 || value === kept)).toBe(true);
    // Four standard errors of a share.
    const dropped = mask.filter((value) => value === 0).length / mask.length;
    expect(Math.abs(dropped - rate)).toBeLessThanOrEqual(4 * Math.sqrt((rate * (1 - rate)) / mask.length));
  }
  // Neighbours, which come from one draw, are dropped independently of each other.
  const last = masks[2] as Float32Array;
  const both = last.filter((value, i) => value === 0 && last[i + 1] === 0).length / last.length;
  expect(Math.abs(both - 0.25)).toBeLessThan(0.01);
});

describe('what is wanted', () => {
  it('is spread by label smoothing: rows sum to 1, as Keras defines it', () => {
    const { wanted, weights } = wantedOf(Int32Array.of(2, 0), Int32Array.of(3, 0, 1), Float64Array.of(1, 1, 3), 4, 0.1);
    // keras.losses.CategoricalCrossentropy(label_smoothing=0.1): y · (1 − 0.1) + 0.1 / 4
    expect([...wanted]).toEqual([0.025, 0.925, 0.025, 0.025, 0.025, 0.025, 0.025, 0.925].map(Math.fround));
    expect([...weights]).toEqual([0.75, 0.25]);
  });

  it('weighs classes as scikit-learn does: n / (classes · count)', () => {
    const codes = Int32Array.of(0, 0, 0, 1, 1, 2, 0, 0);
    const examples = Int32Array.from(codes, (_, i) => i);
    // compute_class_weight('balanced', classes=[0, 1, 2], y=codes): 8 / (3 · 5), 8 / (3 · 2), 8 / (3 · 1)
    const weights = exampleWeights({ codes }, examples, 3, 'balanced');
    for (const [i, code] of codes.entries()) expect(weights[i]).toBeCloseTo([8 / 15, 8 / 6, 8 / 3][code] as number, 12);
    expect([...exampleWeights({ codes }, examples, 3, 'none')]).toEqual(Array.from(codes, () => 1));
    // A class that nobody has is no class; own weights count within each.
    const own = exampleWeights({ codes, weights: Float64Array.of(4, 1, 1, 1, 1, 1, 1, 1) }, examples, 5, 'balanced');
    const sum = (code: number): number => own.reduce((all, weight, i) => all + (codes[i] === code ? weight : 0), 0);
    expect([sum(1), sum(2)]).toEqual([expect.closeTo(sum(0), 12), expect.closeTo(sum(0), 12)]);
    expect((own[0] as number) / (own[1] as number)).toBeCloseTo(4, 12);
  });
});

it('learning rates rise and fall as their schedules say', () => {
  const at = (schedule: 'one-cycle' | 'cosine' | 'constant', progress: number): number =>
    rateAt(progress, { ...NET_DEFAULTS, learningRate: 2, schedule });
  expect(at('constant', 0.7)).toBe(2);
  expect([at('cosine', 0), at('cosine', 0.5), at('cosine', 1)]).toEqual([2, 1, 0]);
  expect(at('one-cycle', 0)).toBeLessThan(0.5);
  expect(at('one-cycle', 0.05)).toBeCloseTo(2, 10);
  expect(at('one-cycle', 1)).toBeCloseTo(0, 10);
});

it('the running average looks back over as many epochs as asked for, over less at the start', () => {
  expect(averageKeepAt(0, 100, 0.5)).toBe(0);
  expect(averageKeepAt(40, 100, 0.5)).toBeCloseTo(10 / 11, 12);
  expect(averageKeepAt(4000, 100, 0.5)).toBeCloseTo(50 / 51, 12);
  expect(averageKeepAt(4000, 100, 0)).toBe(0);
});
