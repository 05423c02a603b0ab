import type { Message } from '../../../core/errors.ts';
import type { ForecastFamily } from '../../../core/learn/forecast/forecaster.ts';
import type { PersonalColumn } from '../../../core/privacy/types.ts';
import type { CalendarStep } from '../../../core/series/types.ts';
import type { ForecastMetric, ForecastModel } from '../types.ts';

/** What a shared report about a forecast is made from. */
export interface ForecastSource {
  readonly model: ForecastModel;
  readonly personal: readonly PersonalColumn[];
  /** Characters of JSON that the drawn series may take; a link has less room than a file. */
  readonly budget: number;
}

/** Parts that can be taken out. The verdict and its figures cannot: a report is about them. */
export const FORECAST_PARTS = ['picture', 'methods', 'actions'] as const;
export type ForecastPartId = (typeof FORECAST_PARTS)[number];

/** Figures of the backtest; one that could not be computed is absent. */
export type SharedScores = Readonly<Partial<Record<ForecastMetric, number>>>;

/** A series as it is drawn: its end, and what comes. */
export interface SharedSeries {
  readonly name: string;
  /** Whether it is the sum of the others. */
  readonly isTotal?: true;
  /** Milliseconds since 1970 of the first value of `past`; the others follow a step apart. */
  readonly start: number;
  /** Null where nothing was, or where so few rows are behind it that it was held back. */
  readonly past: readonly (number | null)[];
  /** By step ahead. The 90 % and the 50 % interval. */
  readonly future: {
    readonly mean: readonly number[];
    readonly low: readonly number[];
    readonly lowHalf: readonly number[];
    readonly highHalf: readonly number[];
    readonly high: readonly number[];
  };
  /** The method that was chosen for it. */
  readonly method: string;
  readonly verdict: Message;
}

/** The body of a shared report about a forecast. Numbers are rounded to what the pictures need. */
export interface SharedForecast {
  readonly target: string;
  readonly step: CalendarStep;
  readonly horizon: number;
  /** Points a round, the strongest season first. */
  readonly seasons: readonly number[];
  /** Rows of the table, and series made of them. */
  readonly rows: number;
  readonly seriesCount: number;
  /** Columns whose future is known. */
  readonly known: readonly string[];
  readonly verdict: Message;
  readonly backtest: { readonly folds: number; readonly points: number };
  readonly chosen: SharedScores;
  readonly naive: SharedScores;
  readonly methods?: readonly {
    readonly method: string;
    readonly family: ForecastFamily | 'blend';
    readonly scores: SharedScores;
    /** Series that it was chosen for. */
    readonly chosenFor: number;
  }[];
  /** The total first, then the largest. */
  readonly series?: readonly SharedSeries[];
  readonly cards?: readonly { readonly code: string; readonly params: Message['params'] }[];
}
