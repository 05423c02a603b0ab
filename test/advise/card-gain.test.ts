import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/core/advise/types.ts';
import { byGain, cardGain, cardTest, namesRows } from '../../src/ui/predict/view/card-gain.ts';

const card: Card = {
  id: 'a',
  code: 'advise.act-on-segment',
  params: {},
  segment: [{ column: 'plan', kind: 'category', levels: ['basic'] }],
  validationRows: 60,
  allRows: 300,
  rate: { value: 0.5, low: 0.4, high: 0.6 },
  overallRate: 0.2,
  adjustedPValue: 0.001,
  segmentsTried: 90,
  evidence: 'association',
  why: ['plan'],
};
const list: Card = { ...card, id: 'b', code: 'advise.use-ranked-list', segment: [], allRows: 1_000 };
const nothing: Card = { ...card, id: 'c', code: 'advise.nothing-found', segment: [] };
const money = { currency: 'EUR', valuePerRow: 100, costPerRow: 5, effect: 0.2 };

describe('what the page makes of cards', () => {
  it('gives a gain to cards that name rows, once money was typed', () => {
    expect([card, list, nothing].map(namesRows)).toEqual([true, true, false]);
    // 300 × (0.5 × 100 × 0.2 − 5)
    expect(cardGain(card, money)).toEqual({ gain: 1_500, low: 900, high: 2_100 });
    expect(cardGain(card, undefined)).toBeUndefined();
    expect(cardGain(nothing, money)).toBeUndefined();
  });

  it('puts the largest gain first and cards without one last', () => {
    expect(byGain([nothing, card, list], money).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(byGain([nothing, card, list], undefined).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('plans a test of a rate, or of a mean where the card has a deviation', () => {
    expect(cardTest(card, 0.2)).toMatchObject({ perArm: 388, from: 0.5, to: 0.4 });
    const mean = { ...card, rate: { value: 100, low: 90, high: 110 }, deviation: 40 };
    expect(cardTest(mean, 0.1)).toMatchObject({ perArm: 252, from: 100, to: 90 });
  });
});
