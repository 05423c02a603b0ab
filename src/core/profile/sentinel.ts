/** Values that programs write for "missing". */
// prettier-ignore
const SENTINELS: ReadonlySet<number> = new Set([
  -1, -9, -99, -200, -999, -9999, -99999, -999999,
  99, 999, 9999, 99999, 999999,
]);

const LEAST_SHARE = 0.01;

export interface Sentinel {
  readonly value: number;
  readonly count: number;
}

/**
 * A conspicuous code at one end of the values, in at least 1 % of them and not in all, that is the only value below
 * nought or further from the next one than half of the range of all others. Small codes (−1, −9) count only below
 * fractions that are never negative: among whole numbers they are near true values.
 * @param sorted ascending, without NaN
 */
export function findSentinel(sorted: Float64Array): Sentinel | undefined {
  const n = sorted.length;
  const low = sorted[0];
  const high = sorted[n - 1];
  if (low === undefined || high === undefined || low === high) return undefined;
  if (SENTINELS.has(low)) {
    let count = 1;
    while (sorted[count] === low) count++;
    if (isApart(low, count, sorted.subarray(count), n)) return { value: low, count };
  }
  if (SENTINELS.has(high)) {
    let count = 1;
    while (sorted[n - 1 - count] === high) count++;
    if (isApart(high, count, sorted.subarray(0, n - count), n)) return { value: high, count };
  }
  return undefined;
}

function isApart(value: number, count: number, others: Float64Array, n: number): boolean {
  if (count < LEAST_SHARE * n) return false;
  const low = others[0] as number;
  const high = others[others.length - 1] as number;
  const aloneBelow = value < 0 && low >= 0;
  if (Math.abs(value) < 90) return aloneBelow && others.some((other) => !Number.isInteger(other));
  const nearest = value < low ? low - value : value - high;
  return aloneBelow || nearest > Math.max(high - low, 1) / 2;
}

/** The sorted values without those of the sentinel. */
export function withoutSentinel(sorted: Float64Array, { value, count }: Sentinel): Float64Array {
  return sorted[0] === value ? sorted.subarray(count) : sorted.subarray(0, sorted.length - count);
}
