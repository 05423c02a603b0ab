import { describe, expect, it } from 'vitest';
import { bootstrapMetrics, pairedBootstrap } from '../../src/core/metrics/bootstrap.ts';
import { perfectLimit } from '../../src/core/metrics/perfect-limit.ts';
import type { ClassTarget } from '../../src/core/learn/task.ts';

/** statsmodels 0.14: proportion_confint(n, n, method='beta')[0] */
const CLOPPER_PEARSON = [
  [1, 0.025],
  [2, 0.15811388300841897],
  [3, 0.2924017738212866],
  [6, 0.5407418735600995],
  [11, 0.7150858470818455],
  [40, 0.9119026971211976],
  [300, 0.9877790253057065],
] as const;

const targetOf = (codes: readonly number[]): ClassTarget => ({
  task: 'binary',
  codes: Int32Array.from(codes),
  classes: ['no', 'yes'],
});
const rowsOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);
const said = (yes: readonly number[]) => ({
  task: 'binary' as const,
  classes: ['no', 'yes'],
  probabilities: Float64Array.from(yes.flatMap((p) => [1 - p, p])),
});

describe('a perfect figure on few rows', () => {
  it.each(CLOPPER_PEARSON)('of %i rows has the exact lower end', (count, low) => {
    const target = targetOf(Array.from({ length: count }, (_, i) => i % 2));
    expect(perfectLimit('accuracy', target, rowsOf(count), undefined)).toBeCloseTo(low, 12);
  });

  it('that weighs classes counts the rows of the smallest, and whole entities where they stay together', () => {
    const target = targetOf([1, 1, 1, 0, 0, 0, 0, 0]);
    expect(perfectLimit('rocAuc', target, rowsOf(8), undefined)).toBeCloseTo(0.2924017738212866, 12);
    expect(perfectLimit('rocAuc', target, rowsOf(8), Int32Array.of(7, 7, 7, 1, 2, 3, 4, 5))).toBeCloseTo(0.025, 12);
    expect(perfectLimit('logLoss', target, rowsOf(8), undefined)).toBeUndefined();
  });

  it('has an interval with a width, and so has its lead over guessing', async () => {
    const target = targetOf([1, 1, 1, 0, 0, 0]);
    const rows = rowsOf(6);
    const [auc] = await bootstrapMetrics(
      ['rocAuc'],
      target,
      rows,
      said([0.9, 0.8, 0.7, 0.3, 0.2, 0.1]),
      said([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
      { seed: 1 },
    );
    expect(auc).toMatchObject({ value: 1, high: 1 });
    expect(auc?.low).toBeCloseTo(0.2924017738212866, 12);
    const lead = await pairedBootstrap(
      'rocAuc',
      target,
      rows,
      said([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
      said([0.9, 0.8, 0.7, 0.3, 0.2, 0.1]),
      { seed: 1 },
    );
    expect(lead.value).toBeCloseTo(0.5, 12);
    expect(lead.low).toBeLessThan(0);
  });

  it('that is not perfect stays as resampled', async () => {
    const target = targetOf([1, 1, 1, 0, 0, 0]);
    const [auc] = await bootstrapMetrics(
      ['rocAuc'],
      target,
      rowsOf(6),
      said([0.9, 0.8, 0.2, 0.3, 0.2, 0.1]),
      said([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
      { seed: 1 },
    );
    expect(auc?.value).toBeLessThan(1);
    expect(auc?.low).not.toBeCloseTo(0.2924017738212866, 6);
  });
});
