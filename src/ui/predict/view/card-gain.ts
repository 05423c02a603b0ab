import { abTestPlan, type AbTestPlan } from '../../../core/advise/ab-test.ts';
import { expectedGain, type ExpectedGain, type MoneyAssumptions } from '../../../core/advise/gain.ts';
import type { Card } from '../../../core/advise/types.ts';

/** Cards about the top of the ranked list. */
const LISTS: ReadonlySet<string> = new Set([
  'advise.use-ranked-list',
  'advise.reach-before-doing',
  'advise.reach-before-leaving',
]);

/** Cards that name rows to act on, and so have a gain and a test; the others say that there are none. */
export function namesRows(card: Card): boolean {
  return card.segment.length > 0 || LISTS.has(card.code);
}

/** Undefined until value and effect are typed, and for a card that names no rows. */
export function cardGain(card: Card, assumed: MoneyAssumptions | undefined): ExpectedGain | undefined {
  return assumed && namesRows(card) ? expectedGain(card, assumed) : undefined;
}

/** Cards in order of expected gain where money was typed; else in the order of the report. */
export function byGain<C extends Card>(cards: readonly C[], assumed: MoneyAssumptions | undefined): readonly C[] {
  if (!assumed) return cards;
  const gain = (card: Card): number => cardGain(card, assumed)?.gain ?? -Infinity;
  return cards.toSorted((a, b) => (gain(a) === gain(b) ? 0 : gain(b) - gain(a)));
}

/** An A/B test among the card's rows that can tell whether acting takes this share of the rate or mean away. */
export function cardTest(card: Card, effect: number): AbTestPlan | undefined {
  const { rate, deviation } = card;
  return abTestPlan({
    baseline: rate.value,
    relativeEffect: -effect,
    ...(deviation === undefined ? {} : { deviation }),
  });
}
