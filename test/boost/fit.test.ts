import { describe, expect, it } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import { createBinCache, type BinCache } from '../../src/core/learn/boost/bins.ts';
import { boostedTrees, makeBoostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { fitToEnd, type FitInput, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { expectClose } from '../support/golden.ts';
import {
  binary,
  fitTrees,
  judgeRows,
  numbers,
  numberTable,
  PLAIN,
  predictNumbers,
  regression,
  rowsWhere,
} from './support.ts';

const ROWS = 600;
const random = createRandom(11);
const raw = Array.from({ length: ROWS }, () => [random.normal(), random.normal(), random.normal()]);
const features = numberTable(raw);
const y = raw.map(([a = 0, b = 0]) => 2 * a + Math.sin(3 * b) + random.normal());
const target = regression(y);
const pacer = () => createPacer(new AbortController().signal);
const train = rowsWhere(ROWS, (row) => row % 4 !== 0);
const validation = judgeRows(ROWS, (row) => row % 4 === 0);

describe('early stopping', () => {
  const params = { ...PLAIN, trees: 400, learningRate: 0.3, patience: 15 };
  const run = async (trees = params.trees, patience = params.patience) => {
    const told: FitProgress[] = [];
    const input = { features, target, rows: train, validation };
    const context = { seed: 1, pacer: pacer() };
    const state = await fitToEnd(boostedTrees, input, { ...params, trees, patience }, context, (p) => told.push(p));
    return { state, told };
  };
  const lossOn = async (state: Awaited<ReturnType<typeof run>>['state'], rows: Int32Array): Promise<number> => {
    const predicted = await predictNumbers(features, state);
    return rows.reduce((sum, row) => sum + ((predicted[row] as number) - (y[row] as number)) ** 2, 0) / rows.length;
  };

  it('keeps the rounds up to the best validation loss, and would have done no better with any other number', async () => {
    const { state, told } = await run();
    expect(state.rounds).toBeLessThan(100);
    expect(told.at(-1)?.done).toBe(state.rounds + 15);
    const best = await lossOn(state, validation);
    for (const rounds of [1, state.rounds - 1, state.rounds + 1, state.rounds + 15]) {
      expect(await lossOn((await run(rounds, 0)).state, validation)).toBeGreaterThanOrEqual(best - 1e-12);
    }
  });

  it('tells losses that are those of the predictions', async () => {
    const { state, told } = await run(20, 0);
    const last = told.at(-1);
    expectClose(last?.loss as number, await lossOn(state, train), 1e-9);
    expectClose(last?.validationLoss as number, await lossOn(state, validation), 1e-9);
    expect(told.every((p, i) => i === 0 || p.done > (told[i - 1] as FitProgress).done)).toBe(true);
  });

  it('refits with the number of rounds it settled on, whatever the rows', async () => {
    const { state } = await run();
    const iterations = boostedTrees.iterations?.(state) as number;
    expect(iterations).toBe(state.rounds);
    const settled = boostedTrees.withIterations?.(params, iterations) ?? params;
    const again = await fitTrees({ features, target }, settled);
    expect(again.rounds).toBe(iterations);
  });
});

describe('bin cache', () => {
  it('gives the same trees, bins each column once a set of rows, and not across rows', async () => {
    const real = createBinCache();
    let made = 0;
    const counting: BinCache = {
      get: (...asked) => real.get(...asked),
      set(...entry) {
        made++;
        real.set(...entry);
      },
    };
    const cached = makeBoostedTrees(counting);
    const fit = (input: FitInput, estimator = cached) => fitToEnd(estimator, input, PLAIN, { seed: 1, pacer: pacer() });
    const first = await fit({ features, target, rows: train });
    expect(made).toBe(3);
    expect(await fit({ features: { ...features }, target, rows: rowsWhere(ROWS, (row) => row % 4 !== 0) })).toEqual(
      first,
    );
    expect(made).toBe(3);
    const others = { features, target, rows: rowsWhere(ROWS, (row) => row % 4 !== 1) };
    expect(await fit(others)).toEqual(await fit(others, boostedTrees));
    expect(made).toBe(6);
  });
});

describe('what cannot be learned from', () => {
  const codeOf = async (run: Promise<unknown>): Promise<string> => {
    try {
      await run;
    } catch (error) {
      return error instanceof CodedError ? error.code : String(error);
    }
    return 'no error';
  };

  it.each<[string, string, () => Promise<unknown>]>([
    ['no rows', 'train.too-few-rows', () => fitTrees({ features, target, rows: rowsWhere(0) })],
    ['nine rows', 'train.too-few-rows', () => fitTrees({ features, target, rows: rowsWhere(9) })],
    ['no weight', 'train.too-few-rows', () => fitTrees({ features, target, weights: new Float64Array(ROWS) })],
    [
      'a weight below 0',
      'train.not-finite',
      () => fitTrees({ features, target, weights: new Float64Array(ROWS).fill(-1) }),
    ],
    ['one class', 'train.one-class', () => fitTrees({ features, target: binary(new Int32Array(ROWS)) })],
    ['one value', 'train.one-class', () => fitTrees({ features, target: regression(new Float64Array(ROWS).fill(3)) })],
    [
      'a missing target',
      'train.not-finite',
      () => fitTrees({ features, target: regression(y.map((v, i) => (i === 5 ? NaN : v))) }),
    ],
    [
      'an infinite target',
      'train.not-finite',
      () => fitTrees({ features, target: regression(y.map((v, i) => (i === 5 ? Infinity : v))) }),
    ],
    [
      'a missing class',
      'train.not-finite',
      () => fitTrees({ features, target: binary(y.map((v, i) => (i === 5 ? -1 : Number(v > 0)))) }),
    ],
    ['no columns', 'train.no-features', () => fitTrees({ features: makeTable([], ROWS), target })],
    [
      'constants',
      'train.no-features',
      () =>
        fitTrees({
          features: makeTable([
            numbers(
              'k',
              y.map(() => 4),
            ),
            numbers(
              'n',
              y.map(() => NaN),
            ),
          ]),
          target,
        }),
    ],
    [
      'text',
      'train.no-features',
      () => fitTrees({ features: makeTable([makeTextColumn('t', y.map(String))]), target }),
    ],
    ['a wrong setting', 'train.bad-setting', () => fitTrees({ features, target }, { learningRate: 0 })],
    ['half a leaf', 'train.bad-setting', () => fitTrees({ features, target }, { leaves: 2.5 })],
    [
      'a monotone category',
      'train.bad-monotone',
      () =>
        fitTrees(
          {
            features: makeTable([
              makeCategoryColumn(
                'c',
                y.map((v) => (v > 0 ? 'a' : 'b')),
              ),
            ]),
            target,
          },
          { monotone: [{ column: 'c', direction: 1 }] },
        ),
    ],
  ])('%s: %s', async (_what, code, run) => {
    expect(await codeOf(run())).toBe(code);
  });

  it('names the column that is absent or of another kind when predicting', async () => {
    const state = await fitTrees({ features, target });
    expect(await codeOf(boostedTrees.predict(makeTable([numbers('x0', [1])]), state))).toBe('table.no-column');
    const wrong = makeTable(features.columns.map((c) => makeCategoryColumn(c.name, ['a'])));
    expect(await codeOf(boostedTrees.predict(wrong, state))).toBe('train.column-kind');
  });
});

describe('cancelling', () => {
  it('stops a fit in the middle', async () => {
    const stop = new AbortController();
    const run = boostedTrees.fit({ features, target, rows: train }, PLAIN, {
      seed: 1,
      pacer: createPacer(stop.signal),
    });
    await run.next();
    stop.abort();
    await expect(run.next()).rejects.toBeInstanceOf(CancelledError);
  });

  it('stops a prediction', async () => {
    const state = await fitTrees({ features, target });
    await expect(boostedTrees.predict(features, state, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });

  it('is heard between columns that are binned, and inside a single tree', async () => {
    const rows = 60_000;
    const columns = Array.from({ length: 40 }, (_, j) => {
      const values = new Float64Array(rows);
      for (let i = 0; i < rows; i++) values[i] = (i * (j + 7)) % 1009;
      return numbers(`x${j}`, values);
    });
    let pauses = 0;
    const counting = { signal: new AbortController().signal, pause: async () => void pauses++ };
    const values = new Float64Array(rows).map((_, i) => i % 17);
    const input = { features: makeTable(columns), target: regression(values), rows: rowsWhere(rows) };
    await fitToEnd(boostedTrees, input, { ...PLAIN, trees: 1, leaves: 2 }, { seed: 1, pacer: counting });
    // One a column, one before and one behind the tree; the rest is inside it (2.4 million cells).
    expect(pauses).toBeGreaterThanOrEqual(40 + 2 + 2);
  });
});
