import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/learn/task.ts';
import { makeLabels, outputBias, rowLoss, scaleTarget } from '../../src/nn/mlp/labels.ts';

const rows = Int32Array.of(0, 2, 3);

describe('scaleTarget and makeLabels', () => {
  it('standardises by the given rows alone', () => {
    const values = Float64Array.of(1, 1e9, 3, 5);
    const scale = scaleTarget(values, rows);
    expect(scale).toEqual({ mean: 3, spread: Math.sqrt(8 / 3), low: 1, high: 5 });
    const { wanted } = makeLabels({ task: 'regression', values }, rows, scale, undefined);
    expect(wanted[0]).toBeCloseTo(-Math.sqrt(1.5), 6);
    expect(wanted[1]).toBe(0);
    expect(wanted[2]).toBeCloseTo(Math.sqrt(1.5), 6);
  });

  it('does not divide by the spread of a constant', () => {
    expect(scaleTarget(Float64Array.of(4, 4), Int32Array.of(0, 1)).spread).toBe(1);
  });

  it('makes weights that are 1 on average over the rows in use', () => {
    const target: Target = { task: 'binary', codes: Int32Array.of(0, 1, 1, 0), classes: ['no', 'yes'] };
    const { weights, wanted } = makeLabels(target, rows, undefined, Float64Array.of(1, 100, 2, 3));
    expect([...weights]).toEqual([0.5, 1, 1.5]);
    expect([...wanted]).toEqual([0, 1, 0]);
  });
});

describe('rowLoss', () => {
  // scipy 1.x: -log(expit(z)), -log(1 - expit(z)); scipy.special.log_softmax([1, 2, 0.5])[1]
  it('is the log loss of a yes and of a no, far out too', () => {
    const target: Target = { task: 'binary', codes: Int32Array.of(1, 0), classes: ['no', 'yes'] };
    const labels = makeLabels(target, Int32Array.of(0, 1), undefined, undefined);
    expect(rowLoss(labels, 0, Float32Array.of(0.7), 0)).toBeCloseTo(0.403186, 6);
    expect(rowLoss(labels, 1, Float32Array.of(0.7), 0)).toBeCloseTo(1.103186, 6);
    expect(rowLoss(labels, 0, Float32Array.of(-500), 0)).toBeCloseTo(500, 6);
    expect(rowLoss(labels, 0, Float32Array.of(500), 0)).toBeCloseTo(0, 12);
  });

  it('is the log loss of one class of several', () => {
    const target: Target = { task: 'multiclass', codes: Int32Array.of(1), classes: ['a', 'b', 'c'] };
    const labels = makeLabels(target, Int32Array.of(0), undefined, undefined);
    expect(rowLoss(labels, 0, Float32Array.of(9, 1, 2, 0.5), 1)).toBeCloseTo(0.4643688, 6);
  });
});

describe('outputBias', () => {
  it('starts at the class shares', () => {
    const binary: Target = { task: 'binary', codes: Int32Array.of(1, 0, 0, 0), classes: ['no', 'yes'] };
    const [odds] = outputBias(makeLabels(binary, Int32Array.of(0, 1, 2, 3), undefined, undefined));
    expect(odds).toBeCloseTo(Math.log(1.5 / 3.5), 6);
    const three: Target = { task: 'multiclass', codes: Int32Array.of(0, 0, 2, 2), classes: ['a', 'b', 'c'] };
    const bias = outputBias(makeLabels(three, Int32Array.of(0, 1, 2, 3), undefined, undefined));
    expect(bias[0]).toBe(bias[2]);
    expect(bias[1] as number).toBeLessThan(bias[0] as number);
    expect(Number.isFinite(bias[1])).toBe(true);
  });
});
