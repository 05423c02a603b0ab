import * as v from 'valibot';
import { LONGEST_WORD } from '../../predict/share/limits.ts';
import { FORECAST_METRICS } from '../types.ts';
import * as most from './limits.ts';
import type { SharedForecast } from './types.ts';
import { isCode } from './words.ts';

const Figure = v.pipe(v.number(), v.finite());
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Word = v.pipe(v.string(), v.maxLength(LONGEST_WORD));
const Id = v.pipe(v.string(), v.check(isCode));
const list = <T>(item: v.GenericSchema<unknown, T>, longest: number) => v.pipe(v.array(item), v.maxLength(longest));

const MOST_LISTED = 20;
const Params = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/u)),
    v.union([Figure, v.boolean(), Word, list(Word, MOST_LISTED)]),
  ),
  v.check((params) => Object.keys(params).length <= most.MOST_PARAMS, 'too many params'),
);
/** Worded by the page; of another form it would be no sentence of a forecast. */
const Said = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(80), v.regex(/^(forecast|advise)\.[a-z0-9.-]+$/u)),
  params: Params,
});

const Scores = v.strictObject(
  Object.fromEntries(FORECAST_METRICS.map((metric) => [metric, v.exactOptional(Figure)])) as Record<
    (typeof FORECAST_METRICS)[number],
    v.ExactOptionalSchema<typeof Figure, undefined>
  >,
);

const Step = v.strictObject({
  unit: v.picklist(['minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year']),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
});

const Ahead = v.pipe(v.array(Figure), v.minLength(1), v.maxLength(most.MOST_HORIZON));
const Future = v.pipe(
  v.strictObject({ mean: Ahead, low: Ahead, lowHalf: Ahead, highHalf: Ahead, high: Ahead }),
  v.check(
    ({ mean, ...ends }) => Object.values(ends).every(({ length }) => length === mean.length),
    'intervals of another length',
  ),
);

/** The farthest that a date can be. */
const FARTHEST = 8.64e15;

const Series = v.strictObject({
  name: Word,
  isTotal: v.exactOptional(v.literal(true)),
  start: v.pipe(v.number(), v.safeInteger(), v.minValue(-FARTHEST), v.maxValue(FARTHEST)),
  past: list(v.nullable(Figure), most.MOST_PAST),
  future: Future,
  method: Id,
  verdict: Said,
});

const Method = v.strictObject({
  method: Id,
  family: v.picklist(['baseline', 'smoothing', 'linear', 'trees', 'network', 'blend']),
  scores: Scores,
  chosenFor: Count,
});

/** The body of a shared report about a forecast, from outside and untrusted. */
export const SharedForecastSchema: v.GenericSchema<unknown, SharedForecast> = v.strictObject({
  target: Word,
  step: Step,
  horizon: v.pipe(Count, v.minValue(1)),
  seasons: list(v.pipe(Count, v.minValue(1)), most.MOST_SEASONS),
  rows: Count,
  seriesCount: Count,
  known: list(Word, most.MOST_KNOWN),
  verdict: Said,
  backtest: v.strictObject({ folds: Count, points: Count }),
  chosen: Scores,
  naive: Scores,
  methods: v.exactOptional(list(Method, most.MOST_METHODS)),
  series: v.exactOptional(list(Series, most.MOST_SERIES)),
  cards: v.exactOptional(list(Said, most.MOST_CARDS)),
});
