import type { Money } from '../../../app/project.ts';
import type { OutOfScope } from '../../../lenses/text/types.ts';

export type HandOverPoint = OutOfScope['curve'][number];

/** What it costs to be wrong and to ask a person, and how many texts are about something new. */
export interface HandOverCosts {
  readonly currency: string;
  readonly wrongAnswer: number;
  readonly handOver: number;
  /** Share of all texts that are of no kind that was learned. */
  readonly strangers: number;
}

/** Until somebody says how many texts are about something new. */
export const USUAL_STRANGERS = 0.1;

/** Undefined until both costs were typed. */
export function handOverCosts({ currency, wrongAnswer, handOver, strangers }: Money): HandOverCosts | undefined {
  if (wrongAnswer === undefined || handOver === undefined) return undefined;
  return { currency, wrongAnswer, handOver, strangers: strangers ?? USUAL_STRANGERS };
}

/**
 * The point of the curve that holds at a threshold: texts as sure as the threshold are answered, so it is the first one
 * not below it. Undefined for an empty curve.
 */
export function pointAt(curve: readonly HandOverPoint[], threshold: number): HandOverPoint | undefined {
  return curve.find((point) => point.threshold >= threshold - 1e-9) ?? curve.at(-1);
}

/** Where a curve of few points is told nearest to a threshold: what lies between two of them is not known. */
export const nearestTold = (curve: readonly HandOverPoint[], threshold: number): number =>
  curve
    .map(settable)
    .reduce(
      (best, at) => (Math.abs(at - threshold) < Math.abs(best - threshold) ? at : best),
      curve[0] ? settable(curve[0]) : threshold,
    );

/** A threshold as it may be set: the end of a curve, where nothing is answered, lies beyond all shares. */
export const settable = ({ threshold }: HandOverPoint): number => Math.min(1, Math.max(0, threshold));

/** Of a hundred texts of known kinds: rightly answered, wrongly, handed over. */
export const outcomesAt = ({ answered, accuracy }: HandOverPoint): readonly [number, number, number] => [
  100 * answered * accuracy,
  100 * answered * (1 - accuracy),
  100 * (1 - answered),
];

/** Cost of a hundred texts: wrong answers to known ones, any answer to strangers, and every hand-over. */
export function costAt(point: HandOverPoint, { wrongAnswer, handOver, strangers }: HandOverCosts): number {
  const [, wrong, handed] = outcomesAt(point);
  const known = wrong * wrongAnswer + handed * handOver;
  const unknown = 100 * ((1 - point.handedOver) * wrongAnswer + point.handedOver * handOver);
  return (1 - strangers) * known + strangers * unknown;
}

/** The point at which a hundred texts cost least; of equals the one that answers most. */
export function cheapest(curve: readonly HandOverPoint[], costs: HandOverCosts): HandOverPoint | undefined {
  let best: { readonly point: HandOverPoint; readonly cost: number } | undefined;
  for (const point of curve) {
    const cost = costAt(point, costs);
    if (!best || cost < best.cost - 1e-9) best = { point, cost };
  }
  return best?.point;
}
