import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracyFromCounts,
  averagePrecision,
  balancedAccuracyFromCounts,
  brier,
  confusionAt,
  f1FromCounts,
  logLoss,
  matthewsFromCounts,
  precisionFromCounts,
  recallFromCounts,
  rocAuc,
} from '../../src/core/metrics/binary.ts';
import {
  accuracy,
  confusionMatrix,
  macroF1,
  multiclassLogLoss,
  ovrAuc,
  perClass,
} from '../../src/core/metrics/multiclass.ts';
import { mae, mape, medianAbsoluteError, mse, r2, rmse } from '../../src/core/metrics/regression.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

describe('figures of two classes against scikit-learn (golden binary_metrics)', () => {
  const { input, expected } = readGolden<{
    input: { y: number[]; p: number[] };
    expected: Record<string, number> & { confusion_tn_fp_fn_tp: number[] };
  }>('binary_metrics');
  const { y, p } = input;

  it('ranking and probabilities', () => {
    expectClose(rocAuc(y, p), expected['roc_auc']!);
    expectClose(averagePrecision(y, p), expected['average_precision']!);
    expectClose(logLoss(y, p), expected['log_loss']!);
    expectClose(brier(y, p), expected['brier']!);
  });

  it('counts at one half', () => {
    const c = confusionAt(y, p, 0.5);
    expect([c.trueNegatives, c.falsePositives, c.falseNegatives, c.truePositives]).toEqual(
      expected.confusion_tn_fp_fn_tp,
    );
    expectClose(f1FromCounts(c), expected['f1']!);
    expectClose(precisionFromCounts(c), expected['precision']!);
    expectClose(recallFromCounts(c), expected['recall']!);
    expectClose(accuracyFromCounts(c), expected['accuracy']!);
    expectClose(balancedAccuracyFromCounts(c), expected['balanced_accuracy']!);
    expectClose(matthewsFromCounts(c), expected['mcc']!);
  });

  it('heavy ties (stats-fixtures)', () => {
    const { binary } = readGolden<{
      binary: { y: number[]; p: number[]; roc_auc: number; average_precision: number; log_loss: number };
    }>('stats-fixtures');
    expectClose(rocAuc(binary.y, binary.p), binary.roc_auc, 1e-12);
    expectClose(averagePrecision(binary.y, binary.p), binary.average_precision, 1e-12);
    expectClose(logLoss(binary.y, binary.p), binary.log_loss, 1e-9);
  });

  it('one class has no AUC, and certainty that was wrong has a finite loss', () => {
    expect(rocAuc([1, 1], [0.2, 0.3])).toBeNaN();
    expect(averagePrecision([0, 0], [0.2, 0.3])).toBeNaN();
    // -log(2.220446049250313e-16), scikit-learn's clip
    expectClose(logLoss([1], [0]), 36.04365338911715);
  });
});

describe('figures of more classes against scikit-learn (golden multiclass_metrics)', () => {
  const { input, expected } = readGolden<{
    input: { y: number[]; P: number[][] };
    expected: Record<string, number> & { per_class_f1: number[]; confusion_rows_true: number[][] };
  }>('multiclass_metrics');
  const codes = Int32Array.from(input.y);
  const probabilities = Float64Array.from(input.P.flat());

  it('agrees', () => {
    expectClose(accuracy(codes, probabilities, 3), expected['accuracy']!);
    expectClose(macroF1(codes, probabilities, 3), expected['macro_f1']!);
    expectClose(multiclassLogLoss(codes, probabilities, 3), expected['log_loss']!);
    expectClose(ovrAuc(codes, probabilities, 3), expected['auc_ovr_macro']!);
    expect(confusionMatrix(codes, probabilities, 3)).toEqual(expected.confusion_rows_true);
    expectAllClose(
      perClass(codes, probabilities, 3).map((c) => c.f1),
      expected.per_class_f1,
    );
  });

  it('passes over a class that neither occurs nor is predicted', () => {
    const wider = Float64Array.from(input.P.flatMap((row) => [...row, 0]));
    expectClose(macroF1(codes, wider, 4), expected['macro_f1']!);
    expectClose(ovrAuc(codes, wider, 4), expected['auc_ovr_macro']!);
  });
});

describe('figures of numbers against scikit-learn (golden regression_metrics)', () => {
  const { input, expected } = readGolden<{
    input: { y: number[]; prediction: number[] };
    expected: Record<string, number>;
  }>('regression_metrics');
  const { y, prediction } = input;

  it('agrees', () => {
    expectClose(r2(y, prediction), expected['r2']!);
    expectClose(mae(y, prediction), expected['mae']!);
    expectClose(mse(y, prediction), expected['mse']!);
    expectClose(rmse(y, prediction), expected['rmse']!);
    expectClose(mape(y, prediction), expected['mape_fraction']!);
    expectClose(medianAbsoluteError(y, prediction), expected['median_ae']!);
  });

  it('a constant target explains all or nothing', () => {
    expect(r2([2, 2, 2], [2, 2, 2])).toBe(1);
    expect(r2([2, 2, 2], [2, 2, 3])).toBe(0);
  });
});

describe('laws', () => {
  const scored = fc
    .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })), { minLength: 4, maxLength: 80 })
    .filter((rows) => rows.some(([yes]) => yes) && rows.some(([yes]) => !yes))
    .map((rows) => ({ y: rows.map(([yes]) => Number(yes)), p: rows.map(([, s]) => s / 20) }));

  it('AUC is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(scored, ({ y, p }) => {
        let right = 0;
        let pairs = 0;
        y.forEach((a, i) =>
          y.forEach((b, j) => {
            if (a !== 1 || b !== 0) return;
            pairs++;
            right += p[i]! > p[j]! ? 1 : p[i] === p[j] ? 0.5 : 0;
          }),
        );
        expectClose(rocAuc(y, p), right / pairs, 1e-12, 1);
      }),
    );
  });

  it('ranking figures stay under rising transforms and any order of rows; turning the scores turns the AUC', () => {
    fc.assert(
      fc.property(scored, ({ y, p }) => {
        const risen = p.map((v) => Math.exp(3 * v) - 7);
        expect(rocAuc(y, risen)).toBe(rocAuc(y, p));
        expect(averagePrecision(y, risen)).toBe(averagePrecision(y, p));
        expect(rocAuc([...y].reverse(), [...p].reverse())).toBe(rocAuc(y, p));
        expectClose(
          rocAuc(
            y,
            p.map((v) => -v),
          ),
          1 - rocAuc(y, p),
          1e-12,
          1,
        );
      }),
    );
  });

  it('figures keep their bounds', () => {
    fc.assert(
      fc.property(scored, fc.double({ min: 0, max: 1, noNaN: true }), ({ y, p }, threshold) => {
        const c = confusionAt(y, p, threshold);
        const shares = [rocAuc(y, p), averagePrecision(y, p), brier(y, p), f1FromCounts(c), accuracyFromCounts(c)];
        for (const value of shares) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(Math.abs(matthewsFromCounts(c))).toBeLessThanOrEqual(1 + 1e-12);
        expect(c.truePositives + c.falsePositives + c.falseNegatives + c.trueNegatives).toBe(y.length);
      }),
    );
  });
});
