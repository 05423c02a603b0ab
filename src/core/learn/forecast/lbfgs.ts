/** Value at `x`; writes the gradient there. Infinity where there is none. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
}

/** Steps whose curvature is remembered. */
const MEMORY = 8;
/** Share of the promised descent that a step must bring (Armijo). */
const ENOUGH = 1e-4;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

interface Remembered {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/** −H·g by the two-loop recursion (Nocedal and Wright 2006, algorithm 7.4). */
function direction(gradient: Float64Array, memory: readonly Remembered[]): Float64Array {
  const d = gradient.map((g) => -g);
  const weights = new Float64Array(memory.length);
  for (let k = memory.length - 1; k >= 0; k--) {
    const { move, change, curvature } = memory[k] as Remembered;
    const weight = dot(move, d) / curvature;
    weights[k] = weight;
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) - weight * (change[i] as number);
  }
  const last = memory.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) * scale;
  }
  for (const [k, { move, change, curvature }] of memory.entries()) {
    const weight = (weights[k] as number) - dot(change, d) / curvature;
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) + weight * (move[i] as number);
  }
  return d;
}

/** A point, and a way down from it. */
interface Slope {
  readonly x: Float64Array;
  readonly value: number;
  readonly d: Float64Array;
  /** Directional derivative along `d`, below 0. */
  readonly descent: number;
}

/** Shortens the step until it brings enough. Writes where it ends and the gradient there; returns the value there. */
function goDown(
  evaluate: Differentiable,
  { x, value, d, descent }: Slope,
  first: number,
  next: Float64Array,
  gradient: Float64Array,
): number {
  let length = first;
  let found = Infinity;
  for (let tries = 0; tries < 12; tries++) {
    for (let i = 0; i < x.length; i++) next[i] = (x[i] as number) + length * (d[i] as number);
    found = evaluate(next, gradient);
    if (found <= value + ENOUGH * length * descent) break;
    // The minimum of the parabola through what is known, kept within a tenth and a half of the step.
    const bend = Number.isFinite(found) ? (-descent * length) / (2 * (found - value - descent * length)) : 0.25;
    length *= Math.min(0.5, Math.max(0.1, bend));
  }
  return found;
}

/**
 * Minimises a smooth function without bounds by L-BFGS with backtracking.
 * @param tolerance ends once three steps in a row each bring less than this
 */
export function minimiseSmooth(
  evaluate: Differentiable,
  start: Float64Array,
  steps: number,
  tolerance: number,
): Minimum {
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = evaluate(x, gradient);
  if (!Number.isFinite(value)) return { x, value: Infinity };
  const memory: Remembered[] = [];
  let idle = 0;
  for (let step = 0; step < steps && idle < 3; step++) {
    let d = direction(gradient, memory);
    let descent = dot(d, gradient);
    if (!(descent < 0)) {
      memory.length = 0;
      d = gradient.map((g) => -g);
      descent = -dot(gradient, gradient);
      if (!(descent < 0)) break;
    }
    // Without curvature the gradient's length means nothing: the first step is a short one.
    const length = memory.length === 0 ? Math.min(1, 0.5 / Math.sqrt(-descent)) : 1;
    const next = new Float64Array(x.length);
    const nextGradient = new Float64Array(x.length);
    const found = goDown(evaluate, { x, value, d, descent }, length, next, nextGradient);
    if (!(found < value)) {
      if (memory.length === 0) break;
      memory.length = 0;
      continue;
    }
    const move = next.map((v, i) => v - (x[i] as number));
    const change = nextGradient.map((v, i) => v - (gradient[i] as number));
    const curvature = dot(move, change);
    if (curvature > 1e-12 * dot(change, change)) {
      memory.push({ move, change, curvature });
      if (memory.length > MEMORY) memory.shift();
    }
    idle = value - found < tolerance ? idle + 1 : 0;
    x = next;
    gradient = nextGradient;
    value = found;
  }
  return { x, value };
}
