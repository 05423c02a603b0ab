import type { ThresholdPoint } from '../../../core/metrics/types.ts';
import { wilson } from '../../../core/stats/tests.ts';
import type { Assumptions } from './card.ts';

/** What acting on every flagged row is worth, with the interval that follows from how many of them really are "yes". */
export interface ThresholdMoney {
  readonly flagged: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Flagged rows that are "yes" × value × assumed effect, less cost × all flagged rows. Counted on the rows that the
 * curve is about; the interval is that of the share of "yes" among the flagged ones (Wilson, 95 %).
 */
export function moneyAt(point: ThresholdPoint, assumed: Assumptions): ThresholdMoney {
  const flagged = point.truePositives + point.falsePositives;
  const gain = (yes: number) => yes * assumed.valuePerRow * assumed.effect - flagged * assumed.costPerRow;
  if (flagged === 0) return { flagged, value: 0, low: 0, high: 0 };
  const share = wilson(point.truePositives, flagged);
  return {
    flagged,
    value: gain(point.truePositives),
    low: gain(share.low * flagged),
    high: gain(share.high * flagged),
  };
}

/** The threshold that earns most under the assumptions; the higher one of equals, which contacts fewer. */
export function bestThreshold(points: readonly ThresholdPoint[], assumed: Assumptions): ThresholdPoint | undefined {
  let best: { readonly point: ThresholdPoint; readonly value: number } | undefined;
  for (const point of points) {
    const { value } = moneyAt(point, assumed);
    if (!best || value >= best.value) best = { point, value };
  }
  return best?.point;
}
