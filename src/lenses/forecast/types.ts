import type { Card } from '../../core/advise/types.ts';
import type { Finding, Message } from '../../core/errors.ts';
import type { Fan, ForecastScores } from '../../core/forecast/types.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { PlainData } from '../../core/learn/estimator.ts';
import type { ForecastFamily } from '../../core/learn/forecast/forecaster.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type {
  Decomposition,
  Season,
  SeriesNature,
  SeriesReading,
  SeriesSet,
  TimeAxis,
} from '../../core/series/types.ts';
import type { ColumnUse, Try } from '../predict/report.ts';
import type { PredictSettings, Suggestion } from '../predict/question.ts';

/** "Forecast **revenue** by **week** for the next **8 weeks**". */
export interface ForecastQuestion {
  readonly lens: 'forecast';
  /** What is forecast, as it is named on the page: the value column, or several wide columns' common name. */
  readonly target: string;
  readonly reading: SeriesReading;
  /** Steps to look ahead. */
  readonly horizon: number;
  /** The series are parts of a whole: their sum is forecast too, and made to add up. */
  readonly addUp: boolean;
  /** What is forecast is never below 0. Absent: where no value was. */
  readonly neverNegative?: boolean;
}

export interface ForecastPlan {
  readonly question: ForecastQuestion;
  /** Series are settled by the reading: no step of a recipe touches them. */
  readonly recipe: readonly [];
  /** Families: `trees` and `network` may be left out; naive methods and smoothing always run. */
  readonly settings: PredictSettings;
}

export interface ForecastSuggestion extends Pick<Suggestion, 'reason' | 'strength' | 'leftOut'> {
  readonly question: ForecastQuestion;
}

export { FORECAST_METRICS, LEVELS } from '../../core/forecast/types.ts';
export type { Fan, ForecastMetric, ForecastScores } from '../../core/forecast/types.ts';

/** The forecast from one origin of the backtest, beside what came. */
export interface BacktestFold {
  /** Point on the axis of its first step. */
  readonly from: number;
  readonly fan: Fan;
}

/** A method on one series, in the backtest. */
export interface MethodScore {
  /** Of a forecaster, or `combination`. */
  readonly method: string;
  readonly family: ForecastFamily | 'blend';
  readonly scores: ForecastScores;
  /** Steps it was judged on. */
  readonly points: number;
}

/** One series: what it is like, how it was judged, what comes. */
export interface SeriesReport {
  readonly name: string;
  /** On the report's axis; NaN before its first and after its last value. */
  readonly values: Float64Array;
  readonly filled: Int32Array;
  readonly nature: SeriesNature;
  readonly decomposition?: Decomposition;
  /** Best first. Empty where it was too short to judge. */
  readonly methods: readonly MethodScore[];
  readonly chosen: {
    readonly method: string;
    /** Of a combination: its members and their weights. */
    readonly members?: readonly { readonly method: string; readonly weight: number }[];
    /** Settings found: `ETS(M,Ad,M)` as params, never sentences. */
    readonly told: Readonly<Record<string, string | number>>;
  };
  /** Of what is chosen, on folds that it was chosen and calibrated without; absent where nothing was judged. */
  readonly judged?: ForecastScores;
  /** `forecast.clearly-better`, `forecast.naive-as-good`, `forecast.too-short`, `forecast.nothing-to-learn`, … */
  readonly verdict: Message;
  readonly folds: readonly BacktestFold[];
  /** Point of the axis of the first step ahead (series may end at unlike times). */
  readonly from: number;
  readonly future: Fan;
  /**
   * Errors of the backtest in units of the calibrated spread, folds × horizon (NaN where no value came): whole paths of
   * errors, from which chances are computed.
   */
  readonly errors: Float64Array;
  /** Calibrated standard deviation at each step ahead. */
  readonly spread: Float64Array;
}

/** The receipt of a forecast. Holds the values of the series, as added up, but no row of the table. */
export interface ForecastReport {
  readonly format: 'sightglass.report';
  readonly version: 1;
  readonly lens: 'forecast';
  readonly app: { readonly name: 'sightglass'; readonly version: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly plan: ForecastPlan;
  readonly data: {
    readonly rowCount: number;
    readonly columns: readonly ColumnUse[];
    readonly personal: readonly PersonalColumn[];
    /** What was settled on the way from rows to series. */
    readonly findings: readonly Finding[];
  };
  readonly axis: TimeAxis;
  /** Common seasons, strongest first; the first one scales MASE. */
  readonly seasons: readonly Season[];
  readonly known: readonly { readonly name: string; readonly isSwitch: boolean; readonly ahead: number }[];
  readonly backtest: {
    readonly horizon: number;
    /** Origins a series was judged from, at most; series that are short had fewer. */
    readonly folds: number;
    readonly points: number;
  };
  readonly tries: readonly Try[];
  /** Over all series, best first: mean of the series' scores. */
  readonly leaderboard: readonly (MethodScore & {
    readonly series: number;
    readonly seconds: number;
    readonly chosenFor: number;
  })[];
  /** Of what was chosen, and of seasonal naive (naive where there is no season) on the same points. */
  readonly overall: { readonly chosen: ForecastScores; readonly naive: ForecastScores };
  /** Whether one method was taken for all series, or each has its own. */
  readonly choice: 'each' | 'all';
  readonly verdict: Message;
  readonly series: readonly SeriesReport[];
  /** The series added up, made to agree with them; where they were said to add up. */
  readonly total?: SeriesReport;
  readonly cards: readonly Card[];
  readonly warnings: readonly Finding[];
  readonly compute: ComputeNote;
  readonly seconds: number;
  readonly seed: number;
}

/** A trained forecast as it is kept: plain data, versioned. */
export interface ForecastModel {
  readonly format: 'sightglass.model';
  readonly version: 1;
  readonly lens: 'forecast';
  readonly id: string;
  readonly createdAt: string;
  readonly target: string;
  /** Fitted on everything: methods that are chosen for some series, with their settings and states. */
  readonly fits: readonly {
    readonly method: string;
    readonly version: number;
    readonly params: PlainData;
    readonly state: PlainData;
    /** Numbers of the series that it was fitted on, in order; that of the total comes after the last one. */
    readonly series: readonly number[];
  }[];
  /** What was learned from, so that other futures and values that come later can be tried on it. */
  readonly data: SeriesSet;
  readonly report: ForecastReport;
  /** The model this one was retrained from. */
  readonly parent?: string;
}

/** Other values of a known column in the horizon, by step ahead (0 …); series by name, absent: all of them. */
export interface WhatIf {
  readonly column: string;
  readonly series?: string;
  readonly values: readonly number[];
}

/** What came after the forecast, beside what it said. */
export interface ForecastFeedback {
  /** Steps of the horizon that have come, at most, over the series. */
  readonly steps: number;
  readonly series: readonly {
    readonly name: string;
    /** Realised values by step ahead; NaN where none came. */
    readonly realised: Float64Array;
    readonly scores: ForecastScores;
    /** Share of the values inside the 90 % interval. */
    readonly inside: { readonly count: number; readonly of: number };
  }[];
  readonly overall: { readonly realised: ForecastScores; readonly promised: ForecastScores; readonly points: number };
  readonly inside: { readonly count: number; readonly of: number; readonly low: number; readonly high: number };
  readonly findings: readonly Finding[];
  /** `forecast.feedback.keep`, `.widen`, `.retrain`, `.too-few` */
  readonly advice: Message;
}
