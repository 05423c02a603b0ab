import { complementaryError, incompleteBeta, incompleteGamma } from './special-functions.ts';

/** Distribution functions, upper tails (`…Upper`, accurate where the lower one rounds to 1) and quantiles. */

export function normalCdf(z: number): number {
  return 0.5 * complementaryError(-z / Math.SQRT2);
}

/** P(|Z| ≥ |z|). */
export function normalTwoSided(z: number): number {
  return complementaryError(Math.abs(z) / Math.SQRT2);
}

/**
 * z with P(Z ≤ z) = p. Starts at Abramowitz and Stegun 26.2.23 and polishes with Halley's method.
 * @param p 0 … 1; the ends give −∞ and ∞.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  );
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

/** P(|T| ≥ |t|) of Student's t. */
export function tTwoSided(t: number, df: number): number {
  if (df === Infinity) return normalTwoSided(t);
  const square = t * t;
  if (square === Infinity) return 0;
  return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
}

export function tCdf(t: number, df: number): number {
  const tail = tTwoSided(t, df) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  if (df === Infinity) return normalQuantile(p);
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const size = decreasingRoot((t) => tTwoSided(t, df) - tail);
  return p < 0.5 ? -size : size;
}

export function chiSquaredCdf(x: number, df: number): number {
  return x <= 0 ? 0 : incompleteGamma(df / 2, x / 2)[0];
}

export function chiSquaredUpper(x: number, df: number): number {
  return x <= 0 ? 1 : incompleteGamma(df / 2, x / 2)[1];
}

export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? Infinity : NaN;
  return decreasingRoot(p < 0.5 ? (x) => p - chiSquaredCdf(x, df) : (x) => chiSquaredUpper(x, df) - (1 - p));
}

export function fCdf(x: number, df1: number, df2: number): number {
  if (x <= 0) return 0;
  const whole = df1 * x + df2;
  return incompleteBeta((df1 * x) / whole, df1 / 2, df2 / 2, df2 / whole);
}

export function fUpper(x: number, df1: number, df2: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const whole = df1 * x + df2;
  return incompleteBeta(df2 / whole, df2 / 2, df1 / 2, (df1 * x) / whole);
}

export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? Infinity : NaN;
  return decreasingRoot(p < 0.5 ? (x) => p - fCdf(x, df1, df2) : (x) => fUpper(x, df1, df2) - (1 - p));
}

/** The root of a decreasing function on (0, ∞), by doubling and then bisection to the last bit. */
function decreasingRoot(f: (x: number) => number): number {
  let low = 0;
  let high = 1;
  while (f(high) > 0 && high < 1e300) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 1100; step++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
