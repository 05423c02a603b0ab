import { ALPHA, BETA, GAMMA, LEVEL, PHI, SEASON, SLOPE, type EtsSpec } from './spec.ts';

/** Smallest one-step forecast that a multiplicative model may reach, as a share of the mean: below, it has no likelihood. */
const LEAST_SHARE = 1e-6;

/** Work space of one series and model: what a pass leaves behind, step by step. */
export interface EtsTrace {
  readonly values: Float64Array;
  readonly spec: EtsSpec;
  /** One-step forecasts. */
  readonly fitted: Float64Array;
  /** Level carried forward, before the season is put on. */
  readonly carried: Float64Array;
  /** State of the season that each step met. */
  readonly met: Float64Array;
  /** Slope that each step met. */
  readonly slopes: Float64Array;
  /** States after the last value. */
  readonly season: Float64Array;
  readonly seasonGradient: Float64Array;
  level: number;
  slope: number;
  /** Σ e² of additive, Σ (e / ŷ)² of multiplicative errors. */
  squares: number;
  /** Σ log ŷ of multiplicative errors, else 0. */
  logs: number;
  /** Forecasts of multiplicative models must stay above this. */
  readonly least: number;
}

export function createTrace(values: Float64Array, spec: EtsSpec): EtsTrace {
  const n = values.length;
  const states = spec.season === 'N' ? 0 : spec.period;
  let mean = 0;
  for (const value of values) mean += Math.abs(value) / n;
  return {
    values,
    spec,
    fitted: new Float64Array(n),
    carried: new Float64Array(n),
    met: new Float64Array(n),
    slopes: new Float64Array(n),
    season: new Float64Array(states),
    seasonGradient: new Float64Array(states),
    level: 0,
    slope: 0,
    squares: 0,
    logs: 0,
    least: spec.error === 'M' || spec.season === 'M' ? mean * LEAST_SHARE : -Infinity,
  };
}

/**
 * Runs the model over the values.
 * @param p flat parameters (`spec.ts`)
 * @returns false where a multiplicative model met a forecast or a state that is not positive
 */
export function runEts(trace: EtsTrace, p: Float64Array): boolean {
  const { values, spec, fitted, carried, met, slopes, season, least } = trace;
  const { period } = spec;
  const alpha = p[ALPHA] as number;
  const beta = p[BETA] as number;
  const gamma = p[GAMMA] as number;
  const phi = p[PHI] as number;
  const additive = spec.season === 'A';
  const seasonal = spec.season !== 'N';
  const relative = spec.error === 'M';
  const n = values.length;
  let level = p[LEVEL] as number;
  let slope = p[SLOPE] as number;
  for (let i = 0; i < season.length; i++) season[i] = p[SEASON + i] as number;
  let squares = 0;
  let logs = 0;
  let product = 1;
  let place = 0;
  for (let t = 0; t < n; t++) {
    const moved = phi * slope;
    const q = level + moved;
    carried[t] = q;
    slopes[t] = slope;
    let forecast = q;
    let error: number;
    if (!seasonal) {
      error = (values[t] as number) - q;
      level = q + alpha * error;
      slope = moved + beta * error;
    } else {
      const s = season[place] as number;
      met[t] = s;
      if (additive) {
        forecast = q + s;
        error = (values[t] as number) - forecast;
        level = q + alpha * error;
        slope = moved + beta * error;
        season[place] = s + gamma * error;
      } else {
        if (!(q > least) || !(s > 0)) return false;
        forecast = q * s;
        error = (values[t] as number) - forecast;
        level = q + (alpha * error) / s;
        slope = moved + (beta * error) / s;
        if (!(level > least)) return false;
        // By the new level, as Holt and Winters had it, and statsmodels has.
        season[place] = s + (gamma * error) / level;
      }
      if (++place === period) place = 0;
    }
    fitted[t] = forecast;
    if (relative) {
      if (!(forecast > least)) return false;
      const ratio = error / forecast;
      squares += ratio * ratio;
      // One logarithm for several factors: it is most of the pass otherwise.
      product *= forecast;
      if (product > 1e200 || product < 1e-200) {
        logs += Math.log(product);
        product = 1;
      }
    } else squares += error * error;
  }
  trace.level = level;
  trace.slope = slope;
  trace.squares = squares;
  trace.logs = relative ? logs + Math.log(product) : 0;
  return Number.isFinite(squares) && Number.isFinite(trace.logs);
}

