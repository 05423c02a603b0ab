import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

type TextKernels = Pick<KernelMath, 'segmentMax' | 'segmentMaxBackward'>;

/** The largest of each filter's answers over a text. */
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
  };
}
