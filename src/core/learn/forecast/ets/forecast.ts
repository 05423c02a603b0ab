import type { PointForecast } from '../forecaster.ts';
import type { EtsFit } from './fit.ts';

/** What lies ahead of a fit without its season, and the season beside it (0 or 1 where there is none). */
interface Ahead {
  readonly carried: Float64Array;
  readonly season: Float64Array;
  readonly mean: Float64Array;
}

function lookAhead({ spec, params, level, slope, season, points }: EtsFit, horizon: number): Ahead {
  const carried = new Float64Array(horizon);
  const ahead = new Float64Array(horizon).fill(spec.season === 'M' ? 1 : 0);
  let damping = params.phi;
  let reach = 0;
  for (let h = 0; h < horizon; h++) {
    reach += damping;
    damping *= params.phi;
    carried[h] = level + (spec.trend === 'N' ? 0 : reach * slope);
    if (spec.season !== 'N') ahead[h] = season[(points + h) % spec.period] as number;
  }
  const mean = carried.map((q, h) => (spec.season === 'M' ? q * (ahead[h] as number) : q + (ahead[h] as number)));
  return { carried, season: ahead, mean };
}

/** By how much an error of h − j steps ahead moves the value h steps ahead (0 is the next one). */
type Response = (h: number, j: number) => number;

function makeResponse({ spec, params }: EtsFit, { carried, season }: Ahead): Response {
  const byLevel = new Float64Array(carried.length);
  let damping = params.phi;
  let reach = 0;
  for (let j = 1; j < byLevel.length; j++) {
    reach += damping;
    damping *= params.phi;
    byLevel[j] = params.alpha + (spec.trend === 'N' ? 0 : params.beta * reach);
  }
  const bySeason = (j: number): number => (spec.season !== 'N' && j % spec.period === 0 ? params.gamma : 0);
  if (spec.season !== 'M') return (_h, j) => (byLevel[j] as number) + bySeason(j);
  // Of first order: a season that multiplies carries errors on in proportion.
  return (h, j) =>
    ((byLevel[j] as number) * (season[h] as number)) / (season[h - j] as number) +
    (bySeason(j) * (carried[h] as number)) / (carried[h - j] as number);
}

/** σ² (1 + Σ c_j²): Hyndman et al. 2008, 6.2. */
function additiveVariance(variance: number, response: Response, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, h) => {
    let sum = 1;
    for (let j = 1; j <= h; j++) sum += response(h, j) ** 2;
    return variance * sum;
  });
}

/** θ_h (1 + σ²) − μ_h², with θ_h = μ_h² + σ² Σ c_j² θ_{h−j}: Hyndman et al. 2008, 6.3. */
function relativeVariance(variance: number, response: Response, mean: Float64Array): Float64Array {
  const theta = new Float64Array(mean.length);
  return mean.map((mu, h) => {
    let sum = 0;
    for (let j = 1; j <= h; j++) sum += response(h, j) ** 2 * (theta[h - j] as number);
    theta[h] = mu * mu + variance * sum;
    return (theta[h] as number) * (1 + variance) - mu * mu;
  });
}

/** The next points, with the standard deviation of the error that the model's own theory gives. */
export function etsForecast(fit: EtsFit, horizon: number): PointForecast {
  const ahead = lookAhead(fit, horizon);
  const response = makeResponse(fit, ahead);
  const variance =
    fit.spec.error === 'A'
      ? additiveVariance(fit.variance, response, horizon)
      : relativeVariance(fit.variance, response, ahead.mean);
  return { mean: ahead.mean, spread: variance.map((v) => Math.sqrt(Math.max(0, v))) };
}
