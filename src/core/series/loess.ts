/** A local line through equally spaced values at 1, 2, …, n (Cleveland and others 1990, section 3). */
export interface Smoothing {
  /** Values that a line is drawn through, odd. More than there are: all, with flatter weights. */
  readonly window: number;
  /** The line is drawn at every so manieth value, between them it is straight. */
  readonly jump: number;
}

/** Products: powers take several times as long. */
const tricube = (share: number): number => {
  const left = 1 - share * share * share;
  return left * left * left;
};

/** Below this share of its reach a neighbour weighs 1, beyond the other one 0. */
const [NEAR, FAR] = [0.001, 0.999];

/**
 * The value at `x` of the line through the neighbours `from` … `to` (counted from 1) with tricube weights.
 * @param robust weight of each value, absent: 1
 * @param weights scratch, as long as the values
 * @returns NaN where no neighbour weighs anything
 */
export function loessAt(
  values: Float64Array,
  n: number,
  window: number,
  x: number,
  from: number,
  to: number,
  weights: Float64Array,
  robust: Float64Array | undefined,
): number {
  let reach = Math.max(x - from, to - x);
  if (window > n) reach += Math.floor((window - n) / 2);
  let total = 0;
  for (let j = from; j <= to; j++) {
    const distance = Math.abs(j - x);
    let weight = 0;
    if (distance <= FAR * reach) {
      weight = distance <= NEAR * reach ? 1 : tricube(distance / reach);
      if (robust) weight *= robust[j - 1] as number;
    }
    weights[j - 1] = weight;
    total += weight;
  }
  if (!(total > 0)) return NaN;
  let centre = 0;
  for (let j = from; j <= to; j++) {
    const weight = (weights[j - 1] as number) / total;
    weights[j - 1] = weight;
    centre += weight * j;
  }
  let spread = 0;
  for (let j = from; j <= to; j++) spread += (weights[j - 1] as number) * (j - centre) * (j - centre);
  // With the neighbours all in one place a line has no slope.
  const tilt = reach > 0 && Math.sqrt(spread) > NEAR * (n - 1) ? (x - centre) / spread : 0;
  let value = 0;
  for (let j = from; j <= to; j++) {
    value += (weights[j - 1] as number) * (tilt * (j - centre) + 1) * (values[j - 1] as number);
  }
  return value;
}

/**
 * The first `n` values smoothed, written to `into` from `at` on.
 * @param weights scratch, at least n long
 */
export function loess(
  values: Float64Array,
  n: number,
  { window, jump }: Smoothing,
  robust: Float64Array | undefined,
  into: Float64Array,
  at: number,
  weights: Float64Array,
): void {
  if (n < 2) {
    into[at] = values[0] as number;
    return;
  }
  const step = Math.min(jump, n - 1);
  const draw = (i: number): void => {
    const [from, to] = neighbours(i, n, window, step);
    const value = loessAt(values, n, window, i + 1, from, to, weights, robust);
    into[at + i] = Number.isNaN(value) ? (values[i] as number) : value;
  };
  for (let i = 0; i < n; i += step) draw(i);
  if (step === 1) return;
  const last = Math.floor((n - 1) / step) * step;
  for (let i = 0; i + step <= last; i += step) straight(into, at + i, at + i + step);
  if (last === n - 1) return;
  draw(n - 1);
  straight(into, at + last, at + n - 1);
}

/** The nearest neighbours of a value, counted from 1. */
function neighbours(i: number, n: number, window: number, step: number): readonly [number, number] {
  if (window >= n) return [1, n];
  const half = step === 1 ? Math.floor((window + 2) / 2) : Math.floor((window + 1) / 2);
  const from = step === 1 ? i + 2 - half : i + 1 < half ? 1 : i + 2 - half;
  const left = Math.max(1, Math.min(n - window + 1, from));
  return [left, left + window - 1];
}

function straight(into: Float64Array, from: number, to: number): void {
  const slope = ((into[to] as number) - (into[from] as number)) / (to - from);
  const start = into[from] as number;
  for (let i = from + 1; i < to; i++) into[i] = start + slope * (i - from);
}
