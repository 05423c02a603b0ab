import type { Card, SegmentCondition } from '../../src/core/advise/types.ts';
import { calibrationBins, liftCurve, prCurve, rocCurve, thresholdCurve } from '../../src/core/metrics/curves.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { describeColumn } from '../../src/lenses/predict/columns.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { BinaryCurves, PredictReport } from '../../src/lenses/predict/report.ts';
import { fakeReport } from '../support/fake-report.ts';
import { modelOf } from './support.ts';

export interface Row {
  readonly a: number;
  readonly plan: string;
  readonly yes: boolean;
  readonly score: number;
  readonly part: 'validation' | 'train' | 'test';
}

/** Rows that nobody may learn of, and an honest report of them with cards of every kind, tiny and nested ones too. */
export interface World {
  readonly rows: readonly Row[];
  readonly model: PredictModel;
  readonly cards: readonly Card[];
}

export const meets = (row: Row, segment: readonly SegmentCondition[]): boolean =>
  segment.every(({ column, low = -Infinity, high = Infinity, levels }) =>
    column === 'a' ? row.a >= low && row.a < high : (levels ?? []).includes(row.plan),
  );

export function madeUpWorld(seed: number, size: number): World {
  const random = createRandom(seed);
  const rows = Array.from({ length: size }, (_, i): Row => {
    const a = random.integer(12);
    const plan = ['basic', 'pro', 'team', 'rare'][Math.min(3, Math.floor(random.next() * random.next() * 6))] as string;
    const yes = random.next() < 0.15 + 0.04 * a;
    const score = Math.min(0.999, Math.max(0, 0.1 + 0.06 * a + 0.15 * random.normal() + (yes ? 0.1 : 0)));
    const part = i % 4 === 0 ? 'test' : i % 4 === 1 ? 'validation' : 'train';
    return { a, plan, yes, score, part };
  });
  const cards = Array.from({ length: 4 }, (_, i) => cardOf(rows, segmentOf(random), i));
  const report = reportOf(rows, cards, Math.round(200 * (0.2 + 0.5 * random.next())) / 200);
  const columns = [
    describeColumn({ kind: 'number', name: 'a', values: Float64Array.from(rows, ({ a }) => a) }),
    describeColumn(
      makeCategoryColumn(
        'plan',
        rows.map(({ plan }) => plan),
      ),
    ),
  ];
  return { rows, cards, model: modelOf(report, columns) };
}

function segmentOf(random: ReturnType<typeof createRandom>): SegmentCondition[] {
  const low = 1 + random.integer(10);
  const number: SegmentCondition[] = [
    { column: 'a', kind: 'number', low },
    { column: 'a', kind: 'number', high: low },
    { column: 'a', kind: 'number', low, high: low + 1 + random.integer(4) },
  ];
  const level: SegmentCondition = {
    column: 'plan',
    kind: 'category',
    levels: [['basic'], ['pro'], ['basic', 'pro'], ['team']][random.integer(4)] as string[],
  };
  const first = number[random.integer(3)] as SegmentCondition;
  const shapes: SegmentCondition[][] = [[first], [level], [first, level]];
  return shapes[random.integer(3)] as SegmentCondition[];
}

function cardOf(rows: readonly Row[], segment: readonly SegmentCondition[], place: number): Card {
  const judged = rows.filter(({ part }) => part === 'validation');
  const inside = judged.filter((row) => meets(row, segment));
  const rate = inside.filter(({ yes }) => yes).length / inside.length;
  return {
    id: `segment-${place}`,
    code: 'advise.act-on-segment',
    params: { target: 'Churn' },
    segment,
    validationRows: inside.length,
    allRows: rows.filter((row) => meets(row, segment)).length,
    rate: { value: rate, low: rate / 2, high: (1 + rate) / 2 },
    overallRate: judged.filter(({ yes }) => yes).length / judged.length,
    adjustedPValue: 0.01,
    segmentsTried: 100,
    evidence: 'association',
    why: segment.map(({ column }) => column),
  };
}

function curvesOf(set: 'validation' | 'test', rows: readonly Row[]): BinaryCurves {
  const judged = rows.filter(({ part }) => part === set);
  const y = judged.map(({ yes }) => Number(yes));
  const p = judged.map(({ score }) => score);
  return {
    rows: set,
    rowCount: y.length,
    positives: y.reduce((a, b) => a + b, 0),
    roc: rocCurve(y, p),
    pr: prCurve(y, p),
    calibration: calibrationBins(y, p),
    lift: liftCurve(y, p),
    thresholds: thresholdCurve(y, p),
  };
}

function reportOf(rows: readonly Row[], cards: readonly Card[], threshold: number): PredictReport {
  const test = curvesOf('test', rows);
  const validation = curvesOf('validation', rows);
  const at = test.thresholds.find((point) => Math.abs(point.threshold - threshold) < 1e-9);
  if (!at) throw new Error('no such threshold');
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = at;
  const figure = (metric: PredictReport['test'][number]['metric'], value: number, baseline: number) => ({
    metric,
    value,
    low: value * 0.9,
    high: value,
    baseline,
  });
  const share = test.positives / test.rowCount;
  return fakeReport('binary', {
    data: {
      rowCount: rows.length,
      rowsWithoutTarget: 0,
      columns: [
        { column: 'Churn', kind: 'category', use: 'target' },
        { column: 'a', kind: 'number', use: 'feature' },
        { column: 'plan', kind: 'category', use: 'feature' },
      ],
    },
    split: {
      ...fakeReport('binary').split,
      train: rows.length - test.rowCount,
      test: test.rowCount,
      validation: validation.rowCount,
      scheme: 'holdout',
      folds: 1,
    },
    refit: { rowCount: rows.length },
    testRows: test.rowCount,
    testPositives: test.positives,
    threshold: { value: threshold, rule: 'f1' },
    binary: { validation, test },
    test: [
      figure('rocAuc', 0.8, 0.5),
      figure('prAuc', 0.6, share),
      figure('accuracy', (tp + tn) / test.rowCount, Math.max(share, 1 - share)),
      figure('balancedAccuracy', (tp / (tp + fn) + tn / (tn + fp)) / 2, 0.5),
      figure('f1', (2 * tp) / (2 * tp + fp + fn), 0),
    ],
    cards,
    counts: {
      cards: {
        rows: validation.rowCount,
        classes: [validation.rowCount - validation.positives, validation.positives],
        each: cards.map((card) => aroundLimits(rows, card)),
      },
    },
    importances: [],
    dependence: [],
  });
}

function aroundLimits(rows: readonly Row[], { segment }: Card): { aroundLimits?: number } {
  const limits = segment.flatMap(({ low, high }) => [low, high]).filter((limit) => limit !== undefined);
  const below = limits.map((limit) => rows.filter(({ a }) => a < limit).length);
  return limits.length > 0 ? { aroundLimits: Math.min(...below, ...below.map((count) => rows.length - count)) } : {};
}
