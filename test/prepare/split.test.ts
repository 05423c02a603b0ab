import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassTarget, Target } from '../../src/core/learn/task.ts';
import { allRows, sampleRows, splitRows, type Split, type SplitRule } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { NumberColumn } from '../../src/core/table/column.ts';

const upTo = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
const binary = (n: number, positives: number): ClassTarget => ({
  task: 'binary',
  classes: ['no', 'yes'],
  codes: Int32Array.from({ length: n }, (_, i) => (i < positives ? 1 : 0)),
});
const numbers = (n: number, seed = 1): Target => {
  const random = createRandom(seed);
  return { task: 'regression', values: Float64Array.from({ length: n }, () => random.normal()) };
};
const timeColumn = (values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name: 'when',
  values: Float64Array.from(values),
});

/** Nothing lost, nothing twice, no row judged on that was learned from. */
function expectSound(split: Split, rows: Int32Array): void {
  expect([...split.train, ...split.test].sort((a, b) => a - b)).toEqual([...rows]);
  const train = new Set(split.train);
  for (const fold of split.folds) {
    const learned = new Set(fold.train);
    for (const row of fold.validation) expect(learned.has(row)).toBe(false);
    for (const row of [...fold.train, ...fold.validation]) expect(train.has(row)).toBe(true);
    expect([...fold.train]).toEqual([...fold.train].sort((a, b) => a - b));
  }
}

describe('random splits', () => {
  it('lose no row, keep class shares and repeat themselves for a seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 400 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer(),
        (n, share, folds, seed) => {
          const positives = Math.max(4, Math.round(n * share));
          const target = binary(n, Math.min(positives, n - 4));
          const rows = upTo(n);
          const input = { target, rows, rule: { kind: 'random', testShare: 0.2 } as SplitRule, seed, folds };
          const split = splitRows(input);
          expectSound(split, rows);
          expect(splitRows(input).hash).toBe(split.hash);
          const yes = (some: Int32Array): number => some.reduce((sum, row) => sum + (target.codes[row] as number), 0);
          const total = yes(rows);
          expect(Math.abs(yes(split.test) - total * 0.2)).toBeLessThanOrEqual(1.001);
          expect(Math.abs(split.test.length - n * 0.2)).toBeLessThanOrEqual(1.001);
          const judged = split.folds.flatMap((fold) => [...fold.validation]).sort((a, b) => a - b);
          expect(judged).toEqual(folds > 1 ? [...split.train] : [...split.validation]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('differ between seeds and put every tenth of a number on both sides', () => {
    const target = numbers(500);
    const make = (seed: number): Split =>
      splitRows({ target, rows: upTo(500), rule: { kind: 'random', testShare: 0.2 }, seed, folds: 1 });
    expect(make(1).hash).not.toBe(make(2).hash);
    const values = (target as { values: Float64Array }).values;
    const mean = (rows: Int32Array): number => rows.reduce((s, row) => s + (values[row] as number), 0) / rows.length;
    expect(Math.abs(mean(make(1).test) - mean(make(1).train))).toBeLessThan(0.1);
  });

  it('repeat the folds with other shuffles', () => {
    const split = splitRows({
      target: binary(100, 30),
      rows: upTo(100),
      rule: { kind: 'random', testShare: 0.2 },
      seed: 1,
      folds: 4,
      repeats: 3,
    });
    expect(split.folds).toHaveLength(12);
    expect([...(split.folds[0]?.validation ?? [])]).not.toEqual([...(split.folds[4]?.validation ?? [])]);
    expect([...split.validation]).toEqual([...split.train]);
  });
});

describe('splits in time', () => {
  it('judge on later rows than they learn from, in the test and in every fold, and never cut one moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 40, maxLength: 200 }),
        fc.integer({ min: 1, max: 4 }),
        (times, folds) => {
          fc.pre(new Set(times).size > 12);
          const column = timeColumn(times);
          const split = splitRows({
            target: numbers(times.length),
            rows: upTo(times.length),
            rule: { kind: 'time', column, testShare: 0.25 },
            seed: 1,
            folds,
          });
          expectSound(split, upTo(times.length));
          const latest = (rows: Int32Array): number => Math.max(...[...rows].map((row) => times[row] as number));
          const earliest = (rows: Int32Array): number => Math.min(...[...rows].map((row) => times[row] as number));
          expect(latest(split.train)).toBeLessThan(earliest(split.test));
          for (const fold of split.folds) expect(latest(fold.train)).toBeLessThan(earliest(fold.validation));
          expect(split.scheme).toBe('forward');
        },
      ),
      { numRuns: 40 },
    );
  });

  it('orders rows without a time first and says when there is only one moment', () => {
    const times = Array.from({ length: 50 }, (_, i) => (i % 10 === 0 ? Number.NaN : i));
    const split = splitRows({
      target: numbers(50),
      rows: upTo(50),
      rule: { kind: 'time', column: timeColumn(times), testShare: 0.2 },
      seed: 1,
      folds: 1,
    });
    for (const row of split.test) expect(times[row]).not.toBeNaN();
    const constant = timeColumn(Array<number>(50).fill(3));
    expect(() =>
      splitRows({
        target: numbers(50),
        rows: upTo(50),
        rule: { kind: 'time', column: constant, testShare: 0.2 },
        seed: 1,
        folds: 1,
      }),
    ).toThrow('split.no-time');
  });
});

