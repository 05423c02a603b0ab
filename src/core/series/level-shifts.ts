import { burg, innovations } from './autoregression.ts';
import { withoutSpikes } from './cap.ts';
import { lineThrough } from './quick-parts.ts';

/** A change of the level from a point on, by how much, and how far beyond chance. */
export interface ShiftFound {
  readonly at: number;
  readonly change: number;
}

/** Values on either side of a shift, at least. */
const LEAST_SIDE = 5;
const MOST_SHIFTS = 5;
/** Standard deviations of what the autoregression leaves by which the level changes, at least. */
const LEAST_CHANGE = 1;
/** Longer series are looked at in so many means. */
const MOST_LOOKED_AT = 400;

/**
 * Lasting changes of the level, ascending: steps in a regression on a line and steps with errors of an autoregression of
 * order one, added one by one (level shifts of Chen and Liu 1993, their t-values taken with the autoregression that is
 * left once the step is out). Of a random walk, where each change lasts, only a jump counts.
 * @param values finite, seasons removed
 */
export function findShifts(values: Float64Array): readonly ShiftFound[] {
  const block = Math.ceil(values.length / MOST_LOOKED_AT);
  const looked = withoutSpikes(block > 1 ? blockMeans(values, block) : values);
  const found: ShiftFound[] = [];
  let rest = looked;
  while (found.length < MOST_SHIFTS && looked.length >= 3 * LEAST_SIDE) {
    const next = strongestShift(rest);
    if (!next || found.some(({ at }) => Math.abs(at - next.at) < LEAST_SIDE)) break;
    found.push(next);
    rest = rest.map((value, t) => (t >= next.at ? value - next.change : value));
  }
  return found.map(({ at, change }) => ({ at: at * block, change })).toSorted((a, b) => a.at - b.at);
}

/** Means of `block` values each; the last one of what is left. */
function blockMeans(values: Float64Array, block: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / block) }, (_, i) => {
    let sum = 0;
    for (let t = i * block; t < (i + 1) * block; t++) sum += values[t] as number;
    return sum / block;
  });
}

/** From this t-value on a step is beyond chance (simulated: about one series in thirty without a shift gets there). */
const critical = (n: number): number => 3.8 + 0.4 * Math.log10(n / 50) + 25 / n;

/** Order of the autoregression; of short series one. */
const ORDER = 3;
const SHORT = 60;

/**
 * A persistence within this of 1, times one over the number of values, may be that of a random walk once a line and the
 * best step are out (the 95 % point of n(1 − φ), simulated).
 */
const UNIT_ROOT = 30;
/** By how much, on the same scale, a lower one is underestimated. */
const BIAS = 5;

function strongestShift(values: Float64Array): ShiftFound | undefined {
  const n = values.length;
  const line = offLine(values);
  const first = bestStep(line, new Float64Array(0));
  if (!first) return undefined;
  const order = n < SHORT ? 1 : ORDER;
  const coefficients = unbiased(burg(withoutStep(line, first), order), n);
  const white = offLine(innovations(values, coefficients));
  const best = bestStep(white, coefficients);
  if (!best) return undefined;
  const noise = Math.sqrt(Math.max(0, (sumOfSquares(white) - best.gain) / (white.length - 3 - order)));
  if (!(Math.sqrt(best.gain) > critical(n) * noise) || Math.abs(best.change) < LEAST_CHANGE * noise) return undefined;
  const at = best.at + order;
  return standsOut(values, at) ? { at, change: best.change } : undefined;
}

/** Values on each side whose means are compared, from the jump alone to the lasting level. */
const SIDES = [1, 3, 6, 12];
/** Robust standard deviations of such a comparison at all other places. */
const FAR = 3.8;

/**
 * Whether the level changes more at a point than it does all the time: drifting levels change everywhere, in ways that
 * the autoregression does not know.
 */
function standsOut(values: Float64Array, at: number): boolean {
  return SIDES.some((side) => {
    if (8 * side > values.length) return false;
    const change = (t: number): number => sumOf(values, t, t + side) - sumOf(values, t - side, t);
    const others: number[] = [];
    for (let t = side; t + side <= values.length; t++) {
      if (Math.abs(t - at) >= side) others.push(Math.abs(change(t)));
    }
    const typical = 1.4826 * (others.toSorted((a, b) => a - b)[others.length >> 1] ?? Infinity);
    return at >= side && at + side <= values.length && Math.abs(change(at)) > FAR * typical;
  });
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += values[t] as number;
  return sum;
}

/** Coefficients with the persistence that they may have had before a line and a step were fitted. */
function unbiased(coefficients: Float64Array, n: number): Float64Array {
  const sum = coefficients.reduce((total, value) => total + value, 0);
  const fuller = sum >= 1 - UNIT_ROOT / n ? 1 : sum + (BIAS * Math.max(0, sum)) / n;
  const corrected = coefficients.slice();
  corrected[0] = (corrected[0] as number) + fuller - sum;
  return corrected;
}

function offLine(values: Float64Array): Float64Array {
  const { mean, slope } = lineThrough(values, 0, values.length);
  const middle = (values.length - 1) / 2;
  return values.map((value, t) => value - mean - slope * (t - middle));
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

interface Step {
  readonly at: number;
  readonly change: number;
  /** Fall of the sum of squares. */
  readonly gain: number;
}

/**
 * The step that explains most of what is left off a line. Seen through the whitening a step is 1 where it happens,
 * 1 − φ₁ behind it, 1 − φ₁ − φ₂, … ; its part along the line is taken off, so that its weight is what only a step explains.
 */
function bestStep(rest: Float64Array, coefficients: Float64Array): Step | undefined {
  const n = rest.length;
  const middle = (n - 1) / 2;
  const spread = (n * (n * n - 1)) / 12;
  const { near, after } = whitenedStep(coefficients);
  let best: Step | undefined;
  let behind = 0;
  let moments = 0;
  let tail = 0;
  for (let at = n - 1; at >= 0; at--) {
    // Far enough behind the step is level.
    const level = at + near.length;
    if (level < n) {
      behind += rest[level] as number;
      moments += level - middle;
      tail++;
    }
    if (n - at < LEAST_SIDE || at + coefficients.length < LEAST_SIDE) continue;
    let [sum, moment, power, cross] = [after * tail, after * moments, after * after * tail, after * behind];
    for (let i = 0; i < near.length && at + i < n; i++) {
      const height = near[i] as number;
      sum += height;
      moment += height * (at + i - middle);
      power += height * height;
      cross += height * (rest[at + i] as number);
    }
    power -= (sum * sum) / n + (moment * moment) / spread;
    const gain = power > 1e-9 ? (cross * cross) / power : 0;
    if (gain > (best?.gain ?? 0)) best = { at, change: cross / power, gain };
  }
  return best;
}

/** A step of 1 seen through an autoregression: its first heights, and the one that it keeps. */
function whitenedStep(coefficients: Float64Array): { near: readonly number[]; after: number } {
  const near: number[] = [];
  let after = 1;
  for (const coefficient of coefficients) {
    near.push(after);
    after -= coefficient;
  }
  return { near, after };
}

/** What is left off a line once a step and its part along the line are taken out. */
function withoutStep(rest: Float64Array, { at, change }: Step): Float64Array {
  return offLine(rest.map((value, t) => (t >= at ? value - change : value)));
}
