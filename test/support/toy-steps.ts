import { createRandom } from '../../src/core/random.ts';
import type { ExampleSource, ValueSource } from '../../src/nn/net/train/examples.ts';
import type { NetSpec, StepsBatch } from '../../src/nn/net/spec.ts';

/** Ids of two fields (vocabularies of 8 and 4), and two numbers, of each position of a row. */
interface Row {
  readonly ids: Int32Array;
  readonly numbers: Float32Array;
}

function batchOf(rows: readonly Row[], fields: number, examples: Int32Array): StepsBatch {
  const taken = Array.from(examples, (i) => rows[i] as Row);
  const offsets = new Int32Array(taken.length + 1);
  taken.forEach(({ numbers }, row) => (offsets[row + 1] = (offsets[row] as number) + numbers.length / 2));
  const ids = Int32Array.from(taken.flatMap((row) => row.ids.filter((_, i) => i % 2 < fields)));
  return {
    kind: 'steps',
    rows: taken.length,
    offsets,
    ids,
    numbers: Float32Array.from(taken.flatMap((row) => [...row.numbers])),
  };
}

/** Rows of 0 to 12 positions. */
function someRows(count: number, seed: number): Row[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const length = random.integer(13);
    return {
      ids: Int32Array.from({ length: 2 * length }, (_, i) =>
        i % 2 === 0 ? 4 + random.integer(4) : 2 + random.integer(2),
      ),
      numbers: Float32Array.from({ length: 2 * length }, () => random.normal()),
    };
  });
}

/** Rows told apart by the order of two events: 2 before 3, 3 before 2, or neither; they are there in equal numbers. */
export function toySteps(count: number, seed: number): ExampleSource {
  const random = createRandom(seed);
  const codes = Int32Array.from({ length: count }, () => random.integer(3));
  const rows = someRows(count, seed).map(({ ids, numbers }, row) => {
    const code = codes[row] as number;
    const [first, second] = code === 0 ? [2, 3] : [3, 2];
    const marked = code === 2 ? [...ids] : [first, 2, ...ids, second, 2];
    const room = Array.from({ length: marked.length - numbers.length }, () => random.normal());
    return { ids: Int32Array.from(marked as number[]), numbers: Float32Array.of(...numbers, ...room) };
  });
  return {
    count,
    codes,
    lengths: Int32Array.from(rows, ({ numbers }) => numbers.length / 2),
    batch: (examples) => batchOf(rows, 2, examples),
  };
}

/** The sum of a row's first numbers and twice it, in noise; one in five is not known. Some rows are empty. */
export function toySums(count: number, seed: number): ValueSource {
  const random = createRandom(seed);
  const rows = someRows(count, seed);
  const values = Float32Array.from({ length: 2 * count }, (_, i) => {
    const sum = rows[i >> 1]?.numbers.reduce((all, value, at) => (at % 2 === 0 ? all + value : all), 0) ?? 0;
    const value = ((i % 2) + 1) * sum + 0.3 * random.normal();
    return random.next() < 0.2 ? NaN : value;
  });
  return { count, values, batch: (examples) => batchOf(rows, 0, examples) };
}

export const STEPS_LSTM: NetSpec = {
  input: { kind: 'steps', fields: [8, 4], numbers: 2 },
  layers: [
    { kind: 'step-embedding', widths: [4, 2] },
    { kind: 'spatial-dropout', rate: 0.1 },
    { kind: 'lstm', units: 10, bothWays: true },
    { kind: 'dropout', rate: 0.1 },
    { kind: 'dense', units: 3 },
  ],
};

export const STEPS_GRU: NetSpec = {
  ...STEPS_LSTM,
  layers: [
    { kind: 'step-embedding', widths: [4, 2] },
    { kind: 'gru', units: 10, bothWays: false },
    { kind: 'dense', units: 3 },
  ],
};

export const STEPS_CNN: NetSpec = {
  ...STEPS_LSTM,
  layers: [
    { kind: 'step-embedding', widths: [4, 2] },
    { kind: 'conv1d-max', widths: [1, 3], filters: 6 },
    { kind: 'dense', units: 3 },
  ],
};

export const SUMS_LSTM: NetSpec = {
  input: { kind: 'steps', fields: [], numbers: 2 },
  layers: [
    { kind: 'step-embedding', widths: [] },
    { kind: 'lstm', units: 12, bothWays: false },
    { kind: 'dense', units: 6 },
  ],
  loss: { kind: 'quantiles', levels: [0.1, 0.5, 0.9] },
};

export const SUMS_GRU: NetSpec = {
  ...SUMS_LSTM,
  layers: [
    { kind: 'step-embedding', widths: [] },
    { kind: 'gru', units: 12, bothWays: false },
    { kind: 'dense', units: 2 },
  ],
  loss: { kind: 'square' },
};
