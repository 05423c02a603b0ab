import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

type RowKernels = Pick<
  KernelMath,
  | 'gather'
  | 'scatter'
  | 'copyRows'
  | 'columnSums'
  | 'multiply'
  | 'multiplyRows'
  | 'relu'
  | 'reluBackward'
  | 'transpose'
  | 'spread'
>;

/** Moving, adding up and blanking out rows and channels. */
export function cpuRows(memory: CpuMemory): RowKernels {
  const multiply = (x: number, factors: number, n: number): void => {
    const f = memory.floats;
    for (let i = 0; i < n; i++) f[x + i] = (f[x + i] as number) * (f[factors + i] as number);
  };

  return {
    multiply,

    gather(from, indices, count, width, to) {
      const f = memory.floats;
      for (let i = 0; i < count; i++) {
        const index = memory.ints[indices + i] as number;
        const at = to + i * width;
        if (index < 0) f.fill(0, at, at + width);
        else f.copyWithin(at, from + index * width, from + (index + 1) * width);
      }
    },

    scatter(from, indices, count, width, to, first) {
      const f = memory.floats;
      for (let i = 0; i < count; i++) {
        const index = memory.ints[indices + i] as number;
        if (index < first) continue;
        const at = to + index * width;
        for (let j = 0; j < width; j++) f[at + j] = (f[at + j] as number) + (f[from + i * width + j] as number);
      }
    },

    copyRows(from, fromStep, count, width, to, toStep) {
      const f = memory.floats;
      for (let i = 0; i < count; i++) f.copyWithin(to + i * toStep, from + i * fromStep, from + i * fromStep + width);
    },

    columnSums(x, rows, width, to) {
      const f = memory.floats;
      for (let j = 0; j < width; j++) {
        let sum = f[to + j] as number;
        for (let row = 0; row < rows; row++) sum += f[x + row * width + j] as number;
        f[to + j] = sum;
      }
    },

    multiplyRows(x, factors, starts, rows, width) {
      for (let row = 0; row < rows; row++) {
        const to = memory.ints[starts + row + 1] as number;
        for (let i = memory.ints[starts + row] as number; i < to; i++) {
          multiply(x + i * width, factors + row * width, width);
        }
      }
    },

    relu(x, n) {
      const f = memory.floats;
      for (let i = x; i < x + n; i++) if ((f[i] as number) < 0) f[i] = 0;
    },

    reluBackward(y, dy, n) {
      const f = memory.floats;
      for (let i = 0; i < n; i++) if (!((f[y + i] as number) > 0)) f[dy + i] = 0;
    },

    transpose(from, rows, columns, to) {
      const f = memory.floats;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          f[to + column * rows + row] = f[from + row * columns + column] as number;
        }
      }
    },

    spread(x, images, height, width, channels, to, toHeight, toWidth, top, left, step) {
      const f = memory.floats;
      f.fill(0, to, to + images * toHeight * toWidth * channels);
      for (let image = 0; image < images; image++) {
        for (let line = 0; line < height; line++) {
          for (let column = 0; column < width; column++) {
            const from = x + ((image * height + line) * width + column) * channels;
            const at = to + ((image * toHeight + top + line * step) * toWidth + left + column * step) * channels;
            f.copyWithin(at, from, from + channels);
          }
        }
      }
    },
  };
}
