import { multiplyBy, packed, packedTransposed } from '../products.ts';
import { stepBefore, type RecurrentCell } from './recurrent.ts';

/** Long short-term memory: input, forget, candidate, output. */
export const LSTM: RecurrentCell = {
  gates: 4,
  run(way) {
    const { pass, steps, units, gates, weights } = way;
    const { kernels, frame } = pass;
    const all = 4 * units;
    const cells = frame.take(steps.order.length * units);
    const states = frame.take(steps.order.length * units);
    const recurrent = packed(pass, weights.recurrent, units, all, 0);
    for (const [t, count] of steps.active.entries()) {
      const start = steps.starts[t] ?? 0;
      const at = gates + start * all;
      if (t > 0) multiplyBy(pass, stepBefore(way, states, t), units, count, recurrent, at, 1);
      kernels.lstmStep(at, stepBefore(way, cells, t), count, units, cells + start * units, states + start * units);
    }
    return {
      states,
      back(dh) {
        const transposed = packedTransposed(pass, weights.recurrent, all, units);
        const dc = frame.zeros((steps.active[0] ?? 0) * units);
        for (let t = steps.active.length - 1; t >= 0; t--) {
          const count = steps.active[t] ?? 0;
          const start = steps.starts[t] ?? 0;
          const at = gates + start * all;
          kernels.lstmStepBackward(at, stepBefore(way, cells, t), cells + start * units, count, units, dh, dc);
          // Rows that end at this step or later have no other way to the states before than through the gates.
          if (t > 0) multiplyBy(pass, at, all, count, transposed, dh);
        }
        return gates;
      },
    };
  },
};
