import { minimiseSmooth, type Minimum } from '../lbfgs.ts';
import { createTrace, etsGradient, etsLoss, runEts, type EtsTrace } from './recursion.ts';
import {
  ALPHA,
  BETA,
  GAMMA,
  LEVEL,
  parameterCount,
  PHI,
  SEASON,
  SLOPE,
  unflatten,
  type EtsParams,
  type EtsSpec,
} from './spec.ts';
import { startStates } from './start.ts';

/** Bounds of Hyndman and Khandakar 2008: 0 < α < 1, 0 < β < α, 0 < γ < 1 − α, and damping that is felt. */
const LEAST = 1e-4;
const MOST = 0.9999;
const LEAST_PHI = 0.8;
const MOST_PHI = 0.98;

/** Steps of the optimiser, and what a step must bring in mean log likelihood. */
const FIRST_STEPS = 25;
const STEPS = 60;
const TOLERANCE = 1e-6;
/** A perfect fit counts as one with errors of this share of the values. */
const PERFECT = 1e-7;

/** Starting parameters that are tried before the descent. */
const FIRST_ALPHAS = [0.1, 0.35, 0.7] as const;
const FIRST_SHARES = [0.05, 0.3] as const;

const squash = (x: number): number => 1 / (1 + Math.exp(-x));
const stretch = (p: number): number => Math.log(p / (1 - p));

/** How free numbers become parameters: bounded ones through a logistic curve, states as moves from where they start. */
interface Frame {
  readonly spec: EtsSpec;
  readonly trend: boolean;
  readonly damped: boolean;
  readonly states: number;
  readonly size: number;
  readonly base: Float64Array;
  readonly unit: number;
  readonly slopeUnit: number;
  readonly seasonUnit: number;
}

function makeFrame(values: Float64Array, spec: EtsSpec): Frame {
  const start = startStates(values, spec);
  let squares = 0;
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  const unit = Math.sqrt(squares / values.length) || 1;
  const trend = spec.trend !== 'N';
  const damped = spec.trend === 'Ad';
  const states = spec.season === 'N' ? 0 : spec.period;
  return {
    spec,
    trend,
    damped,
    states,
    size: 2 + (trend ? 2 : 0) + (damped ? 1 : 0) + states,
    base: Float64Array.of(0, 0, 0, 1, start.level, start.slope, ...start.season),
    unit,
    slopeUnit: unit / 10,
    seasonUnit: spec.season === 'M' ? Math.min(0.5, unit / Math.abs(mean || 1)) : unit,
  };
}

/** Free numbers: α, level; β, slope where there is a trend; φ where it is damped; γ and all but one state of the season. */
function toParams(x: Float64Array, frame: Frame, p: Float64Array): void {
  const { base, trend, damped, states, unit } = frame;
  const alpha = LEAST + (MOST - LEAST) * squash(x[0] as number);
  p[ALPHA] = alpha;
  p[LEVEL] = (base[LEVEL] as number) + unit * (x[1] as number);
  let at = 2;
  if (trend) {
    p[BETA] = alpha * (LEAST + (MOST - LEAST) * squash(x[at++] as number));
    p[SLOPE] = (base[SLOPE] as number) + frame.slopeUnit * (x[at++] as number);
  }
  p[PHI] = damped ? LEAST_PHI + (MOST_PHI - LEAST_PHI) * squash(x[at++] as number) : 1;
  if (states === 0) return;
  p[GAMMA] = (1 - alpha) * (LEAST + (MOST - LEAST) * squash(x[at++] as number));
  let moved = 0;
  for (let i = 0; i < states - 1; i++) {
    const move = frame.seasonUnit * (x[at++] as number);
    p[SEASON + i] = (base[SEASON + i] as number) + move;
    moved += move;
  }
  p[SEASON + states - 1] = (base[SEASON + states - 1] as number) - moved;
}

