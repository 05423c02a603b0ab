/** A state space model of exponential smoothing (Hyndman, Koehler, Ord and Snyder 2008), e.g. ETS(M,Ad,M). */
export interface EtsSpec {
  readonly error: 'A' | 'M';
  readonly trend: 'N' | 'A' | 'Ad';
  readonly season: 'N' | 'A' | 'M';
  /** Points a round; 1 where there is no season. */
  readonly period: number;
}

/** Smoothing parameters in the error-correction form (β = α·β*, γ = γ*·(1 − α)) and the states before the first value. */
export interface EtsParams {
  readonly alpha: number;
  /** 0 where there is no trend. */
  readonly beta: number;
  /** 0 where there is no season. */
  readonly gamma: number;
  /** 1 where the trend is not damped. */
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  /** State for points t with t mod period = i; empty where there is no season. */
  readonly season: Float64Array;
}

/** Positions in the flat vector of parameters that the recursion works on; the states of the season follow. */
export const ALPHA = 0;
export const BETA = 1;
export const GAMMA = 2;
export const PHI = 3;
export const LEVEL = 4;
export const SLOPE = 5;
export const SEASON = 6;

export const etsName = ({ error, trend, season }: EtsSpec): string => `ETS(${error},${trend},${season})`;

/** Parameters that are estimated, the variance included: what information criteria count. */
export function parameterCount({ trend, season, period }: EtsSpec): number {
  const ofTrend = trend === 'N' ? 0 : trend === 'A' ? 2 : 3;
  return 3 + ofTrend + (season === 'N' ? 0 : period);
}

export function flatten({ alpha, beta, gamma, phi, level, slope, season }: EtsParams): Float64Array {
  return Float64Array.of(alpha, beta, gamma, phi, level, slope, ...season);
}

export function unflatten(flat: Float64Array): EtsParams {
  return {
    alpha: flat[ALPHA] as number,
    beta: flat[BETA] as number,
    gamma: flat[GAMMA] as number,
    phi: flat[PHI] as number,
    level: flat[LEVEL] as number,
    slope: flat[SLOPE] as number,
    season: flat.slice(SEASON),
  };
}
