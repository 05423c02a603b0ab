import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { decimals } from '../../../core/disclose/round.ts';
import type { PredictReport } from '../../predict/report.ts';
import type { HeldList } from '../../predict/share/held.ts';
import type { OutOfScope } from '../types.ts';
import type { SharedHandOver } from './types.ts';

/** A text may have been judged once in each draw of kinds that were held out: so many times at most. */
const MOST_DRAWS = 5;
/** A draw leaves at least this part of the validation rows in scope. */
const LEFT_IN_SCOPE = 0.5;

/** How often one text can have been counted at most. */
function drawsOf(inScopeRows: number, { scheme, validation, folds }: PredictReport['split']): number {
  const judged = scheme === 'holdout' ? validation : validation / Math.max(1, folds);
  return Math.min(MOST_DRAWS, Math.max(1, Math.ceil(inScopeRows / Math.max(1, LEFT_IN_SCOPE * judged))));
}

/** Known texts that are rightly answered, wrongly answered; strangers that are answered: at a threshold, or between two. */
type Counts = readonly [right: number, wrong: number, strangers: number];

const less = (a: Counts, b: Counts): Counts => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/**
 * The curve with so few points that between any two of them, and beyond the last, lie no or enough texts of each sort.
 * Undefined where not even its ends allow that.
 */
export function safeHandOver(
  { curve, auroc, inScopeRows, outOfScopeRows, advised }: OutOfScope,
  split: PredictReport['split'],
  byHand: number | undefined,
  held: HeldList,
): SharedHandOver | undefined {
  const fewest = MIN_GROUP * drawsOf(inScopeRows, split);
  const fits = (counts: Counts): boolean => counts.every((count) => count === 0 || count >= fewest);
  const points = curve.filter(({ threshold }) => threshold <= 1);
  const at = (point: (typeof points)[number]): Counts => {
    const answered = Math.round(point.answered * inScopeRows);
    const right = Math.round(point.accuracy * answered);
    return [right, answered - right, Math.round((1 - point.handedOver) * outOfScopeRows)];
  };
  const kept: (typeof points)[number][] = [];
  // From the surest down: whatever lies above a point that is kept must be enough.
  let above: Counts = [0, 0, 0];
  for (const point of points.toReversed()) {
    const counts = at(point);
    if (!fits(less(counts, above))) continue;
    kept.unshift(point);
    above = counts;
  }
  const [first] = points;
  const everything = first && at(first);
  // What lies below the last one kept is told by the totals.
  while (everything && kept[0] && !fits(less(everything, at(kept[0])))) kept.shift();
  if (kept.length < 2 || !Number.isFinite(auroc.value)) {
    held.add('hand-over');
    return undefined;
  }
  return {
    threshold: decimals(Math.min(1, byHand ?? advised), 3),
    byHand: byHand !== undefined,
    auroc: { value: decimals(auroc.value, 2), low: decimals(auroc.low, 2), high: decimals(auroc.high, 2) },
    curve: kept.map((point) => ({
      threshold: decimals(point.threshold, 3),
      accuracy: decimals(point.accuracy, 3),
      answered: decimals(point.answered, 3),
      handedOver: decimals(point.handedOver, 3),
    })),
  };
}
