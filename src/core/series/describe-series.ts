import { capAtLargest, withoutSpikes } from './cap.ts';
import { demandKind } from './demand-kind.ts';
import { findPeriods } from './find-seasons.ts';
import { findShifts } from './level-shifts.ts';
import { findOutliers } from './outliers.ts';
import { lineThrough, quickParts, type QuickParts } from './quick-parts.ts';
import type { LevelShift, Outlier, Season, SeriesNature, TimeAxis } from './types.ts';

/** Share of the variation that a season must explain to be worth naming. */
const LEAST_STRENGTH = 0.05;
/** The largest value is so many times the smallest before swings are looked for on the logarithm. */
const WIDE = 2;
/** Log-likelihood by which the logarithm must fit better. */
const CLEARLY_BETTER = 3;
const LEAST_VALUES = 8;

/**
 * What a series is like, by evidence: seasons, trend, shifts of the level, outliers, demand with zeros, swings that grow
 * with the level. Nothing outside of `values` is looked at.
 * @param values NaN before the first and after the last known one; gaps between are drawn as lines
 */
export function describeSeries(values: Float64Array, axis: Pick<TimeAxis, 'step'>): SeriesNature {
  const { known, offset } = trimmed(values);
  const clean = withoutSpikes(known);
  const logs = mayGrow(clean) ? clean.map(Math.log) : undefined;
  const periods = isVaried(clean) ? findPeriods(logs ?? clean, axis.step) : [];
  const plain = quickParts(clean, periods);
  const onLogs = logs && quickParts(logs, periods);
  const multiplicative = logs !== undefined && onLogs !== undefined && growsWithLevel(plain, logs, onLogs);
  const parts = multiplicative && onLogs ? onLogs : plain;
  const { kind, zeroShare } = demandKind(known, periods[0]);
  const seasons = strengths(parts, periods, known.length);
  const back = multiplicative ? Math.exp : (value: number): number => value;
  const level = known.map((value, t) => (multiplicative ? Math.log(value) : value) - seasonAt(parts, t));
  const steady = kind === 'smooth' || kind === 'erratic';
  return {
    kind,
    zeroShare,
    seasons,
    trend: { strength: strengthOf(parts.trend, parts.remainder), slope: slopeAtEnd(clean, plain, periods) },
    shifts: steady ? shiftsOf(level, back, offset) : [],
    outliers: steady ? outliersOf(known, level, parts, back, offset) : [],
    multiplicative,
  };
}

/** Known values from the first to the last, gaps drawn as lines. */
function trimmed(values: Float64Array): { known: Float64Array; offset: number } {
  const offset = values.findIndex((value) => !Number.isNaN(value));
  if (offset < 0) return { known: new Float64Array(0), offset: 0 };
  let end = values.length;
  while (Number.isNaN(values[end - 1])) end--;
  const known = values.slice(offset, end);
  let before = 0;
  for (let t = 1; t < known.length; t++) {
    if (Number.isNaN(known[t])) continue;
    const [from, to] = [known[before] as number, known[t] as number];
    for (let gap = before + 1; gap < t; gap++) known[gap] = from + ((to - from) * (gap - before)) / (t - before);
    before = t;
  }
  return { known, offset };
}

function extremes(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

const mayGrow = (values: Float64Array): boolean => {
  const [low, high] = extremes(values);
  return values.length >= LEAST_VALUES && low > 0 && high > WIDE * low;
};

const isVaried = (values: Float64Array): boolean => {
  const [low, high] = extremes(values);
  return values.length >= LEAST_VALUES && high > low;
};

/**
 * Whether the logarithm leaves less, by the likelihood of Box and Cox (1964): deviations on the logarithm are shares of
 * the level.
 */
function growsWithLevel(plain: QuickParts, logs: Float64Array, onLogs: QuickParts): boolean {
  const n = logs.length;
  const spread = (parts: QuickParts): number =>
    Math.log(capAtLargest(parts.remainder).reduce((sum, value) => sum + value * value, 0) / n);
  const jacobian = logs.reduce((sum, value) => sum + value, 0);
  return (n / 2) * (spread(plain) - spread(onLogs)) - jacobian > CLEARLY_BETTER;
}

function seasonAt({ seasons }: QuickParts, t: number): number {
  let sum = 0;
  for (const season of seasons) sum += season[t] as number;
  return sum;
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/** Share of the variation of a part with the remainder that is the part's (Wang, Smith and Hyndman 2006), 0 … 1. */
function strengthOf(part: Float64Array, remainder: Float64Array): number {
  if (part.length < 2) return 0;
  const together = variance(part.map((value, t) => value + (remainder[t] as number)));
  return together > 0 ? Math.max(0, 1 - variance(remainder) / together) : 0;
}

/** Strongest first; means by phase fit noise as well, which is taken off. */
function strengths(parts: QuickParts, periods: readonly number[], n: number): readonly Season[] {
  return periods
    .map((period, i) => {
      const raw = strengthOf(parts.seasons[i] as Float64Array, parts.remainder);
      return { period, strength: Math.max(0, 1 - ((1 - raw) * (n - 1)) / Math.max(1, n - period)) };
    })
    .filter(({ strength }) => strength >= LEAST_STRENGTH)
    .toSorted((a, b) => b.strength - a.strength);
}

/** Of a line through the last values without their seasons. */
function slopeAtEnd(values: Float64Array, parts: QuickParts, periods: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const width = Math.min(n, Math.max(10, 2 * (periods[0] ?? 0), Math.round(n / 6)));
  const level = values.map((value, t) => value - seasonAt(parts, t));
  return lineThrough(level, n - width, width).slope;
}

function shiftsOf(level: Float64Array, back: (value: number) => number, offset: number): readonly LevelShift[] {
  const found = findShifts(level);
  const mean = (from: number, to: number): number => {
    let sum = 0;
    for (let t = from; t < to; t++) sum += level[t] as number;
    return back(sum / (to - from));
  };
  return found.map(({ at }, i) => {
    const from = Math.max(found[i - 1]?.at ?? 0, at - NEIGHBOURS);
    const to = Math.min(found[i + 1]?.at ?? level.length, at + NEIGHBOURS);
    return { at: at + offset, before: mean(from, at), after: mean(at, to) };
  });
}

/** Values on each side of a shift whose mean tells the level. */
const NEIGHBOURS = 24;

function outliersOf(
  known: Float64Array,
  level: Float64Array,
  parts: QuickParts,
  back: (value: number) => number,
  offset: number,
): readonly Outlier[] {
  return findOutliers(level).map(({ at, expected }) => ({
    at: at + offset,
    value: known[at] as number,
    expected: back(expected + seasonAt(parts, at)),
  }));
}
