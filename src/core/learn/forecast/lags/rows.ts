import type { Random } from '../../../random.ts';
import type { Traces } from './traces.ts';

/** One thing to learn from: series `series` from origin t, h steps ahead. */
export interface LagRows {
  readonly series: Int32Array;
  readonly origin: Int32Array;
  readonly ahead: Int32Array;
  /** Change from the level at the origin. */
  readonly target: Float64Array;
  /** 0 for points before the last part of their series, which are learned from to see what holds there. */
  readonly late: Uint8Array;
  /** Rows an origin. */
  readonly each: number;
}

/** Rows that are learned from at most, over all series. */
const MOST_ROWS = 24_000;
/** Points before the first origin. */
const FIRST_ORIGIN = 6;
/** Share of a series whose rows come last, by the point that is forecast. */
const LATE = 0.25;

/** A jump beyond what steps add up to is held to this many steps, plus some a step ahead: one value must not rule. */
export function held(change: number, ahead: number): number {
  const most = 12 + 4 * ahead;
  return Math.max(-most, Math.min(most, change));
}

/**
 * Draws rows over all series: each origin with a few steps ahead, spread over the horizon, so that no more come together
 * than can be learned from quickly.
 */
export function drawRows(all: readonly Traces[], horizon: number, random: Random): LagRows {
  let origins = 0;
  for (const { z } of all) origins += Math.max(0, z.length - 1 - FIRST_ORIGIN);
  const each = Math.max(1, Math.min(horizon, Math.floor(MOST_ROWS / Math.max(1, origins))));
  const stride = Math.max(1, origins / MOST_ROWS);
  const series: number[] = [];
  const origin: number[] = [];
  const ahead: number[] = [];
  const target: number[] = [];
  const late: number[] = [];
  for (const [s, { z, level }] of all.entries()) {
    const n = z.length;
    for (let place = FIRST_ORIGIN; place < n - 1; place += stride) {
      const t = Math.floor(place);
      for (let j = 0; j < each; j++) {
        const h = 1 + Math.min(horizon - 1, Math.floor(((j + random.next()) / each) * horizon));
        if (t + h >= n) break;
        series.push(s);
        origin.push(t);
        ahead.push(h);
        target.push(held((z[t + h] as number) - (level[t] as number), h));
        late.push(t + h >= (1 - LATE) * n ? 1 : 0);
      }
    }
  }
  return {
    series: Int32Array.from(series),
    origin: Int32Array.from(origin),
    ahead: Int32Array.from(ahead),
    target: Float64Array.from(target),
    late: Uint8Array.from(late),
    each,
  };
}
