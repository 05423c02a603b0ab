import type { SharedPredict } from '../../../src/lenses/predict/share/types.ts';
import type { SharedReport } from '../../../src/lenses/share.ts';

/** Runs where a report's words were taken for HTML. */
export const HOSTILE = '</script><img src=x onerror="globalThis.hacked=1"><!--<script>';

/** A made-up report whose title, columns and values are written to break out of the page that shows them. */
export function hostileReport(): SharedReport<SharedPredict> {
  const column = `visits ${HOSTILE}`;
  const body: SharedPredict = {
    target: `left ${HOSTILE}`,
    task: 'binary',
    classes: ['no', `yes ${HOSTILE}`],
    rows: { total: 1000, train: 640, validation: 160, test: 200 },
    split: { kind: 'random', testShare: 0.2 },
    chosen: { estimator: 'logistic', family: 'linear' },
    verdict: {
      code: 'verdict.useful',
      params: {
        metric: 'rocAuc',
        estimator: 'logistic',
        gain: 0.3,
        low: 0.25,
        high: 0.35,
        testGain: 0.3,
        testLow: 0.2,
        testHigh: 0.4,
        testRows: 200,
      },
    },
    selectionMetric: 'rocAuc',
    test: [
      { metric: 'rocAuc', value: 0.8, low: 0.7, high: 0.9, baseline: 0.5 },
      { metric: 'accuracy', value: 0.75, low: 0.7, high: 0.8, baseline: 0.6 },
    ],
    threshold: { value: 0.5, rule: 'f1' },
    bands: [
      { from: 0, yes: 11, no: 60, mean: 0.15 },
      { from: 0.3, yes: 29, no: 40, mean: 0.42 },
      { from: 0.6, yes: 40, no: 20, mean: 0.7 },
    ],
    importances: [
      { column, metric: 'rocAuc', value: 0.2, low: 0.15, high: 0.25 },
      { column: '__proto__', metric: 'rocAuc', value: 0.1, low: 0.05, high: 0.15 },
    ],
    dependence: [
      {
        column,
        kind: 'number',
        rowCount: 200,
        points: [1, 2, 3].map((x) => ({ x, y: x / 10, density: 0.3 })),
      },
    ],
    cards: [
      {
        code: 'advise.act-on-segment',
        params: { target: `left ${HOSTILE}` },
        segment: [{ column, kind: 'category', levels: [HOSTILE] }],
        validationRows: 60,
        allRows: 300,
        rate: { value: 0.6, low: 0.5, high: 0.7 },
        overallRate: 0.4,
        adjustedPValue: 0.001,
        segmentsTried: 40,
        evidence: 'association',
        why: [column],
      },
    ],
  };
  return {
    format: 'sightglass.shared',
    version: 1,
    lens: 'predict',
    title: `Who leaves ${HOSTILE}`,
    createdOn: '2026-11-23',
    appVersion: '0.1.0',
    body,
  };
}
