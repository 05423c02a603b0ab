import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import type { FitProgress } from '../../src/core/learn/estimator.ts';
import { createFitCheckpoints } from '../../src/core/learn/fit-checkpoint.ts';
import { createPacer, type Pacer } from '../../src/core/learn/pacer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import type { NetSpec } from '../../src/nn/net/spec.ts';
import type { ExampleSource } from '../../src/nn/net/train/examples.ts';
import { fitNet, type FitNetInput, type NetState } from '../../src/nn/net/train/fit.ts';
import { planNet } from '../../src/nn/net/plan.ts';
import { judge, type Judged } from '../../src/nn/net/train/judge.ts';
import { NET_DEFAULTS, type NetParams } from '../../src/nn/net/train/params.ts';
import { IMAGE_CNN, TEXT_CNN, TEXT_GRU, toyPictures, toyTexts } from '../support/toy-examples.ts';

const { signal } = new AbortController();
const cpu = createNetEngine({ choice: 'wasm', startKernels: () => startKernels('cpu') });
const quick: NetParams = { ...NET_DEFAULTS, epochs: 5, batchSize: 32, learningRate: 0.01 };

const asked = (spec: NetSpec, train: ExampleSource, more: Partial<FitNetInput> = {}): FitNetInput => ({
  spec,
  train,
  params: quick,
  seed: 3,
  engine: async () => cpu,
  pacer: createPacer(signal),
  ...more,
});

async function toEnd(input: FitNetInput): Promise<{ state: NetState; told: FitProgress[] }> {
  const told: FitProgress[] = [];
  const run = fitNet(input);
  for (;;) {
    const step = await run.next();
    if (step.done) return { state: step.value, told };
    told.push(step.value);
  }
}

async function judged(state: NetState, source: ExampleSource): Promise<Judged> {
  const zeros = new Float32Array(state.parameters.length);
  const standing = { steps: 0, parameters: zeros, first: zeros, second: zeros, average: state.parameters };
  const runner = await cpu.open(state.spec, standing);
  const run = judge(runner, source, planNet(state.spec));
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

/** A made-up fit to hash: the trainer itself does not look into it. */
const checkpointsOf = (seed: number, resume?: unknown) =>
  createFitCheckpoints<never>(
    {
      estimator: 'net',
      version: 1,
      params: quick,
      input: {
        features: { rowCount: 0, columns: [] },
        target: { task: 'regression', values: new Float64Array(0) },
        rows: allRows(new Int32Array(0)),
      },
    },
    { seed, pacer: createPacer(signal), checkpoints: {}, ...(resume === undefined ? {} : { resume }) },
    1,
  );

describe('what a network learns', () => {
  it.each([
    ['texts, by a convolution', TEXT_CNN, toyTexts(600, 1), toyTexts(300, 2)],
    ['texts, by a recurrent unit', TEXT_GRU, toyTexts(600, 1), toyTexts(300, 2)],
    ['pictures', IMAGE_CNN, toyPictures(500, 1), toyPictures(300, 2)],
  ] as const)('more than 95 of 100 new %s', async (_, spec, train, fresh) => {
    const params = { ...quick, epochs: 14, averageEpochs: 1 };
    const { state, told } = await toEnd(asked(spec, train, { params }));
    expect((await judged(state, fresh)).accuracy).toBeGreaterThan(0.95);
    const losses = told.flatMap(({ loss }) => loss ?? []);
    expect(losses).toHaveLength(14);
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 1.5);
  });

  it('is the same for the same seed and another for another', async () => {
    const texts = toyTexts(200, 1);
    const first = await toEnd(asked(TEXT_CNN, texts));
    expect((await toEnd(asked(TEXT_CNN, texts))).state).toEqual(first.state);
    expect((await toEnd(asked(TEXT_CNN, texts, { seed: 4 }))).state.parameters).not.toEqual(first.state.parameters);
  });

  it('is nothing of examples of no weight, and more of those that weigh more', async () => {
    const texts = toyTexts(300, 1);
    const spoiled: ExampleSource = {
      ...texts,
      codes: texts.codes.map((code, i) => (i % 3 === 0 ? (code + 1) % 3 : code)),
    };
    const weights = Float64Array.from(texts.codes, (_, i) => (i % 3 === 0 ? 0 : 1));
    const kept = Int32Array.from({ length: 300 }, (_, i) => i).filter((i) => i % 3 > 0);
    const fewer: ExampleSource = {
      count: kept.length,
      codes: Int32Array.from(kept, (i) => texts.codes[i] as number),
      lengths: Int32Array.from(kept, (i) => texts.lengths?.[i] as number),
      batch: (examples) => texts.batch(Int32Array.from(examples, (i) => kept[i] as number)),
    };
    const state = (await toEnd(asked(TEXT_CNN, fewer))).state;
    expect((await toEnd(asked(TEXT_CNN, { ...spoiled, weights }))).state).toEqual(state);
  });

  it('without validation examples is of exactly the epochs asked for, on the schedule of all of them', async () => {
    const texts = toyTexts(200, 1);
    const stopped = await toEnd(asked(TEXT_CNN, texts, { params: { ...quick, stopAfter: 2 } }));
    const whole = await toEnd(asked(TEXT_CNN, texts));
    expect(stopped.state.epochs).toBe(2);
    expect(stopped.told.flatMap(({ loss }) => loss ?? [])).toEqual(
      whole.told.flatMap(({ loss }) => loss ?? []).slice(0, 2),
    );
  });

  it('of rare classes is more where classes are balanced', async () => {
    const all = toyPictures(900, 5);
    // One in 30 of the first class only.
    const kept = Int32Array.from({ length: all.count }, (_, i) => i).filter((i) => all.codes[i] !== 0 || i % 30 === 0);
    const uneven: ExampleSource = {
      count: kept.length,
      codes: Int32Array.from(kept, (i) => all.codes[i] as number),
      batch: (examples) => all.batch(Int32Array.from(examples, (i) => kept[i] as number)),
    };
    const fresh = toyPictures(300, 6);
    const rare: ExampleSource = { ...fresh, weights: Float64Array.from(fresh.codes, (code) => (code === 0 ? 1 : 0)) };
    const found = await Promise.all(
      (['none', 'balanced'] as const).map(async (classWeights) => {
        const { state } = await toEnd(asked(IMAGE_CNN, uneven, { params: { ...quick, epochs: 4, classWeights } }));
        return (await judged(state, rare)).accuracy ?? 0;
      }),
    );
    expect(found[1] as number).toBeGreaterThan((found[0] as number) + 0.1);
  });
});

