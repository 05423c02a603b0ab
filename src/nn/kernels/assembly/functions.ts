// e^x, its kin and the logarithm, four at a time, from additions and products alone: WebAssembly has none of them.

/** Below this, e^x is given as 0: nothing that small counts, and denormal numbers are many times slower. */
const LOWEST: f32 = -60;
const HIGHEST: f32 = 80;
const LOG2_E: f32 = 1.44269504;
/** ln 2 in two parts, so that x − n ln 2 keeps its last bits. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;

function step(sum: v128, x: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, x), f32x4.splat(coefficient));
}

/** e^x to about 1e-7 of itself: x = n ln 2 + r, and the Taylor series in r up to its seventh power (|r| ≤ 0.35). */
export function exp4(x: v128): v128 {
  const bounded = f32x4.max(f32x4.min(x, f32x4.splat(HIGHEST)), f32x4.splat(LOWEST - 1));
  const n = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(LOG2_E)));
  let r = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let sum = f32x4.splat(<f32>(1.0 / 5040));
  sum = step(sum, r, <f32>(1.0 / 720));
  sum = step(sum, r, <f32>(1.0 / 120));
  sum = step(sum, r, <f32>(1.0 / 24));
  sum = step(sum, r, <f32>(1.0 / 6));
  sum = step(sum, r, 0.5);
  sum = step(sum, r, 1);
  sum = step(sum, r, 1);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  // Not x ≥ lowest, but not x < lowest: what is not a number stays so.
  return v128.andnot(f32x4.mul(sum, power), f32x4.lt(x, f32x4.splat(LOWEST)));
}

export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** To about 1e-7, absolute. */
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const e = exp4(f32x4.add(x, x));
  return f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
}

/** Natural logarithm of a number above 0: m · 2^e with m in [√½, √2), and the series of the area tangent in m. */
export function log1(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = <i32>((bits >> 52) & 0x7ff) - 1023;
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum: f64 = 0;
  for (let k = 15; k >= 1; k -= 2) sum = sum * square + 1.0 / <f64>k;
  return 2 * s * sum + <f64>exponent * 0.6931471805599453;
}
