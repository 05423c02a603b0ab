import { burg } from './autoregression.ts';
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

/** From this t-value on a step is beyond chance: about one series in fifty has one without a shift (simulated). */
const critical = (n: number): number => 3.55 + 0.35 * Math.log10(n / 50);

function strongestShift(values: Float64Array): ShiftFound | undefined {
  const n = values.length;
  const line = offLine(values);
  const first = bestStep(line, 0);
  if (!first) return undefined;
  const left = withoutStep(line, first);
  const [phi] = burg(left, 1) as unknown as [number];
  const white = offLine(whiten(values, phi));
  const best = bestStep(white, phi);
  if (!best) return undefined;
  // Whitening lost the first value.
  const noise = Math.sqrt(Math.max(0, (sumOfSquares(white) - best.gain) / (n - 4)));
  if (!(Math.sqrt(best.gain) > critical(n) * noise) || Math.abs(best.change) < LEAST_CHANGE * noise) return undefined;
  return { at: best.at + 1, change: best.change };
}

const whiten = (values: Float64Array, phi: number): Float64Array =>
  Float64Array.from({ length: values.length - 1 }, (_, t) => (values[t + 1] as number) - phi * (values[t] as number));

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
 * The step that explains most of what is left off a line. Seen through the whitening a step is 1 where it happens and
 * 1 − φ behind; its part along the line is taken off, so that its weight is what only a step explains.
 */
function bestStep(rest: Float64Array, phi: number): Step | undefined {
  const n = rest.length;
  const middle = (n - 1) / 2;
  const spread = (n * (n * n - 1)) / 12;
  const after = 1 - phi;
  let best: Step | undefined;
  let behind = 0;
  for (let at = n - 1; at >= LEAST_SIDE; at--) {
    const count = n - 1 - at;
    if (count + 1 >= LEAST_SIDE) {
      const sum = 1 + after * count;
      const moment = at - middle + (after * count * (at + n - 2 * middle)) / 2;
      const power = 1 + after * after * count - (sum * sum) / n - (moment * moment) / spread;
      const cross = (rest[at] as number) + after * behind;
      const gain = power > 1e-9 ? (cross * cross) / power : 0;
      if (gain > (best?.gain ?? 0)) best = { at, change: cross / power, gain };
    }
    behind += rest[at] as number;
  }
  return best;
}

/** What is left off a line once a step and its part along the line are taken out. */
function withoutStep(rest: Float64Array, { at, change }: Step): Float64Array {
  return offLine(rest.map((value, t) => (t >= at ? value - change : value)));
}
