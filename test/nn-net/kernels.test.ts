import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { compileKernels, moduleSource } from '../../scripts/build-kernels.mjs';
import { createRandom } from '../../src/core/random.ts';
import { createCpuKernels } from '../../src/nn/kernels/cpu/create.ts';
import { createHeap } from '../../src/nn/kernels/heap.ts';
import { packedLength, type Kernels, type Place } from '../../src/nn/kernels/kernels.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { KERNELS_BASE64 } from '../../src/nn/kernels/wasm-module.ts';

let wasm: Kernels;
let exact: Kernels;
beforeAll(async () => {
  wasm = await startKernels('wasm');
  exact = createCpuKernels('float64');
});

describe('the WebAssembly module', () => {
  it('is what the source in the repository compiles to', async () => {
    const binary = await compileKernels();
    expect(Buffer.from(binary).toString('base64')).toBe(KERNELS_BASE64);
    expect(moduleSource(binary)).toContain(`'${KERNELS_BASE64}'`);
  }, 60_000);

  it('asks for nothing from outside', () => {
    const module = new WebAssembly.Module(Buffer.from(KERNELS_BASE64, 'base64'));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });
});

describe('where WebAssembly cannot be had', () => {
  it('plain TypeScript takes its place, unless WASM was asked for by name', async () => {
    const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect((await startKernels()).engine).toBe('cpu');
    await expect(startKernels('wasm')).rejects.toMatchObject({
      code: 'compute.unavailable',
      params: { backend: 'wasm', cause: 'no-simd' },
    });
    validate.mockRestore();
    const blocked = vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(new WebAssembly.CompileError('policy'));
    expect((await startKernels()).engine).toBe('cpu');
    await expect(startKernels('wasm')).rejects.toMatchObject({ params: { cause: 'blocked' } });
    blocked.mockRestore();
    expect((await startKernels()).engine).toBe('wasm');
  });
});

/** Runs the same work on both and gives what it leaves in `length` numbers. */
function onBoth(
  length: number,
  work: (kernels: Kernels, put: (values: ArrayLike<number>) => Place, to: Place) => void,
): { ours: number[]; wanted: number[] } {
  const [ours, wanted] = [wasm, exact].map((kernels) => {
    const places: Place[] = [];
    const put = (values: ArrayLike<number>): Place => {
      const place = kernels.take(values.length);
      places.push(place);
      (values instanceof Int32Array ? kernels.ints : kernels.floats).set(values, place);
      return place;
    };
    const to = put(new Float32Array(length));
    work(kernels, put, to);
    const result = [...kernels.floats.subarray(to, to + length)];
    for (const place of places) kernels.give(place);
    return result;
  });
  return { ours: ours ?? [], wanted: wanted ?? [] };
}

function expectClose({ ours, wanted }: { ours: number[]; wanted: number[] }, tolerance: number): void {
  const scale = Math.max(1, ...wanted.map(Math.abs));
  const worst = Math.max(0, ...ours.map((value, i) => Math.abs(value - (wanted[i] as number))));
  expect(worst / scale).toBeLessThan(tolerance);
}

const sizes = fc.record({
  seed: fc.integer(),
  m: fc.integer({ min: 1, max: 30 }),
  k: fc.integer({ min: 1, max: 40 }),
  n: fc.integer({ min: 1, max: 30 }),
});
const somes = (seed: number, n: number): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: n }, () => random.normal());
};

