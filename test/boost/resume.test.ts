import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boostedTrees, type BoostParams } from '../../src/core/learn/boost/estimator.ts';
import { fitToEnd, type FitContext, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import { fitInput, makeSynthetic } from '../support/synthetic-table.ts';
import { PLAIN } from './support.ts';

const context = (): FitContext => ({ seed: 3, pacer: createPacer(new AbortController().signal) });

it('whatever is drawn, judged and left out: from any checkpoint to the same trees', async () => {
  const settings = fc.record({
    task: fc.constantFrom<TaskKind[]>('regression', 'binary', 'multiclass'),
    watched: fc.boolean(),
    weighted: fc.boolean(),
    rowShare: fc.constantFrom(0.3, 0.8, 1),
    rowShareEvery: fc.integer({ min: 1, max: 7 }),
    columnShare: fc.constantFrom(0.4, 1),
    trees: fc.integer({ min: 5, max: 35 }),
    patience: fc.constantFrom(0, 4),
    learningRate: fc.constantFrom(0.1, 0.6),
    at: fc.nat(),
  });
  let resumed = 0;
  await fc.assert(
    fc.asyncProperty(settings, async ({ task, watched, weighted, at, ...own }) => {
      const data = makeSynthetic(task, 240, 7);
      const { validation, ...rest } = fitInput(data);
      const weights = Float64Array.from({ length: 240 }, (_, row) => row % 3);
      const input = { ...rest, ...(watched && validation ? { validation } : {}), ...(weighted ? { weights } : {}) };
      const params: BoostParams = { ...PLAIN, leaves: 8, ...own };
      const marks: FitProgress[] = [];
      const alone = await fitToEnd(boostedTrees, input, params, { ...context(), checkpoints: {} }, (progress) => {
        if (progress.checkpoint !== undefined) marks.push(progress);
      });
      const mark = structuredClone(marks[at % Math.max(1, marks.length)]);
      if (!mark) return;
      const told: FitProgress[] = [];
      const going = { ...context(), resume: mark.checkpoint };
      expect(await fitToEnd(boostedTrees, input, params, going, (progress) => told.push(progress))).toEqual(alone);
      expect(told.every(({ done }) => done >= mark.done)).toBe(true);
      resumed++;
    }),
    { numRuns: 60 },
  );
  expect(resumed).toBeGreaterThan(20);
});

it('tells one at most every 15 s of its clock, and by none where none is asked for', async () => {
  const input = fitInput(makeSynthetic('binary', 200, 1));
  const params = { ...PLAIN, leaves: 4, trees: 60 };
  const marksBy = async (msPerLook: number): Promise<number[]> => {
    let now = 1e6;
    const clock = (): number => (now += msPerLook);
    const marks: number[] = [];
    await fitToEnd(boostedTrees, input, params, { ...context(), checkpoints: { clock } }, ({ done, checkpoint }) => {
      if (checkpoint !== undefined) marks.push(done);
    });
    return marks;
  };
  expect(await marksBy(0)).toEqual([]);
  // Looked at once a round, and once more when it is told.
  expect(await marksBy(1_500)).toEqual([10, 20, 30, 40, 50]);
  expect(await marksBy(15_000)).toHaveLength(59);
});
