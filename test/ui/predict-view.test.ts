import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dependence } from '../../src/core/explain/types.ts';
import type { ThresholdPoint } from '../../src/core/metrics/types.ts';
import { calibrationVerdict, capturedAt } from '../../src/ui/predict/view/curves.ts';
import { commonestMixUp } from '../../src/ui/predict/view/confusion.ts';
import { driftHarm, driftOrder, promiseKept } from '../../src/ui/predict/view/feedback.ts';
import { allDigits, formulaCsv, formulaLines, formulaTerms } from '../../src/ui/predict/view/formula.ts';
import { dateFromInput, dateToInput } from '../../src/ui/predict/view/form-date.ts';
import { lanes, paramPairs, skill, sparkLines } from '../../src/ui/predict/view/race.ts';
import { receiptJson } from '../../src/ui/predict/view/receipt.ts';
import { bestThreshold, moneyAt } from '../../src/ui/predict/view/threshold-money.ts';
import { pointAt, ratesAt } from '../../src/ui/predict/view/threshold.ts';
import { versionsOf } from '../../src/ui/predict/view/versions.ts';
import { densities, dependenceShape, drivers } from '../../src/ui/predict/view/why.ts';
import { FAKE_TRAINING } from '../support/fake-predict-state.ts';
import { FAKE_FORMULA, fakeReport, fakeThresholds } from '../support/fake-report.ts';

const point = (tp: number, fp: number, fn: number, tn: number, threshold = 0.5): ThresholdPoint => ({
  threshold,
  truePositives: tp,
  falsePositives: fp,
  falseNegatives: fn,
  trueNegatives: tn,
});

describe('thresholds', () => {
  it('takes the closest point of the curve', () => {
    expect(pointAt(fakeThresholds(), 0.3121)?.threshold).toBe(0.31);
    expect(pointAt([], 0.5)).toBeUndefined();
  });

  it('leaves rates without rows undefined', () => {
    expect(ratesAt(point(0, 0, 5, 95)).precision).toBeUndefined();
    expect(ratesAt(point(0, 3, 0, 97)).recall).toBeUndefined();
    expect(ratesAt(point(30, 10, 20, 40))).toMatchObject({ rows: 100, flagged: 40, precision: 0.75, recall: 0.6 });
  });

  it('counts money as found × value × effect less flagged × cost', () => {
    const assumed = { currency: 'EUR', valuePerRow: 100, costPerRow: 5, effect: 0.5 };
    const gain = moneyAt(point(30, 10, 20, 40), assumed);
    expect(gain.value).toBe(30 * 100 * 0.5 - 40 * 5);
    // statsmodels.stats.proportion.proportion_confint(30, 40, method='wilson') → (0.59806, 0.85813)
    expect(gain.low).toBeCloseTo(0.5980603858 * 40 * 50 - 200, 6);
    expect(gain.high).toBeCloseTo(0.8581288136 * 40 * 50 - 200, 6);
    expect(moneyAt(point(0, 0, 5, 5), assumed)).toEqual({ flagged: 0, value: 0, low: 0, high: 0 });
  });

  it('finds the threshold that earns most', () => {
    const points = [point(50, 50, 0, 0, 0), point(40, 10, 10, 40, 0.5), point(0, 0, 50, 50, 1)];
    const assumed = { currency: 'EUR', valuePerRow: 10, costPerRow: 6, effect: 1 };
    expect(bestThreshold(points, assumed)?.threshold).toBe(0.5);
    expect(bestThreshold(points, { ...assumed, costPerRow: 1000 })?.threshold).toBe(1);
  });
});

describe('curves', () => {
  it('reads gains between the points, from the origin', () => {
    const lift = [
      { share: 0.5, captured: 0.8, lift: 1.6 },
      { share: 1, captured: 1, lift: 1 },
    ];
    expect(capturedAt(lift, 0.25)).toBeCloseTo(0.4, 12);
    expect(capturedAt(lift, 0.75)).toBeCloseTo(0.9, 12);
    expect(capturedAt([], 0.2)).toBeUndefined();
  });

  it('calls chances off only when more than one bin leaves its interval', () => {
    const bin = (meanPredicted: number, observed: number, half: number) => ({
      meanPredicted,
      observed,
      count: 50,
      low: observed - half,
      high: observed + half,
    });
    expect(calibrationVerdict([bin(0.1, 0.3, 0.05), bin(0.5, 0.5, 0.1)])?.kind).toBe('fits');
    expect(calibrationVerdict([bin(0.1, 0.3, 0.05), bin(0.5, 0.7, 0.1)])?.kind).toBe('too-low');
    expect(calibrationVerdict([bin(0.3, 0.1, 0.05), bin(0.7, 0.5, 0.1)])?.kind).toBe('too-high');
    expect(calibrationVerdict([bin(0.3, 0.1, 0.05), bin(0.5, 0.7, 0.1)])?.kind).toBe('mixed');
    expect(calibrationVerdict([])).toBeUndefined();
  });
});

