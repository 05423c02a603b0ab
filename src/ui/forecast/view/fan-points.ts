import { LEVELS, type Fan } from '../../../core/forecast/types.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import type { TimeAxis } from '../../../core/series/types.ts';
import type { FanPoint } from '../../charts/fan-chart.tsx';
import type { LinePoint } from '../../charts/types.ts';

/** Bands of a fan, the outermost first: places of their ends in LEVELS, and the share of values promised between them. */
export const FAN_BANDS = [0, 1, 2].map((low) => {
  const high = LEVELS.length - 1 - low;
  return { low, high, share: Math.round(((LEVELS[high] as number) - (LEVELS[low] as number)) * 100) / 100 };
});

/** Ends of the 90 % interval at a step ahead. */
export const outerEnds = ({ quantiles }: Fan, h: number): readonly [number, number] => [
  quantiles[0]?.[h] ?? NaN,
  quantiles[LEVELS.length - 1]?.[h] ?? NaN,
];

/**
 * A fan whose first step is the point `from` of the axis. With `known`, the value before it, lines and bands start there,
 * so that no hole is left between past and future.
 */
export function fanPoints(axis: TimeAxis, from: number, fan: Fan, known?: number): FanPoint[] {
  const points = Array.from(fan.mean, (middle, h): FanPoint => ({
    x: timeOf(axis, from + h),
    middle,
    bands: FAN_BANDS.map(({ low, high }) => [fan.quantiles[low]?.[h] ?? NaN, fan.quantiles[high]?.[h] ?? NaN]),
  }));
  if (known === undefined || !Number.isFinite(known)) return points;
  const start: FanPoint = { x: timeOf(axis, from - 1), middle: known, bands: FAN_BANDS.map(() => [known, known]) };
  return [start, ...points];
}

/** Values of the axis' points `from` … `to` - 1, NaN where nothing was; none before the first value. */
export function pastPoints(axis: TimeAxis, values: Float64Array, from: number, to: number): LinePoint[] {
  const first = values.findIndex((value) => Number.isFinite(value));
  if (first < 0) return [];
  const points: LinePoint[] = [];
  for (let t = Math.max(from, first); t < Math.min(to, values.length); t++) {
    points.push({ x: timeOf(axis, t), y: values[t] as number });
  }
  return points;
}

/** Times of about `wanted` points, evenly apart, so that no tick is between two of them and none is named twice. */
export function pointTicks(axis: TimeAxis, from: number, to: number, wanted = 6): readonly number[] {
  const apart = Math.max(1, Math.ceil((to - from) / wanted));
  const ticks: number[] = [];
  for (let t = to; t >= from; t -= apart) ticks.unshift(timeOf(axis, t));
  return ticks;
}

const LEAST_RECENT = 40;
const HORIZONS = 4;
const ROUNDS = 2;

/** First point of the recent past: enough to see the seasons and what the forecast goes on from. */
export function recentFrom(from: number, horizon: number, period: number): number {
  // A yearly season of daily values would take all the room.
  const rounds = period * ROUNDS <= 10 * horizon ? period * ROUNDS : 0;
  return Math.max(0, from - Math.max(LEAST_RECENT, HORIZONS * horizon, rounds));
}
