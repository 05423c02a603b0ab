import { multiplyBy, packed, packedTransposed } from '../products.ts';
import { stepBefore, type RecurrentCell } from './recurrent.ts';

/** Gated recurrent unit: update, reset, candidate; the reset gate comes after the product. */
export const GRU: RecurrentCell = {
  gates: 3,
  run(way) {
    const { pass, steps, units, gates, weights } = way;
    const { kernels, frame } = pass;
    const all = 3 * units;
    const inner = frame.take(steps.order.length * all);
    const states = frame.take(steps.order.length * units);
    const recurrent = packed(pass, weights.recurrent, units, all, weights.bias + all);
    for (const [t, count] of steps.active.entries()) {
      const start = steps.starts[t] ?? 0;
      const before = stepBefore(way, states, t);
      multiplyBy(pass, before, units, count, recurrent, inner + start * all);
      kernels.gruStep(gates + start * all, inner + start * all, before, count, units, states + start * units);
    }
    return {
      states,
      back(dh) {
        const transposed = packedTransposed(pass, weights.recurrent, all, units);
        for (let t = steps.active.length - 1; t >= 0; t--) {
          const count = steps.active[t] ?? 0;
          const start = (steps.starts[t] ?? 0) * all;
          kernels.gruStepBackward(gates + start, inner + start, stepBefore(way, states, t), count, units, dh);
          if (t > 0) multiplyBy(pass, inner + start, all, count, transposed, dh, 1);
        }
        return inner;
      },
    };
  },
};
