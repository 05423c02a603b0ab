import { describe, expect, it } from 'vitest';
import { confusionAt } from '../../src/core/metrics/binary.ts';
import {
  calibrationBins,
  expectedCalibrationError,
  liftCurve,
  prCurve,
  rocCurve,
  thresholdCurve,
} from '../../src/core/metrics/curves.ts';
import type { Point } from '../../src/core/metrics/types.ts';
import { createRandom } from '../../src/core/random.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

const xs = (points: readonly Point[]): number[] => points.map((p) => p.x);
const ys = (points: readonly Point[]): number[] => points.map((p) => p.y);

/** Scores and labels without ties, well ordered but not perfectly. */
function many(n: number): { y: number[]; p: number[] } {
  const random = createRandom(12);
  const p = Array.from({ length: n }, () => random.next());
  return { y: p.map((v) => Number(random.next() < v)), p };
}

describe('curves against scikit-learn', () => {
  const golden = readGolden<{
    input: { y: number[]; p: number[] };
    expected: { roc_curve: { fpr: number[]; tpr: number[] } };
  }>('binary_metrics');
  const { binary } = readGolden<{
    binary: {
      y: number[];
      p: number[];
      pr_precision: number[];
      pr_recall: number[];
      thresholds: Record<string, number[]>;
    };
  }>('stats-fixtures');

  it('ROC', () => {
    const points = rocCurve(golden.input.y, golden.input.p);
    expectAllClose(xs(points), golden.expected.roc_curve.fpr);
    expectAllClose(ys(points), golden.expected.roc_curve.tpr);
  });

  it('precision and recall, from recall 0 to the first point at 1', () => {
    const points = prCurve(binary.y, binary.p);
    const precision = [...binary.pr_precision].reverse();
    const recall = [...binary.pr_recall].reverse();
    const end = recall.indexOf(1) + 1;
    expectAllClose(xs(points), recall.slice(0, end), 1e-12);
    expectAllClose(ys(points), precision.slice(0, end), 1e-12);
  });

  it('counts at thresholds, ties on the threshold counted as yes', () => {
    const curve = thresholdCurve(binary.y, binary.p);
    expect(curve).toHaveLength(201);
    for (const [threshold, counts] of Object.entries(binary.thresholds)) {
      const c = curve.find((point) => point.threshold === Number(threshold))!;
      expect([c.trueNegatives, c.falsePositives, c.falseNegatives, c.truePositives]).toEqual(counts);
    }
    for (const point of curve) expect(point).toEqual(confusionAt(binary.y, binary.p, point.threshold));
  });
});

describe('calibration against scikit-learn (golden calibration)', () => {
  const { input, expected } = readGolden<{
    input: { y: number[]; p: number[]; bins: number };
    expected: Record<
      'uniform' | 'quantile',
      { mean_predicted: number[]; fraction_positive: number[]; count?: number[] }
    > & { ece_uniform_5: number };
  }>('calibration');

  it.each(['uniform', 'quantile'] as const)('%s bins', (strategy) => {
    const bins = calibrationBins(input.y, input.p, { bins: input.bins, strategy });
    const known = expected[strategy];
    expectAllClose(
      bins.map((b) => b.meanPredicted),
      known.mean_predicted,
    );
    expectAllClose(
      bins.map((b) => b.observed),
      known.fraction_positive,
    );
    const counts = bins.map((b) => b.count);
    expect(counts).toEqual(known.count ?? counts);
    expect(counts.reduce((a, b) => a + b)).toBe(input.p.length);
    for (const bin of bins) {
      expect(bin.low).toBeLessThanOrEqual(bin.observed);
      expect(bin.high).toBeGreaterThanOrEqual(bin.observed);
    }
  });

  it('expected calibration error', () => {
    expectClose(expectedCalibrationError(input.y, input.p, input.bins), expected.ece_uniform_5);
  });
});

describe('thinning and lift', () => {
  const { y, p } = many(5000);

  it('keeps at most 201 points that lie on the full curve, ends included', () => {
    for (const curve of [rocCurve, prCurve]) {
      const full = curve(y, p, Infinity);
      const thinned = curve(y, p);
      expect(thinned.length).toBeLessThanOrEqual(201);
      expect(thinned.length).toBeGreaterThan(150);
      expect(thinned[0]).toEqual(full[0]);
      expect(thinned.at(-1)).toEqual(full.at(-1));
      const known = new Set(full.map((point) => `${point.x},${point.y}`));
      expect(thinned.every((point) => known.has(`${point.x},${point.y}`))).toBe(true);
    }
  });

  it('finds a tenth of the "yes" in a tenth of the rows where scores say nothing, and all where they say all', () => {
    const flat = liftCurve(
      y,
      p.map(() => 0.3),
    );
    expect(flat).toHaveLength(100);
    for (const point of flat) expectClose(point.lift, 1, 1e-9);
    const perfect = liftCurve([1, 0, 0, 0, 1, 0, 0, 0, 0, 0], [0.9, 0.1, 0.2, 0.3, 0.8, 0.4, 0.1, 0.1, 0.1, 0.2]);
    expectClose(perfect[9]!.captured, 0.5);
    expectClose(perfect[9]!.lift, 5);
    expectClose(perfect[19]!.captured, 1);
    expectClose(perfect[99]!.lift, 1);
  });

  it('is empty rather than wrong without one of the classes', () => {
    expect(rocCurve([1, 1], [0.1, 0.2])).toEqual([]);
    expect(prCurve([0, 0], [0.1, 0.2])).toEqual([]);
    expect(liftCurve([0, 0], [0.1, 0.2])).toEqual([]);
  });
});
