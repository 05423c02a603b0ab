import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abTestPlan } from '../../src/core/advise/ab-test.ts';
import { makeCards } from '../../src/core/advise/cards.ts';
import { findSegments } from '../../src/core/advise/find-segments.ts';
import { expectedGain } from '../../src/core/advise/gain.ts';
import type { Card } from '../../src/core/advise/types.ts';
import type { ValidationRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectClose } from '../support/golden.ts';
import { pacer, planted, range, type Planted } from './support.ts';

async function cardsOf(world: Planted, scores?: Float64Array): Promise<Card[]> {
  const { table, target, train, validation } = world;
  const columns = table.columns.map(({ name }) => name);
  const search = await findSegments({
    table,
    target,
    trainRows: train,
    validationRows: validation,
    columns,
    seed: 1,
    pacer,
  });
  const probabilities =
    scores &&
    Float64Array.from({ length: 2 * scores.length }, (_, i) => {
      const p = scores[i >> 1] as number;
      return i % 2 === 0 ? 1 - p : p;
    });
  return makeCards({
    search,
    everyone: table,
    target,
    targetName: 'bought',
    validationRows: validation,
    ...(probabilities ? { prediction: { task: 'binary', classes: ['no', 'yes'], probabilities } } : {}),
    importances: columns.map((column) => ({ column, value: column === 'x' ? 0.2 : column === 'plan' ? 0.1 : 0 })),
  });
}

describe('cards', () => {
  it('count all rows of a segment and say which columns matter', async () => {
    const world = planted(4_000, 21);
    const [card] = await cardsOf(world);
    expect(card).toMatchObject({ code: 'advise.act-on-segment', evidence: 'association', why: ['x', 'plan'] });
    const x = world.table.columns[0];
    const plan = world.table.columns[3];
    if (x?.kind !== 'number' || plan?.kind !== 'category') throw new Error('another kind');
    const ends = card?.segment.find(({ column }) => column === 'x');
    const levels = card?.segment.find(({ column }) => column === 'plan')?.levels ?? [];
    const byHand = x.values.filter(
      (value, row) =>
        value >= (ends?.low ?? -Infinity) &&
        value < (ends?.high ?? Infinity) &&
        levels.includes(plan.levels[plan.codes[row] as number] as string),
    ).length;
    expect(card?.allRows).toBe(byHand);
    expect(card?.validationRows).toBeLessThan(byHand);
    expect(card?.overallRate).toBeCloseTo(0.15, 1);
  });

  it('recommend the ranked list where the model ranks, with the rate of its top tenth', async () => {
    const world = planted(4_000, 22);
    const truth = Float64Array.from(world.validation, (row) => world.truth[row] as number);
    const cards = await cardsOf(world, truth);
    const ranked = cards.find(({ code }) => code === 'advise.use-ranked-list');
    expect(ranked).toMatchObject({ validationRows: 100, allRows: 400, segment: [], why: ['x', 'plan'] });
    expect(ranked?.rate.low).toBeLessThan(0.45);
    expect(ranked?.rate.high).toBeGreaterThan(0.42);
    expect(cards.length).toBeLessThanOrEqual(5);
    const chance = createRandom(4);
    const guessed = await cardsOf(
      world,
      truth.map(() => chance.next()),
    );
    expect(guessed.map(({ code }) => code)).not.toContain('advise.use-ranked-list');
  });

  it('say that nothing was found, or that it takes more rows', async () => {
    const [nothing, ...others] = await cardsOf(planted(4_000, 23, 0));
    expect(others).toEqual([]);
    expect(nothing).toMatchObject({ code: 'advise.nothing-found', validationRows: 1_000, segment: [] });
    expect(nothing?.adjustedPValue).toBeGreaterThan(0.05);
    const small = { ...planted(400, 24, 0), validation: range(300, 400) as ValidationRows };
    expect(await cardsOf(small)).toMatchObject([{ code: 'advise.collect-more', validationRows: 100 }]);
  });
});

describe('expected gain', () => {
  const rate = { value: 0.4, low: 0.3, high: 0.5 };

  it('is rows × risk × value × effect less rows × cost', () => {
    // 200 × 0.4 × 300 × 0.25 = 6000; 200 × 10 = 2000.
    expect(expectedGain({ rows: 200, rate }, { valuePerRow: 300, costPerRow: 10, effect: 0.25 })).toEqual({
      gain: 4_000,
      low: 2_500,
      high: 5_500,
    });
    expect(expectedGain({ rows: 200, rate }, { valuePerRow: 300, effect: 0.25 })?.gain).toBe(6_000);
    expect(expectedGain({ rows: 200, rate }, { valuePerRow: 10, costPerRow: 10, effect: 0.25 })?.high).toBeLessThan(0);
  });

  it('is not made up', () => {
    expect(expectedGain({ rows: 200, rate }, { costPerRow: 10, effect: 0.25 })).toBeUndefined();
    expect(expectedGain({ rows: 200, rate }, { valuePerRow: 300, costPerRow: 10 })).toBeUndefined();
  });

  it('lies within its interval and grows with the rows', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 0, max: 1e6 }),
          valuePerRow: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
          costPerRow: fc.double({ min: 0, max: 1e3, noNaN: true }),
          effect: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        ({ rows, ...money }) => {
          const one = expectedGain({ rows, rate }, money);
          const two = expectedGain({ rows: 2 * rows, rate }, money);
          if (!one || !two) throw new Error('money was typed');
          expect(one.low).toBeLessThanOrEqual(one.gain);
          expect(one.gain).toBeLessThanOrEqual(one.high);
          expectClose(two.gain, 2 * one.gain, 1e-9, 1e-300);
        },
      ),
    );
  });
});

describe('the A/B test that would settle it', () => {
  // statsmodels 0.14: NormalIndPower().solve_power(proportion_effectsize(a, b) or d / s, alpha=.05, power=.8)
  it('has the size that statsmodels gives', () => {
    expect(abTestPlan({ baseline: 0.2, relativeEffect: -0.2 })).toEqual({ perArm: 1445, from: 0.2, to: 0.2 * 0.8 });
    expect(abTestPlan({ baseline: 0.56, relativeEffect: -0.2 })?.perArm).toBe(312);
    expect(abTestPlan({ baseline: 0.2, relativeEffect: -0.2, alpha: 0.01, power: 0.9 })?.perArm).toBe(2738);
    expect(abTestPlan({ baseline: 100, relativeEffect: 0.1, deviation: 40 })?.perArm).toBe(252);
  });

  it('is none where no size would do', () => {
    expect(abTestPlan({ baseline: 0, relativeEffect: -0.2 })).toBeUndefined();
    expect(abTestPlan({ baseline: 0.5, relativeEffect: 0 })).toBeUndefined();
    expect(abTestPlan({ baseline: 0.9, relativeEffect: 0.5 })).toBeUndefined();
    expect(abTestPlan({ baseline: 0, relativeEffect: 0.5, deviation: 3 })).toBeUndefined();
  });
});