describe('early stopping', () => {
  it('keeps the epoch with the lowest validation loss and ends when none is better for some', async () => {
    const train = toyTexts(60, 1);
    const validation = toyTexts(100, 2);
    const params: NetParams = { ...quick, epochs: 60, patience: 3, schedule: 'constant', learningRate: 0.05 };
    const { state, told } = await toEnd(asked(TEXT_CNN, train, { params, validation }));
    const losses = told.flatMap(({ validationLoss }) => validationLoss ?? []);
    const best = losses.indexOf(Math.min(...losses));
    expect(state.epochs).toBe(best + 1);
    expect(losses.length).toBe(best + 4);
    const again = await judged(state, validation);
    expect(again.loss).toBeCloseTo(losses[best] as number, 6);
    expect(again.accuracy).toBe(told.find(({ done }) => done === best + 1)?.validationAccuracy);
  });

  it('judges by accuracy where that is asked for', async () => {
    const params: NetParams = { ...quick, epochs: 12, patience: 12, judgeBy: 'accuracy' };
    const { state, told } = await toEnd(asked(TEXT_CNN, toyTexts(60, 1), { params, validation: toyTexts(40, 2) }));
    const epochs = told.filter(({ validationAccuracy }) => validationAccuracy !== undefined);
    const top = Math.max(...epochs.map(({ validationAccuracy }) => validationAccuracy ?? 0));
    const lowest = epochs
      .filter(({ validationAccuracy }) => validationAccuracy === top)
      .toSorted((a, b) => (a.validationLoss ?? 0) - (b.validationLoss ?? 0))[0];
    expect(state.epochs).toBe(lowest?.done);
  });
});

