import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

/** What is smaller counts as nothing, as in the WASM kernels. */
const SMALLEST = 1e-18;
const SMALLEST_MOMENT = 1e-30;

/** The loss, and what a step does to the parameters. */
export function cpuLearn(memory: CpuMemory): Pick<KernelMath, 'crossEntropy' | 'pinball' | 'squares' | 'adam' | 'mix'> {
  return {
    crossEntropy(scores, wanted, weights, rows, classes, gradient) {
      const f = memory.floats;
      let loss = 0;
      for (let row = 0; row < rows; row++) {
        const at = row * classes;
        const weight = f[weights + row] as number;
        let highest = -Infinity;
        for (let c = 0; c < classes; c++) highest = Math.max(highest, f[scores + at + c] as number);
        let sum = 0;
        let hit = 0;
        for (let c = 0; c < classes; c++) {
          const above = (f[scores + at + c] as number) - highest;
          sum += Math.exp(above);
          hit += (f[wanted + at + c] as number) * above;
        }
        loss += weight * (Math.log(sum) - hit);
        for (let c = 0; c < classes; c++) {
          const share = Math.exp((f[scores + at + c] as number) - highest) / sum;
          const off = share - (f[wanted + at + c] as number);
          f[gradient + at + c] = Math.abs(off) < SMALLEST ? 0 : off * weight;
        }
      }
      return loss;
    },

    pinball(scores, wanted, weights, levels, rows, outputs, count, gradient) {
      const f = memory.floats;
      let loss = 0;
      for (let i = 0; i < rows * outputs; i++) {
        const value = f[wanted + i] as number;
        const weight = (f[weights + Math.floor(i / outputs)] as number) / count;
        for (let l = 0; l < count; l++) {
          const at = i * count + l;
          const level = f[levels + l] as number;
          const off = value - (f[scores + at] as number);
          const slope = off > 0 ? level : level - 1;
          // Not a number: no value is known. A score that is none must be seen in the loss.
          const counts = !Number.isNaN(value);
          if (counts) loss += weight * slope * off;
          f[gradient + at] = counts ? -weight * slope : 0;
        }
      }
      return loss;
    },

    squares(scores, wanted, weights, rows, outputs, gradient) {
      const f = memory.floats;
      let loss = 0;
      for (let i = 0; i < rows * outputs; i++) {
        const value = f[wanted + i] as number;
        const weight = f[weights + Math.floor(i / outputs)] as number;
        const off = Number.isNaN(value) ? 0 : (f[scores + i] as number) - value;
        loss += weight * off * off;
        f[gradient + i] = 2 * weight * off;
      }
      return loss;
    },

    adam(p, g, first, second, n, beta1, beta2, rate, epsilon, decay) {
      const f = memory.floats;
      for (let i = 0; i < n; i++) {
        const raw = f[g + i] as number;
        const slope = Math.abs(raw) < SMALLEST ? 0 : raw;
        const m = beta1 * (f[first + i] as number) + (1 - beta1) * slope;
        const v = beta2 * (f[second + i] as number) + (1 - beta2) * slope * slope;
        f[first + i] = Math.abs(m) < SMALLEST_MOMENT ? 0 : m;
        f[second + i] = v < SMALLEST_MOMENT ? 0 : v;
        const change = (rate * (f[first + i] as number)) / (Math.sqrt(f[second + i] as number) + epsilon);
        f[p + i] = (1 - decay) * (f[p + i] as number) - change;
      }
    },

    mix(average, p, n, keep) {
      const f = memory.floats;
      for (let i = 0; i < n; i++) {
        f[average + i] = keep * (f[average + i] as number) + (1 - keep) * (f[p + i] as number);
      }
    },
  };
}
