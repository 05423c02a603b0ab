import type { CleanedNumber } from './cleaned.ts';
import { knownRows, safeEnds } from './known-rows.ts';

const DAY = 86_400_000;

interface Moments {
  /** Of the column before it was scaled. */
  readonly centre: number;
  readonly scale: number;
  readonly mean: number;
}

interface Fitted {
  readonly rowCount: number;
  readonly minRows: number;
  /** Whether `scale` is the standard deviation. */
  readonly isStandard: boolean;
}

/**
 * Of a number column that holds one value in nearly all rows: that value, where the others may be fewer than `minRows`
 * rows, about which the slope would then speak. In the estimator's units.
 *
 * k rows that are off the usual value m by dᵢ have (Σd)² ≤ k Σd² (Cauchy and Schwarz) and |Σd| ≤ k·max|d|, and Σd, Σd²
 * follow from mean and deviation: both give a least k. For a 0/1 column it is the number of ones.
 */
export function fewStandOut(cleaned: CleanedNumber, moments: Moments, fitted: Fitted): number | undefined {
  const n = fitted.rowCount;
  if (cleaned.as === 'characters' || cleaned.as === 'words') {
    return knownRows(cleaned.column, n).present < fitted.minRows ? 0 : undefined;
  }
  const usual = usualValue(cleaned, cleaned.as, fitted.minRows);
  if (usual === undefined) return undefined;
  const { value, furthest } = usual;
  const off = Math.abs(moments.centre + moments.scale * moments.mean - value);
  const byReach = furthest > 0 ? (n * off) / furthest : 0;
  const bySpread = fitted.isStandard && off > 0 ? (n * off * off) / (moments.scale ** 2 + off * off) : 0;
  // Rounding must not take a row away from a whole number of them.
  return Math.max(byReach, bySpread) + 1e-6 * fitted.minRows >= fitted.minRows ? undefined : value;
}

interface Usual {
  readonly value: number;
  /** Distance of the value furthest from it. */
  readonly furthest: number;
}

/** The value that all but few rows have, where there may be one. */
function usualValue(
  { column, shift, present }: CleanedNumber,
  as: 'value' | 'days' | 'hour',
  minRows: number,
): Usual | undefined {
  // Times of day are not kept as quantiles; where few have one, the others are days, and those begin at 0.
  if (as === 'hour') return { value: 0, furthest: 23 };
  const { quantiles } = column;
  const ends = safeEnds(column, present, minRows);
  if (!quantiles || (ends && ends[0] < ends[1])) return undefined;
  const unit = as === 'days' ? DAY : 1;
  const value = ends?.[0] ?? (quantiles[10] as number);
  const furthest = Math.max((quantiles.at(-1) as number) - value, value - (quantiles[0] as number)) / unit;
  return { value: value / unit - shift, furthest };
}