/**
 * Mean negative log likelihood of the last pass, the variance concentrated out and constants dropped:
 * ½ log(Σ e² / n) + Σ log ŷ / n.
 * @param floor added to the sum of squares, so that a perfect fit stays finite
 */
export function etsLoss({ values, squares, logs }: EtsTrace, floor: number): number {
  const n = values.length;
  return 0.5 * Math.log((squares + floor) / n) + logs / n;
}

/**
 * Gradient of `etsLoss` of the last pass by every flat parameter, back through the recursion (reverse mode).
 * @param into written, as long as `p`
 */
export function etsGradient(trace: EtsTrace, p: Float64Array, floor: number, into: Float64Array): void {
  const { values, spec, fitted, carried, met, slopes, seasonGradient } = trace;
  const { period } = spec;
  const alpha = p[ALPHA] as number;
  const beta = p[BETA] as number;
  const gamma = p[GAMMA] as number;
  const phi = p[PHI] as number;
  const additive = spec.season === 'A';
  const seasonal = spec.season !== 'N';
  const relative = spec.error === 'M';
  const n = values.length;
  const weight = 1 / (trace.squares + floor);
  seasonGradient.fill(0);
  let toLevel = 0;
  let toSlope = 0;
  let toAlpha = 0;
  let toBeta = 0;
  let toGamma = 0;
  let toPhi = 0;
  let place = seasonal ? n % period : 0;
  for (let t = n - 1; t >= 0; t--) {
    const y = values[t] as number;
    const forecast = fitted[t] as number;
    const error = y - forecast;
    const q = carried[t] as number;
    const slope = slopes[t] as number;
    const direct = relative
      ? (-weight * error * y) / (forecast * forecast * forecast) + 1 / (n * forecast)
      : -weight * error;
    let toForecast: number;
    let toCarried: number;
    if (!seasonal) {
      toAlpha += toLevel * error;
      toBeta += toSlope * error;
      toForecast = direct - alpha * toLevel - beta * toSlope;
      toCarried = toLevel + toForecast;
    } else {
      place = place === 0 ? period - 1 : place - 1;
      const toState = seasonGradient[place] as number;
      if (additive) {
        toAlpha += toLevel * error;
        toBeta += toSlope * error;
        toGamma += toState * error;
        toForecast = direct - alpha * toLevel - beta * toSlope - gamma * toState;
        toCarried = toLevel + toForecast;
        seasonGradient[place] = toState + toForecast;
      } else {
        const s = met[t] as number;
        const u = error / s;
        const level = q + alpha * u;
        const v = error / level;
        const toV = gamma * toState;
        const toNew = toLevel - (toV * v) / level;
        const toU = alpha * toNew + beta * toSlope;
        toAlpha += toNew * u;
        toBeta += toSlope * u;
        toGamma += toState * v;
        toForecast = direct - toU / s - toV / level;
        toCarried = toNew + toForecast * s;
        seasonGradient[place] = toState + toForecast * q - (toU * u) / s;
      }
    }
    const toMoved = toCarried + toSlope;
    toPhi += toMoved * slope;
    toSlope = phi * toMoved;
    toLevel = toCarried;
  }
  into[ALPHA] = toAlpha;
  into[BETA] = toBeta;
  into[GAMMA] = toGamma;
  into[PHI] = toPhi;
  into[LEVEL] = toLevel;
  into[SLOPE] = toSlope;
  for (let i = 0; i < seasonGradient.length; i++) into[SEASON + i] = seasonGradient[i] as number;
}
