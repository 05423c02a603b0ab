import { quantileSorted } from '../stats/descriptive.ts';
import { wilson } from '../stats/tests.ts';
import { rankScores, walkRanking } from './ranking.ts';
import type { CalibrationBin, LiftPoint, Point, ThresholdPoint } from './types.ts';

/** Curves of two classes. `y` is 1 for "yes" and 0 for "no", `p` the probability of "yes", row by row. */

/** Points a curve keeps at most, so that a million rows draw as fast as a hundred. */
const MOST_POINTS = 201;

/**
 * x false positive rate, y true positive rate, one point a distinct score, from (0, 0); thinned by equal steps along
 * the curve. Empty where a class is absent.
 */
export function rocCurve(y: ArrayLike<number>, p: ArrayLike<number>, maxPoints = MOST_POINTS): Point[] {
  const counts = [{ negatives: 0, positives: 0 }];
  walkRanking(rankScores(p), y, undefined, (negatives, positives) => counts.push({ negatives, positives }));
  const last = counts.at(-1);
  if (!last || last.negatives === 0 || last.positives === 0) return [];
  return thin(
    counts.map((c) => ({ x: c.negatives / last.negatives, y: c.positives / last.positives })),
    maxPoints,
  );
}

/**
 * x recall, y precision, one point a distinct score, after scikit-learn's (0, 1); ends at recall 1.
 * Empty where there is no "yes".
 */
export function prCurve(y: ArrayLike<number>, p: ArrayLike<number>, maxPoints = MOST_POINTS): Point[] {
  const counts: { negatives: number; positives: number }[] = [];
  walkRanking(rankScores(p), y, undefined, (negatives, positives) => counts.push({ negatives, positives }));
  const all = counts.at(-1)?.positives ?? 0;
  if (all === 0) return [];
  const points = [{ x: 0, y: 1 }];
  for (const c of counts) {
    points.push({ x: c.positives / all, y: c.positives / (c.positives + c.negatives) });
    // Further down recall stays 1 and only precision falls.
    if (c.positives === all) break;
  }
  return thin(points, maxPoints);
}

/** Keeps both ends and the points nearest to equal steps of |dx| + |dy| along the curve. */
function thin(points: readonly Point[], maxPoints: number): Point[] {
  if (points.length <= maxPoints) return [...points];
  const along = new Float64Array(points.length);
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    along[i] = (along[i - 1] as number) + Math.abs(b.x - a.x) + Math.abs(b.y - a.y);
  }
  const whole = along.at(-1) as number;
  const kept: Point[] = [];
  let step = 0;
  for (let i = 0; i < points.length - 1; i++) {
    if ((along[i] as number) < (step * whole) / (maxPoints - 1)) continue;
    kept.push(points[i] as Point);
    while (step < maxPoints - 1 && (step * whole) / (maxPoints - 1) <= (along[i] as number)) step++;
  }
  kept.push(points.at(-1) as Point);
  return kept;
}

export interface CalibrationOptions {
  readonly bins?: number;
  /** `quantile`: about as many rows a bin; `uniform`: bins of equal width. */
  readonly strategy?: 'quantile' | 'uniform';
}

/**
 * Predicted against observed share of "yes", by bins of the probability; empty bins are left out. A value on an inner
 * edge falls in the lower bin, as in scikit-learn 1.9.
 */