describe('splits by entity', () => {
  it('keep every entity on one side, in the test and in every fold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 60, maxLength: 200 }),
        fc.integer({ min: 1, max: 3 }),
        (owners, folds) => {
          fc.pre(new Set(owners).size > 15);
          const column = makeCategoryColumn(
            'customer',
            owners.map((owner) => `c${owner}`),
          );
          const split = splitRows({
            target: numbers(owners.length),
            rows: upTo(owners.length),
            rule: { kind: 'entity', column, testShare: 0.25 },
            seed: 3,
            folds,
          });
          expectSound(split, upTo(owners.length));
          const names = (rows: Int32Array): Set<number> => new Set([...rows].map((row) => owners[row] as number));
          for (const name of names(split.test)) expect(names(split.train).has(name)).toBe(false);
          for (const fold of split.folds)
            for (const name of names(fold.validation)) expect(names(fold.train).has(name)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('asks for more entities than parts', () => {
    const column = makeCategoryColumn('customer', Array<string>(30).fill('one'));
    expect(() =>
      splitRows({
        target: numbers(30),
        rows: upTo(30),
        rule: { kind: 'entity', column, testShare: 0.2 },
        seed: 1,
        folds: 1,
      }),
    ).toThrow('split.too-few-entities');
  });
});

describe('a column that says which rows are which', () => {
  it('is taken at its word, in any case', () => {
    const said = Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? 'TEST' : ' train'));
    const split = splitRows({
      target: binary(40, 12),
      rows: upTo(40),
      rule: { kind: 'column', column: makeCategoryColumn('part', said) },
      seed: 1,
      folds: 3,
    });
    expect([...split.test]).toEqual([...upTo(40)].filter((i) => i % 4 === 3));
    expectSound(split, upTo(40));
  });

  it('refuses other words, and names the row', () => {
    const said = Array.from({ length: 40 }, (_, i) => (i === 7 ? 'holdout' : i < 20 ? 'train' : 'test'));
    expect(() =>
      splitRows({
        target: binary(40, 12),
        rows: upTo(40),
        rule: { kind: 'column', column: makeCategoryColumn('part', said) },
        seed: 1,
        folds: 1,
      }),
    ).toThrow(/split.unknown-part.*holdout.*8/);
  });
});

it('draws a sample of rows that is sorted, within bounds and the same for a seed', () => {
  const rows = allRows(upTo(1000));
  const sample = sampleRows(rows, 50, 9);
  expect(sample).toHaveLength(50);
  expect([...sample]).toEqual([...sample].sort((a, b) => a - b));
  expect([...sampleRows(rows, 50, 9)]).toEqual([...sample]);
  expect(sampleRows(rows, 5000, 9)).toBe(rows);
});
