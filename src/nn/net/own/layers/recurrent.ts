import type { Place } from '../../../kernels/kernels.ts';
import { channelsOf } from '../../shape.ts';
import type { LayerSpec } from '../../spec.ts';
import {
  gradientAt,
  parameterAt,
  textsOf,
  wantsInputGradient,
  type LayerAt,
  type LayerRun,
  type Pass,
} from '../pass.ts';
import { addOuter, multiplyBy, packed, packedTransposed } from '../products.ts';
import { timeSteps, type TimeSteps } from '../time-steps.ts';

/** Where a way's parameters lie, or their gradients. */
export interface RecurrentWeights {
  readonly kernel: Place;
  readonly recurrent: Place;
  readonly bias: Place;
}

/** One way through the rows, from the first position on or from the last one back. */
export interface RecurrentWay {
  readonly pass: Pass;
  readonly steps: TimeSteps;
  readonly units: number;
  /** The input, positions by time × width. */
  readonly x: Place;
  /** What the input gives to the gates, the first bias in it: positions by time × gates · units. */
  readonly gates: Place;
  /** The state before the first position: zeros. */
  readonly nothing: Place;
  readonly weights: RecurrentWeights;
}

/** What a cell made of a way. */
export interface RecurrentRun {
  /** The state after each position by time. */
  readonly states: Place;
  /**
   * Back through time from the gradient by each row's last state, the longest row first (overwritten). Leaves the gradient
   * by what the input gave to the gates in the way's gates, and returns where that by what the state gave lies.
   */
  back(dh: Place): Place;
}

/** The arithmetic of a kind of recurrent layer. */
export interface RecurrentCell {
  /** Gates, each as wide as the state. */
  readonly gates: number;
  run(way: RecurrentWay): RecurrentRun;
}

/** Where the numbers of the step before t begin. @param numbers positions by time × units */
export const stepBefore = ({ steps, nothing, units }: RecurrentWay, numbers: Place, t: number): Place =>
  t === 0 ? nothing : numbers + (steps.starts[t - 1] ?? 0) * units;

type RecurrentLayer = Extract<LayerSpec, { units: number; bothWays: boolean }>;

function enter(at: LayerAt<RecurrentLayer>, x: Place, name: 'forward' | 'backward', gates: number): RecurrentWay {
  const { pass, layer } = at;
  const { kernels, frame } = pass;
  const { tokens, offsets } = textsOf(pass);
  const width = channelsOf(at.from);
  const steps = timeSteps(offsets, name);
  const weights = weightsOf(at, name, parameterAt);
  const all = gates * layer.units;
  const byTime = frame.take(tokens * width);
  kernels.gather(x, frame.ints(steps.order), tokens, width, byTime);
  const given = frame.take(tokens * all);
  multiplyBy(pass, byTime, width, tokens, packed(pass, weights.kernel, width, all, weights.bias), given);
  const nothing = frame.zeros((steps.active[0] ?? 0) * layer.units);
  return { pass, steps, units: layer.units, x: byTime, gates: given, nothing, weights };
}

function weightsOf(at: LayerAt, name: string, place: typeof parameterAt): RecurrentWeights {
  return {
    kernel: place(at, `${name}.kernel`),
    recurrent: place(at, `${name}.recurrent`),
    bias: place(at, `${name}.bias`),
  };
}

/** @param dState gradient by what the states gave to the gates */
function addGradients(
  way: RecurrentWay,
  width: number,
  states: Place,
  dState: Place,
  all: number,
  to: RecurrentWeights,
) {
  const { pass, steps, units, x, gates } = way;
  const { kernels, frame } = pass;
  const { tokens } = textsOf(pass);
  addOuter(pass, x, width, tokens, gates, all, to.kernel);
  kernels.columnSums(gates, tokens, all, to.bias);
  // A cell whose states come into the gates otherwise than its input has a bias of their own for them.
  if (dState !== gates) kernels.columnSums(dState, tokens, all, to.bias + all);
  const previous = frame.take(tokens * units);
  kernels.gather(states, frame.ints(steps.previous), tokens, units, previous);
  addOuter(pass, previous, units, tokens, dState, all, to.recurrent);
}

/** Adds the gradient by a way's input to dx. */
function addInputGradient(way: RecurrentWay, width: number, all: number, dx: Place): void {
  const { pass, steps, weights, gates } = way;
  const { kernels, frame } = pass;
  const { tokens } = textsOf(pass);
  const byTime = frame.take(tokens * width);
  multiplyBy(pass, gates, all, tokens, packedTransposed(pass, weights.kernel, all, width), byTime);
  kernels.scatter(byTime, frame.ints(steps.order), tokens, width, dx, 0);
}

/**
 * A recurrent layer over rows of unlike lengths: the longest first, so that the rows which are still going on at a time
 * step lie at the front, and each step is one product.
 */
export function recurrent(at: LayerAt<RecurrentLayer>, x: Place, cell: RecurrentCell): LayerRun {
  const { pass, layer } = at;
  const { kernels, frame, rows } = pass;
  const { tokens } = textsOf(pass);
  const { units } = layer;
  const width = channelsOf(at.from);
  const all = cell.gates * units;
  const names = layer.bothWays ? (['forward', 'backward'] as const) : (['forward'] as const);
  const y = frame.zeros(rows * names.length * units);
  const ways = names.map((name, i) => {
    const way = enter(at, x, name, cell.gates);
    const run = cell.run(way);
    // Of each row, longest first: its last state, to its place and half of y.
    const last = frame.take(rows * units);
    kernels.gather(run.states, frame.ints(way.steps.last), rows, units, last);
    const parts = frame.ints(way.steps.rows.map((row) => row * names.length + i));
    kernels.scatter(last, parts, rows, units, y, 0);
    return { name, way, run, parts };
  });
  return {
    y,
    back(dy) {
      const dx = wantsInputGradient(at) ? frame.zeros(tokens * width) : 0;
      for (const { name, way, run, parts } of ways) {
        const dh = frame.take(rows * units);
        kernels.gather(dy, parts, rows, units, dh);
        const dState = run.back(dh);
        if (pass.gradients !== 0) addGradients(way, width, run.states, dState, all, weightsOf(at, name, gradientAt));
        if (dx !== 0) addInputGradient(way, width, all, dx);
      }
      return dx;
    },
  };
}
