import { mergeBins } from '../../../core/disclose/merge-bins.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { safeQuantiles } from '../../../core/disclose/quantiles.ts';
import { roundForAxis, significant } from '../../../core/disclose/round.ts';
import type { Point } from '../../../core/metrics/types.ts';
import { mean } from '../../../core/stats/descriptive.ts';
import { roundestNumber } from '../../../core/advise/cut-points.ts';
import type { RegressionResult } from '../report.ts';
import { MOST_GROUPS } from './limits.ts';
import type { PredictedGroup, RegressionCounts } from './counts.ts';
import type { SharedPredict } from './types.ts';

/** Rows a group has where there are enough for two; then a fifth of them lies beyond either quantile. */
const GROUP_ROWS = 50;
const RESIDUAL_BINS = 16;

/** What is shared of how well a number was predicted: all of it, or nothing where the rows are too few. */
export function regressionProof(
  test: RegressionResult,
  validationRows: number,
  counted?: RegressionCounts,
): Pick<SharedPredict, 'groups' | 'residuals' | 'typicalError80'> | undefined {
  const { groups, residuals } = counted ?? groupRows(drawnFrom(test));
  // A fifth of the errors lie beyond it.
  if (groups.length < 2 || !residuals || 0.2 * validationRows < MIN_GROUP) return undefined;
  if (!Number.isFinite(test.typicalError80)) return undefined;
  return { groups, residuals, typicalError80: significant(test.typicalError80) };
}

/** Rows put into groups by what was predicted for them, and into bins by how far off that was. */
export const groupRows = (points: readonly Point[]): Pick<RegressionCounts, 'groups' | 'residuals'> => {
  const residuals = residualBins(points);
  return { groups: predictedGroups(points), ...(residuals ? { residuals } : {}) };
};

/** The rows of the sample; where they are all test rows but a few, some fewer, since what is left over is a group too. */
function drawnFrom({ sample, rowCount }: RegressionResult): readonly Point[] {
  const leftOver = rowCount - sample.length;
  return leftOver > 0 && leftOver < MIN_GROUP ? sample.slice(0, rowCount - MIN_GROUP) : sample;
}

/** Groups of about equal size, from the lowest prediction to the highest; none where rows are fewer than 44. */
export function predictedGroups(points: readonly Point[]): PredictedGroup[] {
  const ordered = points.toSorted((a, b) => a.y - b.y);
  const n = ordered.length;
  if (n < 4 * MIN_GROUP) return [];
  const count = Math.min(MOST_GROUPS, Math.max(2, Math.floor(n / GROUP_ROWS)));
  const sizes = Array.from(
    { length: count },
    (_, g) => Math.floor(((g + 1) * n) / count) - Math.floor((g * n) / count),
  );
  // As far out as the smallest group allows, the same share in all.
  const tail = Math.max(0.1, (MIN_GROUP - 0.5) / (Math.min(...sizes) - 1));
  let start = 0;
  const groups = sizes.map((size) => {
    const part = ordered.slice(start, (start += size));
    const actual = part.map(({ x }) => x).sort((a, b) => a - b);
    const [low, middle, high] = safeQuantiles(actual, [tail, 0.5, 1 - tail]);
    const ends = low !== undefined && high !== undefined ? [low, high] : [];
    return [mean(part.map(({ y }) => y)), middle as number, ...ends];
  });
  const rounded = roundForAxis(groups.flat());
  let at = 0;
  return groups.map((figures, g) => {
    const [predicted = 0, middle = 0, low, high] = rounded.slice(at, (at += figures.length));
    const ends = low !== undefined && high !== undefined ? { low, high } : {};
    return { count: sizes[g] as number, predicted, middle, ...ends };
  });
}

/** Residuals between their 5 % ends in bins of a round width, merged; nothing of the outermost rows shows. */
function residualBins(points: readonly Point[]): RegressionCounts['residuals'] {
  const residuals = points.map(({ x, y }) => x - y).sort((a, b) => a - b);
  const tail = Math.max(0.05, (MIN_GROUP - 0.5) / (residuals.length - 1));
  const [low, high] = safeQuantiles(residuals, [tail, 1 - tail]);
  if (low === undefined || high === undefined || !(high > low)) return undefined;
  const width = (high - low) / RESIDUAL_BINS;
  const step = roundestNumber(width / 2, width, width);
  const first = Math.floor(low / step);
  const bins = Math.ceil(high / step) - first;
  const counts = Array.from({ length: bins }, () => [0]);
  for (const residual of residuals) {
    const bin = counts[Math.min(bins - 1, Math.max(0, Math.floor(residual / step) - first))] as [number];
    bin[0]++;
  }
  const merged = mergeBins(counts);
  if (!merged) return undefined;
  return {
    edges: [...merged.starts, bins].map((bin) => significant((first + bin) * step, 12)),
    counts: merged.counts.map(([count]) => count as number),
  };
}
