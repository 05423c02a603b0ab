/** Times that lie far from all others are typing errors: at most so many, and this share of the rows. */
const MOST_FAR = 5;
const FAR_SHARE = 0.01;
/** Among fewer times none is far. */
const LEAST = 10;
/** A gap of so many times the rest's whole span. */
const FAR = 1;

/**
 * Rows at either end whose times are further from the rest than the rest is long (2099 among 2019 … 2021).
 * @param times NaN is passed over
 */
export function farTimes(times: Float64Array): number[] {
  const sorted = times.filter((ms) => !Number.isNaN(ms)).sort();
  if (sorted.length < LEAST) return [];
  const most = Math.min(MOST_FAR, Math.max(1, Math.floor(FAR_SHARE * sorted.length)));
  const isFar = (gap: number, span: number): boolean => span > 0 && gap > FAR * span;
  let from = 0;
  let to = sorted.length - 1;
  for (let i = 1; i <= most; i++) {
    const rest = (sorted[sorted.length - 1 - most] as number) - (sorted[i] as number);
    if (isFar((sorted[i] as number) - (sorted[i - 1] as number), rest)) from = i;
  }
  for (let i = 1; i <= most; i++) {
    const rest = (sorted[sorted.length - 1 - i] as number) - (sorted[from] as number);
    const gap = (sorted[sorted.length - i] as number) - (sorted[sorted.length - 1 - i] as number);
    if (isFar(gap, rest)) to = sorted.length - 1 - i;
  }
  const [low, high] = [sorted[from] as number, sorted[to] as number];
  const rows: number[] = [];
  times.forEach((ms, row) => {
    if (ms < low || ms > high) rows.push(row);
  });
  return rows;
}
