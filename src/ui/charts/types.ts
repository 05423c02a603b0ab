import type { Point } from '../../core/metrics/types.ts';

type Domain = readonly [number | 'auto', number | 'auto'];

/** An axis in words. */
export interface Axis {
  readonly title: string;
  /** Wording of a value at a tick and in the tooltip. Default: as the number is. */
  readonly format?: ((value: number) => string) | undefined;
  /** Default: from the data; bars and histograms start at zero whatever is said. */
  readonly domain?: Domain | undefined;
  readonly ticks?: readonly number[] | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
}

/** At most 2,000 points are drawn; longer series are thinned to the lowest and highest of each stretch. */
export interface LineSeries {
  readonly name: string;
  readonly color: string;
  readonly points: readonly LinePoint[];
  readonly dashed?: boolean;
  /** Dots at the points themselves (calibration, feedback over time). */
  readonly dots?: boolean;
  /** Steps instead of slopes. */
  readonly step?: boolean;
}

export interface LinePoint extends Point {
  /** Ends of an interval, drawn as a band. */
  readonly low?: number;
  readonly high?: number;
}

/** A line across the plot with its words beside it. Exactly one of x and y. */
export interface Mark {
  readonly x?: number;
  readonly y?: number;
  readonly label: string;
  readonly color?: string;
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Ends of the interval. */
  readonly low?: number;
  readonly high?: number;
  readonly color?: string;
  /** Words behind the bar in place of the formatted value. */
  readonly note?: string;
}

export interface ScatterSeries {
  readonly name: string;
  readonly color: string;
  readonly points: readonly Point[];
}

/** The figures behind a picture: for the table view and the CSV. Numbers are written in full in the CSV. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}
