import type { Place } from '../../../kernels/kernels.ts';
import type { LayerSpec } from '../../spec.ts';
import { channelsOf, gradientAt, parameterAt, textsOf, type LayerAt, type LayerRun, type Pass } from '../pass.ts';
import { addOuter, multiplyBy, packed, packedTransposed } from '../products.ts';
import { timeSteps, type TimeSteps } from '../time-steps.ts';

/** One way through the texts. */
interface Way {
  readonly steps: TimeSteps;
  /** Words by time: the input, the gates, what the states give to the gates, the states. */
  readonly x: Place;
  readonly gates: Place;
  readonly inner: Place;
  readonly states: Place;
  /** The state before the first word. */
  readonly nothing: Place;
}

interface Weights {
  readonly kernel: Place;
  readonly recurrent: Place;
  readonly bias: Place;
}

const stateBefore = ({ steps, states, nothing }: Way, t: number, units: number): Place =>
  t === 0 ? nothing : states + (steps.starts[t - 1] ?? 0) * units;

function forward(pass: Pass, x: Place, steps: TimeSteps, width: number, units: number, weights: Weights): Way {
  const { kernels, frame } = pass;
  const { tokens } = textsOf(pass);
  const way: Way = {
    steps,
    x: frame.take(tokens * width),
    gates: frame.take(tokens * 3 * units),
    inner: frame.take(tokens * 3 * units),
    states: frame.take(tokens * units),
    nothing: frame.zeros((steps.active[0] ?? 0) * units),
  };
  kernels.gather(x, frame.ints(steps.order), tokens, width, way.x);
  multiplyBy(pass, way.x, width, tokens, packed(pass, weights.kernel, width, 3 * units, weights.bias), way.gates);
  const recurrent = packed(pass, weights.recurrent, units, 3 * units, weights.bias + 3 * units);
  for (const [t, count] of steps.active.entries()) {
    const start = steps.starts[t] ?? 0;
    const before = stateBefore(way, t, units);
    const inner = way.inner + start * 3 * units;
    multiplyBy(pass, before, units, count, recurrent, inner);
    kernels.gruStep(way.gates + start * 3 * units, inner, before, count, units, way.states + start * units);
  }
  return way;
}

/** Back through time; leaves the gradients by both parts of the gates in `gates` and `inner`. */
function backThroughTime(pass: Pass, way: Way, dh: Place, units: number, weights: Weights): void {
  const recurrent = packedTransposed(pass, weights.recurrent, 3 * units, units);
  for (let t = way.steps.active.length - 1; t >= 0; t--) {
    const count = way.steps.active[t] ?? 0;
    const start = way.steps.starts[t] ?? 0;
    const inner = way.inner + start * 3 * units;
    const before = stateBefore(way, t, units);
    pass.kernels.gruStepBackward(way.gates + start * 3 * units, inner, before, count, units, dh);
    if (t > 0) multiplyBy(pass, inner, 3 * units, count, recurrent, dh, 1);
  }
}

function addGradients(pass: Pass, way: Way, width: number, units: number, to: Weights): void {
  const { kernels, frame } = pass;
  const { tokens } = textsOf(pass);
  addOuter(pass, way.x, width, tokens, way.gates, 3 * units, to.kernel);
  kernels.columnSums(way.gates, tokens, 3 * units, to.bias);
  kernels.columnSums(way.inner, tokens, 3 * units, to.bias + 3 * units);
  const previous = frame.take(tokens * units);
  kernels.gather(way.states, frame.ints(way.steps.previous), tokens, units, previous);
  addOuter(pass, previous, units, tokens, way.inner, 3 * units, to.recurrent);
}

/**
 * Gated recurrent unit over texts of unlike lengths: the longest first, so that the texts which are still going on at a
 * time step lie at the front, and each step is one product.
 */
export function gru(at: LayerAt<Extract<LayerSpec, { kind: 'gru' }>>, x: Place): LayerRun {
  const { pass, layer, index } = at;
  const { kernels, frame, rows } = pass;
  const { tokens, offsets } = textsOf(pass);
  const { units } = layer;
  const width = channelsOf(at.from);
  const names = layer.bothWays ? (['forward', 'backward'] as const) : (['forward'] as const);
  const y = frame.zeros(rows * names.length * units);
  const weightsOf = (name: string, place: typeof parameterAt): Weights => ({
    kernel: place(at, `${name}.kernel`),
    recurrent: place(at, `${name}.recurrent`),
    bias: place(at, `${name}.bias`),
  });
  const ways = names.map((name, i) => {
    const steps = timeSteps(offsets, name);
    const way = forward(pass, x, steps, width, units, weightsOf(name, parameterAt));
    // Of each text, longest first: its last state, to its row and half of y.
    const last = frame.take(rows * units);
    kernels.gather(way.states, frame.ints(steps.last), rows, units, last);
    const parts = frame.ints(steps.rows.map((row) => row * names.length + i));
    kernels.scatter(last, parts, rows, units, y, 0);
    return { name, way, parts };
  });
  return {
    y,
    back(dy) {
      const dx = index > 0 ? frame.zeros(tokens * width) : 0;
      for (const { name, way, parts } of ways) {
        const weights = weightsOf(name, parameterAt);
        const dh = frame.take(rows * units);
        kernels.gather(dy, parts, rows, units, dh);
        backThroughTime(pass, way, dh, units, weights);
        if (pass.gradients !== 0) addGradients(pass, way, width, units, weightsOf(name, gradientAt));
        if (dx === 0) continue;
        const byTime = frame.take(tokens * width);
        multiplyBy(
          pass,
          way.gates,
          3 * units,
          tokens,
          packedTransposed(pass, weights.kernel, 3 * units, width),
          byTime,
        );
        kernels.scatter(byTime, frame.ints(way.steps.order), tokens, width, dx, 0);
      }
      return dx;
    },
  };
}
