/**
 * Gamma, beta and error functions in float64, about 1e-13 relative. Formulas: Abramowitz and Stegun chapters 6, 7
 * and 26; the continued fractions are evaluated by Lentz's method.
 */

const TINY = 1e-300;
const EPSILON = 1e-16;
const MOST_TERMS = 200_000;

/** ln Γ(x) − Stirling's leading terms, for x ≥ 10 (error below 1e-17). */
function stirlingRest(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/** ln Γ(x) for x > 0: Stirling's series from 10 up, the recurrence below. */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  while (z < 10) {
    product *= z;
    z += 1;
  }
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + stirlingRest(z) - Math.log(product);
}

/** ln B(a, b), without the cancellation of three large ln Γ where one or both are large. */
export function logBeta(a: number, b: number): number {
  const p = Math.min(a, b);
  const q = Math.max(a, b);
  if (p >= 10) {
    const rest = stirlingRest(p) + stirlingRest(q) - stirlingRest(p + q);
    return (
      0.5 * Math.log(2 * Math.PI) -
      0.5 * Math.log(q) +
      rest +
      (p - 0.5) * Math.log(p / (p + q)) +
      q * Math.log1p(-p / (p + q))
    );
  }
  if (q >= 10) {
    const rest = stirlingRest(q) - stirlingRest(p + q);
    return logGamma(p) + rest + p - p * Math.log(p + q) + (q - 0.5) * Math.log1p(-p / (p + q));
  }
  return logGamma(p) + logGamma(q) - logGamma(p + q);
}

/** [P(a, x), Q(a, x)], the lower and upper regularised incomplete gamma functions, a > 0, x ≥ 0. */
export function incompleteGamma(a: number, x: number): readonly [number, number] {
  if (!(x > 0)) return x === 0 ? [0, 1] : [NaN, NaN];
  if (x === Infinity) return [1, 0];
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < MOST_TERMS && term > sum * EPSILON; k++) {
      term *= x / (a + k);
      sum += term;
    }
    const lower = sum * front;
    return [lower, 1 - lower];
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < MOST_TERMS; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  const upper = front * h;
  return [1 - upper, upper];
}

/**
 * I_x(a, b), the regularised incomplete beta function; small values keep their relative accuracy.
 * @param rest 1 − x, where the caller knows it more exactly than the subtraction does
 */
export function incompleteBeta(x: number, a: number, b: number, rest = 1 - x): number {
  if (Number.isNaN(x) || !(a > 0) || !(b > 0)) return NaN;
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  return x < (a + 1) / (a + b + 2) ? betaTail(x, rest, a, b) : 1 - betaTail(rest, x, b, a);
}

/** The continued fraction of I_x(a, b), which converges fast for x below the mean. */
function betaTail(x: number, rest: number, a: number, b: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - logBeta(a, b)) / a;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return front * h;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** erfc(x) = 1 − erf(x), accurate in the far tail. */
export function complementaryError(x: number): number {
  const upper = incompleteGamma(0.5, x * x)[1];
  return x >= 0 ? upper : 2 - upper;
}
