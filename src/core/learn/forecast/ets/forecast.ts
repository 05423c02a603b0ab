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

/** By how much an error moves the value j steps later (j = 1 …), the season's part apart. */
function responses({ spec, params }: EtsFit, horizon: number): { level: Float64Array; season: Float64Array } {
  const level = new Float64Array(horizon);
  const season = new Float64Array(horizon);
  let damping = params.phi;
  let reach = 0;
  for (let j = 1; j < horizon; j++) {
    reach += damping;
    damping *= params.phi;
    level[j] = params.alpha + (spec.trend === 'N' ? 0 : params.beta * reach);
    season[j] = spec.season !== 'N' && j % spec.period === 0 ? params.gamma : 0;
  }
  return { level, season };
}

/** Variance of additive errors; exact but for a season that multiplies, where it is of first order. */
function additiveVariance(fit: EtsFit, { carried, season }: Ahead, horizon: number): Float64Array {
  const by = responses(fit, horizon);
  const multiplies = fit.spec.season === 'M';
  const result = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    let sum = 1;
    for (let j = 1; j <= h; j++) {
      const own = season[h - j] as number;
      const q = carried[h - j] as number;
      const moved = multiplies
        ? ((by.level[j] as number) * (season[h] as number)) / own +
          ((by.season[j] as number) * (carried[h] as number)) / q
        : (by.level[j] as number) + (by.season[j] as number);
      sum += moved * moved;
    }
    result[h] = fit.variance * sum;
  }
  return result;
}

/**
 * Variance of errors that multiply: θ_h (1 + σ²) − μ_h², with θ_h = μ_h² + σ² Σ c_j² θ_{h−j} (Hyndman et al. 2008, 6.3
 * and 6.4; the latter is for a season that multiplies, whose own error counts once a round).
 */
function relativeVariance(fit: EtsFit, ahead: Ahead, horizon: number): Float64Array {
  const { variance, spec, params } = fit;
  const multiplies = spec.season === 'M';
  const by = responses(fit, horizon);
  const centre = multiplies ? ahead.carried : ahead.mean;
  const theta = new Float64Array(horizon);
  const result = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const square = (centre[h] as number) ** 2;
    let sum = 0;
    for (let j = 1; j <= h; j++) {
      const c = (by.level[j] as number) + (multiplies ? 0 : (by.season[j] as number));
      sum += c * c * (theta[h - j] as number);
    }
    theta[h] = square + variance * sum;
    const rounds = multiplies ? Math.floor(h / spec.period) : 0;
    const ofSeason = (1 + params.gamma ** 2 * variance) ** rounds;
    const scale = multiplies ? (ahead.season[h] as number) ** 2 : 1;
    result[h] = scale * ((theta[h] as number) * (1 + variance) * ofSeason - square);
  }
  return result;
}

/** The next points, with the standard deviation of the error that the model's own theory gives. */
export function etsForecast(fit: EtsFit, horizon: number): PointForecast {
  const ahead = lookAhead(fit, horizon);
  const variance =
    fit.spec.error === 'A' ? additiveVariance(fit, ahead, horizon) : relativeVariance(fit, ahead, horizon);
  return { mean: ahead.mean, spread: variance.map((v) => Math.sqrt(Math.max(0, v))) };
}
