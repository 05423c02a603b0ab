import { runningMedian } from './cap.ts';

/** Neighbours on each side whose median says what was to be expected. */
const REACH = 5;
/** Robust standard deviations (1.4826 times the median absolute deviation) from it: about one series of noise in a hundred has one. */
const FAR = 5.5;
const MAD_TO_DEVIATION = 1.4826;
/** No more than one value in so many is an outlier: beyond, swings are large. */
const ONE_IN = 20;

/**
 * Values that stand out from their neighbours, ascending, with what the neighbours let expect.
 * @param values finite, seasons removed
 */
export function findOutliers(values: Float64Array): readonly { readonly at: number; readonly expected: number }[] {
  const n = values.length;
  const middle = runningMedian(values, Math.min(REACH, Math.max(2, Math.floor(n / 6))));
  const off = values.map((value, t) => Math.abs(value - (middle[t] as number)));
  const sorted = off.toSorted();
  const typical = MAD_TO_DEVIATION * (sorted[n >> 1] as number);
  // Where most values equal their neighbours a change of the smallest size would stand out.
  const usual = typical > 0 ? typical : (sorted[Math.floor(0.95 * (n - 1))] as number);
  if (!(usual > 0) || n < 8) return [];
  const limit = Math.max(FAR * usual, sorted[Math.max(0, n - 1 - Math.floor(n / ONE_IN))] as number);
  const found: { at: number; expected: number }[] = [];
  for (let at = 0; at < n; at++) {
    if ((off[at] as number) > limit) found.push({ at, expected: middle[at] as number });
  }
  return found;
}
