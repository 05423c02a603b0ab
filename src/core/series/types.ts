import type { Finding } from '../errors.ts';

/** Business days run from Monday to Friday. */
export type StepUnit = 'minute' | 'hour' | 'day' | 'business-day' | 'week' | 'month' | 'quarter' | 'year';

/** The distance between two values of a series: 15 minutes, a day, a month. */
export interface CalendarStep {
  readonly unit: StepUnit;
  readonly count: number;
}

/** Evenly spaced points of the calendar. `start`: the first one, in milliseconds since 1970 of the wall clock taken as UTC. */
export interface TimeAxis {
  readonly step: CalendarStep;
  readonly start: number;
  readonly length: number;
}

/** Numbers on a common axis. NaN before its first value, after its last one, and where it has a gap that was left open. */
export interface Series {
  /** The level of the series column, the name of the wide column, or the target's. */
  readonly name: string;
  readonly values: Float64Array;
  /** Points on the axis of the first and the last value that is known. */
  readonly first: number;
  readonly last: number;
  /** Points between these that were filled, ascending. */
  readonly filled: Int32Array;
  /** Rows of the table behind each point, where several can be: what may be told of it depends on them. Absent: one at most. */
  readonly rows?: Int32Array;
}

/** What is known of the future too: prices, promotions, holidays. */
export interface KnownColumn {
  readonly name: string;
  /** One a series in the order of `SeriesSet.series`, or one for all; on the axis lengthened by `future`, filled without gaps. */
  readonly values: readonly Float64Array[];
  /** Whether it is 0 or 1 throughout. */
  readonly isSwitch: boolean;
}

/** A table read as series. */
export interface SeriesSet {
  readonly axis: TimeAxis;
  readonly series: readonly Series[];
  readonly known: readonly KnownColumn[];
  /** Points after the axis for which the file says the known columns already; the rest repeats the last value. */
  readonly future: number;
  /** What was settled on the way: `series.duplicates-summed`, `series.gaps-filled`, `series.last-period-left-out`, … */
  readonly findings: readonly Finding[];
}

/** How several rows of one point of time become one value. */
export type Gathering = 'sum' | 'mean' | 'last' | 'count';
/** What stands where a point of time has no row. */
export type GapFilling = 'zero' | 'line' | 'forward' | 'refuse';

/** How a table is read as series. */
export interface SeriesReading {
  readonly time: string;
  /**
   * `long`: a row a time (and a series, where `by` is there) with its value in `value`; absent: rows are counted.
   * `wide`: a row a time, a column a series. `across`: a row a series, a column a time (headers are dates).
   */
  readonly layout:
    | { readonly kind: 'long'; readonly value?: string; readonly by?: string }
    | { readonly kind: 'wide'; readonly columns: readonly string[] }
    | { readonly kind: 'across'; readonly columns: readonly string[]; readonly name?: string };
  /** Absent: found. Coarser than the rows: they are gathered. */
  readonly step?: CalendarStep;
  readonly gather: Gathering;
  readonly gaps: GapFilling;
  /** Whether a last point that is only partly there is left out. */
  readonly leavePartialOut: boolean;
  /** Columns whose future is known. */
  readonly known: readonly string[];
}

/** A season with its evidence. */
export interface Season {
  /** Points a round: 7 of daily values is the week. */
  readonly period: number;
  /** Share of the variation (trend removed) that it explains, 0 … 1. */
  readonly strength: number;
}

/** A lasting change of the level. */
export interface LevelShift {
  /** First point of the new level. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

export interface Outlier {
  readonly at: number;
  readonly value: number;
  readonly expected: number;
}

/** What a series is like, found by evidence. Points count from the start of the axis. */
export interface SeriesNature {
  /** Syntetos, Boylan and Croston 2005 for the ones with zeros; `zero` and `constant` have nothing to learn. */
  readonly kind: 'smooth' | 'intermittent' | 'lumpy' | 'erratic' | 'constant' | 'zero';
  readonly zeroShare: number;
  /** Strongest first; several where there are several. */
  readonly seasons: readonly Season[];
  /** Strength of the trend 0 … 1 and its change a step at the end. */
  readonly trend: { readonly strength: number; readonly slope: number };
  readonly shifts: readonly LevelShift[];
  readonly outliers: readonly Outlier[];
  /** Whether swings grow with the level, so that one learns on the logarithm. */
  readonly multiplicative: boolean;
}

/** Parts of a series that add up to it (multiply, where it was taken apart on the logarithm). */
export interface Decomposition {
  readonly multiplicative: boolean;
  readonly trend: Float64Array;
  /** One a season, in the order of `SeriesNature.seasons`. */
  readonly seasons: readonly Float64Array[];
  readonly remainder: Float64Array;
}
