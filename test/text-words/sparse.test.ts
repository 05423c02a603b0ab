import { beforeAll, describe, expect, it } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { calibrateScores } from '../../src/core/learn/sparse/calibrate.ts';
import { contributions } from '../../src/core/learn/sparse/contributions.ts';
import { entropyStep, wrightOmega } from '../../src/core/learn/sparse/entropy-step.ts';
import { fitSparseLogistic, SPARSE_LOGISTIC_DEFAULTS } from '../../src/core/learn/sparse/logistic.ts';
import { predictSparse, scoreRow, scoreSparse, softmaxScores, sparseRow } from '../../src/core/learn/sparse/predict.ts';
import { fitSparseSvm, SPARSE_SVM_DEFAULTS } from '../../src/core/learn/sparse/svm.ts';
import type { SparseFitInput } from '../../src/core/learn/sparse/types.ts';
import { createRandom } from '../../src/core/random.ts';
import type { SparseRows } from '../../src/core/text/sparse.ts';
import { fitVectoriser, vectorise } from '../../src/core/text/vectoriser.ts';
import { readGolden } from '../support/golden.ts';
import { context, ended, everyRow, failure, pacer, PLAIN, reading } from './support.ts';

/** scikit-learn's own, by make_text_words.py. */
const golden = readGolden<{
  readonly classes: readonly string[];
  readonly texts: readonly string[];
  readonly codes: readonly number[];
  readonly class_weights: readonly number[];
  readonly logistic: Readonly<Record<'c1' | 'c10' | 'weighted' | 'two', readonly (readonly number[])[]>>;
  readonly svm: Readonly<Record<'c05' | 'c5' | 'weighted', readonly (readonly number[])[]>> & {
    readonly two: readonly number[];
  };
}>('text-words');

const k = golden.classes.length;
let features: SparseRows;
let input: SparseFitInput;
let firstTwo: SparseFitInput;
beforeAll(async () => {
  const state = await fitVectoriser(reading(golden.texts), everyRow(golden.texts), PLAIN, pacer());
  features = await vectorise(state, reading(golden.texts), everyRow(golden.texts), pacer());
  input = { features, codes: golden.codes, classes: golden.classes };
  const rows = everyRow(golden.texts).filter((row) => (golden.codes[row] as number) < 2);
  firstTwo = { features, rows, codes: golden.codes, classes: golden.classes.slice(0, 2) };
});

/** Largest difference of rows × classes from the reference. */
function furthest(actual: Float64Array, expected: readonly (readonly number[])[]): number {
  const flat = expected.flat();
  expect(actual).toHaveLength(flat.length);
  return flat.reduce((most, value, i) => Math.max(most, Math.abs(value - (actual[i] as number))), 0);
}

describe('logistic regression as scikit-learn has it', () => {
  const exact = { tolerance: 1e-10, mostPasses: 20_000 };
  const fitted = async (which: SparseFitInput, c: number) => {
    const state = await ended(fitSparseLogistic(which, { ...exact, c }, context()));
    expect(state.converged).toBe(true);
    return predictSparse(state, features, pacer());
  };

  it('has the same probabilities', async () => {
    expect(furthest(await fitted(input, 1), golden.logistic.c1)).toBeLessThan(1e-4);
    expect(furthest(await fitted(input, 10), golden.logistic.c10)).toBeLessThan(1e-4);
  });

  it('has them with class weights, and with the same weights given a row', async () => {
    const weighted = await fitted({ ...input, classWeights: golden.class_weights }, 5);
    expect(furthest(weighted, golden.logistic.weighted)).toBeLessThan(1e-4);
    const rowWeights = golden.codes.map((code) => golden.class_weights[code] as number);
    expect(furthest(await fitted({ ...input, rowWeights }, 5), golden.logistic.weighted)).toBeLessThan(1e-4);
  });

  it('has them for two classes', async () => {
    expect(furthest(await fitted(firstTwo, 5), golden.logistic.two)).toBeLessThan(1e-4);
  });

  it('is near them with its usual settings', async () => {
    const params = { ...SPARSE_LOGISTIC_DEFAULTS, c: 10 };
    const state = await ended(fitSparseLogistic(input, params, context()));
    expect(state.converged).toBe(true);
    expect(furthest(await predictSparse(state, features, pacer()), golden.logistic.c10)).toBeLessThan(0.03);
  });
});

