import type { View } from '../forecaster.ts';
import { viewFrom } from '../latest.ts';
import { pointsPerYear } from '../year.ts';
import type { CalendarFeatures } from '../../../series/calendar-features.ts';
import type { Calendars } from './calendars.ts';
import type { SeriesScale } from './prepare.ts';

/** Weights of the newest value in the levels that are followed. */
const LEVEL = 0.25;
const FAST = 0.6;
const SLOW = 0.08;

/** What is followed along one series, point by point, so that any origin can be described at once. */
export interface Traces {
  readonly z: Float64Array;
  readonly level: Float64Array;
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  readonly sums: Float64Array;
  readonly slopeFast: Float64Array;
  readonly slopeSlow: Float64Array;
  readonly slopeLine: Float64Array;
  /** Share of the variance up to each point that a line explains. */
  readonly straightness: Float64Array;
  readonly window: number;
  readonly period: number;
  readonly longPeriod: number;
  /** Points of a year where those are many, else 0. */
  readonly year: number;
  /** Correlation of neighbouring steps: −½ where there is a level with noise, 0 where it wanders. */
  readonly stepCorrelation: number;
  readonly zeroShare: number;
  readonly calendar: CalendarFeatures;
  /** Known columns in units of their standard deviation. */
  readonly known: readonly Float64Array[];
}

/** Exponentially weighted mean whose weights sum to 1 from the first value on. */
function follow(values: Float64Array, weight: number): Float64Array {
  const result = new Float64Array(values.length);
  let sum = 0;
  let mass = 0;
  for (let t = 0; t < values.length; t++) {
    sum = (1 - weight) * sum + weight * (values[t] as number);
    mass = (1 - weight) * mass + weight;
    result[t] = sum / mass;
  }
  return result;
}

/** Slope of the least squares line over all values up to each point, and the share of their variance that it explains. */
function lines(values: Float64Array): { slope: Float64Array; straightness: Float64Array } {
  const slope = new Float64Array(values.length);
  const straightness = new Float64Array(values.length);
  const first = values[0] ?? 0;
  let sum = 0;
  let cross = 0;
  let squares = 0;
  for (let t = 0; t < values.length; t++) {
    const value = (values[t] as number) - first;
    sum += value;
    cross += t * value;
    squares += value * value;
    const n = t + 1;
    const moved = cross - (sum * (n - 1)) / 2;
    const ofTime = (n * (n * n - 1)) / 12;
    const variation = squares - (sum * sum) / n;
    if (n < 3) continue;
    slope[t] = moved / ofTime;
    straightness[t] = variation > 0 ? Math.min(1, (moved * moved) / (ofTime * variation)) : 0;
  }
  return { slope, straightness };
}

function correlationOfSteps(values: Float64Array): number {
  let products = 0;
  let squares = 1e-12;
  for (let t = 2; t < values.length; t++) {
    const now = (values[t] as number) - (values[t - 1] as number);
    products += now * ((values[t - 1] as number) - (values[t - 2] as number));
    squares += now * now;
  }
  return products / squares;
}

function standardised(column: Float64Array, points: number): Float64Array {
  let mean = 0;
  let squares = 0;
  for (let t = 0; t < points; t++) mean += (column[t] as number) / points;
  for (let t = 0; t < points; t++) squares += ((column[t] as number) - mean) ** 2;
  const deviation = Math.sqrt(squares / points) || 1;
  return column.map((v) => (v - mean) / deviation);
}

/** @param z scaled values of the view from `scale.from` on */
export function trace(view: View, scale: SeriesScale, z: Float64Array, horizon: number, calendars: Calendars): Traces {
  const part = viewFrom(view, scale.from);
  const level = follow(z, LEVEL);
  const steps = level.map((v, t) => (t > 0 ? v - (level[t - 1] as number) : 0));
  const sums = new Float64Array(z.length + 1);
  for (let t = 0; t < z.length; t++) sums[t + 1] = (sums[t] as number) + (z[t] as number);
  const line = lines(z);
  const year = Math.round(pointsPerYear(part.axis));
  return {
    z,
    level,
    fast: follow(z, FAST),
    slow: follow(z, SLOW),
    sums,
    slopeFast: follow(steps, 0.15),
    slopeSlow: follow(steps, 0.05),
    slopeLine: line.slope,
    straightness: line.straightness,
    window: scale.window,
    period: scale.period,
    longPeriod: scale.longPeriod,
    year: year > 26 && year < z.length ? year : 0,
    stepCorrelation: correlationOfSteps(z),
    zeroShare: view.nature.zeroShare,
    calendar: calendars(part.axis, z.length + horizon),
    known: part.known.map((column) => standardised(column, z.length)),
  };
}
