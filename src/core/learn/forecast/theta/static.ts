/** Level of simple exponential smoothing from the first value on, and the sum of its squared one-step errors. */
export function smooth(values: Float64Array, alpha: number): { level: number; squares: number } {
  let level = values[0] as number;
  let squares = 0;
  for (const value of values) {
    const error = value - level;
    squares += error * error;
    level += alpha * error;
  }
  return { level, squares };
}

/** α of simple exponential smoothing that makes the squared errors least, in [0.0001, 0.9999]. */
export function bestAlpha(values: Float64Array): number {
  let best = 0.5;
  let least = Infinity;
  const tryOne = (alpha: number): void => {
    const { squares } = smooth(values, alpha);
    if (squares < least) {
      least = squares;
      best = alpha;
    }
  };
  for (let i = 0; i <= 20; i++) tryOne(Math.min(0.9999, Math.max(1e-4, i / 20)));
  for (let step = 0.025; step > 1e-7; step /= 2) {
    const centre = best;
    tryOne(Math.min(0.9999, centre + step));
    tryOne(Math.max(1e-4, centre - step));
  }
  return best;
}

/** Slope of the least squares line over 0, 1, …. */
function lineSlope(values: Float64Array): number {
  const n = values.length;
  let cross = 0;
  for (let t = 0; t < n; t++) cross += (t - (n - 1) / 2) * (values[t] as number);
  return (12 * cross) / (n * (n * n - 1));
}

/**
 * The Theta forecast of values without a season: simple exponential smoothing with a drift of (1 − 1/θ) of the line's
 * slope (Hyndman and Billah 2003).
 * @param theta at least 1; 2 is the method of Assimakopoulos and Nikolopoulos 2000
 */
export function thetaForecast(values: Float64Array, alpha: number, theta: number, horizon: number): Float64Array {
  const n = values.length;
  const { level } = smooth(values, alpha);
  const drift = (1 - 1 / theta) * lineSlope(values);
  const head = 1 / alpha - (1 - alpha) ** n / alpha;
  return Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + head));
}
