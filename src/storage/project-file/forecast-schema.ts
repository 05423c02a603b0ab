import * as v from 'valibot';
import { LEVELS } from '../../lenses/forecast/types.ts';
import { Figure, Kind, Message, Words } from './report-parts.ts';

/** A forecast (`ForecastModel`) from outside, as far as screens draw it and workers read it by index. */

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Values = v.instance(Float64Array);
const Points = v.instance(Int32Array);
const Scores = v.looseObject({ mase: Figure, smape: Figure, rmse: Figure, pinball: Figure, coverage: Figure });

const Axis = v.looseObject({
  step: v.looseObject({
    unit: v.picklist(['minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year']),
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  start: v.pipe(v.number(), v.finite()),
  length: v.pipe(Count, v.minValue(1)),
});

const Fan = v.pipe(
  v.looseObject({ mean: Values, quantiles: v.pipe(v.array(Values), v.length(LEVELS.length)) }),
  v.check(({ mean, quantiles }) => quantiles.every(({ length }) => length === mean.length), 'a fan of other lengths'),
);

const Season = v.looseObject({ period: v.pipe(Count, v.minValue(1)), strength: Figure });

const Nature = v.looseObject({
  kind: v.string(),
  zeroShare: Figure,
  seasons: v.array(Season),
  trend: v.looseObject({ strength: Figure, slope: Figure }),
  shifts: v.array(v.looseObject({ at: Count, before: Figure, after: Figure })),
  outliers: v.array(v.looseObject({ at: Count, value: Figure, expected: Figure })),
  multiplicative: v.boolean(),
});

const Method = {
  method: v.string(),
  family: v.string(),
  scores: Scores,
  points: v.number(),
};

const SeriesReport = v.looseObject({
  name: v.string(),
  values: Values,
  filled: Points,
  nature: Nature,
  decomposition: v.optional(
    v.looseObject({ multiplicative: v.boolean(), trend: Values, seasons: v.array(Values), remainder: Values }),
  ),
  methods: v.array(v.looseObject(Method)),
  chosen: v.looseObject({
    method: v.string(),
    members: v.optional(v.array(v.looseObject({ method: v.string(), weight: Figure }))),
    told: v.record(v.string(), v.union([v.string(), Figure])),
  }),
  verdict: Message,
  folds: v.array(v.looseObject({ from: Count, fan: Fan })),
  from: Count,
  future: Fan,
  errors: Values,
  spread: Values,
});

const Report = v.pipe(
  v.looseObject({
    app: v.looseObject({ name: v.string(), version: v.string() }),
    createdAt: v.string(),
    plan: v.looseObject({
      question: v.looseObject({
        target: v.string(),
        horizon: v.pipe(Count, v.minValue(1)),
        reading: v.looseObject({}),
      }),
      settings: v.looseObject({ preset: v.string(), families: Words, seed: v.number() }),
    }),
    data: v.looseObject({
      rowCount: v.number(),
      columns: v.array(v.looseObject({ column: v.string(), kind: Kind, use: v.string() })),
      personal: v.array(v.looseObject({ column: v.string(), kind: v.string() })),
      findings: v.array(v.looseObject({ ...Message.entries, level: v.string() })),
    }),
    axis: Axis,
    seasons: v.array(Season),
    known: v.array(v.looseObject({ name: v.string(), isSwitch: v.boolean(), ahead: Count })),
    backtest: v.looseObject({ horizon: Count, folds: Count, points: Count }),
    tries: v.array(v.looseObject({ id: v.number(), estimator: v.string(), family: v.string(), status: v.string() })),
    leaderboard: v.array(v.looseObject({ ...Method, series: Count, seconds: Figure, chosenFor: Count })),
    overall: v.looseObject({ chosen: Scores, naive: Scores }),
    choice: v.picklist(['each', 'all']),
    verdict: Message,
    series: v.pipe(v.array(SeriesReport), v.minLength(1)),
    total: v.optional(SeriesReport),
    cards: v.array(v.looseObject({ ...Message.entries, id: v.string() })),
    warnings: v.array(v.looseObject({ ...Message.entries, level: v.string() })),
    compute: v.looseObject({ backend: v.string(), reason: Message }),
    seconds: Figure,
    seed: v.number(),
  }),
  v.check(
    ({ axis, series, total }) =>
      [...series, ...(total ? [total] : [])].every(
        ({ values, from, filled, folds }) =>
          values.length === axis.length &&
          from <= axis.length &&
          filled.every((point) => point >= 0 && point < axis.length) &&
          folds.every((fold) => fold.from <= axis.length),
      ),
    'series off the axis',
  ),
);

const Data = v.pipe(
  v.looseObject({
    axis: Axis,
    series: v.pipe(
      v.array(
        v.looseObject({
          name: v.string(),
          values: Values,
          first: Count,
          last: Count,
          filled: Points,
          rows: v.optional(Points),
        }),
      ),
      v.minLength(1),
    ),
    known: v.array(v.looseObject({ name: v.string(), values: v.array(Values), isSwitch: v.boolean() })),
    future: Count,
    findings: v.array(v.looseObject({ ...Message.entries, level: v.string() })),
  }),
  v.check(
    ({ axis, series, known, future }) =>
      series.every(
        ({ values, first, last, rows }) =>
          values.length === axis.length &&
          first <= last &&
          last < axis.length &&
          (!rows || rows.length === axis.length),
      ) && known.every(({ values }) => values.every(({ length }) => length === axis.length + future)),
    'series off the axis',
  ),
);

export const Forecast = v.looseObject({
  parent: v.optional(v.string()),
  fits: v.array(v.looseObject({ method: v.string(), version: v.number() })),
  data: Data,
  report: Report,
});
