import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { startEngine } from '../../src/nn/engine.ts';
import { loadWasmBinary } from '../../src/nn/wasm-binary.ts';

/**
 * The kernels of our own against two outside oracles: tfjs' WebGL kernels, and central differences of the forward pass.
 */
const signal = new AbortController().signal;

beforeAll(async () => {
  await startEngine({ choice: 'webgl', wasmBinary: loadWasmBinary, signal });
  await startEngine({ choice: 'wasm', wasmBinary: loadWasmBinary, signal });
});

const normals = (count: number, seed: number): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};

async function on(backend: 'webgl' | 'wasm', compute: () => tf.Tensor): Promise<Float32Array> {
  expect(await tf.setBackend(backend)).toBe(true);
  const result = tf.tidy(compute);
  const values = (await result.data()) as Float32Array;
  result.dispose();
  return values;
}

function expectClose(actual: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(wanted.length);
  let worst = 0;
  for (let i = 0; i < wanted.length; i++) {
    const scale = Math.max(1, Math.abs(wanted[i] as number));
    worst = Math.max(worst, Math.abs((actual[i] as number) - (wanted[i] as number)) / scale);
  }
  expect(worst).toBeLessThan(tolerance);
}

const CONVOLUTIONS = [
  { name: 'same, stride 1', size: 7, filter: [3, 3], strides: 1, pad: 'same' },
  { name: 'same, stride 2, odd size', size: 7, filter: [3, 3], strides: 2, pad: 'same' },
  { name: 'same, stride 2, even size (padding on one side)', size: 8, filter: [3, 3], strides: 2, pad: 'same' },
  { name: 'same, even filter', size: 6, filter: [2, 4], strides: 1, pad: 'same' },
  { name: 'valid, stride 1', size: 7, filter: [3, 2], strides: 1, pad: 'valid' },
  { name: 'valid, strides 2 and 3', size: 9, filter: [3, 3], strides: [2, 3], pad: 'valid' },
] as const;

describe('gradient of a convolution by its filter', () => {
  it.each(CONVOLUTIONS)('$name', async ({ size, filter, strides, pad }) => {
    const [height, width] = filter;
    const stride = (typeof strides === 'number' ? strides : [...strides]) as number | [number, number];
    const shape: [number, number, number, number] = [height, width, 3, 4];
    const weights = normals(height * width * 12, 1);
    const images = normals(2 * size * size * 3, 2);
    const loss = (w: tf.Tensor): tf.Scalar => {
      const x = tf.tensor4d(images, [2, size, size, 3]);
      const y = tf.conv2d(x, w as tf.Tensor4D, stride, pad);
      // Uneven factors, so that no two output positions may be confused. (Not tf.cos: software WebGL's is off by 5e-4.)
      const factors = Float32Array.from({ length: y.size }, (_, i) => Math.cos(i));
      return tf.sum(tf.mul(y, tf.tensor(factors, y.shape)));
    };
    const gradient = (): tf.Tensor => tf.grad(loss)(tf.tensor4d(weights, shape));
    const ours = await on('wasm', gradient);
    expectClose(ours, await on('webgl', gradient), 1e-4);

    await tf.setBackend('wasm');
    const step = 0.5; // The loss is linear in the filter: any step is exact but for rounding.
    for (const at of [0, 5, weights.length - 1]) {
      const [above, below] = [step, -step].map((d) => {
        const moved = weights.slice();
        moved[at] = (moved[at] as number) + d;
        return tf.tidy(() => loss(tf.tensor4d(moved, shape)).dataSync()[0] as number);
      }) as [number, number];
      expect(Math.abs((above - below) / (2 * step) - (ours[at] as number))).toBeLessThan(1e-3);
    }
  });

  it('reaches the layers that use the fused convolution', async () => {
    const gradient = (): tf.Tensor =>
      tf.grad((w) =>
        tf.sum(
          tf.square(
            tf.fused.conv2d({
              x: tf.tensor4d(normals(75, 3), [1, 5, 5, 3]),
              filter: w as tf.Tensor4D,
              strides: 2,
              pad: 'same',
              activation: 'relu',
            }),
          ),
        ),
      )(tf.tensor4d(normals(54, 4), [3, 3, 3, 2]));
    expectClose(await on('wasm', gradient), await on('webgl', gradient), 1e-4);
  });
});

describe('gradient of a look-up', () => {
  it('sums what each row of the table was used for, rows never used get 0', async () => {
    const gradient = (): tf.Tensor =>
      tf.grad((table) => {
        const rows = tf.gather(table as tf.Tensor2D, tf.tensor1d([2, 0, 2, 4, 2], 'int32'));
        return tf.sum(tf.mul(rows, tf.tensor2d([1, 10, 2, 20, 3, 30, 4, 40, 5, 50], [5, 2])));
      })(tf.tensor2d(normals(10, 5), [5, 2]));
    const wanted = [2, 20, 0, 0, 9, 90, 0, 0, 4, 40];
    expectClose(await on('wasm', gradient), wanted, 1e-6);
    expectClose(await on('webgl', gradient), wanted, 1e-6);
  });

  it('passes over ids outside the table', async () => {
    const sums = (): tf.Tensor =>
      tf.unsortedSegmentSum(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]), tf.tensor1d([1, -1, 1], 'int32'), 2);
    expectClose(await on('wasm', sums), [0, 0, 6, 8], 1e-6);
  });
});

describe('gradient of a matrix product', () => {
  const TURNS = [
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ] as const;
  const RANKS = [2, 3] as const;
  it.each(TURNS.flatMap(([a, b]) => RANKS.map((rank) => ({ a, b, rank }))))(
    'turned $a and $b, rank $rank, agrees with WebGL',
    async ({ a, b, rank }) => {
      const front = rank === 3 ? [2] : [];
      const shapeA = [...front, ...(a ? [4, 3] : [3, 4])];
      const shapeB = [...front, ...(b ? [5, 4] : [4, 5])];
      const count = rank === 3 ? 2 : 1;
      const gradients = (): tf.Tensor => {
        const [da, db] = tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.sum(tf.square(tf.matMul(x, y, a, b))))([
          tf.tensor(normals(count * 12, 6), shapeA),
          tf.tensor(normals(count * 20, 7), shapeB),
        ]) as [tf.Tensor, tf.Tensor];
        return tf.concat([tf.reshape(da, [-1]), tf.reshape(db, [-1])]);
      };
      expectClose(await on('wasm', gradients), await on('webgl', gradients), 1e-4);
    },
  );
});

describe('cutting a vector', () => {
  it('gives the pieces in order, and leaves every other cut to tfjs', async () => {
    const vector = (): tf.Tensor => tf.concat(tf.split(tf.range(0, 7), [1, 4, 2]).toReversed());
    expectClose(await on('wasm', vector), [5, 6, 1, 2, 3, 4, 0], 1e-6);
    const even = (): tf.Tensor => tf.concat(tf.split(tf.range(0, 6), 3).toReversed());
    expectClose(await on('wasm', even), [4, 5, 2, 3, 0, 1], 1e-6);
    const matrix = (): tf.Tensor => tf.concat(tf.split(tf.reshape(tf.range(0, 6), [2, 3]), [1, 2], 1).toReversed(), 1);
    expectClose(await on('wasm', matrix), [1, 2, 0, 4, 5, 3], 1e-6);
  });
});
