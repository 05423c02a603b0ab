import { shuffle, type Random } from '../../core/random.ts';
import type { ValueSource } from '../net/train/examples.ts';
import type { StepsBatch } from '../net/spec.ts';
import type { PlainSeries } from './plain-series.ts';
import { expectedAfter } from './trend-base.ts';

/** A series cut at a point: what lies up to it is looked at, what comes after it is foretold. */
export interface Cut {
  readonly series: number;
  /** The last point that is looked at. */
  readonly at: number;
}

/** What the windows of all series have in common. */
export interface WindowShape {
  /** Points that are looked back at, where a series has so many. */
  readonly lookBack: number;
  readonly horizon: number;
  /** Periods of the calendar, in points, whose phase is told. */
  readonly periods: readonly number[];
  /** Known columns. */
  readonly known: number;
}

/** A series with its place in the calendar: the phase of each point is counted from `clock`. */
export interface WindowSeries {
  readonly plain: PlainSeries;
  readonly clock: number;
}

/** Cuts in series made plain. */
export interface Windows {
  readonly series: readonly WindowSeries[];
  readonly cuts: readonly Cut[];
  /** First point of a series that nothing is to be known of. */
  readonly end: (series: number) => number;
}

/** Points that a window looks back at, at least. */
export const LEAST_BACK = 6;
/** How far a number may stand out, in errors of the series; softly. */
const FARTHEST = 12;
/** A value that lies farther from what was expected, in units of the same, tells more of an accident than of the series. */
const FARTHEST_WANTED = 30;

/** Numbers at each position. */
export const numbersOf = ({ periods, known }: WindowShape): number => 2 + 2 * periods.length + known;

const soften = (value: number): number => FARTHEST * Math.tanh(value / FARTHEST);

/** Cuts of a series from `from` to `to`, both included. */
export function cutsBetween(series: number, from: number, to: number): Cut[] {
  const first = Math.max(LEAST_BACK - 1, from);
  return Array.from({ length: Math.max(0, to - first + 1) }, (_, i) => ({ series, at: first + i }));
}

/** Some of the cuts, in their order. */
export function someCuts(cuts: readonly Cut[], most: number, random: Random): readonly Cut[] {
  if (cuts.length <= most) return cuts;
  const order = Int32Array.from(cuts.keys());
  shuffle(order, random);
  return Array.from(order.subarray(0, most).sort(), (i) => cuts[i] as Cut);
}

/**
 * What is seen at the cuts: how far each value lies from the level at the cut and from what was expected of it (in errors
 * of the series), the phases of the calendar, the known columns.
 */
export function windowsBatch(series: readonly WindowSeries[], shape: WindowShape, cuts: readonly Cut[]): StepsBatch {
  const width = numbersOf(shape);
  const offsets = new Int32Array(cuts.length + 1);
  for (const [row, { at }] of cuts.entries()) {
    offsets[row + 1] = (offsets[row] as number) + Math.min(shape.lookBack, at + 1);
  }
  const numbers = new Float32Array((offsets[cuts.length] as number) * width);
  let to = 0;
  for (const [row, cut] of cuts.entries()) {
    const { plain, clock } = series[cut.series] as WindowSeries;
    const level = plain.base.levels[cut.at] as number;
    const length = (offsets[row + 1] as number) - (offsets[row] as number);
    for (let t = cut.at - length + 1; t <= cut.at; t++) {
      numbers[to++] = soften(((plain.values[t] as number) - level) / plain.scale) / 3;
      numbers[to++] = soften((plain.errors[t] as number) / plain.scale) / 3;
      for (const period of shape.periods) {
        const phase = (2 * Math.PI * (clock + t)) / period;
        numbers[to++] = Math.sin(phase);
        numbers[to++] = Math.cos(phase);
      }
      for (let k = 0; k < shape.known; k++) numbers[to++] = plain.known[k]?.[t] ?? 0;
    }
  }
  return { kind: 'steps', rows: cuts.length, offsets, ids: new Int32Array(0), numbers };
}

/**
 * By how much what came after the cuts missed what the base expected, in errors of the series: cuts × horizon, NaN from
 * the point `end` of the cut's series on.
 */
export function wantedAfter(horizon: number, { series, cuts, end }: Windows): Float32Array {
  const wanted = new Float32Array(cuts.length * horizon).fill(NaN);
  for (const [row, cut] of cuts.entries()) {
    const { plain } = series[cut.series] as WindowSeries;
    const until = Math.min(horizon, end(cut.series) - 1 - cut.at);
    for (let h = 1; h <= until; h++) {
      const off = ((plain.values[cut.at + h] as number) - expectedAfter(plain.base, cut.at, h)) / plain.scale;
      wanted[row * horizon + h - 1] = Math.max(-FARTHEST_WANTED, Math.min(FARTHEST_WANTED, off));
    }
  }
  return wanted;
}

/** Windows to learn from or to be judged on. */
export function windowSource(windows: Windows, shape: WindowShape): ValueSource {
  const { series, cuts } = windows;
  return {
    count: cuts.length,
    values: wantedAfter(shape.horizon, windows),
    batch: (examples) =>
      windowsBatch(
        series,
        shape,
        Array.from(examples, (i) => cuts[i] as Cut),
      ),
  };
}