describe('WASM against plain TypeScript in double precision, for sizes that fill no vector', () => {
  it('products: a matrix, its transpose, a bias, added to what is there', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.boolean(), ({ seed, m, k, n }, transposed, add) => {
        const both = onBoth(m * n, (kernels, put, to) => {
          kernels.floats.set(somes(seed + 3, m * n), to);
          const packed = put(new Float32Array(packedLength(k, n)));
          const bias = transposed ? 0 : put(somes(seed + 2, n));
          const b = put(somes(seed + 1, k * n));
          kernels.pack(b, transposed ? 1 : n, transposed ? k : 1, k, n, packed, 0, k, bias);
          kernels.convolve(put(somes(seed, m * k)), 0, 0, k, 1, 1, m, 1, k, 0, packed, n, to, add ? 1 : 0);
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('a plain product is the sum that the books say', () => {
    const [m, k, n] = [5, 7, 11];
    const [a, b] = [somes(1, m * k), somes(2, k * n)];
    const { ours } = onBoth(m * n, (kernels, put, to) => {
      const packed = put(new Float32Array(packedLength(k, n)));
      kernels.pack(put(b), n, 1, k, n, packed, 0, k, 0);
      kernels.convolve(put(a), 0, 0, k, 1, 1, m, 1, k, 0, packed, n, to, 0);
    });
    for (const [place, value] of ours.entries()) {
      let sum = 0;
      for (let i = 0; i < k; i++) sum += (a[Math.floor(place / n) * k + i] ?? 0) * (b[i * n + (place % n)] ?? 0);
      expect(value).toBeCloseTo(sum, 5);
    }
  });

  it('sums of outer products, beyond one stretch of rows', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 300 }), ({ seed, k, n }, m) => {
        const both = onBoth(k * n, (kernels, put, to) => {
          const [x, dy] = [put(somes(seed, m * k)), put(somes(seed + 1, m * n))];
          kernels.correlate(x, 0, 0, k, 1, 1, m, 1, k, 0, dy, n, to);
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('maxima over texts, and the way back', () => {
    fc.assert(
      fc.property(sizes, ({ seed, m, k: width, n: filters }) => {
        const random = createRandom(seed);
        const starts = new Int32Array(m + 1);
        for (let row = 0; row < m; row++) starts[row + 1] = (starts[row] as number) + 2 + random.integer(9);
        const tokens = starts[m] as number;
        const window = 2 * width;
        const both = onBoth(m * filters + tokens * width + filters * window + filters, (kernels, put, to) => {
          const y = put(somes(seed, tokens * filters));
          const places = put(new Int32Array(m * filters));
          kernels.segmentMax(y, filters, put(starts), m, 1, to, filters, places);
          const dx = to + m * filters;
          const dKernel = dx + tokens * width;
          kernels.segmentMaxBackward(
            ...([to, filters, places, m, filters, put(somes(seed + 1, tokens * width)), width, window] as const),
            ...([put(somes(seed + 2, filters * window)), dKernel, dKernel + filters * window, dx] as const),
          );
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('gates of a recurrent layer, far out too, and the way back', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(1, 10, 100), ({ seed, m: rows, n: units }, spread) => {
        const both = onBoth(8 * rows * units, (kernels, put, to) => {
          const n = rows * units;
          const gates = to;
          const state = to + 3 * n;
          kernels.floats.set(
            somes(seed, 6 * n).map((value) => value * spread),
            gates,
          );
          const before = put(somes(seed + 1, n).map(Math.tanh));
          kernels.gruStep(gates, state, before, rows, units, to + 6 * n);
          const dh = to + 7 * n;
          kernels.floats.set(somes(seed + 2, n), dh);
          kernels.gruStepBackward(gates, state, before, rows, units, dh);
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('gates of a long short-term memory, far out too, and the way back', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(1, 10, 100), ({ seed, m: rows, n: units }, spread) => {
        const n = rows * units;
        const both = onBoth(8 * n, (kernels, put, to) => {
          const [cell, after, dc] = [to + 4 * n, to + 5 * n, to + 6 * n];
          kernels.floats.set(
            somes(seed, 4 * n).map((value) => value * spread),
            to,
          );
          const before = put(somes(seed + 1, n));
          kernels.lstmStep(to, before, rows, units, cell, after);
          kernels.floats.set(somes(seed + 3, n), dc);
          kernels.lstmStepBackward(to, before, cell, rows, units, put(somes(seed + 2, n)), dc);
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('columns that are copied, and the losses of numbers of which some are not known', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 7 }), ({ seed, m: rows, k, n: outputs }, count) => {
        const scores = rows * outputs * count;
        const both = onBoth(rows * (k + 3) + 2 * scores + 2, (kernels, put, to) => {
          kernels.copyRows(put(somes(seed, rows * k)), k, rows, Math.min(k, 5), to + 1, k + 3);
          const wanted = put(somes(seed + 1, rows * outputs).map((value) => (value > 1 ? NaN : value)));
          const weights = put(somes(seed + 2, rows).map(Math.abs));
          const levels = put(Float32Array.from({ length: count }, (_, l) => (l + 1) / (count + 1)));
          const said = put(somes(seed + 3, scores));
          const gradient = to + rows * (k + 3);
          const pinball = kernels.pinball(said, wanted, weights, levels, rows, outputs, count, gradient);
          const squares = kernels.squares(said, wanted, weights, rows, outputs, gradient + scores);
          kernels.floats.set([pinball, squares], gradient + 2 * scores);
        });
        expectClose(both, 1e-5);
      }),
    );
  });

  it('pooling, moments, sums and the loss', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4 }), ({ seed, m, n: channels }, size) => {
        const [height, width] = [size * 2 + (m % size), size * 3 + (m % 2)];
        const pixels = m * height * width;
        const pooled = m * 6 * channels;
        const both = onBoth(pooled + 4 * channels + 2 * m * channels, (kernels, put, to) => {
          const x = put(somes(seed, pixels * channels).map((value) => value + 3));
          const dy = put(somes(seed + 1, pixels * channels));
          const spare = put(new Float32Array(channels));
          const [w, h] = [Math.floor(width / size), Math.floor(height / size)];
          kernels.maxPool(x, m, height, width, channels, size, to, put(new Int32Array(m * w * h * channels)));
          const mean = to + pooled;
          kernels.moments(x, pixels, channels, spare, mean, mean + channels);
          kernels.normSums(dy, x, pixels, channels, mean, spare, mean + 2 * channels, mean + 3 * channels);
          const average = mean + 4 * channels;
          kernels.average(x, m, height * width, channels, average);
          const wanted = new Float32Array(m * channels);
          for (let row = 0; row < m; row++) wanted[row * channels + (row % channels)] = 1;
          const scores = put(somes(seed + 2, m * channels).map((value) => 20 * value));
          const weights = put(new Float32Array(m).fill(1 / m));
          kernels.crossEntropy(scores, put(wanted), weights, m, channels, average + m * channels);
        });
        expectClose(both, 2e-5);
      }),
    );
  });

  it('the loss itself, for scores as far apart as they come', () => {
    for (const far of [0, 1, 30, 59, 61, 200, 1e30]) {
      const losses = [wasm, exact].map((kernels) => {
        const at = kernels.take(64);
        kernels.floats.set([far, -far, 0, 0.25, 0.5, 0.25, 1], at);
        const loss = kernels.crossEntropy(at, at + 3, at + 6, 1, 3, at + 16);
        kernels.give(at);
        return loss;
      });
      expect(losses[0]).toBeCloseTo(losses[1] ?? NaN, far > 100 ? -24 : 6);
      expect((losses[0] ?? NaN) / (losses[1] ?? NaN)).toBeCloseTo(1, 6);
    }
  });

  it('what is not a number goes through, so that it is seen', () => {
    const at = wasm.take(16);
    wasm.floats.set([1, NaN, -1, NaN, NaN], at);
    wasm.relu(at, 5);
    expect([...wasm.floats.subarray(at, at + 5)]).toEqual([1, NaN, 0, NaN, NaN]);
    wasm.give(at);
  });
});

describe('the heap', () => {
  it('hands out stretches that do not overlap, and has all of it again in the end', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ length: fc.nat(5000), give: fc.nat() }), { maxLength: 60 }), (requests) => {
        let size = 1024;
        let grown = 0;
        const heap = createHeap(size, (length) => {
          grown++;
          size = Math.max(length, size);
          return size;
        });
        const held: { place: number; length: number }[] = [];
        for (const { length, give } of requests) {
          const place = heap.take(length);
          expect(place).toBeGreaterThan(0);
          expect(place + length).toBeLessThanOrEqual(size);
          for (const other of held) {
            expect(place + length <= other.place || other.place + other.length <= place).toBe(true);
          }
          held.push({ place, length });
          if (give % 3 > 0) heap.give(held.splice(give % held.length, 1)[0]?.place ?? 0);
        }
        for (const { place } of held) heap.give(place);
        expect(heap.taken).toBe(0);
        // All gaps have joined: the whole is there in one piece.
        const before = grown;
        heap.give(heap.take(size - 512 - 32));
        expect(grown).toBe(before);
      }),
    );
  });

  it('refuses to take back what it never gave', () => {
    expect(() => createHeap(4096, (length) => length).give(512)).toThrow('512');
  });
});
