import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A gradient smaller than this is dropped on its way back in time, as in the WASM kernels. */
const SMALLEST = 1e-30;

const unlessTiny = (value: number): number => (Math.abs(value) > SMALLEST ? value : 0);

type RecurrentKernels = Pick<KernelMath, 'gruStep' | 'gruStepBackward' | 'lstmStep' | 'lstmStepBackward'>;

/** The gate arithmetic of recurrent layers. */
export function cpuRecurrent(memory: CpuMemory): RecurrentKernels {
  return {
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
          const d = unlessTiny(f[at] as number);
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

    lstmStep(gates, before, rows, units, cell, after) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let j = 0; j < units; j++) {
          const g = gates + row * 4 * units + j;
          const at = row * units + j;
          const i = sigmoid(f[g] as number);
          const forget = sigmoid(f[g + units] as number);
          const c = Math.tanh(f[g + 2 * units] as number);
          const o = sigmoid(f[g + 3 * units] as number);
          f[g] = i;
          f[g + units] = forget;
          f[g + 2 * units] = c;
          f[g + 3 * units] = o;
          const next = forget * (f[before + at] as number) + i * c;
          f[cell + at] = next;
          f[after + at] = o * Math.tanh(next);
        }
      }
    },

    lstmStepBackward(gates, before, cell, rows, units, dh, dc) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let j = 0; j < units; j++) {
          const g = gates + row * 4 * units + j;
          const at = row * units + j;
          const i = f[g] as number;
          const forget = f[g + units] as number;
          const c = f[g + 2 * units] as number;
          const o = f[g + 3 * units] as number;
          const d = unlessTiny(f[dh + at] as number);
          const t = Math.tanh(f[cell + at] as number);
          const dCell = unlessTiny(f[dc + at] as number) + d * o * (1 - t * t);
          f[g] = dCell * c * i * (1 - i);
          f[g + units] = dCell * (f[before + at] as number) * forget * (1 - forget);
          f[g + 2 * units] = dCell * i * (1 - c * c);
          f[g + 3 * units] = d * t * o * (1 - o);
          f[dc + at] = dCell * forget;
        }
      }
    },
  };
}
