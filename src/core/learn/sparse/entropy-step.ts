/** Below, five terms of the series of ω are exact to 12 digits. */
const SERIES = -6;
const MOST_STEPS = 60;

/**
 * Wright's ω(x), the y with y + ln y = x, by the iteration of Fritsch, Shafer and Crowley (1973, algorithm 443).
 * @param guess something near it, above 0
 */
function improved(x: number, guess: number): number {
  const rest = x - guess - Math.log(guess);
  const up = 1 + guess;
  const wide = 2 * up * (up + (2 / 3) * rest);
  return guess * (1 + (rest / up) * ((wide - rest) / (wide - 2 * rest)));
}

export function wrightOmega(x: number): number {
  if (x < SERIES) {
    const y = Math.exp(x);
    return y * (1 - y * (1 - y * (3 / 2 - y * (8 / 3 - (125 / 24) * y))));
  }
  const y = Math.exp(Math.min(x, 1));
  const guess = x > 1 ? x - Math.log(x) + Math.log(x) / x : y / (1 + 0.8 * y);
  return improved(x, improved(x, guess));
}

/**
 * The probabilities p that minimise Σ p ln p + stiffness/2·‖p‖² − Σ wanted·p: the step of block coordinate descent on the
 * dual of softmax regression. With y = stiffness·p it is y + ln y = wanted + ln stiffness − λ, and Newton's method finds
 * the λ for which they sum to 1: the sum is convex in λ, so that it cannot overshoot but once, at first.
 * @param wanted k scores
 * @param guess of λ, near or far
 * @param into k probabilities, overwritten
 */
export function entropyStep(wanted: Float64Array, stiffness: number, guess: number, into: Float64Array): void {
  const k = wanted.length;
  const log = Math.log(stiffness);
  let largest = -Infinity;
  for (let c = 0; c < k; c++) largest = Math.max(largest, wanted[c] as number);
  // The largest alone fills the sum there: λ is at least this.
  const least = largest - stiffness;
  let shift = Math.max(least, guess);
  for (let c = 0; c < k; c++) into[c] = wrightOmega((wanted[c] as number) + log - shift);
  for (let step = 0; step < MOST_STEPS; step++) {
    let sum = 0;
    let slope = 0;
    for (let c = 0; c < k; c++) {
      const y = into[c] as number;
      sum += y;
      slope += y / (1 + y);
    }
    const move = Math.max((sum - stiffness) / slope, least - shift);
    if (!(Math.abs(move) > 1e-12 * (1 + Math.abs(shift)))) break;
    shift += move;
    for (let c = 0; c < k; c++) into[c] = wrightOmega((wanted[c] as number) + log - shift);
  }
  let sum = 0;
  for (let c = 0; c < k; c++) sum += into[c] as number;
  for (let c = 0; c < k; c++) into[c] = (into[c] as number) / sum;
}
