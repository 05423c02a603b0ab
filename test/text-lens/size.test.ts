import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { planTextSearch } from '../../src/lenses/text/plan.ts';
import { sizeTextNet, TEXT_CNN_DEFAULTS, type TextNetParams } from '../../src/nn/text/params.ts';
import { SETTINGS } from '../predict/support.ts';
import { textEstimators } from './support.ts';

const rows = fc.integer({ min: 20, max: 200_000 });
const tokens = fc.double({ min: 1, max: 256, noNaN: true });

describe('how much is done, by the number of texts and their length', () => {
  it('is bounded: epochs, networks, and words that pass', () => {
    fc.assert(
      fc.property(rows, tokens, (count, length) => {
        const size = sizeTextNet(TEXT_CNN_DEFAULTS, count, length);
        expect(size.epochs).toBeGreaterThanOrEqual(4);
        expect(size.epochs).toBeLessThanOrEqual(40);
        expect(size.rows).toBeLessThanOrEqual(count);
        expect(size.rows).toBeGreaterThanOrEqual(Math.min(count, 5_000));
        const passes = size.rows * size.epochs * length;
        expect(size.rows <= 5_000 || passes <= 10_000_000 * 1.01).toBe(true);
        expect(size.nets === 1 || size.nets * passes <= 8_000_000 * 1.01).toBe(true);
      }),
    );
  });

  it('is gone through less often the more texts there are, by wider networks', () => {
    fc.assert(
      fc.property(rows, rows, tokens, (a, b, length) => {
        const [few, many] = [a, b].toSorted((p, q) => p - q) as [number, number];
        const [small, large] = [
          sizeTextNet(TEXT_CNN_DEFAULTS, few, length),
          sizeTextNet(TEXT_CNN_DEFAULTS, many, length),
        ];
        expect(large.epochs).toBeLessThanOrEqual(small.epochs);
        expect(large.embedding).toBeGreaterThanOrEqual(small.embedding);
        expect(large.batch).toBeGreaterThanOrEqual(small.batch);
      }),
    );
  });

  it('is as it was set by hand, where it was', () => {
    const params = { ...TEXT_CNN_DEFAULTS, embedding: 7, filters: 9, units: 11, epochs: 3, batch: 5, nets: 2 };
    expect(sizeTextNet(params, 500, 20)).toMatchObject({
      embedding: 7,
      filters: 9,
      units: 11,
      epochs: 3,
      batch: 5,
      nets: 2,
    });
  });
});

describe('what is tried on texts', () => {
  const size = (count: number, classes = 10) => ({ rows: count, columns: 1, task: 'multiclass', classes }) as const;
  const ask = (count: number, settings = {}) =>
    planTextSearch(
      { ...SETTINGS, preset: 'balanced', families: ['linear', 'network'], ...settings },
      size(count),
      textEstimators,
    );
  const ids = (plan: ReturnType<typeof ask>) => plan.tracks.map(({ estimator }) => estimator.id);

  it('is linear models first, then networks, on one holdout where texts are many and on folds where they are few', () => {
    expect(ids(ask(10_000))).toEqual(['text-logistic', 'text-svm', 'text-cnn', 'text-gru']);
    expect(ask(10_000)).toMatchObject({ folds: 1, blendMembers: 1 });
    expect(ask(2_000).folds).toBe(3);
    expect(ask(400).folds).toBe(5);
  });

  it('honours families, presets, and a structure set by hand', () => {
    expect(ids(ask(10_000, { families: ['linear'] }))).toEqual(['text-logistic', 'text-svm']);
    expect(ids(ask(10_000, { families: ['network', 'trees'] }))).toEqual(['text-cnn', 'text-gru']);
    expect(ids(ask(10_000, { preset: 'quick' }))).toEqual(['text-logistic', 'text-svm', 'text-cnn']);
    const byHand = ask(1_000, { families: ['network'], network: { embedding: 16, filters: 10, widths: [2] } });
    const settings = byHand.tracks.flatMap(({ trials }) => trials as TextNetParams[]);
    expect(settings.length).toBeGreaterThan(1);
    for (const one of settings) expect(one).toMatchObject({ embedding: 16, filters: 10, widths: [2] });
    expect(new Set(settings.map((one) => JSON.stringify(one))).size).toBe(settings.length);
    const none = planTextSearch({ ...SETTINGS, families: ['linear'] }, size(1_000), makeEstimatorRegistry([]));
    expect(none.tracks).toEqual([]);
  });
});
