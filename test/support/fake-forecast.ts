import type { Message } from '../../src/core/errors.ts';
import type { PersonalColumn } from '../../src/core/privacy/types.ts';
import type { Gathering, Series, SeriesNature, SeriesReading, TimeAxis } from '../../src/core/series/types.ts';
import {
  LEVELS,
  type Fan,
  type ForecastModel,
  type ForecastReport,
  type ForecastScores,
  type SeriesReport,
} from '../../src/lenses/forecast/types.ts';

/** A series by its values; `rows` behind each of them where they were gathered from several. */
export interface MadeSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly rows?: readonly number[];
}

export interface MadeForecast {
  readonly series: readonly MadeSeries[];
  readonly horizon?: number;
  /** Points a round: the forecast repeats the last one. Absent: the last value. */
  readonly season?: number;
  readonly gather?: Gathering;
  readonly layout?: SeriesReading['layout'];
  readonly known?: readonly string[];
  readonly addUp?: boolean;
  readonly rowCount?: number;
  readonly personal?: readonly PersonalColumn[];
  readonly cards?: readonly Message[];
  readonly verdict?: Message;
}

const SCORES: ForecastScores = { mase: 0.83, smape: 0.11, rmse: 4.2, pinball: 0.31, coverage: 0.9 };
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** The forecast that repeats what was, exactly: what gives most away. */
function repeated(values: readonly number[], horizon: number, season: number): Fan {
  const mean = Float64Array.from({ length: horizon }, (_, h) => values[values.length - season + (h % season)] ?? NaN);
  return { mean, quantiles: LEVELS.map((level) => mean.map((value) => value * (0.5 + level))) };
}

const natureOf = (season: number | undefined): SeriesNature => ({
  kind: 'smooth',
  zeroShare: 0,
  seasons: season === undefined ? [] : [{ period: season, strength: 0.8 }],
  trend: { strength: 0.2, slope: 0.1 },
  shifts: [],
  outliers: [],
  multiplicative: false,
});

function reportOf({ name, values }: MadeSeries, horizon: number, season: number | undefined): SeriesReport {
  const future = repeated(values, horizon, season ?? 1);
  return {
    name,
    values: Float64Array.from(values),
    filled: new Int32Array(0),
    nature: natureOf(season),
    methods: [{ method: 'naive', family: 'baseline', scores: SCORES, points: 40 }],
    chosen: { method: season === undefined ? 'naive' : 'seasonal-naive', told: {} },
    verdict: { code: 'forecast.naive-as-good', params: {} },
    folds: [{ from: values.length - horizon, fan: future }],
    from: values.length,
    future,
    errors: new Float64Array(horizon),
    spread: new Float64Array(horizon).fill(2),
  };
}

/** A trained forecast without a training, daily from 2024 on. */
export function fakeForecast(made: MadeForecast): ForecastModel {
  const { series, horizon = 7, season, gather = 'sum', addUp = false } = made;
  const length = series[0]?.values.length ?? 0;
  const layout = made.layout ?? { kind: 'long', value: 'revenue', ...(series.length > 1 ? { by: 'shop' } : {}) };
  const axis: TimeAxis = { step: { unit: 'day', count: 1 }, start: START, length };
  const sum = Array.from({ length }, (_, t) => series.reduce((all, { values }) => all + (values[t] ?? 0), 0));
  const total = addUp ? reportOf({ name: 'total', values: sum }, horizon, season) : undefined;
  const reading: SeriesReading = {
    time: 'day',
    layout,
    gather,
    gaps: 'zero',
    leavePartialOut: true,
    known: made.known ?? [],
  };
  const report: ForecastReport = {
    format: 'sightglass.report',
    version: 1,
    lens: 'forecast',
    app: { name: 'sightglass', version: '0.1.0' },
    createdAt: '2025-01-02T03:04:05.000Z',
    plan: {
      question: { lens: 'forecast', target: 'revenue', reading, horizon, addUp },
      recipe: [],
      settings: {
        preset: 'balanced',
        backend: 'auto',
        seed: 1,
        families: ['linear', 'trees', 'network'],
        linear: 'auto',
      },
    },
    data: {
      rowCount: made.rowCount ?? (layout.kind === 'wide' ? 1 : series.length) * length,
      columns: [
        { column: 'day', kind: 'date', use: 'split' },
        { column: 'revenue', kind: 'number', use: 'target' },
      ],
      personal: made.personal ?? [],
      findings: [],
    },
    axis,
    seasons: season === undefined ? [] : [{ period: season, strength: 0.8 }],
    known: (made.known ?? []).map((name) => ({ name, isSwitch: false, ahead: horizon })),
    backtest: { horizon, folds: 5, points: 40 * series.length },
    tries: [],
    leaderboard: [
      {
        method: 'naive',
        family: 'baseline',
        scores: SCORES,
        points: 40,
        series: series.length,
        seconds: 1,
        chosenFor: series.length,
      },
    ],
    overall: { chosen: SCORES, naive: SCORES },
    choice: 'each',
    verdict: made.verdict ?? { code: 'forecast.naive-as-good', params: { series: series.length } },
    series: series.map((one) => reportOf(one, horizon, season)),
    ...(total ? { total } : {}),
    cards: (made.cards ?? []).map((card, i) => ({
      id: String(i),
      segment: [],
      validationRows: 0,
      allRows: 0,
      rate: { value: NaN, low: NaN, high: NaN },
      overallRate: NaN,
      adjustedPValue: NaN,
      segmentsTried: 0,
      evidence: 'association',
      why: [],
      ...card,
    })),
    warnings: [],
    compute: { backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] },
    seconds: 3,
    seed: 1,
  };
  return {
    format: 'sightglass.model',
    version: 1,
    lens: 'forecast',
    id: 'forecast-1',
    createdAt: report.createdAt,
    target: 'revenue',
    fits: [{ method: 'naive', version: 1, params: {}, state: {}, series: series.map((_, at) => at) }],
    data: {
      axis,
      series: series.map(({ name, values, rows }): Series => ({
        name,
        values: Float64Array.from(values),
        first: 0,
        last: length - 1,
        filled: new Int32Array(0),
        ...(rows ? { rows: Int32Array.from(rows) } : {}),
      })),
      known: (made.known ?? []).map((name) => ({
        name,
        values: [new Float64Array(length + horizon)],
        isSwitch: false,
      })),
      future: horizon,
      findings: [],
    },
    report,
  };
}

/** The point of a day, `days` after the first. */
export const dayAt = (days: number): number => START + days * DAY;