describe('confusion', () => {
  it('names the mix-up that happens most, none when all is right', () => {
    const result = fakeReport('multiclass').multiclass?.test;
    if (!result) throw new Error('the fake report has lost its classes');
    expect(commonestMixUp(result)).toEqual({ actual: 'virginica', predicted: 'versicolor', count: 7, share: 0.14 });
    expect(
      commonestMixUp({
        ...result,
        confusion: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
    ).toBeUndefined();
  });
});

describe('the race', () => {
  it('measures the way from guessing to perfect for scores of either direction', () => {
    expect(skill(0.75, 0.5, true)).toBe(0.5);
    expect(skill(25, 100, false)).toBe(0.75);
    expect(skill(120, 100, false)).toBeCloseTo(-0.2, 12);
    expect(skill(0, 0, false)).toBe(0);
  });

  it('makes one lane a kind of model', () => {
    const made = lanes(FAKE_TRAINING, true);
    expect(made.map(({ estimator, status, score }) => [estimator, status, score])).toEqual([
      ['baseline', 'done', 0.5],
      ['logistic', 'done', 0.8404],
      ['boosted-trees', 'failed', undefined],
      ['mlp', 'running', undefined],
    ]);
  });

  it('keeps the best score of several tries and shows the one that runs', () => {
    const [first] = FAKE_TRAINING.race.filter(({ candidate }) => candidate.estimator === 'mlp');
    if (!first) throw new Error('the fake race has lost its network');
    const race = [
      { ...first, status: 'done' as const, score: 0.4 },
      { ...first, status: 'done' as const, score: 0.3 },
      { ...first, status: 'running' as const, done: 7 },
    ];
    const [lane] = lanes({ ...FAKE_TRAINING, race, baselineScore: 0.6 }, false);
    expect(lane).toMatchObject({ tries: 3, score: 0.3, status: 'running', shown: { done: 7 } });
    expect(lane?.skill).toBeCloseTo(0.5, 12);
  });

  it('draws losses inside the unit square whatever they are', () => {
    const number = fc.oneof(fc.double({ noNaN: false }), fc.constant(undefined));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), (losses) => {
        const curve = losses.map(([loss, validationLoss], done) => ({
          done,
          ...(loss === undefined ? {} : { loss }),
          ...(validationLoss === undefined ? {} : { validationLoss }),
        }));
        const { train, validation } = sparkLines(curve);
        for (const { x, y } of [...train, ...validation]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('words settings, nested ones too', () => {
    expect(paramPairs({ penalty: 0.123456, layers: [64, 32], adam: { rate: 0.001 }, on: true })).toEqual([
      ['penalty', '0.1235'],
      ['layers', '64, 32'],
      ['adam.rate', '0.001'],
      ['on', 'true'],
    ]);
    expect(paramPairs(null)).toEqual([]);
  });
});

describe('drivers', () => {
  it('sorts them and doubts those whose interval touches zero', () => {
    const made = drivers(fakeReport('binary').importances);
    expect(made.map(({ column, strength }) => [column, strength])).toEqual([
      ['Contract', 'clear'],
      ['tenure', 'clear'],
      ['gender', 'unclear'],
    ]);
  });

  const curve = (ys: readonly number[]): Dependence => ({
    column: 'x',
    kind: 'number',
    rows: 'validation',
    rowCount: 10,
    points: ys.map((y, x) => ({ x, y, density: 1 / ys.length })),
  });

  it('draws where rows lie per unit of the axis, not per point', () => {
    const at = (x: number, density: number) => ({ x, y: 0, density });
    // The same share of rows on ten times the width is a tenth as dense.
    expect(densities([at(0, 0.25), at(1, 0.25), at(2, 0.25), at(21, 0.25)]).map(({ y }) => y)).toEqual([
      1,
      1,
      0.1,
      1 / 19,
    ]);
    expect(densities([at(1, 1)])).toEqual([{ x: 1, y: 0 }]);
  });

  it('reads the shape of a curve', () => {
    const shape = (...ys: number[]) => dependenceShape(curve(ys), 1)?.shape;
    expect(shape(0.1, 0.2, 0.4)).toBe('rises');
    expect(shape(0.4, 0.2, 0.1)).toBe('falls');
    expect(shape(0.1, 0.5, 0.1)).toBe('peak');
    expect(shape(0.5, 0.1, 0.5)).toBe('dip');
    expect(shape(0.3, 0.305, 0.3)).toBe('flat');
    expect(shape(0.3)).toBeUndefined();
  });
});

describe('the formula', () => {
  it('writes every digit of a float64, so that it reads back the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(Number(allDigits(value)), Object.is(value, -0) ? 0 : value)).toBe(true);
      }),
    );
  });

  it('names what a level is read against, and gives the intercept no interval under a penalty', () => {
    const coefficients = [
      { column: 'plan', level: 'pro', value: 2 },
      { column: 'age', value: 1 },
    ];
    const references = [{ column: 'plan', level: 'basic' }];
    const formula = { ...FAKE_FORMULA, coefficients, references, interceptStandardError: 0.5 };
    expect(formulaLines({ ...formula, penalty: 0 }).map(({ against }) => against)).toEqual([
      undefined,
      'basic',
      undefined,
    ]);
    expect(formulaLines({ ...formula, penalty: 0 })[0]?.low).toBeCloseTo(formula.intercept - 0.98, 3);
    expect(formulaLines({ ...formula, penalty: 10 })[0]).toMatchObject({ low: undefined, standardError: 0.5 });
  });

  it('keeps signs and magnitudes apart in the written form', () => {
    expect(formulaTerms(FAKE_FORMULA).map(({ sign, magnitude }) => [sign, magnitude])).toEqual([
      ['+', 1.8012345678901234],
      ['−', 3.209876543210988],
    ]);
  });

  it('is a CSV whose numbers read back exactly and whose names no spreadsheet runs', () => {
    const asIs = { column: (name: string) => name, level: (_: string, level: string) => level };
    const coefficients = [{ column: '=HYPERLINK("x")', level: 'a,b', value: -0.1 }];
    const csv = formulaCsv({ ...FAKE_FORMULA, coefficients }, asIs);
    const [, intercept = '', evil = ''] = csv.split('\r\n');
    expect(Number(intercept.split(',')[2])).toBe(FAKE_FORMULA.intercept);
    expect(evil).toBe('"\'=HYPERLINK(""x"")","a,b",-0.1,,,,');
  });
});

describe('feedback', () => {
  const at = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });

  it('breaks a promise only where the intervals part', () => {
    expect(promiseKept(at(0.82), at(0.84), true)).toBe('same');
    expect(promiseKept(at(0.7), at(0.84), true)).toBe('worse');
    expect(promiseKept(at(0.7), at(0.84), false)).toBe('better');
    expect(promiseKept(at(0.9), at(0.84), true)).toBe('better');
  });

  it('puts columns that moved and matter first', () => {
    const row = (column: string, psi: number, size: 'none' | 'small' | 'large', importance: number) => ({
      column,
      kind: 'number' as const,
      psi,
      size,
      effect: 0,
      importance,
    });
    const rows = [row('idle', 3, 'large', 0), row('slow', 0.15, 'small', 0.4), row('hot', 0.3, 'large', 0.4)];
    expect(driftOrder(rows).map((one) => [one.column, driftHarm(one)])).toEqual([
      ['hot', 'may-hurt'],
      ['slow', 'watch'],
      ['idle', 'harmless'],
    ]);
  });

  it('follows versions in both directions and leaves strangers out', () => {
    const model = (id: string, createdAt: string, parent?: string) => ({
      id,
      name: id,
      createdAt,
      target: 'y',
      projectId: 'p',
      byteLength: 1,
      metric: { name: 'rocAuc', value: 1, low: 1, high: 1 },
      ...(parent === undefined ? {} : { parent }),
    });
    const models = [model('c', '3', 'b'), model('x', '4'), model('a', '1'), model('b', '2', 'a')];
    expect(versionsOf('b', models).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});

describe('dates in the form', () => {
  it('come back as the same day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
        const ms = day * 86_400_000;
        expect(dateFromInput(dateToInput(ms))).toBe(ms);
      }),
    );
  });

  it('are empty for missing and for what no input can hold', () => {
    expect(dateToInput(null)).toBe('');
    expect(dateToInput(8.64e15)).toBe('');
    expect(dateFromInput('')).toBeNull();
  });
});

describe('the receipt', () => {
  it('tells a threshold set by hand from the advised one', () => {
    const report = fakeReport('binary');
    expect(JSON.parse(receiptJson(report, undefined))).toMatchObject({ threshold: { value: 0.31, rule: 'f1' } });
    expect(JSON.parse(receiptJson(report, 0.4))).toMatchObject({
      threshold: { value: 0.4, rule: 'by-hand', advised: 0.31 },
    });
    expect(JSON.parse(receiptJson(fakeReport('regression'), 0.4))).not.toHaveProperty('threshold');
  });

  it('writes typed arrays as lists', () => {
    const report = fakeReport('binary', {
      chosen: { tryId: 1, estimator: 'x', family: 'linear', params: Float64Array.of(1, 2) },
    });
    expect(JSON.parse(receiptJson(report, undefined))).toMatchObject({ chosen: { params: [1, 2] } });
  });
});
