/**
 * Coefficients of an autoregression by Burg's method (1975), stable by construction and little biased near a unit root.
 * @param values mean 0
 * @returns φ₁ … φ_order; zeros where the values do not vary
 */
export function burg(values: Float64Array, order: number): Float64Array {
  const n = values.length;
  const forward = values.slice();
  const backward = values.slice();
  let coefficients = new Float64Array(order);
  for (let m = 0; m < order; m++) {
    let [cross, power] = [0, 0];
    for (let t = m + 1; t < n; t++) {
      const [f, b] = [forward[t] as number, backward[t - 1] as number];
      cross += f * b;
      power += f * f + b * b;
    }
    const reflection = power > 0 ? (2 * cross) / power : 0;
    const next = coefficients.slice();
    next[m] = reflection;
    for (let k = 0; k < m; k++) {
      next[k] = (coefficients[k] as number) - reflection * (coefficients[m - 1 - k] as number);
    }
    coefficients = next;
    for (let t = n - 1; t > m; t--) {
      const [f, b] = [forward[t] as number, backward[t - 1] as number];
      forward[t] = f - reflection * b;
      backward[t] = b - reflection * f;
    }
  }
  return coefficients;
}

/** What an autoregression leaves of values: `result[t]` belongs to `values[t + order]`. */
export function innovations(values: Float64Array, coefficients: Float64Array): Float64Array {
  const order = coefficients.length;
  const left = new Float64Array(Math.max(0, values.length - order));
  for (let t = order; t < values.length; t++) {
    let value = values[t] as number;
    for (let k = 0; k < order; k++) value -= (coefficients[k] as number) * (values[t - 1 - k] as number);
    left[t - order] = value;
  }
  return left;
}
