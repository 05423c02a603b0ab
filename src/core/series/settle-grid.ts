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
  const found = tryFindStep(times);
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
