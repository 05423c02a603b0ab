import type { Estimate } from '../metrics/types.ts';
import type { DriftRow } from './types.ts';

/** Fewer rows, or rows of a class, say nothing about whether a promise was kept. */
const ENOUGH_ROWS = 50;
const ENOUGH_OF_CLASS = 10;
/** Share of all importance that drifts far enough to matter. */
const DRIFTED_IMPORTANCE = 0.25;
/** Standard errors, and share of what was observed, by which the level is off before it counts. */
const OFF_ERRORS = 3;
const OFF_SHARE = 0.2;

/** How far predictions lie from what happened, on the whole. */
export interface LevelShift {
  /** Mean of the predictions, or of the probabilities of "yes". */
  readonly expected: number;
  /** Mean of what happened, or the share of "yes". */
  readonly observed: number;
}

export interface RealisedInput {
  readonly rows: number;
  /** Rows of the rarest class; absent for numbers. */
  readonly fewestOfClass?: number;
  /** The figure that stands for the promise. */
  readonly metric: string;
  readonly higherIsBetter: boolean;
  readonly realised: Estimate;
  readonly promised: Estimate;
  readonly drift: readonly DriftRow[];
  readonly level?: LevelShift | undefined;
}

export interface RealisedAdvice {
  readonly code: 'feedback.too-few-rows' | 'feedback.retrain' | 'feedback.recalibrate' | 'feedback.keep';
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * `too-few-rows`; `retrain` where the figure is surely worse than promised (the 95 % intervals do not meet), or looks
 * worse while columns that carry a quarter of the importance drifted far; `recalibrate` where the ranking holds but the
 * level is off; else `keep`.
 */
export function adviseOnRealised(input: RealisedInput): RealisedAdvice {
  const { rows, fewestOfClass, metric, realised, promised, drift, level } = input;
  if (rows < ENOUGH_ROWS || (fewestOfClass !== undefined && fewestOfClass < ENOUGH_OF_CLASS)) {
    const params = {
      rows,
      needed: ENOUGH_ROWS,
      fewestOfClass: fewestOfClass ?? rows,
      neededOfClass: ENOUGH_OF_CLASS,
    };
    return { code: 'feedback.too-few-rows', params };
  }
  const params = { metric, realised: realised.value, promised: promised.value };
  const lost = (input.higherIsBetter ? 1 : -1) * (promised.value - realised.value);
  const surely = input.higherIsBetter ? realised.high < promised.low : realised.low > promised.high;
  const drifted = drift.filter(({ size }) => size === 'large').reduce((sum, { importance }) => sum + importance, 0);
  if (surely || (lost > 0 && drifted >= DRIFTED_IMPORTANCE)) {
    return { code: 'feedback.retrain', params: { ...params, drifted } };
  }
  return level ? { code: 'feedback.recalibrate', params: { ...params, ...level } } : { code: 'feedback.keep', params };
}

/**
 * Probabilities of "yes" against how often it happened: undefined unless they differ by more than chance (three standard
 * errors, the probabilities taken at their word) and by more than a fifth of what happened.
 * @param yes 1 where it happened, else 0
 */
export function probabilityShift(probabilities: ArrayLike<number>, yes: ArrayLike<number>): LevelShift | undefined {
  const rows = probabilities.length;
  let expected = 0;
  let observed = 0;
  let variance = 0;
  for (let i = 0; i < rows; i++) {
    const p = probabilities[i] as number;
    expected += p;
    observed += yes[i] as number;
    variance += p * (1 - p);
  }
  const gap = Math.abs(observed - expected);
  if (rows === 0 || gap <= OFF_ERRORS * Math.sqrt(variance) || gap <= OFF_SHARE * observed) return undefined;
  return { expected: expected / rows, observed: observed / rows };
}

/**
 * Predicted numbers against what happened: undefined unless their means differ by more than chance (three standard errors
 * of the mean difference) and by more than a fifth of the standard deviation of what happened.
 */
export function numberShift(predicted: ArrayLike<number>, actual: ArrayLike<number>): LevelShift | undefined {
  const rows = predicted.length;
  if (rows < 2) return undefined;
  let [expected, observed] = [0, 0];
  for (let i = 0; i < rows; i++) {
    expected += (predicted[i] as number) / rows;
    observed += (actual[i] as number) / rows;
  }
  let [gaps, spread] = [0, 0];
  for (let i = 0; i < rows; i++) {
    gaps += ((actual[i] as number) - (predicted[i] as number) - observed + expected) ** 2;
    spread += ((actual[i] as number) - observed) ** 2;
  }
  const gap = Math.abs(observed - expected);
  const error = Math.sqrt(gaps / (rows - 1) / rows);
  if (gap <= OFF_ERRORS * error || gap <= OFF_SHARE * Math.sqrt(spread / (rows - 1))) return undefined;
  return { expected, observed };
}
