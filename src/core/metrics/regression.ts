import { median } from '../stats/descriptive.ts';

/** Figures of numbers, in the target's own units where not said otherwise. `y` what was, `f` what was predicted. */

export function mse(y: ArrayLike<number>, f: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += ((y[i] as number) - (f[i] as number)) ** 2;
  return sum / y.length;
}

export function rmse(y: ArrayLike<number>, f: ArrayLike<number>): number {
  return Math.sqrt(mse(y, f));
}

export function mae(y: ArrayLike<number>, f: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += Math.abs((y[i] as number) - (f[i] as number));
  return sum / y.length;
}

/** Share of the variance about the mean that is explained; below 0 where the mean would do better. */
export function r2(y: ArrayLike<number>, f: ArrayLike<number>): number {
  const n = y.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += y[i] as number;
  let spread = 0;
  for (let i = 0; i < n; i++) spread += ((y[i] as number) - sum / n) ** 2;
  return shareExplained(mse(y, f) * n, spread);
}

/** R² from the two sums of squares; a constant target gives 1 when met exactly and else 0, as scikit-learn. */
export function shareExplained(squaredError: number, spread: number): number {
  if (spread > 0) return 1 - squaredError / spread;
  return squaredError === 0 ? 1 : 0;
}

export function absoluteErrors(y: ArrayLike<number>, f: ArrayLike<number>): Float64Array {
  const errors = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) errors[i] = Math.abs((y[i] as number) - (f[i] as number));
  return errors;
}

export function medianAbsoluteError(y: ArrayLike<number>, f: ArrayLike<number>): number {
  return median(absoluteErrors(y, f));
}

/** Mean absolute error as a fraction of what was; zeros are divided by 2⁻⁵², as scikit-learn does. */
export function mape(y: ArrayLike<number>, f: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    sum += Math.abs((y[i] as number) - (f[i] as number)) / Math.max(Math.abs(y[i] as number), 2 ** -52);
  }
  return sum / y.length;
}