describe('linear support vector machines as scikit-learn has them', () => {
  const exact = { tolerance: 1e-8, mostPasses: 100_000 };
  const fitted = async (which: SparseFitInput, c: number) => {
    const state = await ended(fitSparseSvm(which, { ...exact, c }, context()));
    expect(state.converged).toBe(true);
    return scoreSparse(state, features, pacer());
  };

  it('has the same decision values', async () => {
    expect(furthest(await fitted(input, 0.5), golden.svm.c05)).toBeLessThan(1e-3);
    expect(furthest(await fitted(input, 5), golden.svm.c5)).toBeLessThan(1e-3);
  });

  it('has them with class weights', async () => {
    const weighted = await fitted({ ...input, classWeights: golden.class_weights }, 1);
    expect(furthest(weighted, golden.svm.weighted)).toBeLessThan(1e-3);
  });

  it('has one machine with opposite scores for two classes', async () => {
    const scores = await fitted(firstTwo, 1);
    expect(
      furthest(
        scores,
        golden.svm.two.map((score) => [-score, score]),
      ),
    ).toBeLessThan(1e-3);
  });
});

const logistic = (which: SparseFitInput, signal?: AbortSignal) =>
  fitSparseLogistic(which, SPARSE_LOGISTIC_DEFAULTS, signal ? { seed: 1, pacer: createPacer(signal) } : context());
const machines = (which: SparseFitInput, signal?: AbortSignal) =>
  fitSparseSvm(which, SPARSE_SVM_DEFAULTS, signal ? { seed: 1, pacer: createPacer(signal) } : context());

