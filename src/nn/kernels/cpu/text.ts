import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A gradient smaller than this is dropped on its way back in time, as in the WASM kernels. */
const SMALLEST = 1e-30;

type TextKernels = Pick<KernelMath, 'segmentMax' | 'segmentMaxBackward' | 'gruStep' | 'gruStepBackward'>;

/** The largest of each filter's answers over a text, and the gate arithmetic of a recurrent layer. */
export function cpuText(memory: CpuMemory): TextKernels {
  /** y += a · x */
  const addScaled = (y: number, a: number, x: number, n: number): void => {
    const f = memory.floats;
    for (let i = 0; i < n; i++) f[y + i] = (f[y + i] as number) + a * (f[x + i] as number);
  };

  return {
    segmentMax(y, filters, starts, rows, less, to, toStep, places) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        const end = (memory.ints[starts + row + 1] as number) - less;
        for (let c = 0; c < filters; c++) {
          let best = 0;
          let place = -1;
          for (let p = memory.ints[starts + row] as number; p < end; p++) {
            const value = f[y + p * filters + c] as number;
            // Greater or not a number: the latter must be seen in the loss.
            if (!(value <= best)) {
              best = value;
              place = p;
            }
          }
          f[to + row * toStep + c] = best;
          memory.ints[places + row * filters + c] = place;
        }
      }
    },

    segmentMaxBackward(dy, dyStep, places, rows, filters, x, xStep, k, kernel, dKernel, dBias, dx) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let c = 0; c < filters; c++) {
          const place = memory.ints[places + row * filters + c] as number;
          const d = f[dy + row * dyStep + c] as number;
          if (place < 0 || d === 0) continue;
          if (dKernel !== 0) {
            addScaled(dKernel + c * k, d, x + place * xStep, k);
            f[dBias + c] = (f[dBias + c] as number) + d;
          }
          if (dx !== 0) addScaled(dx + place * xStep, d, kernel + c * k, k);
        }
      }
    },

    gruStep(gates, state, before, rows, units, after) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let j = 0; j < units; j++) {
          const g = gates + row * 3 * units + j;
          const s = state + row * 3 * units + j;
          const z = sigmoid((f[g] as number) + (f[s] as number));
          const r = sigmoid((f[g + units] as number) + (f[s + units] as number));
          const c = Math.tanh((f[g + 2 * units] as number) + r * (f[s + 2 * units] as number));
          f[g] = z;
          f[g + units] = r;
          f[g + 2 * units] = c;
          f[after + row * units + j] = z * (f[before + row * units + j] as number) + (1 - z) * c;
        }
      }
    },

    gruStepBackward(gates, state, before, rows, units, dh) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let j = 0; j < units; j++) {
          const g = gates + row * 3 * units + j;
          const s = state + row * 3 * units + j;
          const at = dh + row * units + j;
          const d = Math.abs(f[at] as number) > SMALLEST ? (f[at] as number) : 0;
          const z = f[g] as number;
          const r = f[g + units] as number;
          const c = f[g + 2 * units] as number;
          const dz = d * ((f[before + row * units + j] as number) - c) * z * (1 - z);
          const dc = d * (1 - z) * (1 - c * c);
          const dr = dc * (f[s + 2 * units] as number) * r * (1 - r);
          f[g] = dz;
          f[g + units] = dr;
          f[g + 2 * units] = dc;
          f[s] = dz;
          f[s + units] = dr;
          f[s + 2 * units] = dc * r;
          f[at] = d * z;
        }
      }
    },
  };
}
