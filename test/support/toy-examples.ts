import { createRandom } from '../../src/core/random.ts';
import type { ExampleSource } from '../../src/nn/net/train/examples.ts';
import type { NetSpec } from '../../src/nn/net/spec.ts';

/**
 * Texts of 3 to 14 words out of 40, told apart by one pair of neighbours: `5 6`, `6 5` or neither. Which words are there
 * says nothing about the first two.
 */
export function toyTexts(count: number, seed: number): ExampleSource & { readonly texts: readonly Int32Array[] } {
  const random = createRandom(seed);
  const codes = new Int32Array(count);
  const texts = Array.from({ length: count }, (_, i) => {
    const words = Int32Array.from({ length: 3 + random.integer(12) }, () => 7 + random.integer(33));
    const code = random.integer(3);
    const at = random.integer(words.length - 1);
    codes[i] = code;
    if (code < 2) words.set(code === 0 ? [5, 6] : [6, 5], at);
    return words;
  });
  return {
    count,
    codes,
    texts,
    lengths: Int32Array.from(texts, (text) => text.length),
    batch(examples) {
      const offsets = new Int32Array(examples.length + 1);
      for (const [row, i] of examples.entries()) offsets[row + 1] = (offsets[row] as number) + (texts[i]?.length ?? 0);
      const ids = new Int32Array(offsets[examples.length] as number);
      for (const [row, i] of examples.entries()) ids.set(texts[i] ?? [], offsets[row]);
      return { kind: 'tokens', rows: examples.length, ids, offsets };
    },
  };
}

export const TEXT_CNN: NetSpec = {
  input: { kind: 'tokens', vocabulary: 40 },
  layers: [
    { kind: 'embedding', width: 8 },
    { kind: 'spatial-dropout', rate: 0.1 },
    { kind: 'conv1d-max', widths: [1, 2], filters: 12 },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', units: 3 },
  ],
};

export const TEXT_GRU: NetSpec = {
  input: { kind: 'tokens', vocabulary: 40 },
  layers: [
    { kind: 'embedding', width: 8 },
    { kind: 'gru', units: 10, bothWays: true },
    { kind: 'dense', units: 3 },
  ],
};

export interface ToyPictures extends ExampleSource {
  /** count × side × side. */
  readonly pixels: Float32Array;
}

/** Grey pictures, 0 … 1: a lying, a standing or a slanting bar somewhere, in noise. */
export function toyPictures(count: number, seed: number, side = 9): ToyPictures {
  const random = createRandom(seed);
  const codes = new Int32Array(count);
  const pixels = Float32Array.from({ length: count * side * side }, () => 0.3 * random.next());
  for (let i = 0; i < count; i++) {
    const code = random.integer(3);
    const [top, left] = [1 + random.integer(side - 6), 1 + random.integer(side - 6)];
    codes[i] = code;
    for (let k = 0; k < 5; k++) {
      const [y, x] = code === 0 ? [top, left + k] : code === 1 ? [top + k, left] : [top + k, left + k];
      pixels[(i * side + (y as number)) * side + (x as number)] = 0.7 + 0.3 * random.next();
    }
  }
  const size = side * side;
  return {
    count,
    codes,
    pixels,
    batch(examples) {
      const some = new Float32Array(examples.length * size);
      for (const [row, i] of examples.entries()) some.set(pixels.subarray(i * size, (i + 1) * size), row * size);
      return { kind: 'image', rows: examples.length, pixels: some };
    },
  };
}

export const IMAGE_CNN: NetSpec = {
  input: { kind: 'image', height: 9, width: 9, channels: 1 },
  layers: [
    { kind: 'conv2d', filters: 8, size: 3, stride: 1, padding: 'same' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2 },
    { kind: 'conv2d', filters: 8, size: 3, stride: 1, padding: 'valid' },
    { kind: 'relu' },
    { kind: 'spatial-dropout', rate: 0.1 },
    { kind: 'flatten' },
    { kind: 'dense', units: 3 },
  ],
};
