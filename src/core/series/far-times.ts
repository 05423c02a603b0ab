/** Times that lie far from all others are typing errors: at most so many, and this share of the rows. */
const MOST_FAR = 5;
const FAR_SHARE = 0.01;
/** Among fewer times none is far. */
const LEAST = 10;
/** A gap of so many times the rest's whole span. */
const FAR = 2;

/**
 * Rows at either end whose times are further from the rest than twice its span (2099 among 2019 … 2021).
 * @param times NaN is passed over
 */
export function farTimes(times: Float64Array): number[] {
  const known = times.reduce((count, ms) => count + (Number.isNaN(ms) ? 0 : 1), 0);
  if (known < LEAST) return [];
  const most = Math.min(MOST_FAR, Math.max(1, Math.floor(FAR_SHARE * known)));
  const first = extremes(times, most + 1, (a, b) => a < b);
  const last = extremes(times, most + 1, (a, b) => a > b);
  const isFar = (gap: number, span: number): boolean => span > 0 && gap > FAR * span;
  let low = first[0] as number;
  for (let i = 1; i <= most; i++) {
    const [outer, inner] = [first[i - 1] as number, first[i] as number];
    if (isFar(inner - outer, (last[most] as number) - inner)) low = inner;
  }
  let high = last[0] as number;
  for (let i = 1; i <= most; i++) {
    const [outer, inner] = [last[i - 1] as number, last[i] as number];
    if (isFar(outer - inner, inner - low)) high = inner;
  }
  const rows: number[] = [];
  for (let row = 0; row < times.length; row++) {
    if ((times[row] as number) < low || (times[row] as number) > high) rows.push(row);
  }
  return rows;
}

/** The `count` outermost times, the outermost first. */
function extremes(times: Float64Array, count: number, isOuter: (a: number, b: number) => boolean): number[] {
  const found: number[] = [];
  for (const ms of times) {
    if (Number.isNaN(ms) || (found.length === count && !isOuter(ms, found[count - 1] as number))) continue;
    let place = Math.min(found.length, count - 1);
    while (place > 0 && isOuter(ms, found[place - 1] as number)) {
      found[place] = found[place - 1] as number;
      place--;
    }
    found[place] = ms;
  }
  return found;
}
