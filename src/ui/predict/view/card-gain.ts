import type { Card } from '../../../core/advise/types.ts';
import type { Estimate } from '../../../core/metrics/types.ts';
import { sampleSizePerArm } from '../../../core/stats/tests.ts';
import type { Assumptions } from './card.ts';

/** Rows × rate × value × effect, less rows × cost; the interval is the rate's. */
export function cardGain(card: Card, assumed: Assumptions): Estimate {
  const at = (rate: number) => card.allRows * (rate * assumed.valuePerRow * assumed.effect - assumed.costPerRow);
  return { value: at(card.rate.value), low: at(card.rate.low), high: at(card.rate.high) };
}

/** Cards in order of expected gain where money was typed; else in the order of the report. */
export function byGain(cards: readonly Card[], assumed: Assumptions | undefined): readonly Card[] {
  if (!assumed) return cards;
  return cards.toSorted((a, b) => cardGain(b, assumed).value - cardGain(a, assumed).value);
}

export interface TestPlan {
  /** Rows in each half. */
  readonly perArm: number;
  readonly from: number;
  readonly to: number;
}

/** Size of an A/B test in the segment that can tell a changed rate from the present one; undefined where it has none. */
export function cardTest(card: Card, effect: number): TestPlan | undefined {
  const from = card.rate.value;
  const to = from * (1 - effect);
  const perArm = Math.ceil(sampleSizePerArm(from, to));
  return Number.isFinite(perArm) && from > 0 && from <= 1 ? { perArm, from, to } : undefined;
}