/** The chain rule of `toParams`. */
function toFreeGradient(x: Float64Array, frame: Frame, p: Float64Array, by: Float64Array, into: Float64Array): void {
  const { trend, damped, states, unit } = frame;
  const span = MOST - LEAST;
  const bend = (at: number): number => {
    const share = squash(x[at] as number);
    return span * share * (1 - share);
  };
  const alpha = p[ALPHA] as number;
  let toAlpha = by[ALPHA] as number;
  into[1] = unit * (by[LEVEL] as number);
  let at = 2;
  if (trend) {
    toAlpha += ((by[BETA] as number) * (p[BETA] as number)) / alpha;
    into[at] = (by[BETA] as number) * alpha * bend(at);
    at++;
    into[at++] = frame.slopeUnit * (by[SLOPE] as number);
  }
  if (damped) {
    const share = squash(x[at] as number);
    into[at++] = (by[PHI] as number) * (MOST_PHI - LEAST_PHI) * share * (1 - share);
  }
  if (states > 0) {
    toAlpha -= ((by[GAMMA] as number) * (p[GAMMA] as number)) / (1 - alpha);
    into[at] = (by[GAMMA] as number) * (1 - alpha) * bend(at);
    at++;
    const last = by[SEASON + states - 1] as number;
    for (let i = 0; i < states - 1; i++) into[at++] = frame.seasonUnit * ((by[SEASON + i] as number) - last);
  }
  into[0] = toAlpha * bend(0);
}

/** The best of a few smoothing parameters for each α that is tried, with the states as they start; best first. */
function firstGuesses(trace: EtsTrace, frame: Frame, floor: number, p: Float64Array): Float64Array[] {
  const guesses: { readonly x: Float64Array; readonly loss: number }[] = [];
  for (const alpha of FIRST_ALPHAS) {
    let best: { readonly x: Float64Array; readonly loss: number } | undefined;
    for (const share of FIRST_SHARES) {
      if (!frame.trend && frame.states === 0 && share !== FIRST_SHARES[0]) continue;
      const x = new Float64Array(frame.size);
      x[0] = stretch(alpha);
      let at = 2;
      if (frame.trend) {
        x[at] = stretch(share);
        at += 2;
      }
      if (frame.damped) x[at++] = stretch(0.75);
      if (frame.states > 0) x[at] = stretch(share);
      toParams(x, frame, p);
      const loss = runEts(trace, p) ? etsLoss(trace, floor) : Infinity;
      if (loss < (best?.loss ?? Infinity)) best = { x, loss };
    }
    if (best) guesses.push(best);
  }
  return guesses.sort((a, b) => a.loss - b.loss).map(({ x }) => x);
}

export interface EtsEstimate {
  readonly spec: EtsSpec;
  readonly params: EtsParams;
  /** Akaike's criterion with the correction for small samples, constants dropped that all models share. */
  readonly aicc: number;
}

/**
 * Maximum likelihood estimate of a model, states before the first value included.
 * @param values about 1 in size; positive where the model multiplies
 * @returns undefined where there are too few values, or none of the starts is possible
 */
export function estimateEts(values: Float64Array, spec: EtsSpec): EtsEstimate | undefined {
  const n = values.length;
  const k = parameterCount(spec);
  if (n - k - 1 <= 0) return undefined;
  const trace = createTrace(values, spec);
  const frame = makeFrame(values, spec);
  let size = 0;
  for (const value of values) size += value * value;
  const floor = (spec.error === 'M' ? n : size) * PERFECT ** 2;
  const p = Float64Array.from(frame.base);
  const by = new Float64Array(p.length);
  const evaluate = (x: Float64Array, gradient: Float64Array): number => {
    toParams(x, frame, p);
    if (!runEts(trace, p)) return Infinity;
    etsGradient(trace, p, floor, by);
    toFreeGradient(x, frame, p, by, gradient);
    return etsLoss(trace, floor);
  };
  // Likelihoods with a season have several hills: each start goes some way up its own, and the best goes on.
  let found: Minimum | undefined;
  for (const start of firstGuesses(trace, frame, floor, p)) {
    const ended = minimiseSmooth(evaluate, start, FIRST_STEPS, TOLERANCE);
    if (ended.value < (found?.value ?? Infinity)) found = ended;
  }
  if (!found) return undefined;
  found = minimiseSmooth(evaluate, found.x, STEPS, TOLERANCE);
  toParams(found.x, frame, p);
  const aicc = 2 * n * found.value + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
  return { spec, params: unflatten(p), aicc };
}
