import { CodedError, type Finding } from '../errors.ts';
import { alignedStart, DAY, dayOf, isSameStep, stepLength, type Grid } from './calendar.ts';
import { findStep, tidyTime, tryFindStep, type FoundStep, type Rounding } from './find-step.ts';
import type { CalendarStep } from './types.ts';

/** The grid on which rows are read. */
export interface SettledGrid extends Grid {
  readonly round?: Rounding;
  /** Rows are finer than the points. */
  readonly gathers: boolean;
  /** Milliseconds that a row stands for. */
  readonly resolution: number;
  /** Times that the change of clocks left out or made double. */
  readonly missing: readonly number[];
  readonly twice: readonly number[];
  readonly findings: readonly Finding[];
}

/** Asking for points this much closer than the rows are is asking for gaps; business days are wider than days. */
const FINER = 0.6;

/**
 * @param times of rows that count, NaN passed over; at least one finite
 * @param wanted absent: found
 * @throws series.too-few-times, series.no-step, series.step-under-a-minute, series.finer-than-rows
 */
export function settleGrid(times: Float64Array, wanted: CalendarStep | undefined): SettledGrid {
  if (wanted === undefined) return asFound(findStep(times));
  const found = hasStep(times) ? tryFindStep(times) : undefined;
  if (found && isSameStep(found.step, wanted)) return asFound({ ...found, step: wanted });
  if (found && stepLength(wanted) < FINER * stepLength(found.step)) {
    const { step } = found;
    throw new CodedError('series.finer-than-rows', {
      unit: step.unit,
      count: step.count,
      askedUnit: wanted.unit,
      askedCount: wanted.count,
    });
  }
  let first = Infinity;
  let wholeDays = true;
  for (const ms of times) {
    if (Number.isNaN(ms)) continue;
    if (ms < first) first = ms;
    wholeDays &&= ms === dayOf(ms) * DAY;
  }
  return {
    step: wanted,
    start: alignedStart(tidyTime(first, found?.round), wanted),
    ...(found?.round ? { round: found.round } : {}),
    gathers: !found || stepLength(found.step) < stepLength(wanted),
    resolution: found ? Math.min(stepLength(found.step), stepLength(wanted)) : wholeDays ? DAY : 0,
    missing: [],
    twice: [],
    findings: found?.findings ?? [],
  };
}

const asFound = ({ step, start, round, clock, findings }: FoundStep): SettledGrid => ({
  step,
  start,
  ...(round ? { round } : {}),
  gathers: false,
  resolution: stepLength(step),
  missing: clock.missing,
  twice: clock.twice,
  findings,
});

/** Times beyond so many are looked at from the latest on first: sorting a million that keep no step would be for nothing. */
const MANY = 100_000;
const SAMPLED = 1000;

function hasStep(times: Float64Array): boolean {
  if (times.length < MANY) return true;
  const every = Math.floor(times.length / SAMPLED);
  const sample = Float64Array.from({ length: SAMPLED }, (_, i) => times[i * every] as number)
    .filter(Number.isFinite)
    .sort();
  const from = sample[Math.floor((1 - MANY / 2 / times.length) * (sample.length - 1))];
  if (from === undefined) return true;
  const latest = times.filter((ms) => ms >= from);
  // Many rows of few times show no step in a stretch.
  return new Set(latest.subarray(0, SAMPLED)).size < SAMPLED / 2 || tryFindStep(latest) !== undefined;
}
