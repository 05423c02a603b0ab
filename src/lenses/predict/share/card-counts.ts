import { furthestShare } from '../../../core/disclose/furthest.ts';
import { membersOf } from '../../../core/advise/membership.ts';
import type { Card, SegmentCondition } from '../../../core/advise/types.ts';
import { predictionValues } from '../../../core/learn/prediction.ts';
import type { Prediction, Target } from '../../../core/learn/task.ts';
import { mean } from '../../../core/stats/descriptive.ts';
import { argsort } from '../../../core/stats/order.ts';
import { getColumn, type Table } from '../../../core/table/table.ts';
import type { CardCounts, ShareCounts } from './counts.ts';

/** The rows that cards were measured on, as `makeCards` had them. */
interface CardRows {
  /** Holds the validation rows, in the columns that segments are about. */
  readonly table: Table;
  /** Every row that one might act on. */
  readonly everyone: Table;
  readonly target: Target;
  readonly validationRows: Int32Array;
  /** Of the validation rows. */
  readonly prediction: Prediction;
}

/** What sharing has to know of the rows behind cards. */
export function countCards(cards: readonly Card[], rows: CardRows): NonNullable<ShareCounts['cards']> {
  const { target, validationRows } = rows;
  const classes = target.task === 'regression' ? undefined : target.classes.map(() => 0);
  if (classes && target.task !== 'regression') {
    for (const row of validationRows) (classes[target.codes[row] as number] as number)++;
  }
  return {
    rows: validationRows.length,
    ...(classes ? { classes } : {}),
    each: cards.map((card): CardCounts => {
      const around = rowsAroundLimits(rows.everyone, card.segment);
      const furthest = furthestOf(card, rows);
      return {
        ...(around === undefined ? {} : { aroundLimits: around }),
        ...(furthest === undefined ? {} : { furthest }),
      };
    }),
  };
}

function rowsAroundLimits(everyone: Table, segment: readonly SegmentCondition[]): number | undefined {
  const sides = segment.flatMap(({ column: name, low, high }) => {
    const limits = [low, high].filter((limit) => limit !== undefined);
    const column = getColumn(everyone, name);
    if (column.kind !== 'number' && column.kind !== 'date') return [];
    return limits.flatMap((limit) => {
      let below = 0;
      let atOrAbove = 0;
      for (const value of column.values) {
        if (value < limit) below++;
        else if (value >= limit) atOrAbove++;
      }
      return [below, atOrAbove];
    });
  });
  return sides.length > 0 ? Math.min(...sides) : undefined;
}

function furthestOf({ segment, validationRows: count }: Card, rows: CardRows): number | undefined {
  const { table, target, validationRows, prediction } = rows;
  if (target.task !== 'regression') return undefined;
  const values = Array.from(validationRows, (row) => target.values[row] as number);
  const masks = segment.map((condition) => membersOf(table, validationRows, condition));
  const inside =
    masks.length > 0
      ? values.filter((_, i) => masks.every((mask) => mask[i] === 1))
      : Array.from(argsort(predictionValues(prediction)).slice(-count), (i) => values[i] as number);
  const center = mean(inside);
  return furthestShare(inside.map((value) => (value - center) ** 2));
}
