import { describe, expect, it } from 'vitest';
import { baseline } from '../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator, type EstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { createRandom } from '../../src/core/random.ts';
import { classes, numbers } from '../predict/synthetic.ts';
import { plan } from '../predict/support.ts';
import { after, runKept, triesOf, type Asked, type Run } from './interrupted.ts';
import { moody } from './moody.ts';

/** Killed after a checkpoint and gone on with, the training gives what it gives when it is left alone, fit by fit. */
async function expectSame(asked: Asked, alone: Run, until: number): Promise<void> {
  const cut = after(alone, until);
  // At the same fit as before, or heard before the interruption.
  const { finishAt, ...later } = asked;
  const left = finishAt === undefined ? 0 : finishAt - cut.fits.length;
  const resumed = await runKept(left > 0 ? { ...later, finishAt: left } : later, cut.saved);
  expect(resumed.model).toEqual(alone.model);
  expect(triesOf(resumed)).toEqual(triesOf(alone));
  expect([...cut.fits, ...resumed.fits]).toEqual(alone.fits);
}

/** After every `stride`-th checkpoint. */
async function expectSameAfterEvery(asked: Asked, stride = 1): Promise<Run> {
  const alone = await runKept(asked);
  expect(alone.steps.length).toBeGreaterThan(3);
  for (let until = 1; until <= alone.steps.length; until += stride) await expectSame(asked, alone, until);
  return alone;
}

describe('a training that is interrupted after a checkpoint and goes on', () => {
  it('gives the same linear model', async () => {
    const { table, question } = numbers(300, 1);
    await expectSameAfterEvery({ table, plan: plan(question, { preset: 'balanced', families: ['linear'] }) }, 2);
  });

  it('gives the same model of trees, first tries and later ones, settled at the end', async () => {
    const { table, question } = classes(240, 2);
    const asked = { table, plan: plan(question, { preset: 'balanced', families: ['trees'] }) };
    const alone = await expectSameAfterEvery(asked, 9);
    expect(alone.model?.report.tries.length).toBeGreaterThan(10);
  });

  it('gives the same model while the clock runs, and the time that is gone stays gone', async () => {
    const { table, question } = classes(240, 3);
    const asked = { table, plan: plan(question, { preset: 'balanced' }), msPerFit: 713 };
    const alone = await expectSameAfterEvery(asked, 7);
    expect(alone.model?.report.warnings.map(({ code }) => code)).toContain('warn.search-out-of-time');
    expect(alone.model?.report.seconds).toBeCloseTo((713 * alone.fits.length) / 1000, 9);
  });

  it('keeps to the best so far where that was asked for before', async () => {
    const { table, question } = numbers(240, 4);
    const asked = { table, plan: plan(question, { preset: 'balanced' }), finishAt: 20 };
    const alone = await expectSameAfterEvery(asked, 3);
    expect(alone.model?.report.warnings.map(({ code }) => code)).toContain('warn.search-finished');
  });

  it('survives one interruption after another', async () => {
    const { table, question } = classes(240, 5);
    const asked = { table, plan: plan(question, { preset: 'balanced' }) };
    const alone = await runKept(asked);
    let run = await runKept(asked, undefined, 3);
    let times = 0;
    while (!run.model && times++ < 100) run = await runKept(asked, run.saved, 4);
    expect(times).toBeGreaterThan(3);
    expect(run.model).toEqual(alone.model);
  });
});

/** Two families whose leaders fall back, beside a linear one. */
const moodyRegistry = (salt: number): EstimatorRegistry =>
  makeEstimatorRegistry([
    baseline as Estimator,
    ridge as Estimator,
    logistic as Estimator,
    moody('boosted-trees', salt) as Estimator,
    moody('mlp', salt) as Estimator,
  ]);

describe('what a checkpoint leaves out', () => {
  it('is never needed again, whatever the race: models, blends and tries are the same', async () => {
    const random = createRandom(11);
    const seen = { blends: 0, failures: 0, dropped: 0 };
    for (let salt = 0; salt < 8; salt++) {
      const { table, question } = salt % 2 ? numbers(200, salt) : classes(200, salt);
      const settings = {
        preset: salt % 3 ? 'balanced' : 'thorough',
        families: ['linear', 'trees', 'network'],
      } as const;
      const asked = {
        table,
        plan: plan(question, { ...settings, seed: salt }),
        estimators: moodyRegistry(salt),
        msPerFit: salt % 4 ? 0 : 900,
      };
      const alone = await runKept(asked);
      seen.blends += alone.model?.report.tries.some(({ family }) => family === 'blend') ? 1 : 0;
      seen.failures += alone.model?.report.tries.some(({ status }) => status === 'failed') ? 1 : 0;
      seen.dropped += alone.steps.reduce((sum, { drop }) => sum + drop.length, 0);
      for (const share of [random.next(), 0.7 + 0.3 * random.next()]) {
        await expectSame(asked, alone, Math.max(1, Math.round(share * alone.steps.length)));
      }
    }
    expect(seen.blends).toBeGreaterThan(1);
    expect(seen.failures).toBeGreaterThan(1);
    expect(seen.dropped).toBeGreaterThan(100);
  });

  it('is what cannot win: of a long search a few tries are kept whole, and each part is told once', async () => {
    const { table, question } = classes(200, 6);
    const settings = { preset: 'thorough', families: ['linear', 'trees'] } as const;
    const run = await runKept({ table, plan: plan(question, settings), estimators: moodyRegistry(6) });
    const told = run.steps.flatMap(({ put }) => put.map(({ key }) => key));
    expect(new Set(told).size).toBe(told.length);
    const folds = (run.model?.report.split.folds ?? 0) * (run.model?.report.split.repeats ?? 0);
    expect(run.fits.length).toBeGreaterThan(10 * folds);
    // The baseline, three of each family, the best on the first fold, and the refit.
    expect(run.saved.parts.length).toBeLessThanOrEqual((1 + 3 + 3 + 1) * folds + 1);
  });
});
