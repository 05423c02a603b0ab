import type { Fan } from './types.ts';

/**
 * How much of a gap between a total and its parts each of them bears: `variance` as their errors are large (MinT with a
 * diagonal covariance, Wickramasuriya, Athanasopoulos and Hyndman 2019), `structural` the total as much as all parts
 * together, `equal` all the same (OLS).
 */
export type GapSharing = 'variance' | 'structural' | 'equal';

/** A forecast to be made to agree with others. */
export interface Adding {
  readonly mean: Float64Array;
  /** Standard deviation of its errors at each step. */
  readonly spread: Float64Array;
}

export interface Reconciled {
  /** At each step exactly the sum of `parts`, in their order. */
  readonly total: Float64Array;
  readonly parts: readonly Float64Array[];
}

/**
 * Means that add up. For one total over parts W S (SᵀWS)⁻¹ comes down to dealing out the gap in proportion to the
 * variances. Parts that may not be negative give no more than they have; what then is left over, the others bear.
 */
export function reconcile(
  total: Adding,
  parts: readonly Adding[],
  sharing: GapSharing,
  neverNegative = false,
): Reconciled {
  const horizon = total.mean.length;
  const adjusted = parts.map(({ mean }) => mean.slice());
  const sums = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const weights = parts.map((part) => weightOf(part, h, sharing));
    const own = sharing === 'structural' ? parts.length : weightOf(total, h, sharing);
    const floor = neverNegative ? 0 : -Infinity;
    dealOut(adjusted, h, weights, own, total.mean[h] as number, floor);
    for (const part of adjusted) sums[h] = (sums[h] as number) + (part[h] as number);
  }
  return { total: sums, parts: adjusted };
}

const weightOf = ({ spread }: Adding, h: number, sharing: GapSharing): number =>
  sharing === 'variance' ? Math.max(Number.MIN_VALUE, (spread[h] as number) ** 2) : 1;

/** Moves the parts at a step; those that reach the floor stay there, and the rest is dealt out again. */
function dealOut(
  parts: readonly Float64Array[],
  h: number,
  weights: readonly number[],
  own: number,
  total: number,
  floor: number,
): void {
  const start = parts.map((part) => part[h] as number);
  const free = new Set(parts.keys());
  for (;;) {
    let [gap, whole] = [total, own];
    for (const [i, value] of start.entries()) gap -= free.has(i) ? value : floor;
    for (const i of free) whole += weights[i] as number;
    const stuck: number[] = [];
    for (const i of free) {
      const value = (start[i] as number) + ((weights[i] as number) / whole) * gap;
      (parts[i] as Float64Array)[h] = Math.max(floor, value);
      if (value < floor) stuck.push(i);
    }
    if (stuck.length === 0 || free.size === 0) return;
    for (const i of stuck) free.delete(i);
  }
}

/** A fan moved to another mean, its width kept; not below the floor. */
export function moveFan({ mean, quantiles }: Fan, to: Float64Array, floor: number): Fan {
  return {
    mean: to,
    quantiles: quantiles.map((one) =>
      one.map((value, h) => Math.max(floor, value + (to[h] as number) - (mean[h] as number))),
    ),
  };
}
