import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

/** Products as in the WASM kernels, one row by eight columns at a time; sums are in double precision. */
export function cpuMatrix(memory: CpuMemory): Pick<KernelMath, 'pack' | 'convolve' | 'correlate'> {
  const row8 = (at: number, runs: number, run: number, runStep: number, panel: number, sums: Float64Array): void => {
    const f = memory.floats;
    let [s0, s1, s2, s3] = [f[panel] as number, f[panel + 1] as number, f[panel + 2] as number, f[panel + 3] as number];
    let [s4, s5, s6, s7] = [
      f[panel + 4] as number,
      f[panel + 5] as number,
      f[panel + 6] as number,
      f[panel + 7] as number,
    ];
    let b = panel + 8;
    for (let r = 0; r < runs; r++) {
      const from = at + r * runStep;
      for (let a = from; a < from + run; a++) {
        const x = f[a] as number;
        s0 += x * (f[b] as number);
        s1 += x * (f[b + 1] as number);
        s2 += x * (f[b + 2] as number);
        s3 += x * (f[b + 3] as number);
        s4 += x * (f[b + 4] as number);
        s5 += x * (f[b + 5] as number);
        s6 += x * (f[b + 6] as number);
        s7 += x * (f[b + 7] as number);
        b += 8;
      }
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
    sums[4] = s4;
    sums[5] = s5;
    sums[6] = s6;
    sums[7] = s7;
  };
  const sums = new Float64Array(8);

  return {
    pack(from, rowStep, columnStep, k, n, to, at, rows, bias) {
      const f = memory.floats;
      for (let first = 0; first < n; first += 8) {
        const panel = to + first * (rows + 1);
        for (let j = 0; j < 8; j++) {
          const column = first + j;
          if (at === 0) f[panel + j] = bias !== 0 && column < n ? (f[bias + column] as number) : 0;
          for (let row = 0; row < k; row++) {
            const value = column < n ? (f[from + row * rowStep + column * columnStep] as number) : 0;
            f[panel + (at + row + 1) * 8 + j] = value;
          }
        }
      }
    },

    convolve(x, imageStep, rowStep, pixelStep, images, height, width, runs, run, runStep, packed, n, y, add) {
      const f = memory.floats;
      const pixels = height * width;
      for (let place = 0; place < images * pixels; place++) {
        const image = Math.floor(place / pixels);
        const line = Math.floor((place % pixels) / width);
        const at = x + image * imageStep + line * rowStep + (place % width) * pixelStep;
        for (let first = 0; first < n; first += 8) {
          row8(at, runs, run, runStep, packed + first * (runs * run + 1), sums);
          const to = y + place * n + first;
          const columns = Math.min(8, n - first);
          for (let j = 0; j < columns; j++) f[to + j] = (add ? (f[to + j] as number) : 0) + (sums[j] as number);
        }
      }
    },

    correlate(x, imageStep, rowStep, pixelStep, images, height, width, runs, run, runStep, dy, n, dw) {
      const f = memory.floats;
      const pixels = height * width;
      const total = new Float64Array(n);
      for (let k = 0; k < runs * run; k++) {
        total.fill(0);
        const offset = x + Math.floor(k / run) * runStep + (k % run);
        for (let image = 0; image < images; image++) {
          for (let line = 0; line < height; line++) {
            let a = offset + image * imageStep + line * rowStep;
            let d = dy + (image * pixels + line * width) * n;
            for (let column = 0; column < width; column++) {
              const value = f[a] as number;
              for (let j = 0; j < n; j++) total[j] = (total[j] as number) + value * (f[d + j] as number);
              a += pixelStep;
              d += n;
            }
          }
        }
        for (let j = 0; j < n; j++) f[dw + k * n + j] = (f[dw + k * n + j] as number) + (total[j] as number);
      }
    },
  };
}
