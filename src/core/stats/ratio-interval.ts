import { normalQuantile } from './distributions.ts';

/**
 * Interval of the ratio of two shares, x1 of n1 to x2 of n2, by inverting the score test (Koopman 1984; Miettinen and
 * Nurminen 1985 with their correction of the variance). Holds where a share is 0 or 1: `low` is then 0, `high` infinite.
 * Oracle: statsmodels' confint_proportions_2indep.
 */
export function ratioInterval(x1: number, n1: number, x2: number, n2: number): { low: number; high: number } {
  const limit = normalQuantile(0.975);
  if (!(n1 > 0 && n2 > 0)) return { low: 0, high: Infinity };
  const beyond = (logRatio: number): boolean => Math.abs(scoreOf(Math.exp(logRatio), x1, n1, x2, n2)) > limit;
  const estimate = Math.log(x1 / n1) - Math.log(x2 / n2);
  // Without an event on either side any ratio will do; with one on one side alone the search starts from a common one.
  if (Number.isNaN(estimate)) return { low: 0, high: Infinity };
  const start = Number.isFinite(estimate) ? estimate : Math.log((x1 + 0.5) / n1) - Math.log((x2 + 0.5) / n2);
  return {
    low: x1 === 0 ? 0 : Math.exp(edge(start, -1, beyond)),
    high: x2 === 0 ? Infinity : Math.exp(edge(start, 1, beyond)),
  };
}

/** z of the difference x1/n1 − ratio · x2/n2 under the hypothesis that the ratio is the true one. */
function scoreOf(ratio: number, x1: number, n1: number, x2: number, n2: number): number {
  const n = n1 + n2;
  // The likeliest shares that have this ratio: root of a quadratic.
  const a = n * ratio;
  const b = n1 * ratio + x1 + n2 + x2 * ratio;
  const c = x1 + x2;
  const second = (2 * c) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  const first = Math.min(1, second * ratio);
  const variance = ((first * (1 - first)) / n1 + (ratio * ratio * second * (1 - second)) / n2) * (n / (n - 1));
  const difference = x1 / n1 - (ratio * x2) / n2;
  if (!(variance > 0)) return difference === 0 ? 0 : Math.sign(difference) * Infinity;
  return difference / Math.sqrt(variance);
}

/** Where `beyond` becomes true, going from `start` one way: by doubling, then bisection. */
function edge(start: number, way: 1 | -1, beyond: (at: number) => boolean): number {
  let inside = 0;
  let outside = 1;
  while (!beyond(start + way * outside) && outside < 64) {
    inside = outside;
    outside *= 2;
  }
  for (let step = 0; step < 60; step++) {
    const middle = (inside + outside) / 2;
    if (beyond(start + way * middle)) outside = middle;
    else inside = middle;
  }
  return start + (way * (inside + outside)) / 2;
}
