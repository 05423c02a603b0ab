import { minimiseSmooth } from '../lbfgs.ts';

/** Where the dynamic model stands after some values. */
export interface DynamicTheta {
  readonly squares: number;
  readonly mean: Float64Array;
}

/**
 * The dynamic optimised Theta model of Fiorucci et al. 2016 (eq. 15): the line is fitted anew at each value. Runs over
 * the values, and on over its own forecasts.
 */
export function runDynamicTheta(
  values: Float64Array,
  first: number,
  alpha: number,
  theta: number,
  horizon: number,
): DynamicTheta {
  const n = values.length;
  const mean = new Float64Array(horizon);
  const share = 1 - 1 / theta;
  const keep = 1 - alpha;
  let level = first;
  let average = 0;
  let slope = 0;
  let start = 0;
  let power = 1;
  let squares = 0;
  for (let t = 1; t <= n + horizon; t++) {
    const next = power * keep;
    const forecast = level + share * (power * start + ((1 - next) / alpha) * slope);
    const value = t <= n ? (values[t - 1] as number) : forecast;
    if (t > n) mean[t - n - 1] = forecast;
    // The first two values make the line; the model has not spoken yet.
    else if (t > 2) squares += (value - forecast) ** 2;
    level = alpha * value + keep * level;
    slope = t === 1 ? 0 : ((t - 2) * slope + (6 * (value - average)) / t) / (t + 1);
    average = ((t - 1) * average + value) / t;
    start = average - (slope * (t + 1)) / 2;
    power = next;
  }
  return { squares, mean };
}

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** α in (0.05, 0.99), θ in (1, 20) and the first level, by least squares. */
export function optimiseDynamicTheta(values: Float64Array): { alpha: number; theta: number; level: number } {
  let squares = 0;
  for (let t = 1; t < values.length; t++) squares += ((values[t] as number) - (values[t - 1] as number)) ** 2;
  const unit = Math.sqrt(squares / values.length) || 1;
  const read = (x: Float64Array): { alpha: number; theta: number; level: number } => ({
    alpha: 0.05 + 0.94 * squash(x[0] as number),
    theta: 1 + 19 * squash((x[1] as number) - 2.9),
    level: (values[0] as number) + unit * (x[2] as number),
  });
  const loss = (x: Float64Array): number => {
    const { alpha, theta, level } = read(x);
    return Math.log(runDynamicTheta(values, level, alpha, theta, 0).squares / squares + 1e-12);
  };
  const evaluate = (x: Float64Array, gradient: Float64Array): number => {
    for (let i = 0; i < 3; i++) {
      const kept = x[i] as number;
      x[i] = kept + 1e-4;
      const above = loss(x);
      x[i] = kept - 1e-4;
      gradient[i] = (above - loss(x)) / 2e-4;
      x[i] = kept;
    }
    return loss(x);
  };
  return read(minimiseSmooth(evaluate, new Float64Array(3), 30, 1e-6).x);
}
