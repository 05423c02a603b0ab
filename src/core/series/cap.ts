/** So many of the largest values may be large by right: three, or one in fifty. */
const LARGE = 3;
const LARGE_SHARE = 0.02;
/** How far beyond them a single one may go. */
const BEYOND = 1.5;

/** Values with the few that stand out by far pulled in, so that one mistake does not drown all else; those that come back every round stay. */
export function capAtLargest(values: Float64Array): Float64Array {
  const limit = limitOf(values);
  return values.map((value) => Math.max(-limit, Math.min(limit, value)));
}

function limitOf(values: Float64Array): number {
  const sizes = values.map(Math.abs).sort();
  const rank = Math.max(LARGE, Math.ceil(LARGE_SHARE * sizes.length));
  return BEYOND * (sizes[Math.max(0, sizes.length - rank)] ?? 0);
}

/** Values further off the median of their neighbours than any but a few are, pulled in. @param reach neighbours on each side */
export function withoutSpikes(values: Float64Array, reach = 3): Float64Array {
  const middle = runningMedian(values, reach);
  const limit = limitOf(values.map((value, t) => value - (middle[t] as number)));
  return values.map((value, t) => {
    const at = middle[t] as number;
    return limit > 0 ? Math.max(at - limit, Math.min(at + limit, value)) : value;
  });
}

/** Median of each value and its neighbours; at the ends of those that there are. */
export function runningMedian(values: Float64Array, reach: number): Float64Array {
  const found = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const window = values.slice(Math.max(0, t - reach), t + reach + 1).sort();
    const half = window.length >> 1;
    found[t] =
      window.length % 2 === 1
        ? (window[half] as number)
        : ((window[half - 1] as number) + (window[half] as number)) / 2;
  }
  return found;
}
