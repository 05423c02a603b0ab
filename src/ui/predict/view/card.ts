import type { Card, SegmentCondition } from '../../../core/advise/types.ts';
import type { Money } from '../../../app/project.ts';

/** How a condition of a segment is worded; each kind has a sentence of its own. */
export type ConditionWord =
  | { readonly kind: 'one-of'; readonly column: string; readonly levels: readonly string[] }
  | {
      readonly kind: 'between';
      readonly column: string;
      readonly low: number;
      readonly high: number;
      readonly date: boolean;
    }
  | { readonly kind: 'at-least'; readonly column: string; readonly low: number; readonly date: boolean }
  | { readonly kind: 'below'; readonly column: string; readonly high: number; readonly date: boolean }
  | { readonly kind: 'missing'; readonly column: string }
  | { readonly kind: 'any'; readonly column: string };

export function conditionWord(condition: SegmentCondition): ConditionWord {
  const { column, levels, low, high } = condition;
  const date = condition.kind === 'date';
  if (condition.missing) return { kind: 'missing', column };
  if (levels && levels.length > 0) return { kind: 'one-of', column, levels };
  if (low !== undefined && high !== undefined) return { kind: 'between', column, low, high, date };
  if (low !== undefined) return { kind: 'at-least', column, low, date };
  if (high !== undefined) return { kind: 'below', column, high, date };
  return { kind: 'any', column };
}

/** Value, cost and effect, once the person has typed all that a gain needs. */
export interface Assumptions {
  readonly currency: string;
  readonly valuePerRow: number;
  readonly costPerRow: number;
  readonly effect: number;
}

/** Undefined until value and effect are typed; a cost left empty is 0 and shown as such. */
export function assumptions(money: Money): Assumptions | undefined {
  const { currency, valuePerRow, costPerRow = 0, effect } = money;
  if (valuePerRow === undefined || effect === undefined) return undefined;
  return { currency, valuePerRow, costPerRow, effect };
}

/** How the segment compares with everybody: "2.1 times as often"; undefined where that ratio means nothing. */
export function timesAsOften(card: Card): number | undefined {
  return card.overallRate > 0 && card.rate.value >= 0 ? card.rate.value / card.overallRate : undefined;
}
