import { CodedError } from '../../../core/errors.ts';
import type { ModelColumn } from '../model.ts';

/** How many of the rows that a model was fitted on a column's cells are filled in, missing, or of a level. */
export interface KnownRows {
  readonly present: number;
  readonly missing: number;
}

export function knownRows(column: ModelColumn, rowCount: number): KnownRows {
  const missing = Math.round(column.missingShare * rowCount);
  return { present: rowCount - missing, missing };
}

/** Rows of each level that the model remembers; a level that is absent has an unknown number of them. */
export function levelRows(column: ModelColumn, rowCount: number): Map<string, number> {
  return new Map((column.levels ?? []).map(({ level, share }) => [level, Math.round(share * rowCount)]));
}

/**
 * The same for the months or weekdays of a date, named '1' … as the dates step names them.
 * @throws portable.refused.old-model where the model was trained before they were counted
 */
export function calendarRows(column: ModelColumn, part: 'month' | 'weekday', rowCount: number): Map<string, number> {
  const shares = part === 'month' ? column.calendar?.months : column.calendar?.weekdays;
  if (!shares) throw new CodedError('portable.refused.old-model', { column: column.name });
  return new Map(shares.map((share, i) => [String(i + 1), Math.round(share * rowCount)]));
}

/** The outermost quantiles of a number or date with at least `minRows` rows beyond them; undefined where there are none. */
export function safeEnds(column: ModelColumn, present: number, minRows: number): readonly [number, number] | undefined {
  const { quantiles } = column;
  if (!quantiles) return undefined;
  const last = quantiles.length - 1;
  for (let i = 0; 2 * i < last; i++) {
    if (rowsBeyond(i / last, present) >= minRows) return [quantiles[i] as number, quantiles[last - i] as number];
  }
  return undefined;
}

/** Rows that surely lie at or beyond a quantile: `share` of them on its outer side. */
export const rowsBeyond = (share: number, present: number): number => Math.floor(share * (present - 1));
