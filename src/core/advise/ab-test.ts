import { sampleSizeForMeans, sampleSizePerArm } from '../stats/tests.ts';

/** A test with two halves drawn at random: act on one, leave the other alone. */
export interface AbTestPlan {
  /** Rows in each half. */
  readonly perArm: number;
  /** Rate or mean as it is … */
  readonly from: number;
  /** … and as it would be if acting does what is assumed. */
  readonly to: number;
}

export interface AbTestInput {
  /** Rate (0 … 1) or mean without acting. */
  readonly baseline: number;
  /** Change by acting, as a share of the baseline: −0.2 takes a fifth away. */
  readonly relativeEffect: number;
  /** Of a mean: the standard deviation between rows. Without it `baseline` is a rate. */
  readonly deviation?: number;
  /** Chance of seeing an effect that is not there, two-sided. */
  readonly alpha?: number;
  /** Chance of seeing the one that is. */
  readonly power?: number;
}

/**
 * Rows each half needs. Rates: Cohen's arcsine effect size; means: the normal approximation with equal deviations.
 * Undefined where no number of rows would do: no effect, or rates outside 0 … 1.
 */
export function abTestPlan({
  baseline,
  relativeEffect,
  deviation,
  alpha = 0.05,
  power = 0.8,
}: AbTestInput): AbTestPlan | undefined {
  const to = baseline * (1 + relativeEffect);
  if (deviation === undefined && !(baseline > 0 && baseline <= 1 && to >= 0 && to <= 1)) return undefined;
  const exact =
    deviation === undefined
      ? sampleSizePerArm(baseline, to, alpha, power)
      : sampleSizeForMeans(to - baseline, deviation, alpha, power);
  if (!Number.isFinite(exact)) return undefined;
  // Fewer than two rows a half say nothing, however large the effect.
  return { perArm: Math.max(2, Math.ceil(exact)), from: baseline, to };
}