describe('being watched and steered', () => {
  /** Does something at a given call of `pause`. */
  const pacerThat = (act: (call: number) => void, inner = createPacer(signal)): Pacer => {
    let calls = 0;
    return {
      ...inner,
      pause() {
        act(++calls);
        return inner.pause();
      },
    };
  };

  it('tells learning rate, speed, accuracy and what there is to see, and falls along its schedule', async () => {
    const validation = toyTexts(50, 2);
    const seen: [number, number][] = [];
    const live: FitNetInput['live'] = (average, scores) => {
      seen.push([average.length, scores.length]);
      return { examples: [{ row: 0, actual: 0, predicted: 1, share: 0.5 }] };
    };
    const { told } = await toEnd(asked(TEXT_CNN, toyTexts(200, 1), { validation, live }));
    const epochs = told.filter(({ loss }) => loss !== undefined);
    expect(epochs.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]));
    for (const { rowsPerSecond, validationAccuracy } of epochs) {
      expect(rowsPerSecond).toBeGreaterThan(0);
      expect(validationAccuracy).toBeGreaterThanOrEqual(0);
    }
    const rates = epochs.map(({ learningRate }) => learningRate ?? 0);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
    expect(seen).toEqual(epochs.map(() => [planNet(TEXT_CNN).length, 150]));
    expect(epochs[0]?.live?.examples).toHaveLength(1);
  });

  it('is cancelled within an epoch, at once', async () => {
    const stop = new AbortController();
    let calls = 0;
    const pacer = pacerThat((call) => {
      calls = call;
      if (call === 9) stop.abort();
    }, createPacer(stop.signal));
    await expect(toEnd(asked(TEXT_CNN, toyTexts(600, 1), { pacer }))).rejects.toThrow(CancelledError);
    expect(calls).toBe(9);
  });

  it('ends with its best epoch when the person wants it, but not before there is one', async () => {
    const validation = toyTexts(50, 2);
    const params = { ...quick, epochs: 40, patience: 40 };
    for (const [wish, epochs] of [
      [2, 1],
      [60, 7],
    ] as const) {
      let wanted = false;
      // 6 steps and 2 calls while judging an epoch: call 60 is in the eighth.
      const inner = pacerThat((call) => (wanted ||= call === wish));
      const takeBest = (): boolean => {
        const taken = wanted;
        wanted = false;
        return taken;
      };
      const pacer = { ...inner, steering: { unitDone: () => undefined, takeBest } };
      const { told, state } = await toEnd(asked(TEXT_CNN, toyTexts(192, 1), { params, validation, pacer }));
      expect(told.filter(({ loss }) => loss !== undefined)).toHaveLength(epochs);
      expect(state.epochs).toBeLessThanOrEqual(epochs);
      expect(state.epochs).toBeGreaterThan(0);
    }
  });

  it('cannot be ended early without validation examples: it is to be of so many epochs', async () => {
    const steering = { unitDone: () => undefined, takeBest: () => true };
    const { state } = await toEnd(asked(TEXT_CNN, toyTexts(100, 1), { pacer: { ...createPacer(signal), steering } }));
    expect(state.epochs).toBe(5);
  });

  it('says so when it diverges', async () => {
    const params: NetParams = { ...quick, learningRate: 1e30, schedule: 'constant' };
    await expect(toEnd(asked(TEXT_CNN, toyTexts(100, 1), { params }))).rejects.toMatchObject({
      code: 'train.diverged',
    });
  });
});

describe('checkpoints', () => {
  it('each goes on to the very same state', async () => {
    for (const [spec, train, validation] of [
      [TEXT_CNN, toyTexts(150, 1), toyTexts(60, 2)],
      [IMAGE_CNN, toyPictures(150, 1), toyPictures(60, 2)],
    ] as const) {
      const input = asked(spec, train, { validation, checkpoints: checkpointsOf(3) });
      const alone = await toEnd(input);
      const marks = structuredClone(alone.told.filter(({ checkpoint }) => checkpoint !== undefined));
      expect(marks).toHaveLength(5);
      for (const { done, checkpoint } of marks) {
        const later = await toEnd({ ...input, checkpoints: checkpointsOf(3, checkpoint) });
        expect(later.state).toEqual(alone.state);
        expect(later.told.every((progress) => progress.done >= done)).toBe(true);
      }
      const other = await toEnd({ ...input, seed: 4, checkpoints: checkpointsOf(4, marks.at(-1)?.checkpoint) });
      expect(other.told.some(({ done }) => done === 1)).toBe(true);
    }
  });

  it('of one engine can be gone on with on another', async () => {
    const wasm = createNetEngine({ choice: 'wasm' });
    const input = asked(TEXT_CNN, toyTexts(150, 1), { checkpoints: checkpointsOf(3) });
    const alone = await toEnd(input);
    const mark = alone.told.find(({ done }) => done === 2)?.checkpoint;
    const later = await toEnd({ ...input, engine: async () => wasm, checkpoints: checkpointsOf(3, mark) });
    expect(wasm.compute).toMatchObject({ backend: 'wasm', reason: { code: 'compute.forced' } });
    const furthest = later.state.parameters.reduce(
      (far, value, i) => Math.max(far, Math.abs(value - (alone.state.parameters[i] as number))),
      0,
    );
    expect(furthest).toBeLessThan(1e-3);
    expect(later.told.every(({ done }) => done >= 2)).toBe(true);
  });
});
