import type { KernelMath } from '../kernels.ts';
import type { CpuMemory } from './memory.ts';

type PictureKernels = Pick<
  KernelMath,
  'maxPool' | 'maxPoolBackward' | 'moments' | 'affine' | 'normSums' | 'normBackward' | 'average' | 'averageBackward'
>;

/** Pooling, averages and normalisation of channels. */
export function cpuPicture(memory: CpuMemory): PictureKernels {
  /** The sum over the rows of `value(row · channels + channel, channel)`. */
  const sumOf = (rows: number, channels: number, channel: number, value: (at: number) => number): number => {
    let sum = 0;
    for (let at = channel; at < rows * channels; at += channels) sum += value(at);
    return sum;
  };

  return {
    maxPool(x, images, height, width, channels, size, y, places) {
      const f = memory.floats;
      const lines = Math.floor(height / size);
      const columns = Math.floor(width / size);
      for (let out = 0; out < images * lines * columns * channels; out++) {
        const c = out % channels;
        const window = Math.floor(out / channels);
        const image = Math.floor(window / (lines * columns));
        const line = Math.floor(window / columns) % lines;
        const corner = ((image * height + line * size) * width + (window % columns) * size) * channels + c;
        let place = corner;
        for (let i = 0; i < size * size; i++) {
          const at = corner + (Math.floor(i / size) * width + (i % size)) * channels;
          if (i > 0 && !((f[x + at] as number) <= (f[x + place] as number))) place = at;
        }
        f[y + out] = f[x + place] as number;
        memory.ints[places + out] = place;
      }
    },

    maxPoolBackward(dy, places, n, dx) {
      const f = memory.floats;
      for (let i = 0; i < n; i++) f[dx + (memory.ints[places + i] as number)] = f[dy + i] as number;
    },

    moments(x, rows, channels, _spare, mean, variance) {
      const f = memory.floats;
      for (let c = 0; c < channels; c++) {
        const centre = sumOf(rows, channels, c, (at) => f[x + at] as number) / rows;
        f[mean + c] = centre;
        f[variance + c] = sumOf(rows, channels, c, (at) => ((f[x + at] as number) - centre) ** 2) / rows;
      }
    },

    affine(x, rows, channels, mean, scale, shift, y) {
      const f = memory.floats;
      for (let i = 0; i < rows * channels; i++) {
        const c = i % channels;
        const centred = (f[x + i] as number) - (f[mean + c] as number);
        f[y + i] = centred * (f[scale + c] as number) + (f[shift + c] as number);
      }
    },

    normSums(dy, x, rows, channels, mean, _spare, sums, products) {
      const f = memory.floats;
      for (let c = 0; c < channels; c++) {
        const centre = f[mean + c] as number;
        f[sums + c] = sumOf(rows, channels, c, (at) => f[dy + at] as number);
        f[products + c] = sumOf(rows, channels, c, (at) => (f[dy + at] as number) * ((f[x + at] as number) - centre));
      }
    },

    normBackward(dy, x, rows, channels, mean, a, b, shift, dx) {
      const f = memory.floats;
      for (let i = 0; i < rows * channels; i++) {
        const c = i % channels;
        const centred = (f[x + i] as number) - (f[mean + c] as number);
        const value = (f[dy + i] as number) * (f[a + c] as number) + centred * (f[b + c] as number);
        f[dx + i] = value + (f[shift + c] as number);
      }
    },

    average(x, images, positions, channels, y) {
      const f = memory.floats;
      for (let image = 0; image < images; image++) {
        const start = x + image * positions * channels;
        for (let c = 0; c < channels; c++) {
          const sum = sumOf(positions, channels, c, (at) => f[start + at] as number);
          f[y + image * channels + c] = sum / positions;
        }
      }
    },

    averageBackward(dy, images, positions, channels, dx) {
      const f = memory.floats;
      for (let i = 0; i < images * positions * channels; i++) {
        const image = Math.floor(i / (positions * channels));
        f[dx + i] = (f[dy + image * channels + (i % channels)] as number) / positions;
      }
    },
  };
}
