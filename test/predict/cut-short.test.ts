import { describe, expect, it } from 'vitest';
import { cutShort } from '../../src/lenses/predict/cut-short.ts';
import type { Try } from '../../src/lenses/predict/report.ts';
import { classes } from './synthetic.ts';
import { estimators, plan, train } from './support.ts';

const attempt = (id: number, fields: Partial<Try> = {}): Try => ({
  id,
  estimator: 'ridge',
  family: 'linear',
  params: { penalty: id },
  status: 'done',
  score: id,
  folds: 3,
  seconds: 1,
  ...fields,
});
const best = (...tries: readonly Try[]): unknown => cutShort(tries, 'rocAuc')?.best.params;

describe('what is left of a search', () => {
  it('is the best finished try, by the direction of the figure', () => {
    expect(best(attempt(1), attempt(3), attempt(2))).toEqual({ penalty: 3 });
    expect(cutShort([attempt(1), attempt(3), attempt(2)], 'rmse')?.best.params).toEqual({ penalty: 1 });
  });

  it('is nothing where only the baseline was judged, or nothing was finished', () => {
    const { score: _score, ...unscored } = attempt(2, { status: 'failed' });
    expect(best()).toBeUndefined();
    expect(best(attempt(0, { family: 'baseline', estimator: 'baseline' }), unscored)).toBeUndefined();
    expect(best(attempt(1, { status: 'cancelled' }))).toBeUndefined();
  });

  it('does not take a try that was judged on one fold for better than one judged on all', () => {
    expect(best(attempt(1), attempt(9, { folds: 1 }))).toEqual({ penalty: 1 });
  });

  it('keeps the others for the receipt', () => {
    const others = cutShort([attempt(0, { family: 'baseline' }), attempt(1), attempt(3)], 'rocAuc')?.others;
    expect(others?.map(({ id }) => id)).toEqual([1]);
  });
});

describe('a training that goes on from a search that was lost', () => {
  it('gives the model that the best try gave, says so and keeps every try on the receipt', async () => {
    const { table, question } = classes(500, 21);
    const asked = plan(question, { preset: 'balanced' });
    const whole = await train({ table, plan: asked });
    const lost = whole.report.tries.filter(({ family }) => family !== 'blend');
    const only = cutShort(lost, whole.report.selectionMetric);
    if (!only) throw new Error('nothing was tried');
    const { report } = await train({ table, plan: asked, only });
    expect(report.chosen).toMatchObject(only.best);
    // The same settings on the same folds with the same seed: the same score as in the search.
    const own = report.tries.find(({ id }) => id === report.chosen.tryId);
    expect(own?.score).toBe(Math.max(...lost.map(({ score = -Infinity }) => score)));
    expect(report.tries).toHaveLength(lost.length);
    expect(new Set(report.tries.map(({ id }) => id)).size).toBe(lost.length);
    expect(report.warnings.find(({ code }) => code === 'warn.search-cut-short')?.params).toEqual({
      tries: lost.length - 1,
    });
    expect(report.plan).toEqual(asked);
  });

  it('is refused where the page no longer knows the method', async () => {
    const { table, question } = classes(200, 22);
    const only = { best: { estimator: 'gone', family: 'trees' as const, params: {} }, others: [] };
    await expect(train({ table, plan: plan(question), only, estimators: estimators() })).rejects.toMatchObject({
      code: 'model.unknown-estimator',
    });
  });
});