export function calibrationBins(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  { bins = 10, strategy = 'quantile' }: CalibrationOptions = {},
): CalibrationBin[] {
  const inner = innerEdges(p, bins, strategy);
  const count = new Int32Array(bins);
  const predicted = new Float64Array(bins);
  const positives = new Int32Array(bins);
  for (let i = 0; i < p.length; i++) {
    const value = p[i] as number;
    let bin = 0;
    while (bin < inner.length && (inner[bin] as number) < value) bin++;
    count[bin] = (count[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + value;
    positives[bin] = (positives[bin] as number) + (y[i] as number);
  }
  const result: CalibrationBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const rows = count[bin] as number;
    if (rows === 0) continue;
    const yes = positives[bin] as number;
    result.push({
      meanPredicted: (predicted[bin] as number) / rows,
      observed: yes / rows,
      count: rows,
      ...wilson(yes, rows),
    });
  }
  return result;
}

function innerEdges(p: ArrayLike<number>, bins: number, strategy: 'quantile' | 'uniform'): number[] {
  const shares = Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
  if (strategy === 'uniform') return shares;
  const sorted = Float64Array.from(p).sort();
  return shares.map((share) => quantileSorted(sorted, share));
}

/** Mean distance of observed from predicted over bins of equal width, weighted by rows. */
export function expectedCalibrationError(y: ArrayLike<number>, p: ArrayLike<number>, bins = 10): number {
  let sum = 0;
  for (const bin of calibrationBins(y, p, { bins, strategy: 'uniform' })) {
    sum += bin.count * Math.abs(bin.observed - bin.meanPredicted);
  }
  return sum / p.length;
}

/**
 * At each per cent of rows, best-scored first: the share of all "yes" among them, and how many times that is what
 * picking at random would give. A tied score counts as if its rows were picked at random. Empty without a "yes".
 */
export function liftCurve(y: ArrayLike<number>, p: ArrayLike<number>): LiftPoint[] {
  const n = p.length;
  const steps = [{ rows: 0, positives: 0 }];
  walkRanking(rankScores(p), y, undefined, (negatives, positives) =>
    steps.push({ rows: negatives + positives, positives }),
  );
  const all = steps.at(-1)?.positives ?? 0;
  if (all === 0) return [];
  const points: LiftPoint[] = [];
  let step = 1;
  for (let percent = 1; percent <= 100; percent++) {
    const rows = (percent * n) / 100;
    while (step < steps.length - 1 && (steps[step]?.rows ?? n) < rows) step++;
    const before = steps[step - 1] ?? { rows: 0, positives: 0 };
    const after = steps[step] ?? { rows: n, positives: all };
    const within = (rows - before.rows) / (after.rows - before.rows);
    const captured = (before.positives + within * (after.positives - before.positives)) / all;
    points.push({ share: percent / 100, captured, lift: captured / (percent / 100) });
  }
  return points;
}

/** Steps of the threshold slider: 0, 0.005, … 1. */
export const THRESHOLD_STEPS = 200;

/** The four counts at each threshold 0, 0.005, … 1, "yes" where p ≥ threshold. */
export function thresholdCurve(y: ArrayLike<number>, p: ArrayLike<number>): ThresholdPoint[] {
  const positives = new Int32Array(THRESHOLD_STEPS + 1);
  const negatives = new Int32Array(THRESHOLD_STEPS + 1);
  for (let i = 0; i < p.length; i++) {
    const value = p[i] as number;
    // The greatest step k with k / 200 ≤ p, exactly: multiplying rounds.
    let step = Math.min(THRESHOLD_STEPS, Math.max(0, Math.floor(value * THRESHOLD_STEPS)));
    while (step < THRESHOLD_STEPS && (step + 1) / THRESHOLD_STEPS <= value) step++;
    while (step > 0 && step / THRESHOLD_STEPS > value) step--;
    const side = y[i] === 1 ? positives : negatives;
    side[step] = (side[step] as number) + 1;
  }
  const allPositives = positives.reduce((a, b) => a + b, 0);
  const allNegatives = p.length - allPositives;
  const points: ThresholdPoint[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let step = THRESHOLD_STEPS; step >= 0; step--) {
    truePositives += positives[step] as number;
    falsePositives += negatives[step] as number;
    points.push({
      threshold: step / THRESHOLD_STEPS,
      truePositives,
      falsePositives,
      falseNegatives: allPositives - truePositives,
      trueNegatives: allNegatives - falsePositives,
    });
  }
  return points.reverse();
}
