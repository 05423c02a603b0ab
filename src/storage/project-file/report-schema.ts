import * as v from 'valibot';
import { Figure, Kind, Message, Words } from './report-parts.ts';

/** A receipt (`PredictReport`) from outside, as far as screens read it. */

const Rows = v.picklist(['train', 'validation', 'test']);
const Estimate = { value: Figure, low: Figure, high: Figure };

const Metric = v.looseObject({ metric: v.string(), ...Estimate, baseline: Figure });
const Points = v.array(v.looseObject({ x: Figure, y: Figure }));

const Curves = v.looseObject({
  rows: Rows,
  rowCount: v.number(),
  positives: v.number(),
  roc: Points,
  pr: Points,
  calibration: v.array(
    v.looseObject({ meanPredicted: Figure, observed: Figure, count: v.number(), low: Figure, high: Figure }),
  ),
  lift: v.array(v.looseObject({ share: Figure, captured: Figure, lift: Figure })),
  thresholds: v.array(
    v.looseObject({
      threshold: v.number(),
      truePositives: v.number(),
      falsePositives: v.number(),
      falseNegatives: v.number(),
      trueNegatives: v.number(),
    }),
  ),
});

const Multiclass = v.pipe(
  v.looseObject({
    rows: Rows,
    rowCount: v.number(),
    classes: Words,
    confusion: v.array(v.array(v.number())),
    perClass: v.array(
      v.looseObject({ name: v.string(), count: v.number(), precision: Figure, recall: Figure, f1: Figure }),
    ),
  }),
  v.check(
    ({ classes, confusion }) =>
      confusion.length === classes.length && confusion.every((row) => row.length === classes.length),
  ),
);

const Regression = v.looseObject({
  rows: Rows,
  rowCount: v.number(),
  sample: Points,
  residuals: v.pipe(
    v.looseObject({ edges: v.array(Figure), counts: v.array(v.number()) }),
    v.check(({ edges, counts }) => counts.length === 0 || edges.length === counts.length + 1),
  ),
  typicalError80: Figure,
});

const both = <S extends v.GenericSchema>(result: S) => v.optional(v.looseObject({ validation: result, test: result }));

const Attempt = {
  estimator: v.string(),
  family: v.string(),
};

export const Report = v.looseObject({
  app: v.looseObject({ name: v.string(), version: v.string() }),
  createdAt: v.string(),
  plan: v.looseObject({
    question: v.looseObject({ target: v.string(), columns: Words, split: v.looseObject({ kind: v.string() }) }),
    recipe: v.array(v.looseObject({ step: v.string(), on: v.boolean() })),
    settings: v.looseObject({ preset: v.string(), families: Words, seed: v.number() }),
  }),
  data: v.looseObject({
    rowCount: v.number(),
    rowsWithoutTarget: v.number(),
    columns: v.array(v.looseObject({ column: v.string(), kind: Kind, use: v.string() })),
    personal: v.optional(
      v.array(v.looseObject({ column: v.string(), kind: v.string(), share: v.number(), named: v.boolean() })),
    ),
  }),
  split: v.looseObject({
    train: v.number(),
    test: v.number(),
    validation: v.number(),
    scheme: v.string(),
    folds: v.number(),
    repeats: v.number(),
    hash: v.string(),
  }),
  recipe: v.array(
    v.looseObject({ step: v.string(), notes: v.array(v.looseObject({ ...Message.entries, columns: Words })) }),
  ),
  selectionMetric: v.string(),
  tries: v.array(
    v.looseObject({
      ...Attempt,
      id: v.number(),
      status: v.picklist(['done', 'failed', 'cancelled']),
      score: v.optional(Figure),
      folds: v.number(),
      seconds: v.number(),
      error: v.optional(Message),
    }),
  ),
  leaderboard: v.array(v.looseObject({ ...Attempt, tryId: v.number(), metrics: v.array(Metric), chosen: v.boolean() })),
  chosen: v.looseObject({ ...Attempt, tryId: v.number() }),
  verdict: Message,
  task: v.picklist(['regression', 'binary', 'multiclass']),
  classes: v.optional(Words),
  test: v.array(Metric),
  testRows: v.number(),
  testPositives: v.optional(v.number()),
  threshold: v.optional(v.looseObject({ value: v.number(), rule: v.picklist(['f1', 'money', 'by-hand']) })),
  binary: both(Curves),
  multiclass: both(Multiclass),
  regression: both(Regression),
  importances: v.array(v.looseObject({ column: v.string(), metric: v.string(), ...Estimate })),
  formula: v.optional(
    v.looseObject({
      estimator: v.string(),
      rowCount: v.number(),
      penalty: Figure,
      intercept: Figure,
      isChosen: v.boolean(),
      coefficients: v.array(v.looseObject({ column: v.string(), level: v.optional(v.string()), value: Figure })),
      references: v.optional(v.array(v.looseObject({ column: v.string(), level: v.string() }))),
    }),
  ),
  dependence: v.array(
    v.looseObject({
      column: v.string(),
      kind: Kind,
      rows: Rows,
      rowCount: v.number(),
      ofClass: v.optional(v.string()),
      points: v.array(v.looseObject({ x: Figure, y: Figure, density: Figure, level: v.optional(v.string()) })),
    }),
  ),
  cards: v.array(
    v.looseObject({
      ...Message.entries,
      id: v.string(),
      segment: v.array(
        v.looseObject({
          column: v.string(),
          kind: Kind,
          low: v.optional(Figure),
          high: v.optional(Figure),
          levels: v.optional(Words),
        }),
      ),
      validationRows: v.number(),
      allRows: v.number(),
      rate: v.looseObject(Estimate),
      overallRate: Figure,
      deviation: v.optional(Figure),
      adjustedPValue: Figure,
      segmentsTried: v.number(),
      evidence: v.picklist(['association', 'natural-experiment', 'randomised']),
      why: Words,
    }),
  ),
  compute: v.looseObject({
    backend: v.picklist(['webgl', 'wasm', 'cpu', 'none']),
    reason: Message,
    timings: v.array(v.looseObject({ backend: v.string(), msPerBatch: Figure })),
  }),
  refit: v.looseObject({ rowCount: v.number() }),
  warnings: v.array(
    v.looseObject({
      ...Message.entries,
      level: v.picklist(['note', 'careful', 'stop']),
      column: v.optional(v.string()),
    }),
  ),
  seconds: Figure,
  seed: v.number(),
});
