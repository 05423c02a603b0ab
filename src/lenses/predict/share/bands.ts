import { mergeBins } from '../../../core/disclose/merge-bins.ts';
import { significant } from '../../../core/disclose/round.ts';
import type { BinaryCurves } from '../report.ts';
import { MOST_BANDS } from './limits.ts';
import type { ScoreBand } from './types.ts';

export interface SafeBands {
  readonly bands: readonly ScoreBand[];
  /** Thresholds asked for at which a band begins, so that the counts at them are told exactly. */
  readonly exact: readonly number[];
}

/**
 * Bands of the predicted probability with 0 or at least 11 "yes" and "no" each, made from the counts at the report's
 * thresholds. Their mean prediction is known to half a step of these.
 * @param thresholds at which a band should begin, the most important first
 * @returns undefined where there are 1 to 10 "yes" or "no" in all
 */
export function scoreBands(curves: BinaryCurves, thresholds: readonly number[]): SafeBands | undefined {
  const steps = curves.thresholds.toSorted((a, b) => a.threshold - b.threshold);
  const counts = steps.map((point, i) => [
    point.truePositives - (steps[i + 1]?.truePositives ?? 0),
    point.falsePositives - (steps[i + 1]?.falsePositives ?? 0),
  ]);
  const placeOf = (threshold: number): number =>
    steps.findIndex((point) => Math.abs(point.threshold - threshold) < 1e-9);
  const merged = mergeBins(counts, { edges: thresholds.map(placeOf).filter((i) => i > 0), most: MOST_BANDS });
  if (!merged) return undefined;
  const bands = merged.starts.map((start, i): ScoreBand => {
    const [yes = 0, no = 0] = merged.counts[i] ?? [];
    const end = merged.starts[i + 1] ?? steps.length;
    const middle = (step: number): number =>
      ((steps[step]?.threshold ?? 1) + (steps[step + 1]?.threshold ?? steps[step]?.threshold ?? 1)) / 2;
    let sum = 0;
    for (let step = start; step < end; step++) sum += middle(step) * (counts[step] ?? []).reduce((a, b) => a + b, 0);
    const mean = yes + no > 0 ? sum / (yes + no) : middle(start);
    return { from: i === 0 ? 0 : (steps[start]?.threshold ?? 0), yes, no, mean: significant(mean) };
  });
  // At 0 everything is "yes", whatever the bands.
  const isExact = (threshold: number): boolean => placeOf(threshold) === 0 || merged.edges.includes(placeOf(threshold));
  return { bands, exact: thresholds.filter(isExact) };
}
