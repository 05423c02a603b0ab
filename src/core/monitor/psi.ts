import { chiSquaredQuantile } from '../stats/distributions.ts';
import type { DriftRow } from './types.ts';

/** Shares below this count as this much: an empty bin must not make the index infinite. */
const FLOOR = 1e-4;

/**
 * Population stability index of two lists of shares of the same bins: Σ (b − a) ln (b / a), the symmetric
 * Kullback–Leibler divergence. Bins that are empty in both count nothing.
 * @param rows behind the newer shares: an empty bin counts as half a row, for with few rows it says little
 */
export function psi(before: ArrayLike<number>, after: ArrayLike<number>, rows = Infinity): number {
  const floor = Math.min(0.5, Math.max(FLOOR, 0.5 / rows));
  let sum = 0;
  for (let i = 0; i < before.length; i++) {
    const a = before[i] as number;
    const b = after[i] as number;
    if (a === b) continue;
    sum += (b - a) * Math.log(Math.max(b, floor) / Math.max(a, FLOOR));
  }
  return sum;
}

/** The usual marks: up to 0.1 nothing to speak of, from 0.25 on a shift. */
const SMALL = 0.1;
const LARGE = 0.25;
/** Chance with which an unchanged column may be called drifted by a mark that few rows reach by themselves. */
const FALSE_ALARM = 0.005;

/**
 * Size class of an index. With few rows chance alone moves shares: an index that an unchanged column reaches once in
 * two hundred times is none, whatever the marks say. PSI / (1 / rows + 1 / rows before) is about χ² with bins − 1 degrees of
 * freedom (Yurdakul 2018).
 * @param bins that are not empty in both
 * @param rows behind the newer shares
 * @param rowsBefore behind the older ones, where that is known
 */
export function psiSize(index: number, bins: number, rows: number, rowsBefore = Infinity): DriftRow['size'] {
  const chance = bins > 1 && rows > 0 ? chiSquaredQuantile(1 - FALSE_ALARM, bins - 1) * (1 / rows + 1 / rowsBefore) : 0;
  if (index < SMALL || index <= chance) return 'none';
  return index < LARGE ? 'small' : 'large';
}
