import type { CalibrationBin, LiftPoint, Point } from '../../../core/metrics/types.ts';

/** The gains curve with its origin: at no rows nothing is found. */
export function liftLine(lift: readonly LiftPoint[]): readonly Point[] {
  const points = lift.map(({ share, captured }) => ({ x: share, y: captured }));
  return points[0] === undefined || points[0].x === 0 ? points : [{ x: 0, y: 0 }, ...points];
}

/** Share of all "yes" found in the best-scored `share` of rows, read off the curve between its points. */
export function capturedAt(lift: readonly LiftPoint[], share: number): number | undefined {
  const line = liftLine(lift);
  for (let index = 1; index < line.length; index++) {
    const from = line[index - 1] as Point;
    const to = line[index] as Point;
    if (share <= to.x) return from.y + ((to.y - from.y) * (share - from.x)) / (to.x - from.x || 1);
  }
  return line.at(-1)?.y;
}

export interface CalibrationVerdict {
  /** Whether what happened lies above or below what was said, where the interval leaves no doubt; else `fits`. */
  readonly kind: 'fits' | 'too-low' | 'too-high' | 'mixed';
  /** The bin that is furthest off. */
  readonly worst: CalibrationBin;
  /** Bins whose interval leaves out what was said, of how many with rows. */
  readonly off: number;
  readonly bins: number;
}

/** Whether probabilities can be taken at their word; undefined without bins. */
export function calibrationVerdict(bins: readonly CalibrationBin[]): CalibrationVerdict | undefined {
  let worst: CalibrationBin | undefined;
  let above = 0;
  let below = 0;
  for (const bin of bins) {
    if (bin.count === 0) continue;
    const gap = Math.abs(bin.observed - bin.meanPredicted);
    if (!worst || gap > Math.abs(worst.observed - worst.meanPredicted)) worst = bin;
    if (bin.low > bin.meanPredicted) above += 1;
    if (bin.high < bin.meanPredicted) below += 1;
  }
  if (!worst) return undefined;
  // One bin in twenty leaves its 95 % interval by chance alone: a single one is no verdict.
  const found = { worst, off: above + below, bins: bins.filter(({ count }) => count > 0).length };
  if (found.off <= 1) return { kind: 'fits', ...found };
  if (below === 0) return { kind: 'too-low', ...found };
  return { kind: above === 0 ? 'too-high' : 'mixed', ...found };
}
