import { expect, it } from 'vitest';
import type { Estimator, FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { Journal } from '../../src/lenses/predict/checkpoint-journal.ts';
import { keepFit, type KeptFit } from '../../src/lenses/predict/kept-fit.ts';

it('tells who goes by steps of each unit of any fit, once, and not of words in between', async () => {
  const told: string[] = [];
  const estimator: Pick<Estimator, 'fit'> = {
    async *fit() {
      for (const done of [0, 0, 1, 1, 2, 3, 3]) {
        told.push(`at ${done}`);
        const progress: FitProgress = { done, total: 3 };
        yield progress;
      }
      return null;
    },
  };
  const pacer = createPacer(new AbortController().signal, undefined, 16, {
    unitDone: () => void told.push('unit'),
    takeBest: () => false,
  });
  const journal: Partial<Journal> = { isKept: false, reached: () => undefined, leave: () => undefined };
  const asked: KeptFit = {
    fit: {} as KeptFit['fit'],
    estimator: estimator as Estimator,
    input: {
      features: { rowCount: 0, columns: [] },
      target: { task: 'regression', values: new Float64Array(0) },
      rows: allRows(new Int32Array(0)),
    },
    params: null,
    seed: 1,
    pacer,
    journal: journal as Journal,
    clock: () => 0,
  };
  const seen: number[] = [];
  for await (const { done } of keepFit(asked)) seen.push(done);
  expect(seen).toEqual([0, 0, 1, 1, 2, 3, 3]);
  expect(told).toEqual(['at 0', 'at 0', 'at 1', 'unit', 'at 1', 'at 2', 'unit', 'at 3', 'unit', 'at 3']);
});
