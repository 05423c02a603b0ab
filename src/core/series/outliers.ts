/** Neighbours on each side whose medians say what was to be expected. */
const REACH = 5;
/** With fewer of them a side says nothing. */
const LEAST_REACH = 3;
/** Robust standard deviations (1.4826 times the median) that an outlier keeps from both sides; at an end from the one there is. */
const FAR = 5;
const FAR_AT_END = 7;
const MAD_TO_DEVIATION = 1.4826;
/** No more than one value in so many is an outlier: beyond, swings are large. */
const ONE_IN = 20;
const LEAST_VALUES = 8;

/**
 * Values that stand out from those before and from those behind, to the same side (a new level stands out from those
 * before alone), ascending, with what their neighbours let expect.
 * @param values finite, seasons removed
 */
export function findOutliers(values: Float64Array): readonly { readonly at: number; readonly expected: number }[] {
  const n = values.length;
  if (n < LEAST_VALUES) return [];
  const looks = Array.from({ length: n }, (_, at) => lookAt(values, at));
  const typical = spreadOf(looks.map(({ both }) => both));
  const atEnd = spreadOf(looks.flatMap(({ before }) => (Number.isNaN(before) ? [] : [before])));
  const limit = Math.max(FAR * typical, rankedAt(looks, n));
  const found: { at: number; expected: number }[] = [];
  looks.forEach(({ both, before, behind, expected }, at) => {
    const isInside = !Number.isNaN(before) && !Number.isNaN(behind);
    const isFar = isInside ? Math.abs(both) > limit : Math.abs(both) > Math.max(limit, FAR_AT_END * atEnd);
    if (isFar) found.push({ at, expected });
  });
  return found;
}

interface Look {
  /** Distance from the median of those before; NaN where there are too few. */
  readonly before: number;
  readonly behind: number;
  /** The smaller of them; 0 where they are to different sides. */
  readonly both: number;
  readonly expected: number;
}

function lookAt(values: Float64Array, at: number): Look {
  const value = values[at] as number;
  const left = medianOf(values, at - REACH, at);
  const right = medianOf(values, at + 1, at + 1 + REACH);
  const [before, behind] = [value - left, value - right];
  if (Number.isNaN(before)) return { before, behind, both: behind, expected: right };
  if (Number.isNaN(behind)) return { before, behind, both: before, expected: left };
  const both = before * behind <= 0 ? 0 : Math.abs(before) < Math.abs(behind) ? before : behind;
  return { before, behind, both, expected: (left + right) / 2 };
}

function medianOf(values: Float64Array, from: number, to: number): number {
  const window = values.slice(Math.max(0, from), to).sort();
  if (window.length < LEAST_REACH) return NaN;
  const half = window.length >> 1;
  return window.length % 2 === 1
    ? (window[half] as number)
    : ((window[half - 1] as number) + (window[half] as number)) / 2;
}

/** Robust standard deviation of distances; where most are 0 by those that are not. */
function spreadOf(distances: readonly number[]): number {
  const sizes = distances
    .map(Math.abs)
    .filter((size) => size > 0)
    .toSorted((a, b) => a - b);
  return sizes.length === 0 ? 0 : MAD_TO_DEVIATION * (sizes[sizes.length >> 1] as number);
}

/** The distance that one in twenty exceeds. */
function rankedAt(looks: readonly Look[], n: number): number {
  const sizes = looks.map(({ both }) => Math.abs(both)).toSorted((a, b) => b - a);
  return sizes[Math.floor(n / ONE_IN)] ?? 0;
}