describe.each([
  ['logistic regression', logistic],
  ['support vector machines', machines],
] as const)('%s', (_, fit) => {
  it('gives the same again, leaves its input alone and survives being saved', async () => {
    const before = structuredClone(input);
    const state = await ended(fit(input));
    expect(input).toEqual(before);
    expect(await ended(fit(input))).toEqual(state);
    const scores = await scoreSparse(state, features, pacer());
    expect(await scoreSparse(structuredClone(state), features, pacer())).toEqual(scores);
  });

  it('learns of the given rows alone', async () => {
    const rows = everyRow(golden.texts).filter((row) => row < 60);
    const codes = golden.codes.map((code, row) => (row < 60 ? code : (code + 1) % k));
    expect(await ended(fit({ ...input, codes, rows }))).toEqual(await ended(fit({ ...input, rows })));
  });

  it('never chooses a class that no row had', async () => {
    const state = await ended(fit({ ...input, classes: [...golden.classes, 'never'] }));
    const probabilities = await predictSparse(state, features, pacer());
    for (let row = 0; row < features.rows; row++) {
      const own = probabilities.subarray(row * (k + 1), (row + 1) * (k + 1));
      expect(own[k]).toBe(0);
      expect(own.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    }
    expect(JSON.parse(JSON.stringify([...state.intercepts]))).toEqual([...state.intercepts]);
  });

  it('says that one class cannot be told from any other', async () => {
    const same = { ...input, codes: new Int32Array(features.rows).fill(2) };
    expect(await failure(ended(fit(same)))).toMatchObject({ code: 'train.one-class', params: { class: 'login' } });
    const none = { ...input, rows: new Int32Array(0) };
    expect(await failure(ended(fit(none)))).toMatchObject({ code: 'train.too-few-rows' });
    const values = features.values.map((value, i) => (i === 5 ? Number.NaN : value));
    const broken = await failure(ended(fit({ ...input, features: { ...features, values } })));
    expect(broken).toBeInstanceOf(CodedError);
    expect(broken).toMatchObject({ code: 'train.not-finite' });
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    const run = fit({ ...input }, stop.signal);
    await run.next();
    stop.abort();
    expect(await failure(ended(run))).toBeInstanceOf(CancelledError);
  });

  it('manages rows without any value', async () => {
    const offsets = new Float64Array([0, 1, 1, 2, 2]);
    const sparse = { rows: 4, columns: 2, offsets, indices: Int32Array.of(0, 1), values: Float32Array.of(1, 1) };
    const state = await ended(fit({ features: sparse, codes: [0, 0, 1, 1], classes: ['a', 'b'] }));
    const probabilities = await predictSparse(state, sparse, pacer());
    expect(probabilities[0]).toBeGreaterThan(0.5);
    expect(probabilities[5]).toBeGreaterThan(0.5);
    expect(probabilities[2]).toBeCloseTo(0.5, 1);
  });
});

describe('contributions', () => {
  it('sum to how far a class is ahead of the mean of the others', async () => {
    const state = await ended(logistic(input));
    for (const row of [0, 7, 50]) {
      const own = sparseRow(features, row);
      const scores = scoreRow(state, own);
      for (let code = 0; code < k; code++) {
        const ahead = (values: Float64Array): number => {
          const all = values.reduce((a, b) => a + b);
          return (values[code] as number) - (all - (values[code] as number)) / (k - 1);
        };
        const sum = contributions(state, own, code).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(ahead(scores) - ahead(state.intercepts), 9);
      }
    }
  });
});

describe('calibration', () => {
  /** Scores of which softmax(scores / truth) are the probabilities that the codes were drawn by. */
  function drawn(truth: number, rows: number) {
    const random = createRandom(3);
    const scores = Float64Array.from({ length: rows * 3 }, () => random.normal());
    const probabilities = softmaxScores(scores, 3, truth);
    const codes = Int32Array.from({ length: rows }, (_, row) => {
      const at = random.next();
      const [first, second] = [probabilities[row * 3] as number, probabilities[row * 3 + 1] as number];
      return at < first ? 0 : at < first + second ? 1 : 2;
    });
    return { scores, codes };
  }

  it.each([0.3, 1, 2.5])('finds the temperature %d that codes were drawn with', (truth) => {
    const { scores, codes } = drawn(truth, 20_000);
    const { temperature, loss } = calibrateScores(scores, codes, 3);
    expect(Math.abs(temperature / truth - 1)).toBeLessThan(0.1);
    for (const other of [0.97, 1.03]) {
      const probabilities = softmaxScores(scores, 3, temperature * other);
      const there = codes.reduce((sum, code, row) => sum - Math.log(probabilities[row * 3 + code] as number), 0);
      expect(there / codes.length).toBeGreaterThan(loss);
    }
  });

  it('stays within its bounds where scores are always right or say nothing, and passes over unknown classes', () => {
    const scores = Float64Array.of(2, 0, 0, 0, 3, 0);
    // Two right rows are no certainty; a thousand nearly are.
    expect(calibrateScores(scores, [0, 1], 3).temperature).toBeGreaterThan(0.5);
    const right = Float64Array.from({ length: 3_000 }, (_, i) => (i % 3 === 0 ? 2 : 0));
    expect(calibrateScores(right, new Int32Array(1_000), 3).temperature).toBeLessThan(0.4);
    expect(calibrateScores(scores, [1, 0], 3).temperature).toBeGreaterThan(100);
    expect(calibrateScores(new Float64Array(6), [1, 0], 3).loss).toBeCloseTo(Math.log(3), 9);
    const { scores: many, codes } = drawn(1, 500);
    const padded = Float64Array.from([...many, 9, 9, 9]);
    expect(calibrateScores(padded, [...codes, -1], 3)).toEqual(calibrateScores(many, codes, 3));
    expect(() => calibrateScores(scores, [-1, -1], 3)).toThrow(CodedError);
  });
});

describe('the step of one row', () => {
  it('knows ω: the omega constant, ω(1) = 1, and y + ln y = x', () => {
    expect(wrightOmega(0)).toBeCloseTo(0.567_143_290_409_783_8, 14);
    expect(wrightOmega(1)).toBeCloseTo(1, 14);
    for (let x = -40; x <= 60; x += 0.37) {
      const y = wrightOmega(x);
      expect(Math.abs(y + Math.log(y) - x)).toBeLessThan(1e-10 * (1 + Math.abs(x)));
    }
  });

  it('ends where all classes have the same slope', () => {
    const random = createRandom(1);
    for (let round = 0; round < 200; round++) {
      const length = 2 + random.integer(80);
      const wanted = Float64Array.from({ length }, () => 8 * random.normal());
      const stiffness = Math.exp(4 * random.normal());
      const p = new Float64Array(length);
      entropyStep(wanted, stiffness, 20 * random.normal(), p);
      expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      const slopes = Array.from(p, (value, c) => Math.log(value) + stiffness * value - (wanted[c] as number));
      const likely = slopes.filter((_, c) => (p[c] as number) > 1e-12);
      expect(Math.max(...likely) - Math.min(...likely)).toBeLessThan(1e-8 * (1 + stiffness));
    }
  });
});
